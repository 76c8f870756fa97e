import { invalid } from '../../errors.ts'
import { blindSpots, type BlindSpots } from './blind-spots.ts'
import { bridges, THROUGH, type Bridges } from './bridges.ts'
import { checked } from './checked.ts'
import { looksAt } from './coverage.ts'
import { overlaps, type Overlap } from './overlap.ts'
import { overAll, withinSources, type Test } from './significance.ts'
import { supraBetweenness, type Supra } from './supra.ts'
import type { GoodTie, TradeTies } from './types.ts'
import { through } from './ways.ts'
import { whoAcross, type Across } from './who.ts'

export interface LinksOptions {
  /** For everything that is drawn at random: the same seed gives the same answer. */
  readonly seed: number
  /** Draws of the null; by default what the number of goods needs, 2,000 at least. */
  readonly draws?: number
  /** Brokers shown per pair of goods. */
  readonly brokers?: number
  /** What changing goods costs, in ties. */
  readonly costs?: readonly number[]
}

/** Links across goods, each part worked out when it is first asked for and then kept. */
export interface Links {
  readonly input: TradeTies
  /** Who or what is tied to two or more goods. */
  readonly who: () => Across[]
  /** Places, routes, assets and those reported to collude, tied to two or more goods through others: no trade of theirs. */
  readonly whoThrough: () => Across[]
  readonly overlaps: (kind?: GoodTie['kind']) => Overlap[]
  /** A new run of the test against chance each time: to be done bit by bit, and stopped at will. */
  readonly overAll: (kind?: GoodTie['kind']) => Test
  readonly withinSources: (kind?: GoodTie['kind']) => Test
  /** Between two goods, by code. */
  readonly bridges: (first: string, second: string) => Bridges
  readonly supra: () => Supra
  readonly blindSpots: () => BlindSpots
  /** By dataset, places of the goods that it looks at, as it says or as its ties show. */
  readonly looksAt: () => readonly ReadonlySet<number>[]
}

/**
 * Everything about links across goods that one viewer's graph gives, for analysts: who, how much more than chance, through what,
 * and what single sources miss. Refuses input that does not fit together. Each part says its own cost and its undefined cases.
 */
export function links(input: TradeTies, { seed, draws, brokers, costs }: LinksOptions): Links {
  checked(input)
  const kept = new Map<string, unknown>()
  const once = <T>(key: string, make: () => T): T => {
    if (!kept.has(key)) kept.set(key, make())
    return kept.get(key) as T
  }
  const place = (code: string): number => {
    const at = input.goods.indexOf(code)
    if (at < 0) throw invalid(`${code} is not among the goods looked across: ${input.goods.join(', ')}`)
    return at
  }
  const test = (kind: GoodTie['kind'] = 'TRADES_IN') => ({ kind, seed, ...(draws === undefined ? {} : { draws }) })
  return {
    input,
    who: () => once('who', () => whoAcross(input)),
    whoThrough: () =>
      once('whoThrough', () =>
        whoAcross(
          input,
          through(
            input,
            THROUGH.flatMap(({ by }) => by)
          )
        )
      ),
    overlaps: (kind = 'TRADES_IN') => once(`overlaps ${kind}`, () => overlaps(input, kind)),
    overAll: (kind) => overAll(input, test(kind)),
    withinSources: (kind) => withinSources(input, test(kind)),
    bridges: (first, second) => {
      const [a, b] = [place(first), place(second)]
      if (a === b) throw invalid(`Bridges are between two goods, not ${first} and itself`)
      return once(`bridges ${a} ${b}`, () => bridges(input, [a, b], brokers))
    },
    supra: () => once('supra', () => supraBetweenness(input, { seed, ...(costs === undefined ? {} : { costs }) })),
    blindSpots: () => once('blindSpots', () => blindSpots(input)),
    looksAt: () => once('looksAt', () => looksAt(input))
  }
}
