import type { Direction } from '../../ontology/types.ts'
import { has, listOf, wordsOf } from '../arguments.ts'
import { argumentsOf, inputOf, type Arguments, type Given, type Run } from '../run.ts'
import type { Selected } from '../selection.ts'
import type { Building } from './building.ts'
import { evidenceFilters } from './evidence.ts'
import { entityOrder, farOrder, ORDERS } from './orders.ts'
import { entityTests, refuseUnread } from './tests.ts'
import { idsTest, kindTest, legTests, tiedTo } from './legs.ts'
import { directed, goodsGiven, refuseNone, tieFilters } from './ties.ts'
import type {
  ConnectionField,
  EdgeField,
  FilterPlan,
  ItemPlan,
  KeyName,
  Order,
  PagePlan,
  SourcePlan,
  Subject,
  TestPlan
} from './types.ts'

/** Which relations a page lists: all kinds, fixed ones, or those that an argument gives. */
export interface RelationsFrom {
  readonly kinds: readonly string[] | 'given' | null
  readonly direction: Direction
  readonly orderBy?: string | null
}

export function relationsPage(building: Building, field: Selected, from: RelationsFrom): PagePlan {
  const args = argumentsOf(building.run, field)
  const kinds: Given | null = from.kinds === 'given' ? (run) => listOf(argumentsOf(run, field), 'kinds') : null
  const source = directed(building.ontology, from.kinds === 'given' ? null : from.kinds, kinds, from.direction)
  const read = (run: Run): Arguments => argumentsOf(run, field)
  const built = page(building, field, {
    source,
    filters: tieFilters(args, read),
    order: from.orderBy == null ? ORDERS.grade : farOrder(from.orderBy),
    subject: 'Relation'
  })
  return { ...built, goods: goodsGiven(args, read) }
}

export const claimsPage = (
  building: Building,
  field: Selected,
  source: SourcePlan,
  filters: readonly FilterPlan[] = []
): PagePlan => page(building, field, { source, filters, order: ORDERS.id, subject: 'Claim' })

const entityFilters = (building: Building, field: Selected) => {
  const read = (run: Run): Arguments => inputOf(run, field, 'filter')
  const { tests, goods, followed } = entityTests(building.ontology, read(building.run), read)
  return { tests, filters: tests.map((test): FilterPlan => ({ step: 'filter', by: 'test', test })), goods, followed }
}

export function entitiesPage(building: Building, field: Selected): PagePlan {
  const { tests, filters, goods, followed } = entityFilters(building, field)
  const order = entityOrder(building.ontology, argumentsOf(building.run, field))
  const built = page(building, field, { source: { step: 'match', of: 'Entity' }, filters, order, subject: 'Entity' })
  const empty = (run: Run): boolean => {
    if (!built.wanted && !built.counted) refuseUnread(tests, run)
    return false
  }
  return { ...built, goods, followed, empty }
}

export function searchPage(building: Building, field: Selected): PagePlan {
  const words = (run: Run): readonly string[] => wordsOf(argumentsOf(run, field)['text'] as string, 'text')
  const { tests, filters, goods, followed } = entityFilters(building, field)
  // Of a text without a word nothing is found.
  filters.push({ step: 'search', words: (run) => (words(run).length === 0 ? null : words(run)) })
  if (has(argumentsOf(building.run, field), 'kinds'))
    filters.push({ step: 'filter', by: 'kinds', value: (run) => listOf(argumentsOf(run, field), 'kinds') })
  const built = page(building, field, {
    source: { step: 'match', of: 'Entity' },
    filters,
    order: ORDERS.name,
    subject: 'Entity'
  })
  const empty = (run: Run): boolean => {
    const none = words(run).length === 0
    if (none || (!built.wanted && !built.counted)) refuseUnread(tests, run)
    return none && (goods === null || !built.fields.some(({ name }) => name === 'unknown'))
  }
  return { ...built, goods, followed, empty }
}

/** Routes by what one of their legs carries, how it is travelled, and where it starts or ends. */
export function routesPage(building: Building, field: Selected): PagePlan {
  const args = argumentsOf(building.run, field)
  const read = (run: Run): Arguments => argumentsOf(run, field)
  const { leg, ties, goods } = legTests(building.ontology, args, read)
  if (has(args, 'places'))
    leg.push(
      tiedTo(building.ontology, ['DEPARTS_FROM', 'ARRIVES_AT'], ties, [idsTest((run) => listOf(read(run), 'places'))])
    )
  const tests = leg.length === 0 ? [] : [tiedTo(building.ontology, ['LEG_OF'], [], leg, 'IN')]
  const built = page(building, field, {
    source: { step: 'match', of: 'Entity' },
    filters: [kindTest('Route'), ...tests].map((test): FilterPlan => ({ step: 'filter', by: 'test', test })),
    order: ORDERS.name,
    subject: 'Entity'
  })
  // Without a test on a leg nothing reads the period and the grade: what is neither is refused all the same.
  const empty = (run: Run): boolean => {
    refuseNone(read(run))
    return false
  }
  return { ...built, goods, followed: leg.length, empty }
}

/** What of an answer belongs to its page, where it holds more than that. */
const CONNECTION = new Set(['edges', 'nodes', 'pageInfo', 'totalCount', 'unknown'])

/** A page of entities by name that meet these tests; `followed` of them follow ties. The rest of the answer is not in it. */
export function namedPage(
  building: Building,
  field: Selected,
  tests: readonly TestPlan[],
  goods: PagePlan['goods'],
  followed: number
): PagePlan {
  const own = { ...field, fields: field.fields.filter(({ name }) => CONNECTION.has(name)) }
  const built = page(building, own, {
    source: { step: 'match', of: 'Entity' },
    filters: tests.map((test): FilterPlan => ({ step: 'filter', by: 'test', test })),
    order: ORDERS.name,
    subject: 'Entity'
  })
  return { ...built, goods, followed }
}

export const sourcesPage = (building: Building, field: Selected): PagePlan =>
  page(building, field, {
    source: { step: 'match', of: 'Source' },
    filters: evidenceFilters(building, field),
    order: ORDERS.sourceKey,
    subject: 'Source'
  })

export function datasetsPage(building: Building, field: Selected): PagePlan {
  const read = (run: Run): Arguments => inputOf(run, field, 'filter')
  const built = page(building, field, {
    source: { step: 'match', of: 'Dataset' },
    filters: evidenceFilters(building, field),
    order: ORDERS.datasetName,
    subject: 'Dataset'
  })
  return { ...built, goods: goodsGiven(read(building.run), read) }
}

interface Parts {
  source: SourcePlan
  filters: readonly FilterPlan[]
  order: Order
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
        return { key, name: child.name === 'unknown' ? 'unknown' : 'totalCount' }
    }
  })
  return {
    source,
    filters,
    order,
    tag: `${field.name} ${order.name}`,
    field,
    after: has(argumentsOf(building.run, field), 'after'),
    wanted: fields.some(({ name }) => name !== 'totalCount' && name !== 'unknown'),
    goods: null,
    followed: 0,
    counted: fields.some((each) => each.name === 'totalCount'),
    fields,
    items,
    empty: null
  }
}

export const keyNames = (field: Selected): KeyName[] => field.fields.map(({ key, name }) => ({ key, name }))
