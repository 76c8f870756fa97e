import { strongComponents } from '../../graph/components.ts'
import { directedGraph, neighbours, type DirectedGraph, type UndirectedGraph } from '../../graph/graph.ts'
import { seeded } from '../../graph/random.ts'
import { descendants, reachCounts } from '../../graph/reach.ts'
import { hierarchy, leastUpperBoundedness } from '../measures/krackhardt.ts'
import { depthBelow } from '../measures/reaching.ts'
import { type Assumptions } from './assumptions.ts'

/** What the orders look like, whatever else is known. */
export type OrdersReading =
  | { readonly is: 'tooFew' }
  /** One root over most, deep enough, and clearer than chance. */
  | {
      readonly is: 'tree'
      readonly root: number
      readonly share: number
      readonly depth: number
      readonly chance: number
    }
  /** Several such trees whose roots are tied to each other, or to `body`. */
  | {
      readonly is: 'trees'
      readonly roots: readonly number[]
      readonly body: number | null
      readonly share: number
      readonly chance: number
    }
  /** It looks like one of the two, but so do too many random groups. */
  | { readonly is: 'chance'; readonly share: number; readonly chance: number }
  /** Enough orders are known for a root to show, and there is none. */
  | { readonly is: 'noRoot'; readonly share: number }
  /** Those who reach most do so in a circle, or two of them do apart from each other. */
  | { readonly is: 'severalTops'; readonly tops: readonly number[]; readonly share: number }
  /** Neither a root nor its absence is clear. */
  | {
      readonly is: 'between'
      readonly root: number
      readonly share: number
      readonly depth: number
      readonly sparse: boolean
    }

/**
 * Reads a hierarchy, or its absence, off the orders, for the readable rules.
 * Root: the actor who reaches most along orders; its share is of all other members. Tree: one root reaches ≥ 60 %, two or more
 * steps deep. Trees: ≥ 3 roots, each with two or more steps and most of those under it to itself, together over ≥ 60 % of all,
 * tied to each other or to one who coordinates without ordering. No root: nobody reaches 30 % although there are orders enough
 * (≥ 30 % of n − 1) for that.
 * Convention: since most random graphs with one order per member also have someone who reaches 60 %, a tree or trees count only if
 * share × hierarchy × unity of command is beaten by at most 2.5 % of 199 seeded random groups with as many orders.
 * In: orders and contacts over the same actors; out: one reading. O(draws · n²/32 · …), about 20 ms at 110 members.
 * Missing orders turn trees into "between". Source: rules of this project after UNODC 2002; tested on invented and published groups.
 */
export const readOrders = (orders: DirectedGraph, contact: UndirectedGraph, assume: Assumptions): OrdersReading => {
  if (orders.edges < assume.leastOrders) return { is: 'tooFew' }
  const pattern = findTree(orders, assume) ?? findTrees(orders, contact, assume)
  if (pattern) {
    const chance = chanceOf(orders, contact, clarity(orders, pattern.share), assume)
    return chance <= assume.chance ? { ...pattern, chance } : { is: 'chance', share: pattern.share, chance }
  }
  const { tops, share } = topOf(orders)
  const root = tops[0] ?? 0
  const enough = orders.edges >= assume.noRootReaches * (orders.n - 1)
  if (share < assume.noRootReaches && enough) return { is: 'noRoot', share }
  const rivals = rivalTops(orders, assume)
  if (rivals.length > 1) return { is: 'severalTops', tops: rivals, share }
  return { is: 'between', root, share, depth: depthBelow(orders, root), sparse: share < assume.noRootReaches }
}

/** Those who reach most, and their share of all other members. */
const topOf = (orders: DirectedGraph): { tops: number[]; share: number } => {
  const counts = reachCounts(orders)
  const most = counts.reduce((a, b) => Math.max(a, b), 0)
  const tops: number[] = []
  for (let v = 0; v < orders.n; v++) if (counts[v] === most) tops.push(v)
  return { tops, share: orders.n > 1 ? most / (orders.n - 1) : 0 }
}

/** Members of a top circle, or tops who are not below each other, that each reach as much as a root must. */
const rivalTops = (orders: DirectedGraph, { rootReaches }: Assumptions): number[] => {
  const counts = reachCounts(orders)
  return topmost(orders).filter((v) => (counts[v] ?? 0) >= rootReaches * (orders.n - 1))
}

