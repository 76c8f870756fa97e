import { has, listOf, minGradeOf, wordsOf } from '../arguments.ts'
import { argumentsOf, type Arguments, type Given, type Run } from '../run.ts'
import type { Selected } from '../selection.ts'
import type { Building } from './building.ts'
import { idsTest, kindTest, tiedTo } from './legs.ts'
import { keyNames, namedPage } from './pages.ts'
import { goodsGiven, periodFilter, tieFilters } from './ties.ts'
import type {
  GoodsGiven,
  CitationsPlan,
  CitedSort,
  EstimateGroupPlan,
  EstimatesPlan,
  FigurePlan,
  InterventionsPlan,
  ShownItem,
  Subject,
  TestPlan
} from './types.ts'

const named = (field: Selected, name: string): Selected[] => field.fields.filter((each) => each.name === name)
const without = (field: Selected, ...names: string[]) => keyNames(field).filter(({ name }) => !names.includes(name))
const shown = (building: Building, field: Selected, name: string, subject: Subject): ShownItem[] =>
  named(field, name).map(({ key, fields }) => ({ key, item: building.item(subject, fields) }))

/** Collects what the arguments of a question ask of each entity. */
class Asked {
  readonly tests: TestPlan[]
  followed = 0
  readonly #building: Building
  readonly #args: Arguments
  readonly read: (run: Run) => Arguments

  constructor(building: Building, field: Selected, kind: string) {
    this.#building = building
    this.read = (run) => argumentsOf(run, field)
    this.#args = this.read(building.run)
    this.tests = [kindTest(kind)]
  }

  list =
    (name: string): Given =>
    (run) =>
      listOf(this.read(run), name)

  /** Adds a test where the argument is there. */
  when(name: string, test: () => TestPlan, follows = false): void {
    if (!has(this.#args, name)) return
    this.tests.push(test())
    if (follows) this.followed++
  }

  value(name: string, operator: 'in' | 'search', value: Given): TestPlan {
    const property = this.#building.ontology.entityProperties.get(name)
    if (property === undefined) throw new Error(`no property ${name}`)
    return { test: 'value', property, operator, value }
  }

  words =
    (name: string): Given =>
    (run) => {
      const words = wordsOf(this.read(run)[name] as string, name)
      return words.length === 0 ? null : words
    }

  tied = (
    kinds: readonly string[],
    to: readonly TestPlan[],
    goods = false,
    direction: 'OUT' | 'IN' = 'OUT'
  ): TestPlan =>
    tiedTo(
      this.#building.ontology,
      kinds,
      goods ? tieFilters({ goods: this.#args['goods'] }, this.read) : [],
      to,
      direction
    )

  /** What every such question can ask besides. */
  common(): void {
    const { begins, ends } = this.#building.ontology.times
    this.when('period', () => ({ test: 'period', period: periodFilter(this.read), begins, ends }), true)
    this.when('minGrade', () => ({ test: 'minGrade', value: (run) => minGradeOf(this.read(run)) }))
  }

  get goods(): GoodsGiven | null {
    return goodsGiven(this.#args, this.read)
  }
}

export function estimatesPlan(building: Building, field: Selected): EstimatesPlan {
  const asked = new Asked(building, field, 'Estimate')
  const among = idsTest(asked.list('of'))
  asked.when('goods', () => asked.tied(['MEASURES'], [], true), true)
  asked.when(
    'of',
    () => ({
      test: 'any',
      of: [
        asked.tied(['MEASURES', 'LOCATED_IN'], [among]),
        asked.tied(['MEASURES'], [asked.tied(['LOCATED_IN', 'PART_OF'], [among])])
      ]
    }),
    true
  )
  asked.when('publisherRoles', () => asked.value('publisherRole', 'in', asked.list('publisherRoles')))
  asked.when('definition', () => asked.value('definition', 'search', asked.words('definition')))
  asked.when('units', () => asked.value('unit', 'in', asked.list('units')))
  asked.common()
  return {
    root: 'estimates',
    page: namedPage(building, field, asked.tests, asked.goods, asked.followed),
    keys: keyNames(field).filter(({ name }) => name === 'note' || name === 'truncated'),
    totals: named(field, 'total'),
    groups: named(field, 'groups').map((each) => groupPlan(building, each))
  }
}

const groupPlan = (building: Building, field: Selected): EstimateGroupPlan => ({
  key: field.key,
  fields: without(field, 'measures', 'ranges'),
  measures: shown(building, field, 'measures', 'Entity'),
  ranges: named(field, 'ranges').map((each) => ({
    key: each.key,
    fields: without(each, 'figures'),
    figures: named(each, 'figures').map((figure): FigurePlan => ({
      key: figure.key,
      fields: without(figure, 'estimate', 'reportedBy'),
      estimates: shown(building, figure, 'estimate', 'Entity'),
      reports: shown(building, figure, 'reportedBy', 'Source')
    }))
  }))
})

const OF_ALL = new Set(['outcomes', 'notEvaluated', 'noOutcome', 'truncated', 'note'])

export function interventionsPlan(building: Building, field: Selected): InterventionsPlan {
  const asked = new Asked(building, field, 'Intervention')
  asked.when('groupKinds', () => asked.value('groupKind', 'in', asked.list('groupKinds')))
  asked.when(
    'goods',
    () => ({
      test: 'any',
      of: [asked.tied(['TARGETS'], [], true), asked.tied(['TARGETS'], [{ test: 'goods', value: asked.list('goods') }])]
    }),
    true
  )
  asked.when('places', () => asked.tied(['TARGETS', 'LOCATED_IN'], [idsTest(asked.list('places'))]), true)
  asked.when('tactic', () => ({
    test: 'any',
    of: ['interventionType', 'tactic'].map((name) => asked.value(name, 'search', asked.words('tactic')))
  }))
  asked.when(
    'outcomes',
    () => asked.tied(['EVALUATES'], [asked.value('outcome', 'in', asked.list('outcomes'))], false, 'IN'),
    true
  )
  asked.common()
  return {
    root: 'interventions',
    page: namedPage(building, field, asked.tests, asked.goods, asked.followed),
    keys: keyNames(field).filter(({ name }) => OF_ALL.has(name)),
    groups: named(field, 'groups').map((each) => ({
      key: each.key,
      fields: without(each, 'place'),
      places: shown(building, each, 'place', 'Entity')
    }))
  }
}

const SORTS: Readonly<Record<string, CitedSort>> = { 'e:': 'entity', 'r:': 'relation', 'c:': 'claim', 's:': 'source' }

/** Part of what the plan depends on: which sort of thing the id is of. */
export const citedSort = (id: string): CitedSort | null => SORTS[id.slice(0, 2)] ?? null

export function citationsPlan(building: Building, field: Selected): CitationsPlan {
  const id = (run: Run): string => argumentsOf(run, field)['of'] as string
  return {
    root: 'citations',
    field,
    of: citedSort(id(building.run)),
    id,
    keys: without(field, 'sources'),
    sources: named(field, 'sources').map((each) => ({
      key: each.key,
      fields: without(each, 'source', 'claims'),
      items: shown(building, each, 'source', 'Source'),
      claims: shown(building, each, 'claims', 'Claim')
    }))
  }
}
