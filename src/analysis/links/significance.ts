import { undefinedBecause, type Measured } from '../measures/measure.ts'
import { shuffling, type Chance, type Shuffling } from './chance.ts'
import { coversBoth, looksAt, noSourceCoversBoth, tiedTo, withinSource } from './coverage.ts'
import { benjaminiHochberg } from './fdr.ts'
import { pairsOf, type Incidence } from './incidence.ts'
import type { GoodTie, TradeTies } from './types.ts'

export interface SignificanceOptions {
  /** Over actors (`TRADES_IN`, the default) or over legs and events (`CARRIES`). */
  readonly kind?: GoodTie['kind']
  /** By default as many as the number of tests needs: see `drawsFor`. */
  readonly draws?: number
  readonly seed: number
}

/** Chance for a pair of goods, with q over all tests of its kind: the share of false alarms among pairs at most so improbable. */
export interface PairChance extends Chance {
  readonly goods: readonly [number, number]
  readonly moreQ: Measured
  readonly lessQ: Measured
}

export interface Significance {
  /** Draws on which it rests; fewer than asked for where it was stopped. */
  readonly draws: number
  readonly pairs: readonly PairChance[]
  /** Datasets that look at one good alone and so cannot speak; empty for the test over all. */
  readonly leftOut: readonly number[]
  /** Actors counted. */
  readonly actors: number
}

/** A test that is done bit by bit: `draw(k)` until `done() === draws`, then `result()`. */
export interface Test extends Pick<Shuffling, 'draws' | 'done' | 'draw'> {
  readonly result: () => Significance
}

/** Never fewer: below, the 5 % quantiles and small p are uncertain. */
export const LEAST_DRAWS = 2_000
const MOST_DRAWS = 20_000

/**
 * So many draws that a single pair can still be told among all: q = tests · p ≤ 0.05 takes p ≤ 0.05 / tests, and p is never
 * below 1/(draws + 1). Twice that, within 2,000 … 20,000.
 */
export const drawsFor = (goods: number): number =>
  Math.min(MOST_DRAWS, Math.max(LEAST_DRAWS, 2 * 20 * 2 * pairsOf(goods)))

/** All actors in one matrix: every actor keeps how many goods he has, every good how many actors. See `shuffling`. */
export function overAll(input: TradeTies, options: SignificanceOptions): Test {
  const { nodes, matrix } = tiedTo(input, options.kind ?? 'TRADES_IN')
  return test(input, [matrix], nodes.length, [], options)
}

/**
 * The same, each actor dealt anew only among those whom the same source shows: what a source looks at, and how closely, then
 * makes no overlap. Counts only what one source alone shows of an actor. See `withinSource`.
 */
export function withinSources(input: TradeTies, options: SignificanceOptions): Test {
  const { blocks, leftOut } = withinSource(input, options.kind ?? 'TRADES_IN')
  const matrices = blocks.map(({ tied }) => tied.matrix)
  const actors = matrices.reduce((sum, matrix) => sum + matrix.actors, 0)
  return test(input, matrices, actors, leftOut, options)
}

function test(
  input: TradeTies,
  blocks: readonly Incidence[],
  actors: number,
  leftOut: readonly number[],
  { draws = drawsFor(input.goods.length), seed }: SignificanceOptions
): Test {
  const empty: Incidence = { goods: input.goods.length, actors: 0, words: 0, bits: new Uint32Array() }
  const run = shuffling(blocks.length === 0 ? [empty] : blocks, draws, seed)
  const looks = looksAt(input)
  return {
    draws,
    done: run.done,
    draw: run.draw,
    result: () => {
      const chances = run.result()
      const pairs: Omit<PairChance, 'moreQ' | 'lessQ'>[] = []
      for (let a = 0; a < input.goods.length; a++)
        for (let b = a + 1; b < input.goods.length; b++) {
          const chance = chances[pairs.length]
          if (!chance) continue
          const why = noSourceCoversBoth(input.goods[a] ?? '', input.goods[b] ?? '')
          const untold = undefinedBecause(why)
          const covered = coversBoth(looks, a, b).length > 0
          pairs.push({ ...chance, goods: [a, b], ...(covered ? {} : { more: untold, less: untold }) })
        }
      return { draws: run.done(), pairs: withQ(pairs), leftOut, actors }
    }
  }
}

/** Both directions of all pairs are one family: whoever reads the matrix looks at all of them. */
function withQ(pairs: readonly Omit<PairChance, 'moreQ' | 'lessQ'>[]): PairChance[] {
  const told = pairs.flatMap(({ more, less }) => [more.value, less.value]).filter((p) => p !== null)
  const q = benjaminiHochberg(told)
  let next = 0
  const qOf = (p: Measured): Measured => (p.value === null ? p : { value: q[next++] ?? 1 })
  return pairs.map((pair) => ({ ...pair, moreQ: qOf(pair.more), lessQ: qOf(pair.less) }))
}
