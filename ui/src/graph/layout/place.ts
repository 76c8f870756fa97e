import { BADGE, layGroup, roomOf } from './compose.ts'
import { round } from './tree.ts'
import { GAP, TIER_GAP, type LayoutTie, type PlaceInput, type Point, type Positions } from './types.ts'

interface Rectangle extends Point {
  width: number
  height: number
}

/** Positions of what is new, and of nothing else: what is there never moves. Deterministic. */
export function place(input: PlaceInput): Positions {
  const fresh: Positions = {}
  const at = (id: string): Point | undefined => input.fixed[id] ?? fresh[id]
  const isNew = (id: string): boolean => at(id) === undefined
  const groupOf = new Map(input.groups.flatMap((group) => group.members.map((id) => [id, group] as const)))

  for (const group of input.groups) {
    if (group.members.length < 2 || !group.members.every(isNew)) continue
    const block = layGroup(group, input.ties)
    const taken = rectangles(input, fresh)
    const wish = middle(outside(group.members, input.ties, at)) ?? middle(taken) ?? { x: 0, y: 0 }
    const room = roomOf(group.id, block)
    const centre = freeSpot(wish, room.width, room.height, taken, GAP)
    for (const [id, p] of Object.entries(block.positions))
      fresh[id] = { x: round(centre.x + p.x), y: round(centre.y + p.y + BADGE / 2) }
  }

  for (const id of input.nodes) {
    if (!isNew(id)) continue
    const group = groupOf.get(id)
    const superior = input.ties.find((tie) => tie.order && tie.target === id && at(tie.source) !== undefined)
    const base = superior === undefined || group?.outline !== 'tiers' ? undefined : at(superior.source)
    const known = outside([id], input.ties, at)
    const mates = group === undefined ? [] : group.members.flatMap((member) => at(member) ?? [])
    const wish =
      base !== undefined
        ? { x: base.x, y: base.y + TIER_GAP }
        : (middle(mates) ?? (input.anchor === null ? undefined : at(input.anchor)) ?? middle(known) ?? { x: 0, y: 0 })
    const marks = [...Object.values(input.fixed), ...Object.values(fresh)].map((p) => ({
      ...p,
      width: GAP * 0.5,
      height: GAP * 0.5
    }))
    // Whoever belongs to no group on screen must not land inside the outline of one.
    const walls = group === undefined ? rectangles(input, fresh).filter((box) => box.width > GAP) : []
    const spot = freeSpot(wish, GAP * 0.5, GAP * 0.5, [...marks, ...walls], GAP * 0.35)
    fresh[id] = { x: round(spot.x), y: round(spot.y) }
  }
  return fresh
}

/** Where those at the far ends of the ties stand, as far as they are placed. */
function outside(
  members: readonly string[],
  ties: readonly LayoutTie[],
  at: (id: string) => Point | undefined
): Point[] {
  const inside = new Set(members)
  return ties.flatMap(({ source, target }) => {
    if (inside.has(source) === inside.has(target)) return []
    return at(inside.has(source) ? target : source) ?? []
  })
}

function middle(points: readonly Point[]): Point | undefined {
  if (points.length === 0) return undefined
  const sum = points.reduce((total, p) => ({ x: total.x + p.x, y: total.y + p.y }), { x: 0, y: 0 })
  return { x: sum.x / points.length, y: sum.y / points.length }
}

/** What is taken: the outline of each group that is there, and each single mark. */
function rectangles(input: PlaceInput, fresh: Positions): Rectangle[] {
  const boxes: Rectangle[] = []
  const grouped = new Set<string>()
  for (const group of input.groups) {
    const points = group.members.flatMap((id) => input.fixed[id] ?? fresh[id] ?? [])
    if (points.length < 2) continue
    for (const id of group.members) grouped.add(id)
    const xs = points.map((p) => p.x)
    const ys = points.map((p) => p.y)
    const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
    const room = roomOf(group.id, { positions: {}, width: x1 - x0, height: y1 - y0 })
    boxes.push({ x: (x0 + x1) / 2, y: (y0 + y1 - BADGE) / 2, width: room.width, height: room.height })
  }
  for (const [id, p] of Object.entries({ ...input.fixed, ...fresh })) {
    if (!grouped.has(id)) boxes.push({ ...p, width: GAP * 0.5, height: GAP * 0.5 })
  }
  return boxes
}

/** The free place nearest to the wish, on an outward spiral that is wider than high. */
function freeSpot(wish: Point, width: number, height: number, taken: readonly Rectangle[], gap: number): Point {
  const step = Math.max(GAP * 0.5, Math.min(width, height) / 3)
  for (let i = 0; i < 4000; i++) {
    const r = step * 0.6 * Math.sqrt(i)
    const spot = { x: wish.x + 1.25 * r * Math.cos(i * 2.399963), y: wish.y + r * Math.sin(i * 2.399963) }
    const clear = taken.every(
      (box) =>
        Math.abs(box.x - spot.x) >= (box.width + width) / 2 + gap ||
        Math.abs(box.y - spot.y) >= (box.height + height) / 2 + gap
    )
    if (clear) return spot
  }
  const right = Math.max(...taken.map((box) => box.x + box.width / 2), wish.x)
  return { x: right + width / 2 + gap, y: wish.y }
}
