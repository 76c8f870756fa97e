import { invalid } from '../../errors.ts'
import { multiplex, multiplexBetweenness } from '../../graph/multiplex.ts'
import { seeded } from '../../graph/random.ts'
import { layersOf } from './layers.ts'
import type { TradeTies } from './types.ts'

export interface SupraOptions {
  /** What changing from one good to another costs, in ties; multiples of one half. */
  readonly costs?: readonly number[]
  /** For sampling where the graph is too large to be exact. */
  readonly seed: number
  /** Steps (sources × ties of the supra-graph) up to which it is exact; beyond, so many sources are drawn that it is kept. */
  readonly mostSteps?: number
}

/** A node's place between others over all goods, for each cost of changing goods. A position, no guilt. */
export interface SupraPlace {
  readonly node: number
  /** Unordered pairs whose cheapest paths run through it, shares added; one per cost. 0 … (n − 1)(n − 2)/2. */
  readonly between: readonly number[]
}

export interface Supra {
  readonly costs: readonly number[]
  /** Nodes that are between others at any cost, in the order of nodes. */
  readonly places: readonly SupraPlace[]
  /** For each cost: how many of the ten most between at the middle cost are among the ten at this one. */
  readonly ofTen: readonly number[]
  /** False: so many `sources` were drawn at random, and values are estimates. */
  readonly exact: boolean
  readonly sources: number
  /** Ties that name no good and were laid in every good that both ends share; that were laid nowhere. */
  readonly assumed: number
  readonly nowhere: number
}

/** Half a tie, one, two: nobody knows what it costs to change goods, so the answer is shown for all three. */
export const COSTS: readonly number[] = [0.5, 1, 2]
const MOST_STEPS = 100_000_000

/**
 * Betweenness in the supra-graph whose layers are the goods, for analysts who ask who stands between trades: a path may change
 * goods at whoever is in both, at a cost. What depends on that cost is told by the values side by side. Exact up to `mostSteps`,
 * else estimated from sources drawn at random (Brandes & Pich 2007), and says so. Empty where nothing ties anybody. Missing ties
 * in one good send paths through others. O(costs · sources · (ties + Σ goods of a node²)).
 */
export function supraBetweenness(
  input: TradeTies,
  { costs = COSTS, seed, mostSteps = MOST_STEPS }: SupraOptions
): Supra {
  for (const cost of costs)
    if (!(cost > 0) || !Number.isInteger(2 * cost)) throw invalid(`A cost is a positive multiple of 0.5, not ${cost}`)
  const { graphs, assumed, nowhere } = layersOf(input)
  const graph = multiplex(graphs)
  const here = [...Array(graph.n).keys()].filter((v) => graph.offsets[v + 1] !== graph.offsets[v])
  const perSource = Math.max(1, graph.edges.length + graph.nodeOf.length) * costs.length
  const most = Math.max(1, Math.floor(mostSteps / perSource))
  const exact = here.length <= most
  const sources = exact
    ? here
    : seeded(seed)
        .shuffle([...here])
        .slice(0, most)
  // Each unordered pair is met from both ends.
  const scale = sources.length === 0 ? 0 : here.length / sources.length / 2
  const scores = costs.map((cost) => multiplexBetweenness(graph, 2, 2 * cost, sources).map((score) => score * scale))
  const tops = scores.map(tenMost)
  const middle = new Set(tops[Math.floor(costs.length / 2)])
  return {
    costs,
    places: here.flatMap((node) => {
      const between = scores.map((score) => score[node] ?? 0)
      return between.some((value) => value > 0) ? [{ node, between }] : []
    }),
    ofTen: tops.map((top) => top.filter((node) => middle.has(node)).length),
    exact,
    sources: sources.length,
    assumed,
    nowhere
  }
}

const tenMost = (score: Float64Array): number[] =>
  [...score.keys()]
    .filter((v) => (score[v] ?? 0) > 0)
    .sort((a, b) => (score[b] ?? 0) - (score[a] ?? 0) || a - b)
    .slice(0, 10)
