import { orderName } from '../../ontology/filters.ts'
import type { EntityProperty, Ontology } from '../../ontology/types.ts'
import type { Arguments } from '../run.ts'
import type { Order } from './types.ts'

/** The orders that are no choice of the client's, and his for entities where he makes none. */
export const ORDERS = {
  id: { name: 'id', key: null, unknown: null, descending: false },
  name: { name: 'name', key: { property: 'name_key', reading: 'whole' }, unknown: 'null', descending: false },
  grade: { name: 'grade', key: { property: 'gradeOrder', reading: 'summary' }, unknown: null, descending: false },
  sourceKey: { name: 'sourceKey', key: { property: 'key', reading: 'plain' }, unknown: null, descending: false },
  datasetName: { name: 'datasetName', key: { property: 'name', reading: 'plain' }, unknown: null, descending: false }
} as const satisfies Record<string, Order>

/** The order of a page of ties by a number of the entity at the far end. */
export const farOrder = (property: string): Order => ({
  name: `far ${property}`,
  key: { property, reading: 'summary' },
  far: true,
  unknown: "''",
  descending: false
})

/** The order that `orderBy` and `direction` ask for: text goes by its folded key, everything else by its value. */
export function entityOrder(ontology: Ontology, args: Arguments): Order {
  const descending = args['direction'] === 'DESC'
  const order = named(ontology, (args['orderBy'] ?? 'NAME') as string)
  return descending ? { ...order, name: `${order.name} descending`, descending } : order
}

function named(ontology: Ontology, name: string): Order {
  switch (name) {
    case 'ID':
      return ORDERS.id
    case 'NAME':
      return ORDERS.name
    case 'KIND':
      return { name: 'kind', key: { property: 'kind', reading: 'plain' }, unknown: null, descending: false }
    case 'GRADE':
      return { ...ORDERS.grade, unknown: '99' }
  }
  const property = ordersOf(ontology).get(name)
  if (property === undefined) throw new Error(`no order ${name}`)
  const key = property.type === 'String' ? `${property.name}_key` : property.name
  return {
    name: `by ${property.name}`,
    key: { property: key, reading: property.whole ? 'whole' : 'summary' },
    unknown: "''",
    descending: false
  }
}

const orders = new WeakMap<Ontology, ReadonlyMap<string, EntityProperty>>()

function ordersOf(ontology: Ontology): ReadonlyMap<string, EntityProperty> {
  let known = orders.get(ontology)
  if (known === undefined) {
    known = new Map([...ontology.entityProperties.values()].map((property) => [orderName(property.name), property]))
    orders.set(ontology, known)
  }
  return known
}
