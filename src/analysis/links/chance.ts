import { seeded } from '../../graph/random.ts'
import { undefinedBecause, value, type Measured } from '../measures/measure.ts'
import { curveball } from './curveball.ts'
import { addShared, pairsOf, sizes, type Incidence } from './incidence.ts'

/**
 * Rounds of trades between two draws. Each halves what a draw has in common with the one before (measured: README), so that
 * after eight nothing is left.
 */
export const ROUNDS = 8

/** What chance gives for one pair of goods, where every actor keeps how many goods he has and every good how many actors. */
export interface Chance {
  /** Actors tied to both. */
  readonly observed: number
  /** Mean, 5 % and 95 % quantile over the draws. */
  readonly mean: number
  readonly low: number
  readonly high: number
  /** One-sided p: so many, or so few, by chance. 0 … 1, at least 1/(draws + 1). */
  readonly more: Measured
  readonly less: Measured
}

export interface Shuffling {
  /** Draws asked for, and done. */
  readonly draws: number
  readonly done: () => number
  /** Does so many draws, or those that are left; returns how many were done in all. A worker calls it between two looks at its mail. */
  readonly draw: (count: number) => number
  /** By pair in the order of `pairAt`. Of a run that was stopped early: what its draws gave. */
  readonly result: () => Chance[]
}

/**
 * Draws matrices at random among those with the same margins (curveball), and counts for every pair of goods how many actors
 * share them. `blocks` have disjoint actors and the same goods; each is shuffled on its own, and counts are added.
 *
 * p = (1 + #≥)/(T + 1) with T draws. The observed matrix is put at a random place of the chain, which runs from it both ways
 * (Besag & Clifford 1989): so p is right however well the chain mixes; mixing decides the mean, the interval and the power.
 * Undefined where all draws have the same count: then it is fixed by the margins (as with two goods). Needs no ordering of
 * actors. O(draws · (rounds · ties + goods² · actors / 32)), O(goods · actors) memory. The same seed gives the same draws.
 */
export function shuffling(blocks: readonly Incidence[], draws: number, seed: number): Shuffling {
  const goods = blocks[0]?.goods ?? 0
  const random = seeded(seed)
  const chains = blocks.map((block) => curveball(block, random))
  const count = (): Int32Array => {
    const counts = new Int32Array(pairsOf(goods))
    chains.forEach(({ bits }, i) => addShared(goods, blocks[i]?.words ?? 0, bits, counts))
    return counts
  }
  const observed = count()
  const tallies = tallying(blocks, goods)
  const turn = random.below(draws + 1)
  let done = 0
  return {
    draws,
    done: () => done,
    draw: (most) => {
      for (const until = Math.min(draws, done + most); done < until; done++) {
        if (done === turn) for (const chain of chains) chain.reset()
        for (const chain of chains) chain.mix(ROUNDS)
        tallies.add(count())
      }
      return done
    },
    result: () => Array.from(observed, (shared, pair) => tallies.chance(pair, shared, done))
  }
}

/** How often each count was drawn, per pair: from it follow all results. */
function tallying(blocks: readonly Incidence[], goods: number) {
  const offsets = new Int32Array(pairsOf(goods) + 1)
  const perBlock = blocks.map(sizes)
  let pair = 0
  for (let a = 0; a < goods; a++)
    for (let b = a + 1; b < goods; b++) {
      const most = perBlock.reduce((sum, size) => sum + Math.min(size[a] ?? 0, size[b] ?? 0), 0)
      offsets[pair + 1] = (offsets[pair] ?? 0) + most + 1
      pair++
    }
  const often = new Int32Array(offsets.at(-1) ?? 0)
  return {
    add: (counts: Int32Array): void => {
      for (let i = 0; i < counts.length; i++) {
        const at = (offsets[i] ?? 0) + (counts[i] ?? 0)
        often[at] = (often[at] ?? 0) + 1
      }
    },
    chance: (i: number, observed: number, draws: number): Chance =>
      chanceOf(often.subarray(offsets[i], offsets[i + 1]), observed, draws)
  }
}

/** From how often each count 0, 1, 2 … was drawn. */
function chanceOf(often: Int32Array, observed: number, draws: number): Chance {
  let [sum, below, equal] = [0, 0, 0]
  often.forEach((times, count) => {
    sum += times * count
    if (count < observed) below += times
    if (count === observed) equal = times
  })
  const quantile = (share: number): number => {
    let reached = 0
    const at = often.findIndex((times) => (reached += times) >= share * draws)
    return Math.max(0, at)
  }
  const [low, high] = [quantile(0.05), quantile(0.95)]
  const told = { observed, mean: draws === 0 ? observed : sum / draws, low, high }
  const why =
    draws === 0
      ? 'nothing was drawn'
      : equal === draws
        ? 'every shuffled matrix has the same count: it is fixed by how many goods each actor has and how many actors each good has'
        : null
  if (why !== null) return { ...told, more: undefinedBecause(why), less: undefinedBecause(why) }
  return {
    ...told,
    more: value((1 + draws - below) / (draws + 1)),
    less: value((1 + below + equal) / (draws + 1))
  }
}
