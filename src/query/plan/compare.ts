import type { Selected } from '../selection.ts'
import type { Building } from './building.ts'
import type { ComparePlan } from './types.ts'

/** What of a compared group the first statement brings; the rest is computed. */
const READ = new Set(['group', 'goods', 'goodsOfActors'])

export function comparePlan(building: Building, field: Selected): ComparePlan {
  const named = (name: string): Selected[] => field.fields.filter((each) => each.name === name)
  const groups = named('groups')
  return {
    root: 'compare',
    field,
    kinds: [...building.ontology.kinds.values()]
      .filter(({ interfaces }) => interfaces.includes('Collective'))
      .map(({ name }) => name),
    groups: groups.map(({ key, fields }) => ({
      key,
      fields: fields.filter(({ name }) => name !== 'group').map((each) => ({ key: each.key, name: each.name })),
      items: fields
        .filter(({ name }) => name === 'group')
        .map((each) => ({ key: each.key, item: building.item('Entity', each.fields) }))
    })),
    measures: named('measures'),
    pairs: named('pairs').map(({ key }) => key),
    notes: named('note').map(({ key }) => key),
    inside:
      named('measures').length + named('pairs').length > 0 ||
      groups.some(({ fields }) => fields.some(({ name }) => !READ.has(name)))
  }
}
