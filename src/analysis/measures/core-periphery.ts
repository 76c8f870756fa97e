import { degree, hasEdge, neighbours, type UndirectedGraph } from '../../graph/graph.ts'
import { undefinedBecause, value, type ContactMeasure } from './measure.ts'

export interface CoreFit {
  /** The nodes of the core, most ties first. */
  readonly core: number[]
  readonly correlation: number
}

/**
 * The core that fits best: members of the core are tied to everyone, the others to nobody but the core.
 * Pearson correlation, over unordered pairs, of "tied" with "at least one is in the core"; −1 … 1.
 * Convention: cores are taken in order of degree (of equals first who has fewer ties into the core so far, then whose
 * neighbours have more ties, then the smaller number); sizes from `smallest` to `largest`; of equal fits the smaller core.
 * In: contacts; out: core and correlation, null if nothing varies. O(n² + ties).
 * Source: Borgatti & Everett 2000 (discrete model); expected numbers: the same model in Python, any size allowed.
 */
export const bestCore = (graph: UndirectedGraph, smallest = 3, largest = graph.n - 1): CoreFit | null => {
  const { n, edges } = graph
  const allPairs = (n * (n - 1)) / 2
  const order = degreeOrder(graph)
  let best: { size: number; correlation: number } | null = null
  let touching = 0
  for (let size = 1; size <= Math.min(largest, n - 1); size++) {
    const v = order[size - 1] ?? 0
    let into = 0
    for (let i = 0; i < size - 1; i++) if (hasEdge(graph, v, order[i] ?? 0)) into++
    touching += degree(graph, v) - into
    if (size < smallest) continue
    const ideal = allPairs - ((n - size) * (n - size - 1)) / 2
    const variance = edges * (allPairs - edges) * ideal * (allPairs - ideal)
    if (variance <= 0) continue
    const correlation = (allPairs * touching - edges * ideal) / Math.sqrt(variance)
    if (best === null || correlation > best.correlation + 1e-12) best = { size, correlation }
  }
  return best && { core: order.slice(0, best.size), correlation: best.correlation }
}

const degreeOrder = (graph: UndirectedGraph): number[] => {
  const near = Int32Array.from({ length: graph.n }, (_, v) =>
    neighbours(graph, v).reduce((sum, w) => sum + degree(graph, w), 0)
  )
  const into = new Int32Array(graph.n)
  const left = new Set(Array(graph.n).keys())
  const before = (v: number, w: number): boolean => {
    const difference =
      degree(graph, w) - degree(graph, v) || (into[v] ?? 0) - (into[w] ?? 0) || (near[w] ?? 0) - (near[v] ?? 0)
    return difference < 0 || (difference === 0 && v < w)
  }
  const order: number[] = []
  while (left.size > 0) {
    let first = -1
    for (const v of left) if (first === -1 || before(v, first)) first = v
    left.delete(first)
    order.push(first)
    for (const w of neighbours(graph, first)) into[w] = (into[w] ?? 0) + 1
  }
  return order
}

/**
 * How well a core of at least three and a periphery that hangs on it describe the contacts, for analysts who ask about an inner circle.
 * Formula, convention and cost as `bestCore` with cores of three or more. In: contacts; out: one number, −1 … 1.
 * Undefined if there are fewer than four actors, or nothing varies (no ties, or all tied).
 * Missing ties of the margin are lost first, which hides the periphery; tapping a few makes a core of them.
 * Source and expected numbers as `bestCore`.
 */
export const corePeriphery: ContactMeasure = {
  id: 'corePeriphery',
  title: 'Core–periphery fit',
  purpose: 'whether an inner circle and others around it describe the contacts',
  notFor: 'cases in which a few were tapped: they make a core of their own',
  formula:
    'largest correlation, over degree-ordered cores of ≥ 3, of "tied" with "at least one of the two is in the core"',
  range: '−1 … 1',
  unit: 'correlation',
  layer: 'contact',
  undefinedWhen: 'there are fewer than four actors, no ties, or everyone is tied to everyone',
  missingBias:
    'tapping a few makes a core of them; ties between marginal actors are lost first, which flatters the fit',
  source: 'Borgatti & Everett 2000, Models of core/periphery structures (discrete)',
  cost: 'O(n² + ties)',
  compute: (graph) => {
    if (graph.n < 4) return undefinedBecause('fewer than four actors')
    const fit = bestCore(graph)
    return fit ? value(fit.correlation) : undefinedBecause('nobody or everybody is tied, so that nothing varies')
  }
}
