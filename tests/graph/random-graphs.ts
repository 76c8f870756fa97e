import { type Edges } from '../../src/graph/graph.ts'
import { type Random } from '../../src/graph/random.ts'

/** Every ordered pair (a ≠ b) is an arc with probability `p`. */
export const randomArcs = (random: Random, n: number, p: number): Edges & { from: number[]; to: number[] } => {
  const from: number[] = []
  const to: number[] = []
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      if (a === b || random.next() >= p) continue
      from.push(a)
      to.push(b)
    }
  }
  return { from, to }
}
