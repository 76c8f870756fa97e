import { canonical } from '../../claims/ids.ts'
import { rankOf, type Marking } from '../../claims/types.ts'
import type { Ontology } from '../../ontology/types.ts'
import type { PropertyValue } from '../../ontology/validate.ts'
import type { ClaimRow } from './claim-rows.ts'
import { contentText } from './claim-id.ts'
import type { SecrecyReader } from './secrecy.ts'

/** The sensitive properties of each kind that has any, with the marking that they bear at least. */
export function sensitiveOf(ontology: Ontology): ReadonlyMap<string, readonly { name: string; level: Marking }[]> {
  const kinds = new Map<string, { name: string; level: Marking }[]>()
  for (const { name, properties } of [...ontology.kinds.values(), ...ontology.relationKinds.values()]) {
    const list = [...properties.values()].flatMap((property) =>
      property.sensitive === null ? [] : [{ name: property.name, level: property.sensitive as Marking }]
    )
    if (list.length > 0) kinds.set(name, list)
  }
  return kinds
}

/**
 * What a row states of sensitive properties becomes a claim of its own, marked at their level. A claim's id is a hash of all
 * that it states: beside values that everybody sees, one that is withheld (a birth date) could be found by trying.
 */
export function apart(row: ClaimRow, sensitive: ReturnType<typeof sensitiveOf>, secrecy: SecrecyReader): ClaimRow[] {
  const own = sensitive.get(row.kind)
  if (own === undefined) return [row]
  const hidden: Record<string, PropertyValue> = {}
  let marking: Marking = row.secrecy.marking
  for (const { name, level } of own) {
    const value = row.properties[name]
    if (value === undefined || rankOf(level) <= rankOf(row.secrecy.marking)) continue
    hidden[name] = value
    if (rankOf(level) > rankOf(marking)) marking = level
  }
  if (marking === row.secrecy.marking) return [row]
  const shown = Object.fromEntries(Object.entries(row.properties).filter(([name]) => !(name in hidden)))
  return [
    stating(row, shown),
    { ...stating(row, hidden), secrecy: secrecy.number({ marking, audience: row.secrecy.audience }), beside: true }
  ]
}

const stating = (row: ClaimRow, properties: Record<string, PropertyValue>): ClaimRow => ({
  ...row,
  properties,
  content: contentText(canonical(properties), row.grade, row.phase, row.validFrom, row.validTo)
})
