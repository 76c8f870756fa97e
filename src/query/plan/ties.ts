import type { Direction, Ontology } from '../../ontology/types.ts'
import { has, listOf, minGradeOf, periodOf } from '../arguments.ts'
import type { Arguments, Given, Run } from '../run.ts'
import type { ExpandPlan, FilterPlan, GoodsGiven, PeriodFilter } from './types.ts'

/** Ties of symmetric kinds are stored either way round, so they are always followed both ways. */
export function directed(
  ontology: Ontology,
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

/** The filters that every list of ties takes: goods, period, minGrade. `at` leads to them in what is told of a bad one. */
export function tieFilters(args: Arguments, read: (run: Run) => Arguments, at = ''): FilterPlan[] {
  const filters: FilterPlan[] = []
  if (has(args, 'goods')) filters.push({ step: 'filter', by: 'tieGoods', value: (run) => listOf(read(run), 'goods') })
  if (has(args, 'period')) filters.push(periodFilter(read, at))
  if (has(args, 'minGrade')) filters.push({ step: 'filter', by: 'minGrade', value: (run) => minGradeOf(read(run), at) })
  return filters
}

export const periodFilter = (read: (run: Run) => Arguments, at = ''): PeriodFilter => ({
  step: 'filter',
  by: 'period',
  from: (run) => periodOf(read(run), at).from,
  to: (run) => periodOf(read(run), at).to,
  phase: (run) => periodOf(read(run), at).phase
})

/** The codes of goods that arguments name, for telling those that match none; null where they name none. */
export const goodsGiven = (args: Arguments, read: (run: Run) => Arguments): GoodsGiven | null =>
  has(args, 'goods') ? (run) => listOf(read(run), 'goods') ?? [] : null

/** Refuses a period or a grade that is none, also where no statement reads it. `at` as for `tieFilters`. */
export function refuseNone(args: Arguments, at = ''): void {
  if (has(args, 'period')) periodOf(args, at)
  if (has(args, 'minGrade')) minGradeOf(args, at)
}
