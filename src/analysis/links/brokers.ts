import { betweennessAcross } from '../../graph/across.ts'
import { distancesFrom } from '../../graph/distance.ts'
import { neighbours, type UndirectedGraph } from '../../graph/graph.ts'
import { followed, pairKey } from './followed.ts'
import { sidesOf, type Sides } from './sides.ts'
import type { Support, TradeTies } from './types.ts'

/** How far each node is between two goods: betweenness over pairs of one tied to the first alone and one to the second alone. */
export const betweenSides = ({ graph, first, second }: Sides): Float64Array => betweennessAcross(graph, first, second)

/**
 * For each of some brokers, the origins without which it is on no shortest path between the two goods any more: the graph is
 * built anew without what rests on that origin alone. Only origins that alone carry a piece of one such path can do that, since
 * taking ties away makes no other path shorter: the others are not tried. O(origins tried · ties), and O(sources · ties) for each
 * that breaks one.
 */
export function brokersBreakingWithout(
  input: TradeTies,
  goods: readonly [number, number],
  sides: Sides,
  brokers: readonly number[]
): Map<number, number[]> {
  const soleOrigin = soleOrigins(input, goods)
  const broken = new Map(brokers.map((node) => [node, [] as number[]]))
  const suspects = new Map<number, number[]>()
  for (const node of brokers)
    for (const origin of new Set(soleOrigin(onePathThrough(sides, node))))
      suspects.set(origin, [...(suspects.get(origin) ?? []), node])
  for (const [origin, nodes] of [...suspects].sort(([a], [b]) => a - b)) {
    const left = sidesOf(without(input, origin), ...goods)
    for (const node of nodes) if (onePathThrough(left, node).length === 0) broken.get(node)?.push(origin)
  }
  return broken
}

/** What is left of the ties without one origin. */
export const without = (input: TradeTies, origin: number): TradeTies => {
  const stays = ({ origins }: Support): boolean => origins.some((each) => each !== origin)
  return { ...input, ties: input.ties.filter(stays), between: input.between.filter(stays) }
}

/** One shortest path from the first good's side to the second's that runs through the node; empty where there is none. */
function onePathThrough({ graph, first, second }: Sides, node: number): number[] {
  const fromNode = distancesFrom(graph, node)
  const near = (side: readonly number[]): number[] =>
    side.filter((v) => (fromNode[v] ?? -1) > 0).sort((a, b) => (fromNode[a] ?? 0) - (fromNode[b] ?? 0))
  const targets = near(second)
  for (const s of near(first)) {
    const fromStart = distancesFrom(graph, s)
    const t = targets.find((v) => fromStart[v] === (fromNode[s] ?? 0) + (fromNode[v] ?? 0))
    if (t !== undefined) return [...walkTo(graph, fromNode, s), ...walkTo(graph, fromNode, t).reverse().slice(1)]
  }
  return []
}

/** From `start` down the distances to where they are 0. */
function walkTo(graph: UndirectedGraph, distance: Int32Array, start: number): number[] {
  const path = [start]
  for (let at = start; (distance[at] ?? 0) > 0;) {
    at = neighbours(graph, at).find((w) => distance[w] === (distance[at] ?? 0) - 1) ?? -1
    path.push(at)
  }
  return path
}

/** Origins that alone carry a step of a path from the first good's side to the second's, or the tie to a good at its ends. */
function soleOrigins(input: TradeTies, [a, b]: readonly [number, number]): (path: readonly number[]) => number[] {
  const steps = new Map<number, Set<number>>()
  const add = (key: number, { origins }: Support): void => {
    const known = steps.get(key) ?? new Set()
    for (const origin of origins) known.add(origin)
    steps.set(key, known)
  }
  const n = input.nodes.length
  for (const tie of followed(input).ties) add(pairKey(n, tie.from, tie.to), tie)
  // Ties to goods stand below all pairs.
  const endKey = (node: number, good: number): number => -1 - (node * input.goods.length + good)
  for (const tie of input.ties) add(endKey(tie.node, tie.good), tie)
  return (path) => {
    if (path.length === 0) return []
    const keys = path.slice(1).map((node, i) => pairKey(n, path[i] ?? 0, node))
    keys.push(endKey(path[0] ?? 0, a), endKey(path.at(-1) ?? 0, b))
    return keys.flatMap((key) => {
      const origins = steps.get(key)
      return origins?.size === 1 ? [...origins] : []
    })
  }
}
