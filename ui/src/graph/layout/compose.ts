import { organic } from './organic.ts'
import { pack, type Item, type Pull } from './pack.ts'
import { round, tidyTree } from './tree.ts'
import { GAP, MARGIN, type Block, type LayoutGroup, type LayoutInput, type LayoutTie, type Positions } from './types.ts'

/** Above this many entities outside groups, those tied to each other are laid out together first. */
const SINGLES = 150
/** Room for a badge above a group. */
export const BADGE = 42

/** One group by itself: a tidy tree where it is drawn in tiers and orders are known, organic otherwise. */
export function layGroup(group: LayoutGroup, ties: readonly LayoutTie[]): Block {
  const inside = new Set(group.members)
  const own = ties.filter((tie) => inside.has(tie.source) && inside.has(tie.target))
  return group.outline === 'tiers' && own.some((tie) => tie.order)
    ? tidyTree(group.members, own)
    : organic(group.members, own)
}

/** The rectangle that a block needs, with margin and badge. */
export const roomOf = (id: string, block: Block): Item => ({
  id,
  width: Math.max(block.width + 2 * MARGIN, 250),
  height: block.height + 2 * MARGIN + BADGE + 14
})

/**
 * The whole picture at once ("Tidy"): tidy tree inside each hierarchical group, force inside each loose one, blocks packed by
 * the ties between them. The same input always gives the same positions.
 */
export function compose(input: LayoutInput): Positions {
  const blocks = new Map<string, Block>()
  const blockOf = new Map<string, string>()
  const items: Item[] = []
  for (const group of input.groups) {
    if (group.members.length === 0) continue
    const block = layGroup(group, input.ties)
    blocks.set(group.id, block)
    for (const id of group.members) blockOf.set(id, group.id)
    items.push(roomOf(group.id, block))
  }
  const free = input.nodes.filter((id) => !blockOf.has(id))
  for (const [name, members] of gathered(free, input.ties, items.length > 0)) {
    const block = members.length === 1 ? single(members[0] ?? name) : organic(members, input.ties)
    blocks.set(name, block)
    for (const id of members) blockOf.set(id, name)
    items.push({ id: name, width: block.width + GAP * 0.7, height: block.height + GAP * 0.7 })
  }
  const centres = pack(items, pullsOf(input.ties, blockOf))
  const positions: Positions = {}
  for (const [name, block] of blocks) {
    const centre = centres.get(name) ?? { x: 0, y: 0 }
    const drop = input.groups.some((group) => group.id === name) ? BADGE / 2 : 0
    for (const [id, p] of Object.entries(block.positions)) {
      positions[id] = { x: round(centre.x + p.x), y: round(centre.y + p.y + drop) }
    }
  }
  return positions
}

const single = (id: string): Block => ({ positions: { [id]: { x: 0, y: 0 } }, width: 0, height: 0 })

/** Entities outside groups: each for itself between the groups while they are few; by connected parts otherwise. */
function gathered(free: readonly string[], ties: readonly LayoutTie[], hasGroups: boolean): [string, string[]][] {
  if (free.length === 0) return []
  if (hasGroups && free.length <= SINGLES) return free.map((id) => [`free:${id}`, [id]])
  const inside = new Set(free)
  const leader = new Map(free.map((id) => [id, id]))
  const find = (id: string): string => {
    let at = id
    while (leader.get(at) !== at) at = leader.get(at) ?? at
    return at
  }
  for (const { source, target } of ties) {
    if (inside.has(source) && inside.has(target)) leader.set(find(source), find(target))
  }
  const parts = new Map<string, string[]>()
  for (const id of free) {
    const part = parts.get(find(id))
    if (part === undefined) parts.set(find(id), [id])
    else part.push(id)
  }
  return [...parts].map(([id, members]) => [`free:${id}`, members])
}

function pullsOf(ties: readonly LayoutTie[], blockOf: ReadonlyMap<string, string>): Pull[] {
  const pulls = new Map<string, Pull>()
  for (const { source, target } of ties) {
    const [a, b] = [blockOf.get(source), blockOf.get(target)]
    if (a === undefined || b === undefined || a === b) continue
    const key = a < b ? `${a}|${b}` : `${b}|${a}`
    const known = pulls.get(key)
    if (known === undefined) pulls.set(key, { a, b, weight: 1 })
    else known.weight += 1
  }
  return [...pulls.values()]
}
