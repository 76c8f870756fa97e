import { has } from '../arguments.ts'
import { argumentsOf, type Arguments, type Run } from '../run.ts'
import type { Selected } from '../selection.ts'
import type { Building } from './building.ts'
import { keyNames } from './pages.ts'
import { goodsGiven, tieFilters } from './ties.ts'
import type { PathHopPlan, PathPlan, PathsPlan } from './types.ts'

export function pathsPlan(building: Building, field: Selected): PathsPlan {
  const read = (run: Run): Arguments => argumentsOf(run, field)
  const args = read(building.run)
  const named = (name: string): Selected[] => field.fields.filter((each) => each.name === name)
  return {
    root: 'paths',
    field,
    kinds: has(args, 'kinds'),
    filters: tieFilters(args, read),
    paths: named('paths').map((each) => pathPlan(building, each)),
    excluded: named('excluded').map(({ key }) => key),
    truncated: named('truncated').map(({ key }) => key),
    more: named('more').map(({ key }) => key),
    goods: goodsGiven(args, read),
    unknown: named('unknown').map(({ key }) => key)
  }
}

const pathPlan = (building: Building, field: Selected): PathPlan => ({
  key: field.key,
  fields: keyNames(field).filter(({ name }) => name !== 'hops'),
  hops: field.fields.filter(({ name }) => name === 'hops').map((each) => hopPlan(building, each))
})

const hopPlan = (building: Building, field: Selected): PathHopPlan => ({
  key: field.key,
  fields: field.fields.flatMap(({ key, name }) =>
    name === 'from' || name === 'to' || name === 'relation' ? [] : [{ key, name }]
  ),
  items: field.fields.flatMap(({ key, name, fields }) =>
    name === 'from' || name === 'to' || name === 'relation'
      ? [{ key, name, item: building.item(name === 'relation' ? 'Relation' : 'Entity', fields) } as const]
      : []
  )
})
