import { seeded, type Random } from '../../graph/random.ts'
import { weighAttributes } from '../shape/attributes.ts'
import { type Evidence } from '../shape/evidence.ts'
import { type Support } from '../shape/types.ts'
import { type TypologyAssumptions } from './assumptions.ts'
import { combine } from './combine.ts'
import { featuresOf, type Ties } from './features.ts'
import { TYPES } from './generators.ts'
import { typeProbabilities, type Model } from './model.ts'

export interface Draws {
  /** Probabilities of hierarchical, ascending. */
  readonly probabilities: Float64Array
  /** Mean probabilities of the five types, by ties alone. */
  readonly types: Float64Array
}

/**
 * What the verdict would be had the evidence come out otherwise: every tie and claim stays with the weight of its grade; up to a fifth
 * of the ties is lost besides, evenly drawn, as what nobody recorded; in half of the draws a tenth of the actors is not known.
 * Convention: attributes that stay count in full, so that on average they count by their grade. In: evidence; out: one outcome per draw.
 * Seeded: the same evidence gives the same draws. O(draws · n · ties). Source: after Borgatti, Carley & Krackhardt 2006.
 */
export const redraw = (evidence: Evidence, model: Model, assume: TypologyAssumptions): Draws => {
  const random = seeded(assume.redrawSeed)
  const { input, contacts, commands } = evidence
  const n = input.actors.length
  const contact = sieve(contacts, contacts.map(({ a }) => a), contacts.map(({ b }) => b)) // prettier-ignore
  const order = sieve(commands, commands.map((tie) => tie.superior), commands.map((tie) => tie.subordinate)) // prettier-ignore
  const known = new Uint8Array(n)
  const probabilities = new Float64Array(assume.redraws)
  const types = new Float64Array(TYPES.length)
  for (let draw = 0; draw < assume.redraws; draw++) {
    known.fill(1)
    if (draw % 2 === 1) for (let v = 0; v < n; v++) if (random.next() < assume.droppedActors) known[v] = 0
    const stays = 1 - assume.assumedMissing * random.next()
    const seen = featuresOf(n, contact(known, stays, random), order(known, stays, random))
    const claims = input.attributes.flatMap((claim) => (random.next() < claim.weight ? [{ ...claim, weight: 1 }] : []))
    const attributes = claims.length === 0 ? 0 : weighAttributes(claims, assume).logOdds
    probabilities[draw] = combine(model, seen, attributes, assume).probability
    typeProbabilities(model, seen).forEach((p, k) => (types[k] = (types[k] ?? 0) + p / assume.redraws))
  }
  return { probabilities: probabilities.sort(), types }
}

type Sieve = (known: Uint8Array, stays: number, random: Random) => Ties

/** Ties by weight, and a draw of them into buffers that are used again. */
const sieve = (ties: readonly Support[], from: readonly number[], to: readonly number[]): Sieve => {
  const weights = Float64Array.from(ties, ({ weight }) => weight)
  const starts = new Int32Array(ties.length)
  const ends = new Int32Array(ties.length)
  return (known, stays, random) => {
    let size = 0
    for (let i = 0; i < weights.length; i++) {
      const a = from[i] ?? 0
      const b = to[i] ?? 0
      if (random.next() >= (weights[i] ?? 0) * stays || !known[a] || !known[b]) continue
      starts[size] = a
      ends[size++] = b
    }
    return { from: starts.subarray(0, size), to: ends.subarray(0, size) }
  }
}

/** The value below which a share of sorted numbers lies. */
export const quantile = (sorted: Float64Array, share: number): number =>
  sorted[Math.round(share * (sorted.length - 1))] ?? 0
