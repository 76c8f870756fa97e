import { has } from '../arguments.ts'
import { inputOf } from '../run.ts'
import type { Selected } from '../selection.ts'
import type { Building } from './building.ts'
import { keyNames } from './pages.ts'
import { periodFilter } from './ties.ts'
import type { CrossGoodsPlan, HitPlan, Subject } from './types.ts'

const COMPUTED = ['overlaps', 'blindSpots'] as const
const PLAIN = new Set(['goods', 'unknown', 'note', 'totalCount'])

export function crossGoodsPlan(building: Building, field: Selected): CrossGoodsPlan {
  const input = inputOf(building.run, field, 'input')
  const named = (name: string): Selected[] => field.fields.filter((each) => each.name === name)
  return {
    root: 'crossGoods',
    field,
    computed: COMPUTED.flatMap((name) => named(name).map(({ key }) => ({ key, name }))),
    goods: has(input, 'goods'),
    including: has(input, 'including'),
    kinds: has(input, 'kinds'),
    minGrade: has(input, 'minGrade'),
    period: has(input, 'period') ? periodFilter((run) => inputOf(run, field, 'input'), 'input.') : null,
    after: has(input, 'after'),
    wanted: field.fields.some((each) => each.name === 'nodes' || each.name === 'pageInfo'),
    counted: named('totalCount').length > 0,
    keys: keyNames(field).filter(({ name }) => PLAIN.has(name)),
    pageInfo: named('pageInfo').map((each) => ({ key: each.key, fields: keyNames(each) })),
    hits: named('nodes').map((each) => hitPlan(building, each))
  }
}

function hitPlan(building: Building, field: Selected): HitPlan {
  const items = (fields: readonly Selected[], name: string, subject: Subject) =>
    fields
      .filter((each) => each.name === name)
      .map(({ key, fields: inner }) => ({ key, item: building.item(subject, inner) }))
  return {
    key: field.key,
    fields: keyNames(field).filter(({ name }) => name !== 'entity' && name !== 'ties'),
    entities: items(field.fields, 'entity', 'Entity'),
    ties: field.fields
      .filter((each) => each.name === 'ties')
      .map((each) => ({
        key: each.key,
        fields: keyNames(each).filter(({ name }) => name !== 'relation'),
        relations: items(each.fields, 'relation', 'Relation')
      }))
  }
}
