import { RULE } from '../../claims/derive/summary.ts'
import { canonical } from '../../claims/ids.ts'
import { lowDay } from '../../ontology/dates.ts'
import type { Property } from '../../ontology/types.ts'
import type { Run } from '../run.ts'
import { isWithheld, propertiesOf } from './decoders.ts'
import type { Row } from './frame.ts'

/** What conflicts and counts need of a claim. */
export interface EvidenceClaim {
  readonly id: string
  readonly source: string
  readonly dataset: string
  readonly standing: string | null
  readonly standingDate: string | null
  readonly validFrom: string | null
  readonly validTo: string | null
  readonly phase: string | null
  readonly gradeOrder: number
  readonly grade: string | null
  readonly origins: readonly string[]
  readonly data: string
  readonly rank: number
  readonly audience: readonly string[] | null
}

export interface Conflict {
  readonly property: string
  readonly origins: number
  readonly values: readonly string[]
  readonly rule: string
}

interface Stated {
  readonly claim: EvidenceClaim
  readonly value: unknown
}

/**
 * The properties of a thing on which the visible claims disagree, each with the number of origins that state another value than
 * the one shown. The value shown is that of the first claim in the order of `derive`, among those that count for the summary.
 */
export function conflictsOf(
  run: Run,
  kind: string,
  tie: boolean,
  reach: Row,
  claims: readonly EvidenceClaim[]
): Conflict[] {
  const properties = propertiesOf(run, kind)
  const [rank, audience] = reach as readonly [number, readonly string[] | null]
  const sorted = [...claims].sort(byPreference)
  const counts = (claim: EvidenceClaim): boolean =>
    audience === null
      ? claim.audience === null
      : claim.rank === rank && canonical(claim.audience) === canonical(audience)
  const stated = new Map<string, Stated[]>()
  for (const claim of sorted)
    for (const [name, value] of Object.entries(valuesOf(claim, tie)))
      if (properties.has(name) && !isWithheld(run, properties, name)) {
        const list = stated.get(name)
        if (list === undefined) stated.set(name, [{ claim, value }])
        else list.push({ claim, value })
      }
  const holders = unitHolders(sorted.filter(counts), properties, stated)
  const conflicts: Conflict[] = []
  for (const name of properties.keys()) {
    const list = stated.get(name)
    const unit = properties.get(name)?.unit ?? null
    const shown = list?.find(({ claim }) => (unit === null ? counts(claim) : holders.get(unit) === claim))
    if (list === undefined || shown === undefined) continue
    const others = list.filter(({ value }) => differs(value, shown.value))
    if (others.length === 0) continue
    conflicts.push({
      property: name,
      origins: new Set(others.flatMap(({ claim }) => claim.origins)).size,
      values: [...new Set([shown, ...others].map(({ value }) => asText(value)))],
      rule: RULE
    })
  }
  return conflicts
}

/** All values of one unit come from one claim: the first that states any of them. */
function unitHolders(
  sorted: readonly EvidenceClaim[],
  properties: ReadonlyMap<string, Property>,
  stated: ReadonlyMap<string, readonly Stated[]>
): Map<string, EvidenceClaim> {
  const holders = new Map<string, EvidenceClaim>()
  for (const claim of sorted)
    for (const property of properties.values())
      if (
        property.unit !== null &&
        !holders.has(property.unit) &&
        stated.get(property.name)?.some((each) => each.claim === claim) === true
      )
        holders.set(property.unit, claim)
  return holders
}

function byPreference(a: EvidenceClaim, b: EvidenceClaim): number {
  if (a.gradeOrder !== b.gradeOrder) return a.gradeOrder - b.gradeOrder
  const from = (claim: EvidenceClaim): string => (claim.validFrom === null ? '' : lowDay(claim.validFrom))
  if (from(a) !== from(b)) return from(a) > from(b) ? -1 : 1
  if (a.source !== b.source) return a.source < b.source ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/** On ties, when it was so is a value like any other. */
function valuesOf(claim: EvidenceClaim, tie: boolean): Record<string, unknown> {
  const values = JSON.parse(claim.data) as Record<string, unknown>
  if (tie)
    for (const name of ['validFrom', 'validTo', 'phase'] as const) if (claim[name] !== null) values[name] = claim[name]
  return values
}

/** Two lists disagree where neither holds all of the other: a source that names more contradicts nobody. */
function differs(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a !== b
  const [x, y] = [new Set<unknown>(a), new Set<unknown>(b)]
  return ![...x].every((each) => y.has(each)) && ![...y].every((each) => x.has(each))
}

const asText = (value: unknown): string => (Array.isArray(value) ? value.join('; ') : String(value))
