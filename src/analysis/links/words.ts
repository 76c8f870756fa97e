import type { Overlap } from './overlap.ts'
import type { PairChance } from './significance.ts'
import type { TradeTies } from './types.ts'

/** The level of q from which on an overlap is called more, or less, than chance gives. */
export const CALLED = 0.05

/** One pair of goods in one sentence, as shown beside its numbers. */
export function overlapWords(input: TradeTies, pair: Overlap, chance: PairChance | null): string {
  const [a = '', b = ''] = pair.goods.map((good) => input.goods[good])
  const who = `${pair.shared === 0 ? 'Nobody' : pair.shared} known in both ${a} and ${b}`
  if (pair.lookedAtBy.length === 0)
    return pair.shared === 0
      ? `No source covers both ${a} and ${b}: whether they overlap cannot be said.`
      : `${who}, seen by joining sources; no source covers both, so there may be more.`
  if (chance === null) return `${who}.`
  if (chance.more.value === null) return `${who}; whether by chance cannot be told: ${chance.more.why}.`
  const expected = `${chance.mean.toFixed(1)} by chance (${chance.low}–${chance.high})`
  if ((chance.moreQ.value ?? 1) <= CALLED) return `${who}: more than ${expected}.`
  if ((chance.lessQ.value ?? 1) <= CALLED) return `${who}: fewer than ${expected}, or nobody looks where they meet.`
  return `${who}: no more and no fewer than chance can give, ${expected}.`
}
