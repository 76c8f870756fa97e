import { directedGraph, undirectedGraph, type DirectedGraph, type UndirectedGraph } from '../../graph/graph.ts'
import { commandFeatures } from './command-features.ts'
import { contactFeatures, type Feature } from './contact-features.ts'

/** Values beside the features' list; where `defined` is 0 the value is 0 and means nothing. */
export interface Vector {
  readonly values: Float64Array
  readonly defined: Uint8Array
}

export interface Ties {
  readonly from: ArrayLike<number>
  readonly to: ArrayLike<number>
}

/** What the model sees of a group; null where there are too few ties of that kind to have a shape. */
export interface Seen {
  readonly contact: Vector | null
  readonly command: Vector | null
}

/** Below this, ties have no shape; the same numbers refuse a verdict in the readable rules. */
export const LEAST_CONTACTS = 8
export const LEAST_ORDERS = 5

/**
 * Features of one group's ties, on the actors who have any tie of that kind (others would measure who was listed).
 * In: ties over actors 0 … n − 1; out: one vector per kind of tie, null with fewer than 8 contacts or 5 orders after loops and
 * repetition. O(diameter · contacts · n / 32 + n³ / 32). Each feature's own source stands with it.
 */
export const featuresOf = (n: number, contacts: Ties, orders: Ties): Seen => {
  const contact = compact(n, contacts, undirectedGraph)
  const command = compact(n, orders, directedGraph)
  return {
    contact: contact.edges < LEAST_CONTACTS ? null : vector(contact, contactFeatures),
    command: command.edges < LEAST_ORDERS ? null : vector(command, commandFeatures)
  }
}

const vector = <G>(graph: G, features: readonly Feature<G>[]): Vector => {
  const values = new Float64Array(features.length)
  const defined = new Uint8Array(features.length)
  features.forEach((feature, i) => {
    const found = feature.compute(graph)
    if (found.value === null) return
    values[i] = found.value
    defined[i] = 1
  })
  return { values, defined }
}

/** The graph of the ties on those who have any; order of actors is kept. */
const compact = <G extends DirectedGraph | UndirectedGraph>(
  n: number,
  { from, to }: Ties,
  build: (n: number, edges: Ties) => G
): G => {
  const place = new Int32Array(n)
  for (let i = 0; i < from.length; i++) {
    if (from[i] === to[i]) continue
    place[from[i] ?? 0] = 1
    place[to[i] ?? 0] = 1
  }
  let count = 0
  for (let v = 0; v < n; v++) place[v] = place[v] ? ++count : 0
  const edge = (list: ArrayLike<number>): Int32Array =>
    Int32Array.from({ length: list.length }, (_, i) => Math.max(0, (place[list[i] ?? 0] ?? 0) - 1))
  return build(count, { from: edge(from), to: edge(to) })
}
