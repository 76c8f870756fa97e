import { degree, hasEdge, neighbours } from '../../graph/graph.ts'
import { undefinedBecause, value, type ContactMeasure } from './measure.ts'

/**
 * How many of the possible contacts are there, for analysts. m/(n(n − 1)/2), m ties, n actors; no unit, 0 … 1.
 * Convention: isolates included. In: contacts; out: one number. Undefined below two actors. O(1).
 * Missing ties lower it; larger groups have lower values for any kind of group. Expected numbers: networkx.
 */
export const density: ContactMeasure = {
  id: 'density',
  title: 'Density',
  purpose: 'how many of the possible contacts are known',
  notFor: 'groups of unlike size: it falls with size whatever the kind',
  formula: 'ties ÷ n(n − 1)/2',
  range: '0 … 1',
  unit: 'share of pairs',
  layer: 'contact',
  undefinedWhen: 'there are fewer than two actors',
  missingBias: 'missing ties lower it; it falls with size, so compare groups of like size only',
  source: 'Wasserman & Faust 1994, Social network analysis, ch. 4',
  cost: 'O(1)',
  compute: ({ n, edges }) => (n < 2 ? undefinedBecause('fewer than two actors') : value(edges / ((n * (n - 1)) / 2)))
}

/**
 * Contacts per actor, for analysts. 2m/n, m ties, n actors; contacts, 0 … n − 1.
 * Convention: isolates included. In: contacts; out: one number. Undefined without actors. O(1). Missing ties lower it.
 * Expected numbers: 2m/n of the published counts.
 */
export const meanDegree: ContactMeasure = {
  id: 'meanDegree',
  title: 'Mean degree',
  purpose: 'how many contacts an actor has',
  notFor: 'telling hierarchical from loose groups',
  formula: '2 · ties ÷ n',
  range: '0 … n − 1',
  unit: 'contacts per actor',
  layer: 'contact',
  undefinedWhen: 'there are no actors',
  missingBias: 'missing ties lower it',
  source: 'Wasserman & Faust 1994, Social network analysis, ch. 4',
  cost: 'O(1)',
  compute: ({ n, edges }) => (n === 0 ? undefinedBecause('no actors') : value((2 * edges) / n))
}

/**
 * How often two contacts of one actor know each other, for analysts who ask about closed circles.
 * 3 · triangles ÷ paths of two ties; no unit, 0 … 1.
 * Convention: global (ratio of sums), not the mean of local values. In: contacts; out: one number.
 * Undefined if nobody has two contacts. O(Σ degree² · log degree).
 * Ties between two who are not tapped are missing, which lowers it. Expected numbers: networkx `transitivity`.
 */
export const transitivity: ContactMeasure = {
  id: 'transitivity',
  title: 'Transitivity',
  purpose: 'whether contacts of one actor know each other',
  notFor: 'wiretaps on few: ties among the others were not heard',
  formula: '3 · triangles ÷ paths of two ties',
  range: '0 … 1',
  unit: 'share of two-paths that are closed',
  layer: 'contact',
  undefinedWhen: 'nobody has two contacts',
  missingBias: 'ties among those not observed are missing, which lowers it',
  source: 'Newman, Watts & Strogatz 2002, Random graph models of social networks',
  cost: 'O(Σ degree² · log degree)',
  compute: (graph) => {
    let paths = 0
    let closed = 0
    for (let v = 0; v < graph.n; v++) {
      const near = neighbours(graph, v)
      paths += (near.length * (near.length - 1)) / 2
      for (let i = 0; i < near.length; i++) {
        for (let j = i + 1; j < near.length; j++) if (hasEdge(graph, near[i] ?? 0, near[j] ?? 0)) closed++
      }
    }
    return paths === 0 ? undefinedBecause('nobody has two contacts') : value(closed / paths)
  }
}

/**
 * Whether the well connected are tied to each other (> 0) or to the poorly connected (< 0), for analysts.
 * Pearson correlation of the degrees at both ends of a tie, each tie taken both ways; no unit, −1 … 1.
 * In: contacts; out: one number. Undefined if all ends have the same degree, or no ties. O(ties).
 * Wiretaps on few make it negative. Source: Newman 2002; expected numbers: networkx `degree_assortativity_coefficient`.
 */
export const assortativity: ContactMeasure = {
  id: 'assortativity',
  title: 'Degree assortativity',
  purpose: 'whether the well connected are tied to each other',
  notFor: 'wiretaps on few, which make it negative for any group',
  formula: 'correlation of the degrees at the two ends of a tie, each tie taken both ways',
  range: '−1 … 1',
  unit: 'correlation',
  layer: 'contact',
  undefinedWhen: 'there are no ties, or all ends of ties have the same degree',
  missingBias: 'tapping few phones makes it negative',
  source: 'Newman 2002, Assortative mixing in networks',
  cost: 'O(ties)',
  compute: (graph) => {
    const { n, edges } = graph
    let sum = 0
    let squares = 0
    let products = 0
    for (let v = 0; v < n; v++) {
      const d = degree(graph, v)
      sum += d * d
      squares += d * d * d
      for (const w of neighbours(graph, v)) products += d * degree(graph, w)
    }
    const ends = 2 * edges
    const variance = ends * squares - sum * sum
    if (variance <= 0) return undefinedBecause('all ends of ties have the same degree, or there are no ties')
    return value((ends * products - sum * sum) / variance)
  }
}
