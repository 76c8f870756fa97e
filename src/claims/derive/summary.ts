import { highDay, lowDay } from '../../ontology/dates.ts'
import type { Property } from '../../ontology/types.ts'
import type { PropertyValue } from '../../ontology/validate.ts'
import { fold } from '../fold.ts'
import { gradeOrder, gradeText } from '../grade.ts'
import { sourceId } from '../ids.ts'
import { rankOf, type Claim, type Marking } from '../types.ts'

/** What a node or relationship stores beside id, kind, rank and audience. */
export type Stored = Record<string, PropertyValue>

/** A claim that counts for a summary, with the rank from which on it does. */
export interface Supporting {
  claim: Claim
  rank: number
}

/** The rule by which a value is chosen, in words for whoever asks. */
export const RULE = 'best grade, then latest validFrom, then source, then claim'

/** Best first: by grade, then the latest validFrom, then source id, then claim id; never by when it was recorded. */
export function byPreference(a: Claim, b: Claim): number {
  const grade = gradeOrder(a.grade) - gradeOrder(b.grade)
  if (grade !== 0) return grade
  const from = (claim: Claim): string => (claim.validFrom === null ? '' : lowDay(claim.validFrom))
  if (from(a) !== from(b)) return from(a) > from(b) ? -1 : 1
  if (a.source !== b.source) return sourceId(a.source) < sourceId(b.source) ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/** The values that a claim states for a summary; on ties, when it held is a value like any other. */
function stated(claim: Claim, tie: boolean): Readonly<Record<string, PropertyValue>> {
  if (!tie || (claim.validFrom === null && claim.validTo === null && claim.phase === null)) return claim.properties
  const values: Record<string, PropertyValue> = { ...claim.properties }
  if (claim.validFrom !== null) values['validFrom'] = claim.validFrom
  if (claim.validTo !== null) values['validTo'] = claim.validTo
  if (claim.phase !== null) values['phase'] = claim.phase
  return values
}

/** The values at one rank: each property, or unit of properties, from the best claim that states it. */
function valuesAt(
  sorted: readonly Supporting[],
  rank: number,
  properties: ReadonlyMap<string, Property>,
  tie: boolean
): Stored {
  const values: Stored = {}
  const unitFrom = new Map<string, Claim>()
  let best: Claim | undefined
  let invented = false
  for (const { claim, rank: from } of sorted) {
    if (from > rank) continue
    best ??= claim
    invented ||= claim.invented
    const own = stated(claim, tie)
    for (const name in own) {
      const property = properties.get(name)
      const value = own[name]
      if (property === undefined || value === undefined || name in values) continue
      if (property.sensitive !== null && rankOf(property.sensitive as Marking) > rank) continue
      if (property.unit !== null) {
        const holder = unitFrom.get(property.unit)
        if (holder !== undefined && holder !== claim) continue
        unitFrom.set(property.unit, claim)
      }
      values[name] = value
      // Entities are sorted and searched by any text of theirs, whatever its script.
      if (property.indexed || (!tie && property.type === 'String'))
        values[`${name}_key`] = Array.isArray(value)
          ? value.map((v) => fold(String(v))).join(' | ')
          : fold(String(value))
    }
  }
  if (tie && typeof values['validFrom'] === 'string') values['validFrom_lo'] = lowDay(values['validFrom'])
  if (tie && typeof values['validTo'] === 'string') values['validTo_hi'] = highDay(values['validTo'])
  values['invented'] = invented
  values['gradeOrder'] = best === undefined ? 99 : gradeOrder(best.grade)
  const grade = best === undefined ? null : gradeText(best.grade)
  if (grade !== null) values['grade'] = grade
  return values
}

const equal = (a: PropertyValue | undefined, b: PropertyValue | undefined): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, i) => x === b[i]))

/**
 * The stored summary of a thing whose own rank is `own`: values at that rank, and at each higher rank what differs from the next
 * lower one (`''` where it is open there); indexed properties whole at every rank.
 */
export function summarise(
  supporting: Supporting[],
  own: number,
  audience: boolean,
  properties: ReadonlyMap<string, Property>,
  tie: boolean
): Stored {
  if (supporting.length > 1) supporting.sort((a, b) => byPreference(a.claim, b.claim))
  const stored = valuesAt(supporting, own, properties, tie)
  const indexed = Object.keys(stored).filter((name) => isIndexed(name, properties))
  if (audience || own >= 2) {
    for (const name of indexed)
      for (const k of audience ? [1, 2] : [2]) stored[`${name}_${k}`] = stored[name] as PropertyValue
    return stored
  }
  let before = stored
  const result: Stored = { ...stored }
  for (let k = own === 0 ? 1 : own; k <= 2; k++) {
    const values =
      k === own ? stored : changesAt(supporting, k, properties) ? valuesAt(supporting, k, properties, tie) : before
    for (const name of new Set([...Object.keys(before), ...Object.keys(values)])) {
      const value = values[name]
      if (isIndexed(name, properties)) {
        if (value !== undefined) result[`${name}_${k}`] = value
      } else if (!equal(value, before[name])) result[`${name}_${k}`] = value ?? ''
    }
    before = values
  }
  return result
}

/** Whether rank k can show anything that rank k − 1 does not. */
const changesAt = (supporting: readonly Supporting[], k: number, properties: ReadonlyMap<string, Property>): boolean =>
  supporting.some(
    ({ claim, rank }) =>
      rank === k ||
      Object.keys(claim.properties).some((name) => {
        const level = properties.get(name)?.sensitive
        return level !== null && level !== undefined && rankOf(level as Marking) === k
      })
  )

function isIndexed(name: string, properties: ReadonlyMap<string, Property>): boolean {
  const plain = name.endsWith('_key') ? name.slice(0, -4) : name
  return properties.get(plain)?.indexed === true
}
