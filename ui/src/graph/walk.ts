/** Walking the graph by keyboard: which tie comes next, and which lies in the direction of an arrow key. */
import type { Strand } from './elements.ts'
import type { Point, Positions } from './layout/types.ts'

export interface Cursor {
  node: string
  /** The tie on which the cursor stands; null on the entity itself. */
  strand: string | null
}

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'
const ANGLES: Readonly<Record<Arrow, number>> = {
  ArrowRight: 0,
  ArrowDown: Math.PI / 2,
  ArrowLeft: Math.PI,
  ArrowUp: -Math.PI / 2
}

export const isArrow = (key: string): key is Arrow => key in ANGLES
export const farEnd = (strand: Strand, node: string): string => (strand.source === node ? strand.target : strand.source)

const angle = (from: Point, to: Point): number => Math.atan2(to.y - from.y, to.x - from.x)
const turn = (a: number, b: number): number => Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)))

/** The ties of an entity, clockwise from the top. */
export function tiesAround(node: string, strands: readonly Strand[], positions: Positions): Strand[] {
  const here = positions[node]
  const own = strands.filter((strand) => strand.source === node || strand.target === node)
  if (here === undefined) return own
  const clock = (strand: Strand): number => {
    const there = positions[farEnd(strand, node)]
    if (there === undefined) return 7
    const a = angle(here, there) + Math.PI / 2
    return a < -1e-9 ? a + 2 * Math.PI : a
  }
  return own.sort((a, b) => clock(a) - clock(b) || (a.id < b.id ? -1 : 1))
}

/** The tie that leads most nearly in the direction of the arrow; none when all lead elsewhere (more than 67° off). */
export function towards(node: string, arrow: Arrow, strands: readonly Strand[], positions: Positions): Strand | null {
  const here = positions[node]
  if (here === undefined) return null
  let best: Strand | null = null
  let least = Infinity
  for (const strand of tiesAround(node, strands, positions)) {
    const there = positions[farEnd(strand, node)]
    if (there === undefined) continue
    const off = turn(angle(here, there), ANGLES[arrow])
    const cost = off + Math.hypot(there.x - here.x, there.y - here.y) / 4000
    if (off <= 1.17 && cost < least) {
      best = strand
      least = cost
    }
  }
  return best
}

/** The tie after (or before) the one on which the cursor stands, round and round. */
export function nextTie(cursor: Cursor, by: 1 | -1, strands: readonly Strand[], positions: Positions): Strand | null {
  const around = tiesAround(cursor.node, strands, positions)
  if (around.length === 0) return null
  const at = around.findIndex((strand) => strand.id === cursor.strand)
  const next = at < 0 ? (by === 1 ? 0 : around.length - 1) : (at + by + around.length) % around.length
  return around[next] ?? null
}

/** Where the cursor begins: the entity with the most ties; of equals the first by id. */
export function firstNode(ids: readonly string[], strands: readonly Strand[]): string | null {
  const degree = new Map<string, number>(ids.map((id) => [id, 0]))
  for (const { source, target } of strands) {
    for (const id of [source, target]) if (degree.has(id)) degree.set(id, (degree.get(id) ?? 0) + 1)
  }
  return [...degree].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? null
}
