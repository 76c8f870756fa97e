import { hasEdge, neighbours, type Graph } from '../../graph/graph.ts'
import { type MeasureDoc } from './measure.ts'

/** How often an actor stands between two who are not tied, by the classes of the three. */
export interface Brokerage {
  /** a, v, c in one class. */
  readonly coordinator: number
  /** a, c in one class, v in another. */
  readonly consultant: number
  /** v and c in one class: v lets in what comes from outside. */
  readonly gatekeeper: number
  /** a and v in one class: v carries out what comes from inside. */
  readonly representative: number
  /** Three classes. */
  readonly liaison: number
}

export const brokerageDoc: MeasureDoc = {
  id: 'brokerage',
  title: 'Brokerage',
  purpose: 'between which goods or groups an actor stands',
  notFor: 'proof that anything passes through that actor',
  formula: 'paths a → v → c without a → c, counted by which of the three share a class (good or group)',
  range: '0 … (n − 1)(n − 2) in all',
  unit: 'paths of two ties; in an undirected graph each is counted both ways',
  undefinedWhen: 'never; 0 without ties',
  missingBias: 'a missing tie a → c makes a broker of whoever stands between',
  source: 'Gould & Fernandez 1989, Structures of mediation',
  cost: 'O(Σ in · out · log degree)'
}

/**
 * Who mediates between goods or groups, for analysts who look for brokers.
 * Counts of paths a → v → c, a ≠ c, without a → c, by the classes of a, v, c; paths, 0 … (n − 1)(n − 2).
 * Convention: ordered pairs (a, c), so an undirected path counts twice: as gatekeeper one way, representative the other.
 * In: a graph and a class per actor; out: five counts per actor. Never undefined. O(Σ in · out · log degree).
 * Missing ties make brokers. Source: Gould & Fernandez 1989; expected numbers: by hand.
 */
export const brokerage = (graph: Graph, classOf: ArrayLike<number>): Brokerage[] =>
  Array.from({ length: graph.n }, (_, v) => {
    const roles = { coordinator: 0, consultant: 0, gatekeeper: 0, representative: 0, liaison: 0 }
    for (const a of neighbours(graph, v, 'in')) {
      for (const c of neighbours(graph, v)) {
        if (a !== c && !hasEdge(graph, a, c)) roles[role(classOf[a] ?? -1, classOf[v] ?? -1, classOf[c] ?? -1)]++
      }
    }
    return roles
  })

const role = (a: number, v: number, c: number): keyof Brokerage => {
  if (a === c) return a === v ? 'coordinator' : 'consultant'
  if (a === v) return 'representative'
  return v === c ? 'gatekeeper' : 'liaison'
}
