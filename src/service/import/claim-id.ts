import { hash } from 'node:crypto'
import { canonical } from '../../claims/ids.ts'

/** `canonical` of a text; most need no escapes. */
export const quoted = (text: string): string => JSON.stringify(text)
const orNull = (text: string | null): string => (text === null ? 'null' : quoted(text))

/** `canonical` of what a claim is about. */
export const aboutRecord = (kind: string, record: string): string =>
  `{"kind":${quoted(kind)},"record":${quoted(record)}}`
export const aboutTie = (kind: string, from: string, to: string): string =>
  `{"from":${quoted(from)},"kind":${quoted(kind)},"to":${quoted(to)}}`

/** `canonical` of what a claim states; `properties` is canonical already. */
export const contentText = (
  properties: string,
  grade: string | null,
  phase: string | null,
  validFrom: string | null,
  validTo: string | null
): string =>
  `{"grade":${orNull(grade)},"phase":${orNull(phase)},"properties":${properties},"validFrom":${orNull(validFrom)},"validTo":${orNull(validTo)}}`

/** The part of a claim's id that is the same for equal rows: see `claimId`. */
export const claimKey = (dataset: string, about: string, source: string, content: string): string =>
  `${dataset}\u0000${about}\u0000${source}\u0000${content}\u0000`

/**
 * A claim's id: `idOf('c', dataset, about, source, content, distinction)`, written out since millions are made. The distinction
 * is the row's place among equal rows (`0`, `1`, …) or `row:` and its own id; marking, audience and moment are no part of it.
 */
export const claimId = (key: string, distinction: string): string =>
  `c:${hash('sha256', key + distinction, 'hex').slice(0, 20)}`

/** The same from values. */
export function claimIdOf(
  dataset: string,
  about: { record: string; kind: string } | { kind: string; from: string; to: string },
  source: string,
  content: {
    properties: object
    grade: string | null
    phase: string | null
    validFrom: string | null
    validTo: string | null
  },
  distinction: string
): string {
  return claimId(claimKey(dataset, canonical(about), source, canonical(content)), distinction)
}
