import { type Graph } from './graph.ts'
import { once } from './once.ts'
import type { Random } from './random.ts'

/**
 * Betweenness of every node: Σ over pairs s, t of the share of shortest paths that run through it, ends excluded. Unweighted;
 * an undirected pair counts once. Exact (Brandes 2001). O(n · edges), O(n + edges) memory.
 */
export const betweenness: (graph: Graph) => Float64Array = once((graph) => {
  const sources = allNodes(graph)
  return scaled(graph, betweennessFrom(graph, sources), sources.length)
})

const allNodes = (graph: Graph): Int32Array => new Int32Array(graph.n).map((_, v) => v)

/**
 * From which nodes to search so that sources × edges stay within `steps`: from all, which is exact, or from a random sample,
 * from which the rest is estimated (Brandes & Pich 2007, random pivots). At least one, ascending. O(n).
 */
export function sourcesWithin(graph: Graph, steps: number, random: Random): Int32Array {
  const all = allNodes(graph)
  const most = Math.max(1, Math.floor(steps / Math.max(1, graph.edges)))
  if (graph.n <= most) return all
  for (let i = 0; i < most; i++) {
    const other = i + random.below(graph.n - i)
    const [a = 0, b = 0] = [all[i], all[other]]
    all[i] = b
    all[other] = a
  }
  return all.slice(0, most).sort()
}

/** Betweenness from the summed parts of `sources` searches: a sample is scaled to all nodes, unordered pairs count once. */
export function scaled(graph: Graph, sum: Float64Array, sources: number): Float64Array {
  const factor = (sources === 0 ? 1 : graph.n / sources) / (graph.directed ? 1 : 2)
  return sum.map((value) => value * factor)
}

/**
 * The part of it that these sources add, ordered pairs counted: parts of different sources add up, so that workers can share
 * them.
 */
export const betweennessFrom = (graph: Graph, sources: Int32Array): Float64Array => {
  const { n } = graph
  const { offsets, targets } = graph.out
  const score = new Float64Array(n)
  const distance = new Int32Array(n)
  const paths = new Float64Array(n)
  const share = new Float64Array(n)
  const queue = new Int32Array(n)
  for (const s of sources) {
    distance.fill(-1)
    paths.fill(0)
    share.fill(0)
    distance[s] = 0
    paths[s] = 1
    let tail = 0
    queue[tail++] = s
    for (let head = 0; head < tail; head++) {
      const v = queue[head] ?? 0
      const next = (distance[v] ?? 0) + 1
      for (let i = offsets[v] ?? 0; i < (offsets[v + 1] ?? 0); i++) {
        const w = targets[i] ?? 0
        if (distance[w] === -1) {
          distance[w] = next
          queue[tail++] = w
        }
        if (distance[w] === next) paths[w] = (paths[w] ?? 0) + (paths[v] ?? 0)
      }
    }
    // Back from the farthest: a node hands each predecessor its part; successors are found again instead of stored.
    for (let at = tail - 1; at > 0; at--) {
      const v = queue[at] ?? 0
      const next = (distance[v] ?? 0) + 1
      let sum = 0
      for (let i = offsets[v] ?? 0; i < (offsets[v + 1] ?? 0); i++) {
        const w = targets[i] ?? 0
        if (distance[w] === next) sum += (1 + (share[w] ?? 0)) / (paths[w] ?? 1)
      }
      share[v] = sum * (paths[v] ?? 0)
      score[v] = (score[v] ?? 0) + (share[v] ?? 0)
    }
  }
  return score
}
