import { undirectedGraph, neighbours, type UndirectedGraph } from '../../graph/graph.ts'
import { weakComponents } from '../../graph/components.ts'
import { followed, goodsOfNodes } from './followed.ts'
import { edges } from './layers.ts'
import type { TradeTies } from './types.ts'

/** Two goods as two sides of the graph of all followed ties. */
export interface Sides {
  readonly graph: UndirectedGraph
  /** Nodes tied to the first good and not to the second, and the other way round; ascending. */
  readonly first: readonly number[]
  readonly second: readonly number[]
  readonly both: readonly number[]
  /** Pairs of one of `first` and one of `second` that any path joins. */
  readonly linked: number
}

/** What would no longer be linked if a node went. */
export interface Lost {
  /** Pairs of one tied to the first good alone and one tied to the second alone, neither of them the node itself. */
  readonly pairs: number
  /** Those tied to either good who would be cut off from the largest part that is left, part by part. */
  readonly cutOff: readonly (readonly number[])[]
}

/** O(ties + nodes). */
export function sidesOf(input: TradeTies, a: number, b: number): Sides {
  const goods = goodsOfNodes(input)
  const graph = undirectedGraph(input.nodes.length, edges(followed(input).ties))
  const those = (holds: (of: ReadonlySet<number>) => boolean): number[] =>
    goods.flatMap((of, node) => (holds(of) ? [node] : []))
  const first = those((of) => of.has(a) && !of.has(b))
  const second = those((of) => of.has(b) && !of.has(a))
  const { of, count } = weakComponents(graph)
  const perPart = new Int32Array(count)
  for (const node of first) perPart[of[node] ?? 0] = (perPart[of[node] ?? 0] ?? 0) + 1
  const linked = second.reduce((sum, node) => sum + (perPart[of[node] ?? 0] ?? 0), 0)
  return { graph, first, second, both: those((each) => each.has(a) && each.has(b)), linked }
}

/** The parts into which a node's component falls without it. O(component). */
export function lostWithout({ graph, first, second, both }: Sides, gone: number): Lost {
  const NOT_MET = -2
  const part = new Int32Array(graph.n).fill(NOT_MET)
  part[gone] = -1
  let parts = 0
  for (const start of neighbours(graph, gone)) {
    if (part[start] !== NOT_MET) continue
    const stack = [start]
    part[start] = parts
    for (let v = stack.pop(); v !== undefined; v = stack.pop())
      for (const w of neighbours(graph, v))
        if (part[w] === NOT_MET) {
          part[w] = parts
          stack.push(w)
        }
    parts++
  }
  const members = Array.from({ length: parts }, (): number[] => [])
  const perPart = (side: readonly number[]): number[] => {
    const counts = new Array<number>(parts).fill(0)
    for (const node of side) {
      const at = part[node] ?? -1
      if (at < 0) continue
      counts[at] = (counts[at] ?? 0) + 1
      members[at]?.push(node)
    }
    return counts
  }
  const [ofFirst, ofSecond] = [perPart(first), perPart(second)]
  perPart(both)
  const all = ofSecond.reduce((sum, count) => sum + count, 0)
  const pairs = ofFirst.reduce((sum, count, at) => sum + count * (all - (ofSecond[at] ?? 0)), 0)
  const largestFirst = members.filter((list) => list.length > 0).sort((x, y) => y.length - x.length)
  return { pairs, cutOff: largestFirst.slice(1).map((list) => list.sort((x, y) => x - y)) }
}
