import { largestComponent } from '../../graph/components.ts'
import { neighbours, type UndirectedGraph } from '../../graph/graph.ts'

/**
 * Mean number of steps between two actors of the largest component, for the draws, which ask for it hundreds of times.
 * The balls around all actors grow together as bits, one step at a time: an actor outside of the ball of radius k is at least k + 1 away, so
 * the distances sum to what lies outside of all balls. Steps, ≥ 1; null below two connected actors.
 * O(diameter · ties · n / 32) against O(n · ties) of a search from each. Expected numbers: `relativeDistance`, and by hand.
 */
export const meanDistance = (graph: UndirectedGraph): number | null => {
  const nodes = largestComponent(graph)
  const size = nodes.length
  if (size < 2) return null
  const words = (graph.n + 31) >>> 5
  let ball = new Uint32Array(graph.n * words)
  let wider = new Uint32Array(graph.n * words)
  for (const v of nodes) ball[v * words + (v >>> 5)] = 1 << (v & 31)
  let inside = size
  let total = 0
  while (inside < size * size) {
    total += size * size - inside
    inside = 0
    for (const v of nodes) {
      const at = v * words
      for (let i = 0; i < words; i++) wider[at + i] = ball[at + i] ?? 0
      for (const w of neighbours(graph, v)) {
        const from = w * words
        for (let i = 0; i < words; i++) wider[at + i] = (wider[at + i] ?? 0) | (ball[from + i] ?? 0)
      }
      for (let i = 0; i < words; i++) inside += ones(wider[at + i] ?? 0)
    }
    const kept = ball
    ball = wider
    wider = kept
  }
  return total / (size * (size - 1))
}

/** How many of 32 bits are set. */
const ones = (bits: number): number => {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
