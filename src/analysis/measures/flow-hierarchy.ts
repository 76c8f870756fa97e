import { strongComponents } from '../../graph/components.ts'
import { neighbours } from '../../graph/graph.ts'
import { undefinedBecause, value, type CommandMeasure } from './measure.ts'

/**
 * The share of orders that are part of no circle, for analysts who ask whether orders come back to who gave them.
 * Arcs between different strong components ÷ arcs; no unit, 0 … 1.
 * Convention: unweighted; self-loops were dropped before. In: orders; out: one number. Undefined without orders. O(n + arcs).
 * Missing orders break circles and raise it. Source: Luo & Magee 2011; expected numbers: networkx `flow_hierarchy`.
 */
export const flowHierarchy: CommandMeasure = {
  id: 'flowHierarchy',
  title: 'Flow hierarchy',
  purpose: 'how many orders stand in no circle',
  notFor: 'telling a chain of command from single orders: both have the value 1',
  formula: 'orders between different strongly connected components ÷ all orders',
  range: '0 … 1',
  unit: 'share of orders',
  layer: 'command',
  undefinedWhen: 'no order is known',
  missingBias: 'missing orders break circles and raise it',
  source: 'Luo & Magee 2011, Detecting evolving patterns of self-organizing networks by flow hierarchy measurement',
  cost: 'O(n + arcs)',
  compute: (graph) => {
    if (graph.edges === 0) return undefinedBecause('no order is known')
    const { of } = strongComponents(graph)
    let between = 0
    for (let v = 0; v < graph.n; v++) for (const w of neighbours(graph, v)) if (of[v] !== of[w]) between++
    return value(between / graph.edges)
  }
}
