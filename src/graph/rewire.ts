import { undirectedGraph, type UndirectedGraph } from './graph.ts'
import { type Random } from './random.ts'
import { edgesOf } from './views.ts'

/** Tries of a swap per tie before the first draw, and between two (ten and more are usual before one: Milo et al. 2003). */
const TRIES = { first: 20, next: 5 }

/** Actors for which the matrix of pairs is held: 4 MB. */
export const MOST_REWIRED = 2_000

/**
 * Random graphs with the same degrees: a chain of swaps a–b, c–d → a–d, c–b, those refused that would make a loop or a double
 * tie, read off now and then. O(ties) per draw, n² bytes.
 */
export function* rewired(graph: UndirectedGraph, random: Random): Generator<UndirectedGraph, never> {
  const { n, edges } = graph
  const { from, to } = edgesOf(graph)
  const tied = new Uint8Array(n * n)
  const set = (a: number, b: number, value: 0 | 1): void => {
    tied[a * n + b] = value
    tied[b * n + a] = value
  }
  for (let i = 0; i < edges; i++) set(from[i] ?? 0, to[i] ?? 0, 1)
  for (let each = TRIES.first; ; each = TRIES.next) {
    for (let tries = edges < 2 ? 0 : each * edges; tries > 0; tries--) {
      const [i, j] = [random.below(edges), random.below(edges)]
      const [a, b] = [from[i] ?? 0, to[i] ?? 0]
      // Either end of the second may come first: otherwise some graphs are never reached.
      const turned = random.below(2) === 1
      const [c, d] = turned ? [to[j] ?? 0, from[j] ?? 0] : [from[j] ?? 0, to[j] ?? 0]
      if (i === j || a === d || c === b || tied[a * n + d] === 1 || tied[c * n + b] === 1) continue
      set(a, b, 0)
      set(c, d, 0)
      set(a, d, 1)
      set(c, b, 1)
      to[i] = d
      from[j] = c
      to[j] = b
    }
    yield undirectedGraph(n, { from, to })
  }
}
