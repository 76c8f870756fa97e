import { type Graph } from './graph.ts'
import { once } from './once.ts'

/**
 * Betweenness of every node: Σ over pairs s, t of the share of shortest paths that run through it, ends excluded. Unweighted;
 * an undirected pair counts once. Exact (Brandes 2001). O(n · edges), O(n + edges) memory.
 */
export const betweenness: (graph: Graph) => Float64Array = once((graph) => {
  const score = betweennessFrom(graph, 0, graph.n)
  if (!graph.directed) for (let v = 0; v < graph.n; v++) score[v] = (score[v] ?? 0) / 2
  return score
})

/**
 * The part of it that the sources `from … to − 1` add, ordered pairs counted: parts of disjoint ranges add up, so that workers
 * can share the sources.
 */
export const betweennessFrom = (graph: Graph, from: number, to: number): Float64Array => {
  const { n } = graph
  const { offsets, targets } = graph.out
  const score = new Float64Array(n)
  const distance = new Int32Array(n)
  const paths = new Float64Array(n)
  const share = new Float64Array(n)
  const queue = new Int32Array(n)
  for (let s = from; s < to; s++) {
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
