import { betweenSides, brokersBreakingWithout } from './brokers.ts'
import { lostWithout, sidesOf, type Lost, type Sides } from './sides.ts'
import type { TradeTies } from './types.ts'
import { direct, indispensable, joins, through, type Held } from './ways.ts'

export type BridgeKind = 'SHARED' | 'ASSET' | 'PLACE' | 'ROUTE' | 'COLLUSION' | 'BROKER'

/** Somebody or something that links two goods, and how. No accusation: every tie keeps its standing. */
export interface Bridge {
  /**
   * SHARED: tied to both by its own ties (an actor trades in both, a leg carries both). ASSET, PLACE, ROUTE: through whoever owns
   * or uses it, or the legs there. COLLUSION: reported to collude with those in both, or to let pass. BROKER: on shortest paths.
   */
  readonly kind: BridgeKind
  readonly node: number
  /** How it is tied to each of the two goods; empty for a broker, who is tied by paths. */
  readonly ends: readonly Held[]
  /** Ids of datasets that had to be joined to see it; empty where one shows it alone, and for brokers. */
  readonly joins: readonly string[]
  /** Sum over pairs across the goods of the share of shortest paths through it. 0 … pairs. A position, no guilt. */
  readonly between: number
  /** If it goes: who is no longer linked. Of a place or route: pairs of legs that meet nowhere else of its kind. */
  readonly lost: Lost
  /** Origins without any one of which it is no bridge; empty: no single source breaks it. */
  readonly breaksWithout: readonly number[]
}

export interface Bridges {
  readonly goods: readonly [number, number]
  readonly bridges: readonly Bridge[]
  /** Nodes tied to the first good alone, to the second alone, to both. */
  readonly first: number
  readonly second: number
  readonly both: number
  /** Pairs across that any path of followed ties joins. */
  readonly linked: number
  /** Brokers beyond those shown. */
  readonly moreBrokers: number
}

/** Which kinds of ties make a bridge through others. */
export const THROUGH: readonly { readonly kind: BridgeKind; readonly by: readonly string[] }[] = [
  { kind: 'ASSET', by: ['OWNS', 'USES'] },
  { kind: 'PLACE', by: ['DEPARTS_FROM', 'ARRIVES_AT'] },
  { kind: 'ROUTE', by: ['LEG_OF'] },
  { kind: 'COLLUSION', by: ['COLLUDES_WITH', 'BRIBES', 'LETS_PASS'] }
]

/** Kinds whose loss is told in pairs that meet there: paths do not run through them. */
const MEETING: readonly BridgeKind[] = ['PLACE', 'ROUTE']

/**
 * What links two goods, for analysts who look for the point where two trades meet: shared actors and legs, shared assets, places
 * and routes, points of collusion, and at most `brokers` brokers, those on most shortest paths first. Each with what would no
 * longer be linked without it, and the origins without which it is none. Paths follow no kinship and no membership (`FOLLOWED`).
 * Nothing is undefined: empty lists. Missing ties hide bridges and make those known look more needed than they are.
 * O(sources · ties) for the brokers, as much again for each origin that breaks one, O(ties) per bridge for its loss.
 */
export function bridges(input: TradeTies, goods: readonly [number, number], brokers = 25): Bridges {
  const sides = sidesOf(input, ...goods)
  const between = betweenSides(sides)
  const made = (kind: BridgeKind, ends: readonly Held[], lost: (node: number) => Lost): Bridge => {
    const node = ends[0]?.node ?? 0
    return {
      kind,
      node,
      ends,
      joins: joins(input, ends),
      between: between[node] ?? 0,
      lost: lost(node),
      breaksWithout: indispensable(ends, 'origins')
    }
  }
  const shared = both(direct(input), goods).map((ends) => made('SHARED', ends, (node) => lostWithout(sides, node)))
  const indirect = THROUGH.flatMap(({ kind, by }) => {
    const found = both(through(input, by), goods)
    const lost = (node: number): Lost => (MEETING.includes(kind) ? meetingLost(found, node) : lostWithout(sides, node))
    return found.filter((ends) => kind === 'COLLUSION' || meets(ends)).map((ends) => made(kind, ends, lost))
  })
  const known = [...shared, ...indirect]
  const others = brokersOf(input, goods, sides, between, new Set(known.map(({ node }) => node)), brokers)
  return {
    goods,
    bridges: [...known, ...others.shown],
    first: sides.first.length,
    second: sides.second.length,
    both: sides.both.length,
    linked: sides.linked,
    moreBrokers: others.more
  }
}

function brokersOf(
  input: TradeTies,
  goods: readonly [number, number],
  sides: Sides,
  between: Float64Array,
  known: ReadonlySet<number>,
  most: number
): { shown: Bridge[]; more: number } {
  const all = [...between.keys()].filter((node) => (between[node] ?? 0) > 0 && !known.has(node))
  const shown = all.sort((a, b) => (between[b] ?? 0) - (between[a] ?? 0) || a - b).slice(0, most)
  const breaking = brokersBreakingWithout(input, goods, sides, shown)
  return {
    more: all.length - shown.length,
    shown: shown.map((node) => ({
      kind: 'BROKER',
      node,
      ends: [],
      joins: [],
      between: between[node] ?? 0,
      lost: lostWithout(sides, node),
      breaksWithout: breaking.get(node) ?? []
    }))
  }
}

/** Nodes with ways to both goods. */
function both(held: readonly Held[], [a, b]: readonly [number, number]): (readonly [Held, Held])[] {
  const first = new Map(held.filter(({ good }) => good === a).map((each) => [each.node, each]))
  return held.flatMap((second) => {
    const own = second.good === b ? first.get(second.node) : undefined
    return own ? [[own, second] as const] : []
  })
}

/** Those through whom a node is tied to a good: the holders of the last hop. */
const holders = ({ ways }: Held): number[] => [
  ...new Set(ways.flatMap((way) => way.flatMap((hop) => ('node' in hop ? [hop.node] : []))))
]

/** Whether two different ones meet there: a port adds nothing to one leg that carries both goods itself. */
function meets([first, second]: readonly [Held, Held]): boolean {
  const of = new Set([...holders(first), ...holders(second)])
  return of.size > 1
}

/** Pairs of one holder of each good that meet at this node and at no other of its kind; each cut off from the other. */
function meetingLost(found: readonly (readonly [Held, Held])[], gone: number): Lost {
  const pairsAt = (ends: readonly [Held, Held]): string[] =>
    holders(ends[0]).flatMap((x) => holders(ends[1]).flatMap((y) => (x === y ? [] : [`${x} ${y}`])))
  const elsewhere = new Set(found.filter(([{ node }]) => node !== gone).flatMap(pairsAt))
  const lost = found
    .filter(([{ node }]) => node === gone)
    .flatMap(pairsAt)
    .filter((pair) => !elsewhere.has(pair))
  return { pairs: lost.length, cutOff: lost.map((pair) => pair.split(' ').map(Number)) }
}
