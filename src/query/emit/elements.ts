import { MARKINGS } from '../../claims/types.ts'
import type { Value } from '../../engine/port.ts'
import type { Row } from './frame.ts'
import type { EdgeColumns, NodeColumns } from './graph.ts'

interface Element {
  readonly data: Readonly<Record<string, unknown>>
}

/** The broadest good of a code: `drugs` of `drugs/cocaine`. */
const top = (code: Value | undefined): string[] =>
  typeof code === 'string' && code !== '' ? [code.split('/')[0] ?? code] : []
const list = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? value : [])
const open = (value: Value | undefined): Value => (value === '' || value === undefined ? null : value)

/** Nodes as Cytoscape reads them: goods are those in which it trades and those that its ties shown here carry. */
export function nodeData(nodes: readonly Row[], edges: readonly Row[], at: NodeColumns, edge: EdgeColumns): Element[] {
  const carried = new Map<string, Set<string>>()
  const carry = (id: Value | undefined, goods: readonly Value[]): void => {
    let set = carried.get(id as string)
    if (set === undefined) carried.set(id as string, (set = new Set()))
    for (const code of goods) for (const good of top(code)) set.add(good)
  }
  for (const row of edges) for (const end of [edge.source, edge.target]) carry(row[end], list(row[edge.goods]))
  return nodes.map((row) => {
    carry(row[at.id], list(row[at.trades]))
    const goods = new Set([...top(row[at.code]), ...(carried.get(row[at.id] as string) ?? [])])
    const rank = row[at.rank] as number
    return {
      data: {
        id: row[at.id],
        kind: row[at.kind],
        name: open(row[at.name]),
        protected: row[at.protected] === true,
        invented: row[at.invented] === true,
        goods: [...goods].sort(),
        in: [...list(row[at.in])].sort(),
        grade: open(row[at.grade]),
        ...(rank > 0 ? { marking: MARKINGS[rank as 1 | 2 | 3 | 4] } : {})
      }
    }
  })
}

export const edgeData = (edges: readonly Row[], at: EdgeColumns): Element[] =>
  edges.map((row) => ({
    data: {
      id: row[at.id],
      source: row[at.source],
      target: row[at.target],
      kind: row[at.kind],
      role: open(row[at.role]),
      goods: list(row[at.goods]),
      grade: open(row[at.grade]),
      gradeOrder: row[at.gradeOrder],
      standing: open(row[at.standing]),
      invented: row[at.invented] === true
    }
  }))
