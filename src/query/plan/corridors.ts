import { has, listOf } from '../arguments.ts'
import { inputOf, type Arguments, type Run } from '../run.ts'
import type { Selected } from '../selection.ts'
import type { Building } from './building.ts'
import { idsTest, kindTest, legTests } from './legs.ts'
import { keyNames } from './pages.ts'
import type { CorridorPlan, CorridorsPlan, TestPlan } from './types.ts'

const PLAIN = new Set(['unknown', 'note', 'totalCount'])
const ITEMS = new Set(['from', 'to', 'legs', 'routes'])

export function corridorsPlan(building: Building, field: Selected): CorridorsPlan {
  const read = (run: Run): Arguments => inputOf(run, field, 'input')
  const input = read(building.run)
  const { leg, ties, goods } = legTests(building.ontology, input, read, 'input.')
  const end = (name: 'from' | 'to'): TestPlan[] => [
    kindTest('Place'),
    ...(has(input, name) ? [idsTest((run) => listOf(read(run), name))] : [])
  ]
  const named = (name: string): Selected[] => field.fields.filter((each) => each.name === name)
  return {
    root: 'corridors',
    field,
    leg,
    from: end('from'),
    to: end('to'),
    ties,
    goods,
    after: has(input, 'after'),
    wanted: field.fields.some((each) => each.name === 'nodes' || each.name === 'pageInfo'),
    counted: named('totalCount').length > 0,
    keys: keyNames(field).filter(({ name }) => PLAIN.has(name)),
    pageInfo: named('pageInfo').map((each) => ({ key: each.key, fields: keyNames(each) })),
    corridors: named('nodes').map((each) => corridorPlan(building, each))
  }
}

const corridorPlan = (building: Building, field: Selected): CorridorPlan => ({
  key: field.key,
  fields: keyNames(field).filter(({ name }) => !ITEMS.has(name)),
  items: field.fields
    .filter(({ name }) => ITEMS.has(name))
    .map(({ key, name, fields }) => ({
      key,
      name: name as 'from' | 'to' | 'legs' | 'routes',
      item: building.item('Entity', fields)
    }))
})
