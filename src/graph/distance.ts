import { type Graph } from './graph.ts'

/** Steps from `start` to every node along `side`; −1 where there is no path. O(n + edges). */
export const distancesFrom = (graph: Graph, start: number, side: 'out' | 'in' = 'out'): Int32Array => {
  const { offsets, targets } = graph[side]
  const distance = new Int32Array(graph.n).fill(-1)
  const queue = new Int32Array(graph.n)
  let tail = 0
  distance[start] = 0
  queue[tail++] = start
  for (let head = 0; head < tail; head++) {
    const v = queue[head] ?? 0
    const next = (distance[v] ?? 0) + 1
    for (let i = offsets[v] ?? 0; i < (offsets[v + 1] ?? 0); i++) {
      const w = targets[i] ?? 0
      if (distance[w] !== -1) continue
      distance[w] = next
      queue[tail++] = w
    }
  }
  return distance
}

export interface Farness {
  /** How many other nodes `v` reaches. */
  readonly reached: Int32Array
  /** The sum of the distances to them. */
  readonly total: Float64Array
}

/** Breadth-first search from every node. O(n · (n + edges)). */
export const farness = (graph: Graph): Farness => {
  const reached = new Int32Array(graph.n)
  const total = new Float64Array(graph.n)
  for (let v = 0; v < graph.n; v++) {
    let sum = 0
    let count = 0
    for (const d of distancesFrom(graph, v)) {
      if (d <= 0) continue
      sum += d
      count++
    }
    reached[v] = count
    total[v] = sum
  }
  return { reached, total }
}
