import type { Overlap } from './overlap.ts'
import type { PairChance } from './significance.ts'
import type { TradeTies } from './types.ts'

/** The level of q from which on an overlap is called more, or less, than chance gives. */
export const CALLED = 0.05

/**
 * One pair of goods in words, as shown beside its numbers. Those whom sources show that look at one good alone water an overlap
 * down over all; `within` the sources that look at several they do not stand: so both are told.
 */
export function overlapWords(
  input: TradeTies,
  pair: Overlap,
  chance: PairChance | null,
  within: PairChance | null = null
): string {
  const [a = '', b = ''] = pair.goods.map((good) => input.goods[good])
  const who = `${pair.shared === 0 ? 'Nobody' : pair.shared} known in both ${a} and ${b}`
  if (pair.lookedAtBy.length === 0)
    return pair.shared === 0
      ? `No source covers both ${a} and ${b}: whether they overlap cannot be said.`
      : `${who}, seen by joining sources; no source covers both, so there may be more.`
  if (chance === null) return `${who}.`
  const inside =
    within === null ? '' : ` Within the sources that look at several goods ${within.observed}${told(within)}.`
  return `${who}${told(chance)}.${inside}`
}

function told({ mean, low, high, more, moreQ, lessQ }: PairChance): string {
  if (more.value === null) return `; whether by chance cannot be told: ${more.why}`
  const expected = `${mean.toFixed(1)} by chance (${low}–${high})`
  if ((moreQ.value ?? 1) <= CALLED) return `: more than ${expected}`
  if ((lessQ.value ?? 1) <= CALLED) return `: fewer than ${expected}, or nobody looks where they meet`
  return `: no more and no fewer than chance can give, ${expected}`
}