/** Actors whom nobody orders but members of their own circle. */
const topmost = (orders: DirectedGraph): number[] => {
  const { of, count } = strongComponents(orders)
  const isTop = new Uint8Array(count).fill(1)
  for (let v = 0; v < orders.n; v++) for (const w of neighbours(orders, v)) if (of[v] !== of[w]) isTop[of[w] ?? 0] = 0
  const tops: number[] = []
  for (let v = 0; v < orders.n; v++) if (isTop[of[v] ?? 0]) tops.push(v)
  return tops
}

const findTree = (orders: DirectedGraph, assume: Assumptions) => {
  const tops = rivalTops(orders, assume)
  const [root] = tops
  if (root === undefined || tops.length > 1) return null
  const depth = depthBelow(orders, root)
  if (depth < assume.leastDepth) return null
  return { is: 'tree', root, share: (reachCounts(orders)[root] ?? 0) / (orders.n - 1), depth } as const
}

const findTrees = (orders: DirectedGraph, contact: UndirectedGraph, assume: Assumptions) => {
  const { components, words, bits } = descendants(orders)
  const { sizes, of } = components
  const under = (root: number): number[] => {
    const row = of[root] ?? 0
    const members: number[] = []
    for (let v = 0; v < orders.n; v++) {
      const c = of[v] ?? 0
      if (v !== root && ((bits[row * words + (c >>> 5)] ?? 0) >>> (c & 31)) & 1) members.push(v)
    }
    return members
  }
  const tops = topmost(orders).filter((v) => sizes[of[v] ?? 0] === 1)
  const below = new Map(tops.map((root) => [root, under(root)]))
  const superiors = new Int32Array(orders.n)
  for (const members of below.values()) for (const v of members) superiors[v] = (superiors[v] ?? 0) + 1
  const roots = tops.filter((root) => {
    const members = below.get(root) ?? []
    const own = members.filter((v) => superiors[v] === 1).length
    return depthBelow(orders, root) >= assume.leastDepth && own >= assume.rootReaches * members.length
  })
  const covered = new Set(roots.flatMap((root) => [root, ...(below.get(root) ?? [])]))
  const share = covered.size / orders.n
  if (roots.length < assume.leastTrees || share < assume.rootReaches) return null
  const body = coordinator(roots, orders, contact)
  return body === null && !areTied(roots, contact) ? null : ({ is: 'trees', roots, body, share } as const)
}

/** Whether contacts among the roots join all of them. */
const areTied = (roots: readonly number[], contact: UndirectedGraph): boolean => {
  const left = new Set(roots.slice(1))
  const queue = roots.slice(0, 1)
  for (const v of queue) {
    for (const w of neighbours(contact, v)) if (left.delete(w)) queue.push(w)
  }
  return left.size === 0
}

/** Someone tied to every root who neither orders nor is ordered. */
const coordinator = (roots: readonly number[], orders: DirectedGraph, contact: UndirectedGraph): number | null => {
  const shared = [...neighbours(contact, roots[0] ?? 0)].filter(
    (v) =>
      neighbours(orders, v).length + neighbours(orders, v, 'in').length === 0 &&
      roots.every((root) => neighbours(contact, root).includes(v))
  )
  return shared[0] ?? null
}

const clarity = (orders: DirectedGraph, share: number): number =>
  share * (hierarchy.compute(orders).value ?? 0) * (leastUpperBoundedness.compute(orders).value ?? 0)

/** The share of random groups, as many orders over as many members, that look at least as clearly like a tree or trees; drawing stops when it is too many. */
const chanceOf = (orders: DirectedGraph, contact: UndirectedGraph, seen: number, assume: Assumptions): number => {
  const random = seeded(assume.seed)
  const { n, edges } = orders
  const draws = n <= 300 ? assume.draws : assume.fewDraws
  const enough = assume.chance * (draws + 1)
  let asClear = 0
  let drawn = 0
  while (drawn < draws && asClear <= enough) {
    drawn++
    const chosen = new Set<number>()
    while (chosen.size < edges) {
      const pair = random.below(n * n)
      if (Math.floor(pair / n) !== pair % n) chosen.add(pair)
    }
    const list = [...chosen]
    const other = directedGraph(n, { from: list.map((pair) => Math.floor(pair / n)), to: list.map((pair) => pair % n) })
    const pattern = findTree(other, assume) ?? findTrees(other, contact, assume)
    if (pattern && clarity(other, pattern.share) >= seen - 1e-9) asClear++
  }
  return (1 + asClear) / (drawn + 1)
}
