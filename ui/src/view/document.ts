/** What is on the canvas, as data: enough to draw it again and to undo any step. Loaded facts live in `Data`, beside it. */
import type { NodeData, Tie } from '../graph/elements.ts'
import type { Family, GroupData } from '../graph/groups.ts'
import type { Positions } from '../graph/layout/types.ts'

/** One step that brought entities in: a group or case opened, an expansion, a search hit. */
export interface Addition {
  id: string
  /** The entity or group from which it came; null for a selection. */
  of: string | null
  label: string
  nodes: readonly string[]
  /** Whether it came to what was there already, rather than with the view. */
  later?: true
}

export interface Filters {
  goodsOff: readonly string[]
  familiesOff: readonly Family[]
  kindsOff: readonly string[]
  /** Only ties at least this good: 0 shows all, also ungraded ones. */
  minStep: 0 | 1 | 2 | 3
}

export interface ViewDocument {
  /** Groups and cases whose outlines are drawn. */
  groups: readonly string[]
  additions: readonly Addition[]
  positions: Positions
  filters: Filters
}

export const NO_FILTERS: Filters = { goodsOff: [], familiesOff: [], kindsOff: [], minStep: 0 }
export const EMPTY: ViewDocument = { groups: [], additions: [], positions: {}, filters: NO_FILTERS }

/** Everything loaded so far, by id. Grows only; what is shown is decided by the document. */
export interface Data {
  nodes: Readonly<Record<string, NodeData>>
  ties: Readonly<Record<string, Tie>>
  groups: Readonly<Record<string, GroupData>>
}
export const NO_DATA: Data = { nodes: {}, ties: {}, groups: {} }

/** Adds what was loaded. Goods and groups that are known from an earlier answer are kept: a smaller answer knows fewer ties. */
export function merge(data: Data, nodes: readonly NodeData[], ties: readonly Tie[]): Data {
  const merged: Record<string, NodeData> = { ...data.nodes }
  for (const node of nodes) {
    const known = merged[node.id]
    merged[node.id] =
      known === undefined ? node : { ...node, goods: union(known.goods, node.goods), in: union(known.in, node.in) }
  }
  const added = ties.map((tie) => {
    const known = data.ties[tie.id]
    return [tie.id, known?.contested === true ? { ...tie, contested: true } : tie] as const
  })
  return { ...data, nodes: merged, ties: { ...data.ties, ...Object.fromEntries(added) } }
}

const union = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])]

/**
 * The group in which each shown entity is drawn. One that is in several stands in the smallest, so that a group inside a case
 * keeps its own outline. A group that is drawn as an outline is no mark inside another.
 */
export function homes(document: ViewDocument, data: Data): Map<string, string> {
  const counts = new Map<string, number>(document.groups.map((id) => [id, 0]))
  const shown = Object.keys(document.positions)
  for (const id of shown) {
    for (const group of data.nodes[id]?.in ?? []) {
      const count = counts.get(group)
      if (count !== undefined) counts.set(group, count + 1)
    }
  }
  const order = [...document.groups].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0))
  const home = new Map<string, string>()
  for (const id of shown) {
    if (counts.has(id)) continue
    const inside = data.nodes[id]?.in ?? []
    const group = order.find((candidate) => inside.includes(candidate))
    if (group !== undefined) home.set(id, group)
  }
  return home
}
