import { ifEquallyVisible } from '../../../src/analysis/links/hypergeometric.ts'
import { overlaps } from '../../../src/analysis/links/overlap.ts'
import { overAll, withinSources, type Significance, type Test } from '../../../src/analysis/links/significance.ts'
import type { GoodTie, TradeTies } from '../../../src/analysis/links/types.ts'
import { seeded, type Random } from '../../../src/graph/random.ts'

/** Where the invented worlds come from: actors who are looked at unequally, in goods that have nothing to do with each other. */
export type Visibility =
  /** The odds of a tie are the actor's times the good's: what the null assumes. */
  | 'odds'
  /** The probability of a tie is the actor's times the good's, at most 0.9: close to it. */
  | 'product'
  /** As `odds`, seen by offices that look at one good each and by a court and a paper that look at all. */
  | 'sources'

export interface Evaluation {
  readonly sets: number
  readonly draws: number
  /** Shares of all sets, at p ≤ 0.05 of one pair that was chosen beforehand. */
  readonly keys: Readonly<Record<string, number>>
}

interface World {
  readonly visibility: Visibility
  /** Actors who are made to trade in the first two goods, beside all others. */
  readonly planted: number
}

const ACTORS = 300
const GOODS = 5
const LEVEL = 0.05
const PLANTED = 20

/**
 * How often the tests cry wolf where goods have nothing to do with each other but actors are looked at unequally, and how often
 * they see an overlap that was planted. Pure; the same seed gives the same figures. O(sets · draws · ties).
 */
export function evaluateSignificance(sets: number, draws: number, seed: number): Evaluation {
  const random = seeded(seed)
  const rate = (world: World, alarm: (input: TradeTies, seed: number) => boolean): number => {
    let alarms = 0
    for (let set = 0; set < sets; set++) if (alarm(worldOf(world, random), random.bits())) alarms++
    return alarms / sets
  }
  const all = (input: TradeTies, own: number): boolean => firstPair(run(overAll(input, { draws, seed: own })))
  const within = (input: TradeTies, own: number): boolean => firstPair(run(withinSources(input, { draws, seed: own })))
  const any = (input: TradeTies, own: number): boolean =>
    run(overAll(input, { draws, seed: own })).pairs.some(({ moreQ }) => (moreQ.value ?? 1) <= LEVEL)
  const equal = (input: TradeTies): boolean => (overlaps(input)[0]?.ifEquallyVisible.value ?? 1) <= LEVEL
  const amongAll = (input: TradeTies): boolean => {
    const [pair] = overlaps(input)
    return pair !== undefined && ifEquallyVisible(pair.shared, input.nodes.length, ...pair.sizes) <= LEVEL
  }
  const unequal = (visibility: Visibility, planted = 0): World => ({ visibility, planted })
  return {
    sets,
    draws,
    keys: {
      'significance.false_alarm': rate(unequal('odds'), all),
      'significance.false_alarm.product': rate(unequal('product'), all),
      // With fewer draws q cannot come down to 0.05 at all.
      ...(draws < (40 * GOODS * (GOODS - 1)) / 2 - 1
        ? {}
        : { 'significance.false_alarm.any_pair': rate(unequal('odds'), any) }),
      'significance.false_alarm.sources': rate(unequal('sources'), all),
      'significance.false_alarm.within_source': rate(unequal('sources'), within),
      // As shown: among actors tied to any good. And among all actors, those of no known good too.
      'significance.false_alarm.hypergeometric': rate(unequal('odds'), equal),
      'significance.false_alarm.hypergeometric_all': rate(unequal('odds'), amongAll),
      'significance.power': rate(unequal('odds', PLANTED), all),
      'significance.power.within_source': rate(unequal('sources', PLANTED), within),
      'significance.power.sources': rate(unequal('sources', PLANTED), all)
    }
  }
}

function run(test: Test): Significance {
  test.draw(test.draws)
  return test.result()
}

const firstPair = ({ pairs }: Significance): boolean => (pairs[0]?.more.value ?? 1) <= LEVEL

/** Log-normal, so that a few are looked at very closely and most hardly at all. */
const spread = (random: Random, sigma: number): number =>
  Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next()))

function worldOf({ visibility, planted }: World, random: Random): TradeTies {
  const goods = Array.from({ length: GOODS }, () => 0.1 + 0.15 * random.next())
  const ties: GoodTie[] = []
  const [court, press] = [GOODS, GOODS + 1]
  const tie = (node: number, good: number, dataset: number): void => {
    ties.push({
      ...{ id: `${node} ${good} ${dataset}`, node, good, kind: 'TRADES_IN', stage: null },
      ...{ standings: [], grade: null, datasets: [dataset], origins: [dataset] }
    })
  }
  for (let node = 0; node < ACTORS + planted; node++) {
    const seen = spread(random, 1.8)
    goods.forEach((good, g) => {
      const odds = seen * good
      const chance = visibility === 'product' ? Math.min(0.9, odds) : odds / (1 + odds)
      const made = node >= ACTORS && g < 2
      if (!made && random.next() >= chance) return
      if (visibility !== 'sources') tie(node, g, court)
      else {
        // The paper writes about some of what the court has; the offices know of their own good alone.
        const before = ties.length
        if (made || random.next() < 0.5) tie(node, g, court)
        if (random.next() < 0.3) tie(node, g, press)
        if (ties.length === before || random.next() < 0.3) tie(node, g, g)
      }
    })
  }
  const every = Array.from({ length: GOODS }, (_, g) => g)
  return {
    nodes: Array.from({ length: ACTORS + planted }, (_, i) => ({ id: `a${i}`, kind: 'Person' })),
    goods: every.map((g) => `good-${g}`),
    datasets: [
      ...every.map((g) => ({ id: `office-${g}`, looksAt: [g] })),
      { id: 'court', looksAt: every },
      { id: 'press', looksAt: every }
    ],
    origins: Array.from({ length: GOODS + 2 }, (_, i) => `origin-${i}`),
    ties,
    between: []
  }
}
