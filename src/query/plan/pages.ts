import type { Direction } from '../../ontology/types.ts'
import { has, listOf, minGradeOf, periodOf, wordsOf } from '../arguments.ts'
import { argumentsOf, inputOf, type Arguments, type Given, type Run } from '../run.ts'
import type { Selected } from '../selection.ts'
import type { Building } from './building.ts'
import type {
  ConnectionField,
  EdgeField,
  ExpandPlan,
  FilterPlan,
  ItemPlan,
  KeyName,
  OrderBy,
  PagePlan,
  SourcePlan,
  Subject
} from './types.ts'

/** Which relations a page lists: all kinds, fixed ones, or those that an argument gives. */
export interface RelationsFrom {
  readonly kinds: readonly string[] | 'given' | null
  readonly direction: Direction
}

export function relationsPage(building: Building, field: Selected, from: RelationsFrom): PagePlan {
  const args = argumentsOf(building.run, field)
  const kinds: Given | null = from.kinds === 'given' ? (run) => listOf(argumentsOf(run, field), 'kinds') : null
  const source = expandPlan(building, from.kinds === 'given' ? null : from.kinds, kinds, from.direction)
  return page(building, field, {
    source,
    filters: tieFilters(args, (run) => argumentsOf(run, field)),
    order: 'grade',
    subject: 'Relation'
  })
}

/** Ties of symmetric kinds are stored either way round, so they are always followed both ways. */
function expandPlan(
  { ontology }: Building,
  types: readonly string[] | null,
  kinds: Given | null,
  direction: Direction
): ExpandPlan {
  const all = { step: 'expand', types, kinds, direction: 'BOTH', oneWay: null } as const
  if (direction === 'BOTH') return all
  const symmetric = [...ontology.relationKinds.values()]
    .filter((kind) => kind.symmetric && (types === null || types.includes(kind.name)))
    .map((kind) => kind.name)
  if (symmetric.length === 0) return { ...all, direction }
  if (symmetric.length === types?.length) return all
  return { ...all, oneWay: { direction, symmetric: () => symmetric } }
}

/** The filters that every list of ties takes: goods, period, minGrade. */
export function tieFilters(args: Arguments, read: (run: Run) => Arguments): FilterPlan[] {
  const filters: FilterPlan[] = []
  if (has(args, 'goods')) filters.push({ step: 'filter', by: 'tieGoods', value: (run) => listOf(read(run), 'goods') })
  if (has(args, 'period'))
    filters.push({
      step: 'filter',
      by: 'period',
      from: (run) => periodOf(read(run)).from,
      to: (run) => periodOf(read(run)).to,
      phase: (run) => periodOf(read(run)).phase
    })
  if (has(args, 'minGrade')) filters.push({ step: 'filter', by: 'minGrade', value: (run) => minGradeOf(read(run)) })
  return filters
}

export const claimsPage = (building: Building, field: Selected, source: SourcePlan): PagePlan =>
  page(building, field, { source, filters: [], order: 'id', subject: 'Claim' })

export function entitiesPage(building: Building, field: Selected): PagePlan {
  const args = argumentsOf(building.run, field)
  const read = (run: Run): Arguments => inputOf(run, field, 'filter')
  const filter = read(building.run)
  const filters: FilterPlan[] = []
  if (has(filter, 'kinds')) filters.push({ step: 'filter', by: 'kinds', value: (run) => listOf(read(run), 'kinds') })
  if (has(filter, 'goods')) filters.push({ step: 'filter', by: 'goods', value: (run) => listOf(read(run), 'goods') })
  const name = (run: Run): Arguments => (read(run)['name'] ?? {}) as Arguments
  const test = name(building.run)
  if (has(test, 'eq')) filters.push({ step: 'filter', by: 'nameIs', value: (run) => name(run)['eq'] as string })
  if (has(test, 'startsWith'))
    filters.push({
      step: 'filter',
      by: 'namePrefix',
      value: (run) => wordsOf(name(run)['startsWith'] as string, 'name.startsWith').join(' ')
    })
  if (has(test, 'search'))
    filters.push({
      step: 'search',
      words: (run) => wordsOf(name(run)['search'] as string, 'name.search'),
      aliases: false
    })
  if (has(test, 'isNull'))
    filters.push({ step: 'filter', by: 'nameIsNull', value: (run) => name(run)['isNull'] as boolean })
  const order: OrderBy = args['orderBy'] === 'ID' ? 'id' : 'name'
  return page(building, field, { source: { step: 'match', of: 'Entity' }, filters, order, subject: 'Entity' })
}

export function searchPage(building: Building, field: Selected): PagePlan {
  const words = (run: Run): readonly string[] => wordsOf(argumentsOf(run, field)['text'] as string, 'text')
  const filters: FilterPlan[] = [{ step: 'search', words, aliases: true }]
  if (has(argumentsOf(building.run, field), 'kinds'))
    filters.push({ step: 'filter', by: 'kinds', value: (run) => listOf(argumentsOf(run, field), 'kinds') })
  const built = page(building, field, {
    source: { step: 'match', of: 'Entity' },
    filters,
    order: 'name',
    subject: 'Entity'
  })
  return { ...built, empty: (run) => words(run).length === 0 }
}

export const sourcesPage = (building: Building, field: Selected): PagePlan =>
  page(building, field, { source: { step: 'match', of: 'Source' }, filters: [], order: 'sourceKey', subject: 'Source' })

export const datasetsPage = (building: Building, field: Selected): PagePlan =>
  page(building, field, {
    source: { step: 'match', of: 'Dataset' },
    filters: [],
    order: 'datasetName',
    subject: 'Dataset'
  })

interface Parts {
  source: SourcePlan
  filters: FilterPlan[]
  order: OrderBy
  subject: Subject
}

function page(building: Building, field: Selected, { source, filters, order, subject }: Parts): PagePlan {
  const items: ItemPlan[] = []
  const item = (fields: readonly Selected[]): number => items.push(building.item(subject, fields)) - 1
  const fields = field.fields.map((child): ConnectionField => {
    const { key } = child
    switch (child.name) {
      case 'nodes':
        return { key, name: 'nodes', item: item(child.fields) }
      case 'edges':
        return {
          key,
          name: 'edges',
          fields: child.fields.map((each): EdgeField =>
            each.name === 'node'
              ? { key: each.key, name: 'node', item: item(each.fields) }
              : { key: each.key, name: 'cursor' }
          )
        }
      case 'pageInfo':
        return { key, name: 'pageInfo', fields: keyNames(child) }
      default:
        return { key, name: 'totalCount' }
    }
  })
  return {
    source,
    filters,
    order,
    tag: `${field.name} ${order}`,
    field,
    after: has(argumentsOf(building.run, field), 'after'),
    wanted: fields.some((each) => each.name !== 'totalCount'),
    counted: fields.some((each) => each.name === 'totalCount'),
    fields,
    items,
    empty: null
  }
}

export const keyNames = (field: Selected): KeyName[] => field.fields.map(({ key, name }) => ({ key, name }))
