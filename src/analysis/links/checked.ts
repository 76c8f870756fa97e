import { invalid } from '../../errors.ts'
import type { Support, TradeTies } from './types.ts'

/**
 * The input as given, or a refusal that names what is wrong: a number that is no place in its list, a tie without dataset or
 * origin, a good within another. O(ties + goods²).
 */
export function checked(input: TradeTies): TradeTies {
  const { nodes, goods, datasets, origins, ties, between } = input
  const place = (at: number, list: readonly unknown[], what: string): void => {
    if (!Number.isInteger(at) || at < 0 || at >= list.length) throw invalid(`${at} is no ${what} of ${list.length}`)
  }
  const supported = (support: Support, what: string): void => {
    if (support.datasets.length === 0 || support.origins.length === 0)
      throw invalid(`${what} rests on no dataset or no origin`)
    for (const dataset of support.datasets) place(dataset, datasets, 'dataset')
    for (const origin of support.origins) place(origin, origins, 'origin')
  }
  for (const tie of ties) {
    place(tie.node, nodes, 'node')
    place(tie.good, goods, 'good')
    supported(tie, `The tie ${tie.id}`)
  }
  for (const tie of between) {
    place(tie.from, nodes, 'node')
    place(tie.to, nodes, 'node')
    for (const good of tie.goods) place(good, goods, 'good')
    supported(tie, `The tie ${tie.id}`)
  }
  for (const { looksAt } of datasets) for (const good of looksAt ?? []) place(good, goods, 'good')
  for (const a of goods)
    for (const b of goods) if (b.startsWith(`${a}/`)) throw invalid(`${b} lies within ${a}: give goods that lie apart`)
  return input
}
