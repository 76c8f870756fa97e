import {
  type AttributeClaim,
  type AttributeKind,
  type HowCollected,
  type ShapeInput
} from '../../src/analysis/shape/types.ts'
import { parseEdges } from '../fixtures/edges.ts'

export interface Sketch {
  n: number
  /** `'0-1 1-2'`: contacts, and orders superior-subordinate. */
  contacts?: string
  orders?: string
  how?: HowCollected
  /** Origin of the tie with that index; all from one study by default. */
  origin?: (index: number) => string[]
  evidence?: string | null
  attributes?: AttributeClaim[]
  tapped?: number[]
  parts?: ShapeInput['parts']
}

/** A group as `shape` takes it, all ties in one dataset and of full weight unless said otherwise. */
export const group = (sketch: Sketch): ShapeInput => {
  const origin = sketch.origin ?? (() => ['study'])
  const read = (text: string | undefined) => (text ? parseEdges(text) : { from: [], to: [] })
  const contacts = read(sketch.contacts)
  const orders = read(sketch.orders)
  const support = (index: number) => ({ weight: 1, origins: origin(index), datasets: ['case'] })
  return {
    actors: Array.from({ length: sketch.n }, (_, v) => `A${v}`),
    contacts: contacts.from.map((a, i) => ({ a, b: contacts.to[i] ?? 0, ...support(i) })),
    commands: orders.from.map((superior, i) => ({
      superior,
      subordinate: orders.to[i] ?? 0,
      evidence: sketch.evidence === undefined ? 'gives orders' : sketch.evidence,
      ...support(contacts.from.length + i)
    })),
    parts: sketch.parts ?? [],
    attributes: sketch.attributes ?? [],
    tapped: sketch.tapped ?? null,
    datasets: [{ id: 'case', howCollected: sketch.how ?? 'COURT_FILE' }]
  }
}

export const claim = (kind: AttributeKind, value: boolean, origins: string[], weight = 1): AttributeClaim => ({
  kind,
  value,
  weight,
  origins,
  datasets: ['case']
})

/** Orders of a tree in which everyone but the leaves has `span` subordinates. */
export const treeOrders = (n: number, span: number): string =>
  Array.from({ length: n - 1 }, (_, i) => `${Math.floor(i / span)}-${i + 1}`).join(' ')
