import { has, listOf } from '../arguments.ts'
import { inputOf, type Arguments, type Run } from '../run.ts'
import type { Selected } from '../selection.ts'
import type { Building } from './building.ts'
import { goodsGiven, tieFilters } from './ties.ts'
import type { GraphPlan } from './types.ts'

/** Ties that a drawing leaves out unless they are asked for: they tie everybody to the group or case itself. */
const LEFT_OUT = ['OBSERVED_IN', 'MEMBER_OF']

export function graphPlan(building: Building, field: Selected): GraphPlan {
  const read = (run: Run): Arguments => inputOf(run, field, 'input')
  const input = read(building.run)
  const drawn = [...building.ontology.relationKinds.keys()].filter((kind) => !LEFT_OUT.includes(kind))
  const named = (name: string): Selected[] => field.fields.filter((each) => each.name === name)
  return {
    root: 'graph',
    field,
    collectives: has(input, 'collectives'),
    around: has(input, 'around'),
    ids: has(input, 'ids'),
    kinds: has(input, 'kinds') ? (run) => listOf(read(run), 'kinds') : null,
    drawn,
    filters: tieFilters(input, read, 'input.'),
    nodes: named('nodes').map(({ key, fields }) => ({ key, item: building.item('Entity', fields) })),
    edges: named('edges').map(({ key, fields }) => ({ key, item: building.item('Relation', fields) })),
    elements: named('elements').map(({ key }) => key),
    truncated: named('truncated').map(({ key }) => key),
    goods: goodsGiven(input, read),
    unknown: named('unknown').map(({ key }) => key)
  }
}
