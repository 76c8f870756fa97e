import type { Adjacency, Graph } from './graph.ts'
import { once } from './once.ts'

/** The same graph in shared memory, so that worker threads read it without a copy each. Kept per graph. O(n + edges). */
export const sharedGraph: <G extends Graph>(graph: G) => G = once((graph: Graph) => {
  const out = shared(graph.out)
  // The two sides of an undirected graph are one.
  return { ...graph, out, in: graph.in === graph.out ? out : shared(graph.in) }
}) as <G extends Graph>(graph: G) => G

const shared = ({ offsets, targets, weights }: Adjacency): Adjacency => ({
  offsets: sharedInts(offsets),
  targets: sharedInts(targets),
  weights: weights === null ? null : sharedFloats(weights)
})

/** A copy in shared memory. */
export function sharedInts(values: ArrayLike<number>): Int32Array {
  const copy = new Int32Array(new SharedArrayBuffer(values.length * Int32Array.BYTES_PER_ELEMENT))
  copy.set(values)
  return copy
}

/** A copy in shared memory. */
export function sharedFloats(values: ArrayLike<number>): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(values.length * Float64Array.BYTES_PER_ELEMENT))
  copy.set(values)
  return copy
}
