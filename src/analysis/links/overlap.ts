import { undefinedBecause, value, type Measured } from '../measures/measure.ts'
import { coversBoth, looksAt, noSourceCoversBoth, tiedTo } from './coverage.ts'
import { followed, goodsOfNodes, pairKey } from './followed.ts'
import { ifEquallyVisible } from './hypergeometric.ts'
import { addShared, pairsOf, sizes } from './incidence.ts'
import type { GoodTie, TradeTies } from './types.ts'

/** How far two goods overlap. No ratio says how improbable that is: see `Chance`. */
export interface Overlap {
  /** Places in `TradeTies.goods`, the first smaller. */
  readonly goods: readonly [number, number]
  /** Actors tied to both; where no source covers both it is at least so many. */
  readonly shared: number
  /** Of these, actors of whom the latest word on a tie to one of the two is ACQUITTED. */
  readonly acquitted: number
  /** Actors tied to each. */
  readonly sizes: readonly [number, number]
  /** Shared ÷ tied to either. 0 … 1. */
  readonly jaccard: Measured
  /** Shared · actors ÷ (tied to the first · tied to the second). 1: as many as if goods were independent. 0 … */
  readonly lift: Measured
  /** P(second | first): share of those tied to the first who are tied to the second too. 0 … 1. */
  readonly secondGivenFirst: Measured
  readonly firstGivenSecond: Measured
  /** (E − I)/(E + I) over ties among those tied to either: E between ends that share neither good, I the others. −1 … 1. */
  readonly eiIndex: Measured
  /** Pairs of nodes with a tie that names each good ÷ with a tie that names one of them. 0 … 1. */
  readonly edgeOverlap: Measured
  /** P(so many shared or more) **if everyone were equally visible**: no significance, it cries wolf. */
  readonly ifEquallyVisible: Measured
  /** Datasets that look at both, as places in `TradeTies.datasets`. */
  readonly lookedAtBy: readonly number[]
}

/**
 * Every pair of goods, over actors (`TRADES_IN`) or over legs and events (`CARRIES`), for analysts who ask which trades go
 * together. Where no source looks at both goods all ratios are undefined and say so: absence of overlap is then absence of
 * anyone looking. Undefined too where a good has no actor, or nothing ties actors. Missing ties lower all but lift, which they
 * move either way. Sources: Jaccard 1901; E–I index: Krackhardt & Stern 1988; edge overlap: Bianconi 2013 (Jaccard form).
 * O(ties + goods² · (actors / 32 + actors)).
 */
export function overlaps(input: TradeTies, kind: GoodTie['kind'] = 'TRADES_IN', looks = looksAt(input)): Overlap[] {
  const { nodes, matrix } = tiedTo(input, kind)
  const size = sizes(matrix)
  const shared = new Int32Array(pairsOf(input.goods.length))
  addShared(matrix.goods, matrix.words, matrix.bits, shared)
  const doubted = acquittals(input, kind)
  const eiOf = eiIndex(input, kind)
  const edges = edgesByGood(input)
  const all: Overlap[] = []
  for (let a = 0; a < matrix.goods; a++)
    for (let b = a + 1; b < matrix.goods; b++) {
      const both = shared[all.length] ?? 0
      const [first, second] = [size[a] ?? 0, size[b] ?? 0]
      const lookedAtBy = coversBoth(looks, a, b)
      const [nameA = '', nameB = ''] = [input.goods[a], input.goods[b]]
      const told = (measure: () => Measured): Measured =>
        lookedAtBy.length === 0 ? undefinedBecause(noSourceCoversBoth(nameA, nameB)) : measure()
      const ratio = (part: number, whole: number, why: string): Measured =>
        told(() => (whole === 0 ? undefinedBecause(why) : value(part / whole)))
      const nobody = (name: string): string => `nobody is tied to ${name}`
      const absent = first === 0 ? nobody(nameA) : nobody(nameB)
      all.push({
        goods: [a, b],
        shared: both,
        acquitted: doubted(a, b),
        sizes: [first, second],
        jaccard: ratio(both, first + second - both, `nobody is tied to ${nameA} or ${nameB}`),
        lift: ratio(both * nodes.length, first * second, absent),
        secondGivenFirst: ratio(both, first, nobody(nameA)),
        firstGivenSecond: ratio(both, second, nobody(nameB)),
        eiIndex: told(() => eiOf(a, b)),
        edgeOverlap: told(() => edgeOverlap(edges, a, b)),
        ifEquallyVisible: told(() =>
          first * second === 0 ? undefinedBecause(absent) : value(ifEquallyVisible(both, nodes.length, first, second))
        ),
        lookedAtBy
      })
    }
  return all
}

/** How many of those tied to both were acquitted of a tie to one of them, by the latest word on it. */
function acquittals(input: TradeTies, kind: GoodTie['kind']): (a: number, b: number) => number {
  const goods = goodsOfNodes({ ...input, ties: input.ties.filter((tie) => tie.kind === kind) })
  const cleared = input.ties.filter((tie) => tie.kind === kind && tie.standings.at(-1) === 'ACQUITTED')
  return (a, b) => {
    const whom = cleared.filter(({ good, node }) => {
      const own = goods[node]
      return (good === a || good === b) && own?.has(a) === true && own.has(b)
    })
    return new Set(whom.map(({ node }) => node)).size
  }
}

function eiIndex(input: TradeTies, kind: GoodTie['kind']): (a: number, b: number) => Measured {
  const goods = goodsOfNodes({ ...input, ties: input.ties.filter((tie) => tie.kind === kind) })
  const pairs = new Set(followed(input).ties.map(({ from, to }) => pairKey(input.nodes.length, from, to)))
  return (a, b) => {
    let [internal, external] = [0, 0]
    for (const pair of pairs) {
      const [x, y] = [goods[Math.floor(pair / input.nodes.length)], goods[pair % input.nodes.length]]
      if (!x || !y || !(x.has(a) || x.has(b)) || !(y.has(a) || y.has(b))) continue
      if ((x.has(a) && y.has(a)) || (x.has(b) && y.has(b))) internal++
      else external++
    }
    if (internal + external === 0) return undefinedBecause('no tie is known among those tied to either good')
    return value((external - internal) / (external + internal))
  }
}

/** The pairs of nodes with a followed tie that names the good, by good. */
function edgesByGood(input: TradeTies): ReadonlySet<number>[] {
  const edges = input.goods.map(() => new Set<number>())
  for (const { from, to, goods } of followed(input).ties)
    for (const good of goods) edges[good]?.add(pairKey(input.nodes.length, from, to))
  return edges
}

function edgeOverlap(edges: readonly ReadonlySet<number>[], a: number, b: number): Measured {
  const [x, y] = [edges[a] ?? new Set<number>(), edges[b] ?? new Set<number>()]
  if (x.size + y.size === 0) return undefinedBecause('no tie between actors names either good')
  let both = 0
  for (const pair of x) if (y.has(pair)) both++
  return value(both / (x.size + y.size - both))
}
