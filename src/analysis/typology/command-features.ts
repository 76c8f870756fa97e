import { degree, neighbours, type DirectedGraph } from '../../graph/graph.ts'
import { reachCounts, reaches } from '../../graph/reach.ts'
import { hierarchy, leastUpperBoundedness } from '../measures/krackhardt.ts'
import { undefinedBecause, value } from '../measures/measure.ts'
import { commandDepth, globalReachingCentrality } from '../measures/reaching.ts'
import { trophicIncoherence } from '../measures/trophic.ts'
import { type Feature } from './contact-features.ts'

type Orders = Feature<DirectedGraph>

const none = undefinedBecause('no order is known')

/**
 * Pairs of orders that meet in one actor: two superiors of one (`shared`), passed on (`chain`), two subordinates of one. Of a thinned
 * picture all three remain in the same proportion, unlike reach and depth.
 */
const pairsOfOrders = (graph: DirectedGraph): { shared: number; chain: number; all: number } => {
  let shared = 0
  let chain = 0
  let forked = 0
  for (let v = 0; v < graph.n; v++) {
    const above = degree(graph, v, 'in')
    const below = degree(graph, v)
    shared += (above * (above - 1)) / 2
    forked += (below * (below - 1)) / 2
    chain += above * below
  }
  return { shared, chain, all: shared + chain + forked }
}

const sharedSubordinates: Orders = {
  id: 'sharedSubordinates',
  title: 'Two superiors of the same person, among pairs of orders that meet',
  compute: (graph) => {
    const { shared, all } = pairsOfOrders(graph)
    return all === 0 ? undefinedBecause('no two orders meet in one actor') : value(shared / all)
  }
}

const passedOn: Orders = {
  id: 'passedOn',
  title: 'Orders passed on, among pairs of orders that meet',
  compute: (graph) => {
    const { chain, all } = pairsOfOrders(graph)
    return all === 0 ? undefinedBecause('no two orders meet in one actor') : value(chain / all)
  }
}

const top: Orders = {
  id: 'topGiver',
  title: 'Share of orders given by whoever gives most',
  compute: (graph) => {
    if (graph.edges === 0) return none
    let most = 0
    for (let v = 0; v < graph.n; v++) most = Math.max(most, degree(graph, v))
    return value(most / graph.edges)
  }
}

const tops: Orders = {
  id: 'topShare',
  title: 'Share of those who give orders whom nobody orders',
  compute: (graph) => {
    let givers = 0
    let free = 0
    for (let v = 0; v < graph.n; v++) {
      if (degree(graph, v) === 0) continue
      givers++
      if (degree(graph, v, 'in') === 0) free++
    }
    return givers === 0 ? none : value(free / givers)
  }
}

const relativeDepth: Orders = {
  id: 'relativeDepth',
  title: 'Depth of command for so many actors (steps ÷ logarithm)',
  compute: (graph) => {
    const depth = commandDepth.compute(graph)
    return depth.value === null ? depth : value(depth.value / Math.log(graph.n + 1))
  }
}

/** How far a second head, apart from the first, reaches in comparison. */
const rival: Orders = {
  id: 'rival',
  title: 'Reach of the second head ÷ reach of the first',
  compute: (graph) => {
    if (graph.edges === 0) return none
    const counts = reachCounts(graph)
    let first = 0
    for (let v = 1; v < graph.n; v++) if ((counts[v] ?? 0) > (counts[first] ?? 0)) first = v
    let second = 0
    for (let v = 0; v < graph.n; v++)
      if (v !== first && (counts[v] ?? 0) > second && !reaches(graph, first, v)) second = counts[v] ?? 0
    return value(second / (counts[first] ?? 1))
  }
}

/** Whether superiors of the same person are themselves above each other: 1 where all second superiors are skipped levels. */
const inLine: Orders = {
  id: 'inLine',
  title: 'Orders from a second superior who stands in line with the first',
  compute: (graph) => {
    let pairs = 0
    let line = 0
    for (let v = 0; v < graph.n; v++) {
      const above = neighbours(graph, v, 'in')
      for (let i = 0; i < above.length; i++) {
        for (let j = 0; j < i; j++) {
          pairs++
          if (reaches(graph, above[i] ?? 0, above[j] ?? 0) || reaches(graph, above[j] ?? 0, above[i] ?? 0)) line++
        }
      }
    }
    return pairs === 0 ? undefinedBecause('nobody has two superiors') : value(line / pairs)
  }
}

/**
 * What the model looks at in orders, on the actors who give or take any: their shape alone. How many orders are recorded measures
 * how hard someone looked and is no feature.
 */
export const commandFeatures: readonly Orders[] = [
  globalReachingCentrality,
  relativeDepth,
  hierarchy,
  leastUpperBoundedness,
  trophicIncoherence,
  sharedSubordinates,
  passedOn,
  inLine,
  top,
  tops,
  rival
]
