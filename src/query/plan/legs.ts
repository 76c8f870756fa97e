import type { EntityProperty, Ontology } from '../../ontology/types.ts'
import { has, listOf } from '../arguments.ts'
import type { Arguments, Given, Run } from '../run.ts'
import { directed, goodsGiven, tieFilters } from './ties.ts'
import type { FilterPlan, GoodsGiven, TestPlan } from './types.ts'

export const kindTest = (kind: string): TestPlan => ({ test: 'kinds', value: () => [kind] })
export const idsTest = (value: Given): TestPlan => ({ test: 'ids', value })

/** That there is a tie of one of these kinds, to an entity that meets the tests. */
export const tiedTo = (
  ontology: Ontology,
  kinds: readonly string[],
  filters: readonly FilterPlan[],
  to: readonly TestPlan[],
  direction: 'OUT' | 'IN' = 'OUT'
): TestPlan => ({ test: 'has', expand: directed(ontology, kinds, null, direction), filters, to })

/** What `goods` and `modes` ask of a leg, what `period` and `minGrade` ask of its ties, and the goods named. */
export function legTests(
  ontology: Ontology,
  args: Arguments,
  read: (run: Run) => Arguments,
  at = ''
): { leg: TestPlan[]; ties: FilterPlan[]; goods: GoodsGiven | null } {
  const leg: TestPlan[] = []
  const filters = tieFilters(args, read, at)
  const ties = filters.filter((filter) => !(filter.step === 'filter' && filter.by === 'tieGoods'))
  const mode = ontology.entityProperties.get('mode')
  if (has(args, 'modes') && mode !== undefined) leg.push(modeTest(mode, (run) => listOf(read(run), 'modes')))
  const goods = goodsGiven(args, read)
  if (goods === null) return { leg, ties, goods }
  leg.push(tiedTo(ontology, ['CARRIES'], filters, []))
  return { leg, ties, goods }
}

const modeTest = (property: EntityProperty, value: Given): TestPlan => ({
  test: 'value',
  property,
  operator: 'in',
  value
})
