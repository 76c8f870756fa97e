/** Betweenness by several workers beside the single-threaded one, which tests/graph holds to the definition. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { betweenness } from '../../src/graph/betweenness.ts'
import { directedGraph, undirectedGraph, type Graph } from '../../src/graph/graph.ts'
import { seeded } from '../../src/graph/random.ts'
import { betweennessIn } from '../../src/service/workers/betweenness.ts'
import { Pool } from '../../src/service/workers/pool.ts'

let pool: Pool
beforeAll(() => (pool = new Pool(2)))
afterAll(() => pool.close())

/** Ties drawn at random, loops and repeated ones among them; the last tenth of the nodes has none. */
function random(seed: number, n: number, ties: number, directed: boolean): Graph {
  const draw = seeded(seed)
  const ends = (): number[] => Array.from({ length: ties }, () => draw.below(Math.max(1, Math.floor(0.9 * n))))
  return (directed ? directedGraph : undirectedGraph)(n, { from: ends(), to: ends() })
}

const close = (ours: Float64Array, theirs: Float64Array): void => {
  expect(ours).toHaveLength(theirs.length)
  const worst = ours.reduce((most, x, v) => Math.max(most, Math.abs(x - (theirs[v] ?? NaN)) / (1 + Math.abs(x))), 0)
  expect(worst).toBeLessThan(1e-9)
}

it.each([
  [0, 0],
  [1, 1],
  [50, 200],
  [700, 4_000],
  [2_000, 3_000]
])('of %i nodes and %i ties, directed or not, it is what one thread finds', async (n, ties) => {
  for (const directed of [true, false]) {
    const graph = random(n + ties, n, ties, directed)
    const steps: number[] = []
    const found = await betweennessIn(pool, graph, { progress: (done, of) => steps.push(done / of) })
    expect(found).toMatchObject({ sources: n, exact: true })
    close(found.score, betweenness(graph))
    if (n * graph.edges > 2e6) {
      expect(steps.length).toBeGreaterThan(10)
      expect(steps.at(-1)).toBe(1)
    }
  }
})

it('above the limit it is estimated from a sample, says from how many, and is near what is exact', async () => {
  const graph = random(7, 1_500, 9_000, false)
  const exact = betweenness(graph)
  const steps = 500 * graph.edges
  const found = await betweennessIn(pool, graph, { steps })
  expect(found).toMatchObject({ sources: 500, exact: false })
  expect(await betweennessIn(pool, graph, { steps })).toEqual(found)
  const sum = (list: Float64Array): number => list.reduce((all, x) => all + x, 0)
  expect(sum(found.score) / sum(exact)).toBeCloseTo(1, 1)
  const top = (list: Float64Array): number[] => [...list.keys()].sort((a, b) => (list[b] ?? 0) - (list[a] ?? 0))
  // By chance 7 of 100.
  const often = new Set(top(exact).slice(0, 100))
  expect(
    top(found.score)
      .slice(0, 100)
      .filter((v) => often.has(v)).length
  ).toBeGreaterThan(60)
})

it('stopped half-way it leaves no worker at work', async () => {
  const stop = new AbortController()
  const graph = random(9, 3_000, 30_000, false)
  const progress = (): void => stop.abort()
  await expect(betweennessIn(pool, graph, { signal: stop.signal, progress })).rejects.toThrow('aborted')
  await expect.poll(() => pool.busy).toBe(0)
})
