import { largestComponent, weakComponents } from '../../graph/components.ts'
import { coreNumbers } from '../../graph/cores.ts'
import { cuts } from '../../graph/cuts.ts'
import { farness } from '../../graph/distance.ts'
import { subgraph } from '../../graph/views.ts'
import { undefinedBecause, value, type ContactMeasure } from './measure.ts'

/**
 * How near the contacts are to a tree, where every tie is needed. (n − c)/m: n actors, c components, m ties; no unit, 0 … 1.
 * Convention: the share of ties that a spanning forest needs; 1 for any forest. In: contacts; out: one number.
 * Undefined without ties. O(n + ties). Missing ties raise it. Source: Berge 1962 (cyclomatic number). Expected numbers: from
 * published n, m and components.
 */
export const treeness: ContactMeasure = {
  id: 'treeness',
  title: 'Tree-ness',
  purpose: 'how near the contacts are to a tree, without spare ties',
  notFor: 'orders; and groups of which few contacts are known',
  formula: '(n − components) ÷ ties',
  range: '0 … 1',
  unit: 'share of ties',
  layer: 'contact',
  undefinedWhen: 'there are no ties',
  missingBias: 'missing ties raise it',
  source: 'cyclomatic number, Berge 1962, The theory of graphs',
  cost: 'O(n + ties)',
  compute: (graph) =>
    graph.edges === 0 ? undefinedBecause('no ties') : value((graph.n - weakComponents(graph).count) / graph.edges)
}

/**
 * The share of actors without whom their part would fall apart, for those who weigh disruption. a/n, a articulation points;
 * no unit, 0 … 1. In: contacts; out: one number. Undefined without actors. O(n + ties). Missing ties raise it.
 * Source: Hopcroft & Tarjan 1973; expected numbers: networkx `articulation_points`.
 */
export const articulationShare: ContactMeasure = {
  id: 'articulationShare',
  title: 'Share of articulation points',
  purpose: 'how many actors hold the contacts together alone',
  notFor: 'choosing whom to remove: others step in, and some are in the care of those removed',
  formula: 'actors whose removal breaks their component apart ÷ n',
  range: '0 … 1',
  unit: 'share of actors',
  layer: 'contact',
  undefinedWhen: 'there are no actors',
  missingBias: 'missing ties raise it: unseen ties would hold the parts together',
  source: 'Hopcroft & Tarjan 1973, Efficient algorithms for graph manipulation',
  cost: 'O(n + ties)',
  compute: (graph) => (graph.n === 0 ? undefinedBecause('no actors') : value(cuts(graph).articulation.length / graph.n))
}

/**
 * The share of ties without which a part would fall apart. b/m, b bridges, m ties; no unit, 0 … 1. In: contacts; out: one number.
 * Undefined without ties. O(n + ties). Missing ties raise it. Source: Tarjan 1974; expected numbers: networkx `bridges`.
 */
export const bridgeShare: ContactMeasure = {
  id: 'bridgeShare',
  title: 'Share of bridges',
  purpose: 'how many contacts hold the graph together alone',
  notFor: 'groups of which few contacts are known: there every tie is a bridge',
  formula: 'ties whose removal breaks a component apart ÷ ties',
  range: '0 … 1',
  unit: 'share of ties',
  layer: 'contact',
  undefinedWhen: 'there are no ties',
  missingBias: 'missing ties raise it',
  source: 'Tarjan 1974, A note on finding the bridges of a graph',
  cost: 'O(n + ties)',
  compute: (graph) =>
    graph.edges === 0 ? undefinedBecause('no ties') : value(cuts(graph).bridges.length / graph.edges)
}

/**
 * How tight the tightest part is: the largest k such that some actors have k contacts each among themselves; contacts, 0 … n − 1.
 * In: contacts; out: one number. Undefined without actors. O(n + ties). Missing ties lower it.
 * Source: Seidman 1983; expected numbers: networkx `core_number`.
 */
export const largestCore: ContactMeasure = {
  id: 'largestCore',
  title: 'Largest k-core',
  purpose: 'how tightly the closest part is knit',
  notFor: 'finding leaders: they are often outside it',
  formula: 'largest k such that some set of actors has at least k contacts each within the set',
  range: '0 … n − 1',
  unit: 'contacts',
  layer: 'contact',
  undefinedWhen: 'there are no actors',
  missingBias: 'missing ties lower it',
  source: 'Seidman 1983, Network structure and minimum degree',
  cost: 'O(n + ties)',
  compute: (graph) =>
    graph.n === 0 ? undefinedBecause('no actors') : value(coreNumbers(graph).reduce((a, b) => Math.max(a, b), 0))
}

/**
 * How far apart actors are for a group of this size. L/ln n: L mean distance over pairs, n actors, both of the largest component;
 * no unit, > 0, near 1 where ties are as good as random. Convention: largest component only. In: contacts; out: one number.
 * Undefined if that has fewer than two actors. O(n · ties). Missing ties raise it.
 * Source: Watts & Strogatz 1998; expected numbers: networkx mean distance ÷ ln n.
 */
export const relativeDistance: ContactMeasure = {
  id: 'relativeDistance',
  title: 'Mean distance ÷ ln n',
  purpose: 'whether paths are longer or shorter than chance would make them',
  notFor: 'groups in several parts: only the largest is looked at',
  formula: 'mean number of steps between two actors ÷ ln n, on the largest component',
  range: '> 0',
  unit: 'steps per ln(actor)',
  layer: 'contact',
  undefinedWhen: 'the largest component has fewer than two actors',
  missingBias: 'missing ties raise it while the component holds, then split it',
  source: 'Watts & Strogatz 1998, Collective dynamics of small-world networks',
  cost: 'O(n · ties)',
  compute: (graph) => {
    const part = subgraph(graph, largestComponent(graph))
    if (part.n < 2) return undefinedBecause('the largest component has fewer than two actors')
    const total = farness(part).total.reduce((a, b) => a + b, 0)
    return value(total / (part.n * (part.n - 1)) / Math.log(part.n))
  }
}
