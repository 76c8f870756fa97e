import { smallestThat } from '../../graph/cover.ts'
import type { Evidence, GoodTie, NodeTie, Support, TradeTies } from './types.ts'

/** One way in which a node is tied to a good: all of its hops must hold. A direct tie is a way of one hop. */
export type Way = readonly (GoodTie | NodeTie)[]

/** A node and a good, with every way that ties them. */
export interface Held {
  readonly node: number
  readonly good: number
  readonly ways: readonly Way[]
}

/** Ties to goods as they were recorded. By node, then good. O(ties · log ties). */
export function direct({ goods, ties }: TradeTies): Held[] {
  return gathered(
    goods.length,
    ties.map((tie) => ({ node: tie.node, good: tie.good, way: [tie] }))
  )
}

/**
 * What is tied to goods through something else: a place or route through the legs that start, end or lie there; whoever is
 * reported to collude through those with whom he does, or through the leg he lets pass; assets through those who own or use
 * them. It is no trade of theirs: every way keeps both of its hops. O(ties between nodes · goods of a node).
 */
export function through(input: TradeTies, kinds: readonly string[]): Held[] {
  const own = new Map<number, GoodTie[]>()
  for (const tie of input.ties) own.set(tie.node, [...(own.get(tie.node) ?? []), tie])
  const found: { node: number; good: number; way: Way }[] = []
  for (const hop of input.between) {
    if (!kinds.includes(hop.kind)) continue
    for (const [node, other] of endsOf(hop))
      for (const tie of own.get(other) ?? []) found.push({ node, good: tie.good, way: [hop, tie] })
  }
  return gathered(input.goods.length, found)
}

/** Both ends where the tie has no direction that matters, the far end where it has: a leg is not tied through its place. */
function endsOf({ kind, from, to }: NodeTie): [number, number][] {
  if (kind === 'COLLUDES_WITH' || kind === 'BRIBES')
    return [
      [from, to],
      [to, from]
    ]
  return kind === 'LETS_PASS' ? [[from, to]] : [[to, from]]
}

function gathered(goods: number, list: readonly { node: number; good: number; way: Way }[]): Held[] {
  const held = new Map<number, { node: number; good: number; ways: Way[] }>()
  for (const { node, good, way } of list) {
    const key = node * goods + good
    const known = held.get(key)
    if (known) known.ways.push(way)
    else held.set(key, { node, good, ways: [way] })
  }
  return [...held.entries()].sort(([a], [b]) => a - b).map(([, each]) => each)
}

type Layer = keyof Support

/** Whether everything in `parts` still holds with those datasets or origins alone that are kept. O(ways). */
export function holds(parts: readonly Held[], by: Layer, kept: (id: number) => boolean): boolean {
  return parts.every(({ ways }) => ways.some((way) => way.every((hop) => hop[by].some(kept))))
}

/** All datasets, or origins, that any way rests on, ascending. */
export const behind = (parts: readonly Held[], by: Layer): number[] =>
  [...new Set(parts.flatMap(({ ways }) => ways.flatMap((way) => way.flatMap((hop) => hop[by]))))].sort((a, b) => a - b)

/** Those without any one of which it is gone. O(ways · number of them). */
export const indispensable = (parts: readonly Held[], by: Layer): number[] =>
  behind(parts, by).filter((id) => !holds(parts, by, (other) => other !== id))

/** Those that show it alone. */
export const showingAlone = (parts: readonly Held[], by: Layer): number[] =>
  behind(parts, by).filter((id) => holds(parts, by, (other) => other === id))

/** Ids of a smallest set of datasets that together show it; empty where one does alone. */
export function joins({ datasets }: TradeTies, parts: readonly Held[]): string[] {
  const idOf = (dataset: number): string => datasets[dataset]?.id ?? ''
  const found = smallestThat(behind(parts, 'datasets').map(idOf), (chosen) =>
    holds(parts, 'datasets', (dataset) => chosen.has(idOf(dataset)))
  )
  return found.length > 1 ? found : []
}

/** Every tie behind it, once: with its standings, grade, datasets and origins. */
export const evidenceOf = (parts: readonly Held[]): Evidence[] => [
  ...new Map(parts.flatMap(({ ways }) => ways.flat()).map((hop) => [hop.id, hop])).values()
]
