import { execFileSync, spawnSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { gatherEvidence } from '../../src/analysis/shape/evidence.ts'
import { assumptions } from '../../src/analysis/shape/assumptions.ts'
import { measureCommand, measureContact, measures } from '../../src/analysis/measures/registry.ts'
import { overAll } from '../../src/analysis/links/significance.ts'
import type { TradeTies } from '../../src/analysis/links/types.ts'
import { collect, usual } from '../../src/analysis/typology/collection.ts'
import { generateGroup } from '../../src/analysis/typology/generators.ts'
import { training } from '../../src/analysis/typology/ranges.ts'
import { typology } from '../../src/analysis/typology/verdict.ts'
import { undirectedGraph, type Edges, type UndirectedGraph } from '../../src/graph/graph.ts'
import { seeded } from '../../src/graph/random.ts'
import { betweennessIn } from '../../src/service/workers/betweenness.ts'
import { Pool } from '../../src/service/workers/pool.ts'
import { inputOf } from '../validate/typology/groups.ts'
import { medianOf } from './time.ts'

/** Tells keys `analysis.*`: medians in milliseconds. `load` is how many wanted the processor before this run, which inflates times. */
export async function benchAnalysis(tell: (name: string, value: unknown) => void): Promise<void> {
  const pool = new Pool()
  try {
    tell('analysis.load', round(loadavg()[0] ?? 0))
    tell('analysis.workers', pool.size)
    tell('analysis.measures_110_ms', await measuring())
    tell('analysis.verdict_100_ms', await verdicts())
    tell('analysis.significance_ms', await significance())
    for (const [name, figures] of await growth(pool)) tell(`analysis.betweenness_${name}_ties`, figures)
    tell('analysis.betweenness_10k', await besideIgraph(pool))
  } finally {
    await pool.close()
  }
}

const round = (ms: number): number => Number(ms.toFixed(1))

/** The median of some runs after some that are not counted. */
async function timed(runs: number, warm: number, work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < runs + warm; i++) {
    const begun = performance.now()
    await work()
    if (i >= warm) times.push(performance.now() - begun)
  }
  return round(medianOf(times))
}

/** A made-up hierarchical group as a wiretap would show it. */
const group = (n: number, seed: number): ReturnType<typeof inputOf> =>
  inputOf(
    collect(generateGroup('standardHierarchy', training, seeded(seed), n), usual, seeded(seed + 1), {
      missing: 0.2,
      orders: 0.5
    })
  )

/** All measures of a group of 110, every value looked at; each run is another group, since results are kept with the graph. */
async function measuring(): Promise<number> {
  const inputs = Array.from({ length: 40 }, (_, i) => group(110, i))
  let next = 0
  return timed(30, 10, () => {
    const { orders, contact } = gatherEvidence(inputs[next++] ?? group(110, 0), assumptions)
    const results = [...measureCommand(orders), ...measureContact(contact)]
    const told = results.filter(({ value, why }) => value !== null || why !== null)
    if (results.length !== measures.length || told.length !== results.length) throw new Error('a measure says nothing')
  })
}

/** A verdict on 100 members with its 200 draws. */
async function verdicts(): Promise<number> {
  const inputs = Array.from({ length: 20 }, (_, i) => group(100, 100 + i))
  let next = 0
  return timed(15, 5, () => {
    const { interval } = typology(inputs[next++] ?? group(100, 0))
    if (interval !== null && interval[0] > interval[1]) throw new Error('an interval is upside down')
  })
}

/** Overlap of 12 goods over 2,000 actors with 2,000 draws. */
function significance(): Promise<number> {
  const random = seeded(12)
  const ties = Array.from({ length: 2_000 }, (_, node) => node).flatMap(
    (node) =>
    random
      .shuffle([...Array(12).keys()])
      .slice(0, 1 + random.below(4))
      .map((good) => ({ id: `t${node}-${good}`, kind: 'TRADES_IN' as const, node, good, stage: null, grade: null, standings: [], datasets: [0], origins: [0] })) // prettier-ignore
  )
  const input: TradeTies = {
    nodes: Array.from({ length: 2_000 }, (_, i) => ({ id: `n${i}`, kind: 'Person' })),
    goods: Array.from({ length: 12 }, (_, i) => `good ${i}`),
    datasets: [{ id: 'one', looksAt: null }],
    origins: ['one'],
    ties,
    between: []
  }
  return timed(5, 1, () => {
    const test = overAll(input, { draws: 2_000, seed: 1 })
    test.draw(2_000)
    const { draws, pairs } = test.result()
    if (draws !== 2_000 || pairs.some(({ mean, low, high }) => mean < low || mean > high))
      throw new Error('a mean lies outside of its interval')
  })
}

/** Ties drawn at random. */
function drawn(n: number, ties: number): Edges & { from: number[]; to: number[] } {
  const random = seeded(n)
  const ends = (): number[] => Array.from({ length: ties }, () => random.below(n))
  return { from: ends(), to: ends() }
}

const IGRAPH = `
import json, sys, time, igraph
given = json.load(sys.stdin)
graph = igraph.Graph(given['n'], list(zip(given['from'], given['to']))).simplify()
begun = time.perf_counter()
found = graph.betweenness()
json.dump({'ms': (time.perf_counter() - begun) * 1000, 'found': found}, sys.stdout)
`
const python = ['python3', '/usr/bin/python3'].find((path) => spawnSync(path, ['-c', 'import igraph']).status === 0)

/** 10,000 nodes and 100,000 ties beside igraph, one after the other. */
async function besideIgraph(pool: Pool): Promise<unknown> {
  const n = 10_000
  const edges = drawn(n, 100_000)
  const graph = undirectedGraph(n, edges)
  const begun = performance.now()
  const { score, exact } = await betweennessIn(pool, graph)
  const skein = round(performance.now() - begun)
  if (!exact) throw new Error('10,000 nodes are beyond what is searched whole')
  if (python === undefined) return { skein_ms: skein, igraph_ms: null, why: 'no Python with igraph' }
  const out = execFileSync(python, ['-c', IGRAPH], {
    input: JSON.stringify({ n, ...edges }),
    maxBuffer: 1e8,
    encoding: 'utf8'
  })
  const { ms, found } = JSON.parse(out) as { ms: number; found: readonly number[] }
  const apart = Math.max(...score.map((x, v) => Math.abs(x - (found[v] ?? NaN)) / (1 + x)))
  if (!(apart < 1e-6)) throw new Error(`igraph finds another betweenness: ${String(apart)}`)
  return { skein_ms: skein, igraph_ms: round(ms), times_as_fast: Number((ms / skein).toFixed(2)) }
}

/** From 1,000 to a million ties at a mean degree of 20; the largest from a sample, as it is answered. */
async function growth(pool: Pool): Promise<[string, unknown][]> {
  const figures: [string, unknown][] = []
  for (const [name, ties] of [
    ['1k', 1_000],
    ['10k', 10_000],
    ['1m', 1_000_000]
  ] as const) {
    const n = ties / 10
    const graph: UndirectedGraph = undirectedGraph(n, drawn(n, ties))
    const begun = performance.now()
    const { sources } = await betweennessIn(pool, graph)
    figures.push([name, { ms: round(performance.now() - begun), sources, of: n }])
  }
  return figures
}
