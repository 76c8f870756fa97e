/** What was known at a moment: the same claims, judgements, sources and datasets, but for what came later or was taken back by then. */
import type { Entry, Ledger } from '../ledger.ts'
import { Refused } from './refuse.ts'

/** When the questions are asked: later than all that is written. */
export const NOW = '2026-06-01T00:00:00.000Z'

/** The moment that `asKnownAt` names, in UTC. */
export function knownAt(text: string): string {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(time)) throw new Refused('INVALID_INPUT', 'no moment')
  const moment = new Date(time).toISOString()
  if (moment > NOW) throw new Refused('INVALID_INPUT', 'a moment to come')
  return moment
}

/** Of what the ledger holds today: what was withdrawn is not in it, and markings and descriptions are those it has now. */
export function knownBy({ claims, judgements, sources, datasets, times, saved }: Ledger, moment: string): Ledger {
  const held = <T extends { readonly known: readonly string[] }>(
    entries: Map<string, Entry<T>>
  ): Map<string, Entry<T>> =>
    new Map(
      [...entries].flatMap(([id, { thing, batches }]) => {
        const known = thing.known.filter((at) => at <= moment)
        // Recorded, taken back, recorded again: an even number means that it did not hold.
        if (known.length % 2 === 0) return []
        const touched = batches.filter((number) => (times[number - 1] ?? '') <= moment)
        return [[id, { thing: { ...thing, known }, batches: touched }] as const]
      })
    )
  const there = <T extends { readonly since: string }>(things: Map<string, T>): Map<string, T> =>
    new Map([...things].filter(([, { since }]) => since <= moment))
  return { claims: held(claims), judgements: held(judgements), sources: there(sources), datasets: there(datasets), times, saved } // prettier-ignore
}
