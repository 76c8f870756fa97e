import { betweenness } from '../../graph/betweenness.ts'
import { largestComponent } from '../../graph/components.ts'
import { farness } from '../../graph/distance.ts'
import { degree } from '../../graph/graph.ts'
import { subgraph } from '../../graph/views.ts'
import { undefinedBecause, value, type ContactMeasure } from './measure.ts'

const SOURCE = 'Freeman 1979, Centrality in social networks: conceptual clarification'
const CAUTION = 'tapping few phones raises it: those tapped become stars; it is centralisation, not hierarchy'

/** Σ(max − x) over the values. */
const spread = (values: ArrayLike<number>): number => {
  let most = 0
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i] ?? 0)
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += most - (values[i] ?? 0)
  return sum
}

/**
 * How far contacts gather on one actor, for analysts; not a measure of hierarchy.
 * Σ(d_max − dᵢ)/((n − 1)(n − 2)), dᵢ contacts of i; no unit, 0 (all alike) … 1 (star).
 * Convention: simple undirected graph, isolates included. In: contacts; out: one number. Undefined below three actors. O(n).
 * Missing ties of the many lower it less than those of the centre. Source: Freeman 1979; expected numbers: R sna, igraph.
 */
export const degreeCentralisation: ContactMeasure = {
  id: 'degreeCentralisation',
  title: 'Degree centralisation',
  purpose: 'how far contacts gather on one actor',
  notFor: 'hierarchy: those whose phone was tapped are the centre of what was heard',
  formula: 'Σ(d_max − dᵢ)/((n − 1)(n − 2)); dᵢ = number of contacts of i',
  range: '0 … 1',
  unit: "share of the star's value",
  layer: 'contact',
  undefinedWhen: 'there are fewer than three actors',
  missingBias: CAUTION,
  source: SOURCE,
  cost: 'O(n)',
  compute: (graph) => {
    const { n } = graph
    if (n < 3) return undefinedBecause('fewer than three actors')
    return value(spread(Int32Array.from({ length: n }, (_, v) => degree(graph, v))) / ((n - 1) * (n - 2)))
  }
}

/**
 * How far shortest paths run through one actor, for analysts who look for a broker.
 * Σ(b_max − bᵢ)/((n − 1)²(n − 2)/2), bᵢ betweenness with each pair counted once; no unit, 0 … 1 (star).
 * Convention: exact, unweighted, unreachable pairs add nothing. In: contacts; out: one number. Undefined below three actors.
 * O(n · ties). Missing ties make brokers of those who remain. Source: Freeman 1979; expected numbers: R sna, igraph.
 */
export const betweennessCentralisation: ContactMeasure = {
  id: 'betweennessCentralisation',
  title: 'Betweenness centralisation',
  purpose: 'how far shortest paths run through one actor',
  notFor: 'hierarchy; and proof that the broker mediates anything',
  formula: 'Σ(b_max − bᵢ)/((n − 1)²(n − 2)/2); bᵢ = betweenness of i, each pair counted once',
  range: '0 … 1',
  unit: "share of the star's value",
  layer: 'contact',
  undefinedWhen: 'there are fewer than three actors',
  missingBias: `missing ties make brokers of those whose ties were seen; ${CAUTION}`,
  source: SOURCE,
  cost: 'O(n · ties)',
  compute: (graph) => {
    const { n } = graph
    if (n < 3) return undefinedBecause('fewer than three actors')
    return value(spread(betweenness(graph)) / (((n - 1) ** 2 * (n - 2)) / 2))
  }
}

/**
 * How much nearer one actor is to all than the others are, for analysts.
 * Σ(c_max − cᵢ)/((n − 1)(n − 2)/(2n − 3)), cᵢ = (n − 1)/Σ distances of i; no unit, 0 … 1 (star).
 * Convention: on the largest component, n its actors (distances to the rest are infinite). In: contacts; out: one number.
 * Undefined if that has fewer than three actors. O(n · ties). Missing ties lengthen distances unevenly.
 * Source: Freeman 1979; expected numbers: R sna, igraph.
 */
export const closenessCentralisation: ContactMeasure = {
  id: 'closenessCentralisation',
  title: 'Closeness centralisation',
  purpose: 'how much nearer to all others one actor is',
  notFor: 'groups in several parts: only the largest is looked at',
  formula: 'Σ(c_max − cᵢ)/((n − 1)(n − 2)/(2n − 3)) on the largest component; cᵢ = (n − 1)/Σ distances of i',
  range: '0 … 1',
  unit: "share of the star's value",
  layer: 'contact',
  undefinedWhen: 'the largest component has fewer than three actors',
  missingBias: `missing ties lengthen distances, most at the margin; ${CAUTION}`,
  source: SOURCE,
  cost: 'O(n · ties)',
  compute: (graph) => {
    const part = subgraph(graph, largestComponent(graph))
    const { n } = part
    if (n < 3) return undefinedBecause('the largest component has fewer than three actors')
    const closeness = farness(part).total.map((total) => (n - 1) / total)
    return value(spread(closeness) / (((n - 1) * (n - 2)) / (2 * n - 3)))
  }
}
