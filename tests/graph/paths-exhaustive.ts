import type { PathQuestion } from '../../src/graph/paths.ts'

export interface Tie {
  a: number
  b: number
  weakness: number
  from: number
  to: number
}

export const question = (n: number, list: readonly Tie[], rest: Omit<PathQuestion, 'n' | 'ties'>): PathQuestion => ({
  n,
  ties: {
    a: list.map(({ a }) => a),
    b: list.map(({ b }) => b),
    weakness: list.map(({ weakness }) => weakness),
    from: list.map(({ from }) => from),
    to: list.map(({ to }) => to)
  },
  ...rest
})

/** Every loopless path, by trying all; its key is all that decides its place. */
export function exhaustive(
  list: readonly Tie[],
  { sources, targets, maxHops, order }: PathQuestion
): { nodes: number[]; weakness: number }[] {
  const found: { nodes: number[]; weakness: number; key: number[] }[] = []
  /** The least weak weakest tie over all choices of ties between the nodes that time allows; null where none is allowed. */
  const weakest = (nodes: readonly number[], i: number, time: number): number | null => {
    if (i === nodes.length - 1) return 0
    const results = list.flatMap((tie) => {
      const joins = (tie.a === nodes[i] && tie.b === nodes[i + 1]) || (tie.b === nodes[i] && tie.a === nodes[i + 1])
      const at = order === 'time' ? Math.max(time, tie.from) : 0
      if (!joins || (order === 'time' && at > tie.to)) return []
      const rest = weakest(nodes, i + 1, at)
      return rest === null ? [] : [Math.max(tie.weakness, rest)]
    })
    return results.length === 0 ? null : Math.min(...results)
  }
  const walk = (nodes: number[]): void => {
    const last = nodes.at(-1) as number
    if (targets.includes(last)) {
      const weakness = weakest(nodes, 0, 0)
      const hops = nodes.length - 1
      if (weakness !== null)
        found.push({ nodes, weakness, key: order === 'strongest' ? [weakness, hops] : [hops, weakness] })
      return
    }
    if (nodes.length > maxHops) return
    const others = new Set(list.flatMap(({ a, b }) => (a === last ? [b] : b === last ? [a] : [])))
    for (const next of others) if (!nodes.includes(next) && !sources.includes(next)) walk([...nodes, next])
  }
  for (const source of new Set(sources)) walk([source])
  const compare = (a: number[], b: number[]): number => {
    for (let i = 0; i < Math.max(a.length, b.length); i++)
      if (a[i] !== b[i]) return (a[i] ?? -1) < (b[i] ?? -1) ? -1 : 1
    return 0
  }
  return found.sort((x, y) => compare([...x.key, ...x.nodes], [...y.key, ...y.nodes]))
}
