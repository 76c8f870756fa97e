import { invalid } from '../errors.ts'

/** One side of an adjacency in compressed rows: the neighbours of `v` are `targets[offsets[v] … offsets[v + 1] - 1]`, ascending. */
export interface Adjacency {
  readonly offsets: Int32Array
  readonly targets: Int32Array
  /** Beside `targets`; null where the graph is unweighted. */
  readonly weights: Float64Array | null
}

interface Base {
  /** Number of nodes; a node is an integer 0 … n − 1. */
  readonly n: number
  /** Number of edges after the convention: arcs of a directed graph, unordered pairs of an undirected one. */
  readonly edges: number
  /** What the convention took away, so that a caller can say so. */
  readonly dropped: { readonly loops: number; readonly repeated: number }
  readonly out: Adjacency
  readonly in: Adjacency
}

export interface DirectedGraph extends Base {
  readonly directed: true
}

/** `out` and `in` are the same adjacency; each edge stands in the rows of both of its ends. */
export interface UndirectedGraph extends Base {
  readonly directed: false
}

export type Graph = DirectedGraph | UndirectedGraph

export interface Edges {
  readonly from: ArrayLike<number>
  readonly to: ArrayLike<number>
  /** Positive and finite, one per edge; absent: the graph is unweighted. */
  readonly weight?: ArrayLike<number>
}

/**
 * Builds an immutable graph. Convention: self-loops are dropped; parallel edges become one (weights are added; in an
 * undirected graph a→b and b→a are parallel). Both are counted in `dropped`.
 * Cost O(n + edges).
 */
export const directedGraph = (n: number, edges: Edges): DirectedGraph => {
  const arcs = checked(n, edges)
  const { adjacency: out, repeated } = rows(n, arcs.from, arcs.to, arcs.weight)
  const back = rows(n, arcs.to, arcs.from, arcs.weight).adjacency
  const dropped = { loops: arcs.loops, repeated }
  return { directed: true, n, edges: out.targets.length, dropped, out, in: back }
}

/** As `directedGraph`, without direction. */
export const undirectedGraph = (n: number, edges: Edges): UndirectedGraph => {
  const arcs = checked(n, edges)
  const count = arcs.from.length
  const from = new Int32Array(2 * count)
  const to = new Int32Array(2 * count)
  const weight = arcs.weight ? new Float64Array(2 * count) : null
  from.set(arcs.from)
  from.set(arcs.to, count)
  to.set(arcs.to)
  to.set(arcs.from, count)
  if (weight && arcs.weight) {
    weight.set(arcs.weight)
    weight.set(arcs.weight, count)
  }
  const { adjacency, repeated } = rows(n, from, to, weight)
  const dropped = { loops: arcs.loops, repeated: repeated / 2 }
  return { directed: false, n, edges: adjacency.targets.length / 2, dropped, out: adjacency, in: adjacency }
}

/** Edges given as pairs, for small graphs and tests. */
export const pairs = (list: readonly (readonly [number, number])[]): Edges => ({
  from: list.map((pair) => pair[0]),
  to: list.map((pair) => pair[1])
})

/** Number of neighbours; of a directed graph, along `side`. */
export const degree = (graph: Graph, v: number, side: 'out' | 'in' = 'out'): number => {
  const { offsets } = graph[side]
  return (offsets[v + 1] ?? 0) - (offsets[v] ?? 0)
}

/** The neighbours of `v`: a window on the rows, not a copy. */
export const neighbours = (graph: Graph, v: number, side: 'out' | 'in' = 'out'): Int32Array => {
  const { offsets, targets } = graph[side]
  return targets.subarray(offsets[v], offsets[v + 1])
}

/** Whether the edge `a → b` (undirected: `a – b`) is there. O(log degree). */
export const hasEdge = (graph: Graph, a: number, b: number): boolean => {
  const { offsets, targets } = graph.out
  let low = offsets[a] ?? 0
  let high = (offsets[a + 1] ?? 0) - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = targets[middle] ?? -1
    if (found === b) return true
    if (found < b) low = middle + 1
    else high = middle - 1
  }
  return false
}

const checked = (n: number, { from, to, weight }: Edges) => {
  if (!Number.isInteger(n) || n < 0) throw invalid(`A graph has a whole number of nodes, not ${n}`)
  if (from.length !== to.length || (weight && weight.length !== from.length)) {
    throw invalid(`Edge lists differ in length: ${from.length} from, ${to.length} to, ${weight?.length ?? 0} weights`)
  }
  const keep: number[] = []
  for (let i = 0; i < from.length; i++) {
    const a = from[i] ?? -1
    const b = to[i] ?? -1
    if (!isNode(a, n) || !isNode(b, n)) throw invalid(`Edge ${i} joins ${a} and ${b}; nodes are 0 … ${n - 1}`)
    const w = weight?.[i] ?? 1
    if (!(w > 0) || !Number.isFinite(w)) throw invalid(`Edge ${i} has weight ${w}; weights are positive and finite`)
    if (a !== b) keep.push(i)
  }
  return {
    from: Int32Array.from(keep, (i) => from[i] ?? 0),
    to: Int32Array.from(keep, (i) => to[i] ?? 0),
    weight: weight ? Float64Array.from(keep, (i) => weight[i] ?? 0) : null,
    loops: from.length - keep.length
  }
}

const isNode = (v: number, n: number): boolean => Number.isInteger(v) && v >= 0 && v < n

/** Counting sort by target, then (stably) by source; equal pairs are merged. */
const rows = (n: number, from: Int32Array, to: Int32Array, weight: Float64Array | null) => {
  const order = sortBy(n, from, sortBy(n, to, Int32Array.from(from.keys())))
  const offsets = new Int32Array(n + 1)
  const targets = new Int32Array(order.length)
  const weights = weight ? new Float64Array(order.length) : null
  let size = 0
  let lastFrom = -1
  let lastTo = -1
  for (const i of order) {
    const a = from[i] ?? 0
    const b = to[i] ?? 0
    if (a !== lastFrom || b !== lastTo) {
      targets[size++] = b
      offsets[a + 1] = (offsets[a + 1] ?? 0) + 1
      lastFrom = a
      lastTo = b
    }
    if (weights && weight) weights[size - 1] = (weights[size - 1] ?? 0) + (weight[i] ?? 0)
  }
  for (let v = 0; v < n; v++) offsets[v + 1] = (offsets[v + 1] ?? 0) + (offsets[v] ?? 0)
  const adjacency: Adjacency = { offsets, targets: targets.slice(0, size), weights: weights?.slice(0, size) ?? null }
  return { adjacency, repeated: order.length - size }
}

const sortBy = (n: number, key: Int32Array, order: Int32Array): Int32Array => {
  const next = new Int32Array(n + 1)
  for (const k of key) next[k + 1] = (next[k + 1] ?? 0) + 1
  for (let v = 0; v < n; v++) next[v + 1] = (next[v + 1] ?? 0) + (next[v] ?? 0)
  const sorted = new Int32Array(order.length)
  for (const i of order) {
    const k = key[i] ?? 0
    const at = next[k] ?? 0
    sorted[at] = i
    next[k] = at + 1
  }
  return sorted
}
