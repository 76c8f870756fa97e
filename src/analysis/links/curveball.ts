import type { Random } from '../../graph/random.ts'
import { ones, sizes, type Incidence } from './incidence.ts'

/** A matrix that is dealt anew, again and again. */
export interface Curveball {
  /** As `Incidence.bits`; changes in place. */
  readonly bits: Uint32Array
  /** Rounds of trades: in each, the goods are paired at random and every pair trades. */
  mix(rounds: number): void
  /** Back to the observed matrix. */
  reset(): void
}

/**
 * The curveball chain (Strona et al. 2014): in a trade two goods put the actors that only one of them has into one pool, and
 * deal them out anew, each keeping its number. So every actor keeps how many goods he has and every good how many actors; the
 * chain is symmetric, and reaches every such matrix alike (Carstens 2015). Trades come in rounds of disjoint pairs, which
 * commute (Carstens, Berger & Strona 2018). A round costs O(ties). The odds of a deal are exact to 2⁻³².
 */
export function curveball(observed: Incidence, random: Random): Curveball {
  const { actors, words } = observed
  const bits = observed.bits.slice()
  // A good that nobody or everybody has cannot change.
  const free = [...sizes(observed)].flatMap((size, good) => (size > 0 && size < actors ? [good] : []))
  return {
    bits,
    mix: (rounds) => {
      if (free.length < 2) return
      for (let round = 0; round < rounds; round++) {
        random.shuffle(free)
        for (let i = 1; i < free.length; i += 2)
          trade(bits, words, (free[i - 1] ?? 0) * words, (free[i] ?? 0) * words, random)
      }
    },
    reset: () => bits.set(observed.bits)
  }
}

/** Deals the actors of two rows, which start at words `a` and `b`. */
function trade(bits: Uint32Array, words: number, a: number, b: number, random: Random): void {
  let left = 0
  let need = 0
  for (let w = 0; w < words; w++) {
    const [x, y] = [bits[a + w] ?? 0, bits[b + w] ?? 0]
    left += ones(x ^ y)
    need += ones(x & ~y)
  }
  if (need === 0 || need === left) return
  for (let w = 0; w < words; w++) {
    const [x, y] = [bits[a + w] ?? 0, bits[b + w] ?? 0]
    let differ = x ^ y
    let dealt = 0
    // Each of those left goes to the first good with the odds of its open places among all open places.
    while (differ !== 0) {
      const one = differ & -differ
      differ ^= one
      if (random.bits() * left < need * 2 ** 32) {
        dealt |= one
        need--
      }
      left--
    }
    bits[a + w] = (x & y) | dealt
    bits[b + w] = (x & y) | ((x ^ y) & ~dealt)
  }
}
