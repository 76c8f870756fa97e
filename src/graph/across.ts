import { type UndirectedGraph } from './graph.ts'

/** Shortest paths from one source or several at once: what a sweep leaves. */
interface Sweep {
  /** Nodes reached, nearest first. */
  readonly order: Int32Array
  reached: number
  readonly distance: Int32Array
  readonly paths: Float64Array
}

/**
 * Betweenness restricted to pairs of a source and a target: Σ over pairs s ≠ t of the share of shortest paths from s to t that
 * run through a node, ends excluded; no node is both, and each pair counts once. Unweighted, exact (Brandes 2008, variants of
 * betweenness). Nobody is between where no target can be reached: 0. O(sources · edges), O(n + edges) memory.
 */
export function betweennessAcross(
  graph: UndirectedGraph,
  sources: readonly number[],
  targets: readonly number[]
): Float64Array {
  const { n } = graph
  const { offsets, targets: far } = graph.out
  const score = new Float64Array(n)
  const share = new Float64Array(n)
  const isTarget = new Uint8Array(n)
  for (const t of targets) isTarget[t] = 1
  const sweep: Sweep = {
    order: new Int32Array(n),
    reached: 0,
    distance: new Int32Array(n),
    paths: new Float64Array(n)
  }
  for (const s of sources) {
    search(graph, s, sweep)
    share.fill(0)
    const { order, distance, paths } = sweep
    for (let at = sweep.reached - 1; at > 0; at--) {
      const v = order[at] ?? 0
      const next = (distance[v] ?? 0) + 1
      let sum = 0
      for (let i = offsets[v] ?? 0; i < (offsets[v + 1] ?? 0); i++) {
        const w = far[i] ?? 0
        if (distance[w] === next) sum += ((isTarget[w] ?? 0) + (share[w] ?? 0)) / (paths[w] ?? 1)
      }
      share[v] = sum * (paths[v] ?? 0)
      score[v] = (score[v] ?? 0) + (share[v] ?? 0)
    }
  }
  return score
}

/** Breadth first from `s`: distances and numbers of shortest paths. */
function search(graph: UndirectedGraph, s: number, sweep: Sweep): void {
  const { offsets, targets } = graph.out
  const { order, distance, paths } = sweep
  distance.fill(-1)
  paths.fill(0)
  distance[s] = 0
  paths[s] = 1
  let tail = 0
  order[tail++] = s
  for (let head = 0; head < tail; head++) {
    const v = order[head] ?? 0
    const next = (distance[v] ?? 0) + 1
    for (let i = offsets[v] ?? 0; i < (offsets[v + 1] ?? 0); i++) {
      const w = targets[i] ?? 0
      if (distance[w] === -1) {
        distance[w] = next
        order[tail++] = w
      }
      if (distance[w] === next) paths[w] = (paths[w] ?? 0) + (paths[v] ?? 0)
    }
  }
  sweep.reached = tail
}
