import { type DirectedGraph } from '../../graph/graph.ts'
import { distancesFrom } from '../../graph/distance.ts'
import { reachCounts } from '../../graph/reach.ts'
import { undefinedBecause, value, type CommandMeasure } from './measure.ts'

/**
 * How unequally actors reach others along orders, for analysts who ask whether command is held in few hands.
 * Σ(c_max − cᵢ)/(n − 1), cᵢ = actors that i reaches ÷ (n − 1); no unit, 0 … 1 (1 only for a star of orders).
 * Convention: unweighted, isolates included. In: orders; out: one number. Undefined below two actors or without orders.
 * O(n²/32 · arcs/n). Missing orders lower it. Source: Mones, Vicsek & Vicsek 2012; expected numbers: networkx
 * `global_reaching_centrality`.
 */
export const globalReachingCentrality: CommandMeasure = {
  id: 'globalReachingCentrality',
  title: 'Global reaching centrality',
  purpose: 'how unequally actors reach others along orders',
  notFor: 'contact graphs: without orders it says nothing',
  formula: 'Σ(c_max − cᵢ)/(n − 1); cᵢ = actors reached by i along orders ÷ (n − 1)',
  range: '0 … 1',
  unit: 'mean difference of shares reached',
  layer: 'command',
  undefinedWhen: 'there are fewer than two actors, or no order is known',
  missingBias: 'missing orders near the top lower it',
  source: 'Mones, Vicsek & Vicsek 2012, Hierarchy measure for complex networks',
  cost: 'O(n²/32 · arcs/n)',
  compute: (graph) => {
    if (graph.n < 2 || graph.edges === 0) return undefinedBecause('no order is known')
    const counts = reachCounts(graph)
    let most = 0
    let sum = 0
    for (const count of counts) {
      most = Math.max(most, count)
      sum += count
    }
    return value((most * graph.n - sum) / (graph.n - 1) ** 2)
  }
}

/**
 * The share of all other members who stand under the one who reaches most: the first question of the readable rules.
 * max reach ÷ (n − 1); no unit, 0 … 1.
 * Convention: n counts every member, also those under no known order. In: orders; out: one number. Undefined below two actors
 * or without orders. Cost as reachability. Missing orders lower it.
 * Source: readable rules of this project after UNODC 2002; expected numbers: by hand.
 */
export const rootShare: CommandMeasure = {
  id: 'rootShare',
  title: 'Share under the root',
  purpose: 'whether one actor stands above most of the others',
  notFor: 'how much power that actor has: it counts who can be reached, not what is ordered',
  formula: 'members reached along orders by the actor who reaches most ÷ (n − 1)',
  range: '0 … 1',
  unit: 'share of all other members',
  layer: 'command',
  undefinedWhen: 'there are fewer than two actors, or no order is known',
  missingBias: 'missing orders lower it',
  source: 'readable rules of Skein, after the typology of UNODC 2002',
  cost: 'O(n²/32 · arcs/n)',
  compute: (graph) => {
    if (graph.n < 2 || graph.edges === 0) return undefinedBecause('no order is known')
    let most = 0
    for (const count of reachCounts(graph)) most = Math.max(most, count)
    return value(most / (graph.n - 1))
  }
}

/**
 * How many steps orders go down from the one who reaches most.
 * Longest shortest path from the root; steps, 1 … n − 1.
 * Convention: of several who reach equally many, the largest depth counts. In: orders; out: one number. Undefined without orders.
 * O(n · arcs) at worst. Missing orders lower it where they cut the tree, and may raise it where they hide a short cut.
 * Source: readable rules of this project; expected numbers: by hand.
 */
export const commandDepth: CommandMeasure = {
  id: 'commandDepth',
  title: 'Depth of command',
  purpose: 'how many tiers lie under the one who reaches most',
  notFor: 'comparing groups of which unequal shares of orders are known',
  formula: 'largest number of steps from the root (who reaches most along orders) down a shortest chain of orders',
  range: '1 … n − 1',
  unit: 'steps',
  layer: 'command',
  undefinedWhen: 'no order is known',
  missingBias: 'usually lowered; raised where the missing order was a short cut',
  source: 'readable rules of Skein, after the typology of UNODC 2002',
  cost: 'O(n · arcs) at worst',
  compute: (graph) => {
    if (graph.edges === 0) return undefinedBecause('no order is known')
    const counts = reachCounts(graph)
    const most = counts.reduce((a, b) => Math.max(a, b), 0)
    let depth = 0
    for (let v = 0; v < graph.n; v++) if (counts[v] === most) depth = Math.max(depth, depthBelow(graph, v))
    return value(depth)
  }
}

/** Steps from `v` to the farthest of those under it. O(n + arcs). */
export const depthBelow = (graph: DirectedGraph, v: number): number =>
  distancesFrom(graph, v).reduce((deepest, d) => Math.max(deepest, d), 0)
