import { invalid } from '../../errors.ts'
import { listOf, minGradeOf } from '../arguments.ts'
import type { CrossGoodsPlan } from '../plan/types.ts'
import { inputOf, type Arguments, type Run } from '../run.ts'
import { tieConditions } from './filters.ts'
import { goodIn, read } from './read.ts'
import type { TiePattern, Variable, Writer } from './writer.ts'

/** What cursors of its pages are signed for. */
export const CROSS_GOODS = 'crossGoods goods'

/** The input of the question in an execution. */
export const inputTo =
  (plan: CrossGoodsPlan) =>
  (run: Run): Arguments =>
    inputOf(run, plan.field, 'input')

/** The goods asked for: at least two, none within another. */
export function goodsAsked(input: Arguments): readonly string[] {
  const goods = listOf(input, 'goods', 50) ?? []
  const hint = 'Give two or more codes, such as `people` and `drugs/cocaine`; leave `goods` out for all at the top.'
  if (goods.length < 2)
    throw invalid('crossGoods needs two goods', { path: 'input.goods', message: `${goods.length} given`, hint })
  for (const a of goods)
    for (const b of goods)
      if (b.startsWith(`${a}/`))
        throw invalid('crossGoods needs goods that lie apart', {
          path: 'input.goods',
          message: `${b} lies within ${a}`,
          hint: 'Ask for one of the two.'
        })
  return goods
}

/** The goods that every hit must be tied to; each must be one of the goods asked for. */
export function goodsIncluded(input: Arguments): readonly string[] {
  const including = listOf(input, 'including', 50) ?? []
  const goods = listOf(input, 'goods', 50)
  const stray = including.find((code) => (goods === null ? code.includes('/') : !goods.includes(code)))
  if (stray !== undefined)
    throw invalid('crossGoods can only include goods that it looks across', {
      path: 'input.including',
      message: `${stray} is not among the goods looked across`,
      hint: goods === null ? 'Name a good at the top, or give `goods` too.' : 'Give it in `goods` too.'
    })
  return including
}

/** How ties to goods are matched; the parameters are shared by all parts of the statement. */
export interface GoodTies {
  /** What a good's code must be. */
  good(node: Variable): string[]
  /** What a tie must be. */
  tie(pattern: TiePattern): string[]
  /** The good that was asked for, from a good's code. */
  asked(node: Variable): string
  code(node: Variable): string
}

export const TIES = ['TRADES_IN', 'CARRIES']

export function goodTies(writer: Writer, plan: CrossGoodsPlan): GoodTies {
  const input = inputTo(plan)
  const goods = plan.goods ? writer.parameter((run) => goodsAsked(input(run))) : null
  const grade = plan.minGrade ? writer.parameter((run) => minGradeOf(input(run), 'input.')) : null
  const code = (node: Variable): string => read(node, 'code', 'whole', writer.rank)
  return {
    code,
    good: (node) => [goods === null ? `${code(node)} IS NOT NULL` : goodIn(`coalesce(${code(node)}, '')`, goods)],
    tie: (pattern) => [
      ...(grade === null ? [] : [`${read(pattern.tie, 'gradeOrder', 'summary', writer.rank)} <= ${grade}`]),
      ...(plan.period === null ? [] : tieConditions(writer, [plan.period], pattern))
    ],
    asked: (node) =>
      goods === null
        ? `split(${code(node)}, '/')[0]`
        : `[g IN ${goods} WHERE ${code(node)} = g OR ${code(node)} STARTS WITH g + '/'][0]`
  }
}
