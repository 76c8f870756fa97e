import { hierarchy, tree } from 'd3-hierarchy'
import { superiors, tiersOf } from './tiers.ts'
import { GAP, TIER_GAP, type Block, type LayoutTie, type Positions } from './types.ts'

interface Item {
  id: string | null
  children: Item[]
}

/**
 * A tidy tree by tiers. A step that skips tiers gets invisible links, so that nobody sits above his tier; several tops stand
 * side by side. Members without any recorded order stand in rows of their own below.
 */
export function tidyTree(members: readonly string[], ties: readonly LayoutTie[]): Block {
  const tiers = tiersOf(members, ties)
  const above = superiors(tiers, ties)
  const items = new Map<string, Item>([...tiers.keys()].map((id) => [id, { id, children: [] }]))
  const root: Item = { id: null, children: [] }
  const sorted = [...tiers.keys()].sort((a, b) => (tiers.get(a) ?? 0) - (tiers.get(b) ?? 0) || (a < b ? -1 : 1))
  for (const id of sorted) {
    const item = items.get(id)
    const superior = above.get(id) ?? null
    if (item === undefined) continue
    const parent = superior === null ? root : (items.get(superior) ?? root)
    const from = superior === null ? -1 : (tiers.get(superior) ?? 0)
    let holder = parent
    for (let tier = from + 1; tier < (tiers.get(id) ?? 0); tier++) {
      const link: Item = { id: null, children: [] }
      holder.children.push(link)
      holder = link
    }
    holder.children.push(item)
  }
  const positions: Positions = {}
  if (root.children.length > 0) {
    const laid = tree<Item>()
      .nodeSize([GAP * 0.86, TIER_GAP])
      .separation((a, b) => (a.parent === b.parent ? 1 : 1.35))(hierarchy(root, (item) => item.children))
    for (const node of laid.descendants()) {
      if (node.data.id !== null) positions[node.data.id] = { x: node.x, y: (node.depth - 1) * TIER_GAP }
    }
  }
  addRows(
    positions,
    members.filter((id) => !tiers.has(id))
  )
  return centred(positions)
}

function addRows(positions: Positions, rest: readonly string[]): void {
  if (rest.length === 0) return
  const xs = Object.values(positions).map((p) => p.x)
  const ys = Object.values(positions).map((p) => p.y)
  const [left, right] = xs.length > 0 ? [Math.min(...xs), Math.max(...xs)] : [0, 0]
  const top = ys.length > 0 ? Math.max(...ys) + TIER_GAP : 0
  const columns = Math.max(Math.floor((right - left) / GAP) + 1, Math.ceil(Math.sqrt(rest.length * 2.5)))
  rest.forEach((id, i) => {
    const row = Math.floor(i / columns)
    const inRow = Math.min(columns, rest.length - row * columns)
    const x = (left + right) / 2 + ((i % columns) - (inRow - 1) / 2) * GAP
    positions[id] = { x, y: top + row * GAP }
  })
}

/** Moves a block so that its bounds are centred on (0, 0). */
export function centred(positions: Positions): Block {
  const points = Object.values(positions)
  if (points.length === 0) return { positions: {}, width: 0, height: 0 }
  const xs = points.map((p) => p.x)
  const ys = points.map((p) => p.y)
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const moved: Positions = {}
  for (const [id, p] of Object.entries(positions)) {
    moved[id] = { x: round(p.x - (x0 + x1) / 2), y: round(p.y - (y0 + y1) / 2) }
  }
  return { positions: moved, width: x1 - x0, height: y1 - y0 }
}

/** Hundredths are enough on a screen, and keep saved views small and comparable. */
export const round = (value: number): number => Math.round(value * 100) / 100
