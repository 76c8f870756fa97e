import { FOLLOWED, NOT_THROUGH, type NodeTie, type TradeTies } from './types.ts'

/** Ties that are followed between nodes, and by kind how many of the others were left out. */
export interface Followed {
  readonly ties: readonly NodeTie[]
  readonly leftOut: ReadonlyMap<string, number>
}

/** See `FOLLOWED`: neither kinship nor membership, nothing through places, methods, cases and events. O(ties). */
export function followed({ nodes, between }: TradeTies): Followed {
  const leftOut = new Map<string, number>()
  const through = (node: number): boolean => !NOT_THROUGH.includes(nodes[node]?.kind ?? '')
  const ties = between.filter((tie) => {
    const kept = FOLLOWED.includes(tie.kind) && through(tie.from) && through(tie.to) && tie.from !== tie.to
    if (!kept) leftOut.set(tie.kind, (leftOut.get(tie.kind) ?? 0) + 1)
    return kept
  })
  return { ties, leftOut }
}

/** The goods that each node trades in or carries. O(ties). */
export function goodsOfNodes({ nodes, ties }: TradeTies): ReadonlySet<number>[] {
  const goods = nodes.map(() => new Set<number>())
  for (const { node, good } of ties) goods[node]?.add(good)
  return goods
}

/** An unordered pair of nodes as one number. */
export const pairKey = (nodes: number, a: number, b: number): number => Math.min(a, b) * nodes + Math.max(a, b)
