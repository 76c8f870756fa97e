import { MARKINGS } from '../../claims/types.ts'
import type { Value } from '../../engine/port.ts'
import type { Row } from './frame.ts'

/** Columns of a node's row that elements read, in this order from the start. */
const NODE = {
  id: 0,
  kind: 1,
  name: 2,
  protected: 3,
  invented: 4,
  grade: 5,
  rank: 6,
  code: 7,
  trades: 8,
  in: 9
} as const
const EDGE = {
  id: 0,
  source: 1,
  target: 2,
  kind: 3,
  role: 4,
  goods: 5,
  grade: 6,
  gradeOrder: 7,
  standing: 8,
  invented: 9
} as const

interface Element {
  readonly data: Readonly<Record<string, unknown>>
}

/** The broadest good of a code: `drugs` of `drugs/cocaine`. */
const top = (code: Value | undefined): string[] =>
  typeof code === 'string' && code !== '' ? [code.split('/')[0] ?? code] : []
const list = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? (value as readonly Value[]) : [])
const open = (value: Value | undefined): Value => (value === '' || value === undefined ? null : value)

/** Nodes as Cytoscape reads them: goods are those in which it trades and those that its ties shown here carry. */
export function nodeData(nodes: readonly Row[], edges: readonly Row[]): Element[] {
  const carried = new Map<string, Set<string>>()
  const carry = (id: Value | undefined, goods: readonly Value[]): void => {
    let set = carried.get(id as string)
    if (set === undefined) carried.set(id as string, (set = new Set()))
    for (const code of goods) for (const good of top(code)) set.add(good)
  }
  for (const row of edges) for (const end of [EDGE.source, EDGE.target]) carry(row[end], list(row[EDGE.goods]))
  return nodes.map((row) => {
    carry(row[NODE.id], list(list(row[NODE.trades])[0]))
    const goods = new Set([...top(row[NODE.code]), ...(carried.get(row[NODE.id] as string) ?? [])])
    const rank = row[NODE.rank] as number
    return {
      data: {
        id: row[NODE.id],
        kind: row[NODE.kind],
        name: open(row[NODE.name]),
        protected: row[NODE.protected] === true,
        invented: row[NODE.invented] === true,
        goods: [...goods].sort(),
        in: [...list(list(row[NODE.in])[0])].sort(),
        grade: open(row[NODE.grade]),
        ...(rank > 0 ? { marking: MARKINGS[rank as 1 | 2 | 3 | 4] } : {})
      }
    }
  })
}

export const edgeData = (edges: readonly Row[]): Element[] =>
  edges.map((row) => ({
    data: {
      id: row[EDGE.id],
      source: row[EDGE.source],
      target: row[EDGE.target],
      kind: row[EDGE.kind],
      role: open(row[EDGE.role]),
      goods: list(row[EDGE.goods]),
      grade: open(row[EDGE.grade]),
      gradeOrder: row[EDGE.gradeOrder],
      standing: open(row[EDGE.standing]),
      invented: row[EDGE.invented] === true
    }
  }))
