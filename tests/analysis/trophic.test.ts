import { describe, expect, test } from 'vitest'
import { trophicIncoherence, trophicLevels } from '../../src/analysis/measures/trophic.ts'
import { directedGraph, type Edges } from '../../src/graph/graph.ts'
import { seeded } from '../../src/graph/random.ts'

/** How far `levels` is from solving the defining equations, at worst over all actors. */
const worstResidual = (n: number, { from, to, weight }: Edges, levels: Float64Array): number => {
  const residual = new Float64Array(n)
  for (let i = 0; i < from.length; i++) {
    const a = from[i] ?? 0
    const b = to[i] ?? 0
    const w = weight?.[i] ?? 1
    const error = w * ((levels[b] ?? 0) - (levels[a] ?? 0) - 1)
    residual[a] = (residual[a] ?? 0) - error
    residual[b] = (residual[b] ?? 0) + error
  }
  return residual.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
}

describe('trophic levels', () => {
  test('of a chain of 3,000 with one order back solve the equations', () => {
    const n = 3000
    const steps = [...Array(n - 1).keys()]
    const edges = { from: [...steps, n - 1], to: [...steps.map((v) => v + 1), 0] }
    const { levels } = trophicLevels(directedGraph(n, edges))
    expect(levels).not.toBeNull()
    if (levels) expect(worstResidual(n, edges, levels)).toBeLessThan(1e-8)
    const incoherence = trophicIncoherence.compute(directedGraph(n, edges)).value
    expect(incoherence).toBeCloseTo(1, 9)
  })

  test.each([1, 2, 3])('of 2,000 actors with orders of very unequal weight solve the equations (seed %i)', (seed) => {
    const random = seeded(seed)
    const n = 2000
    const list = Array.from({ length: 5000 }, () => [random.below(n), random.below(n)] as const).filter(
      ([a, b]) => a !== b
    )
    const edges = {
      from: list.map(([a]) => a),
      to: list.map(([, b]) => b),
      weight: list.map(() => 10 ** (4 * random.next() - 2))
    }
    const { levels } = trophicLevels(directedGraph(n, edges))
    expect(levels).not.toBeNull()
    if (levels) expect(worstResidual(n, edges, levels)).toBeLessThan(1e-6)
  })

  test('weights count: the heavier of two contradicting orders keeps more of its step', () => {
    const graph = directedGraph(2, { from: [0, 1], to: [1, 0], weight: [3, 1] })
    const { levels } = trophicLevels(graph)
    // (3 + 1) h = 3 − 1 → half a tier apart; F₀ = (3 · 0.5² + 1 · 1.5²) / 4.
    expect(levels?.[1]).toBeCloseTo(0.5, 12)
    expect(trophicIncoherence.compute(graph).value).toBeCloseTo(0.75, 12)
  })
})
