/** What the claims behind a thing come to. */
import { byPreference } from '../../../src/claims/derive/summary.ts'
import { RULE } from '../../../src/claims/derive/summary.ts'
import { gradeOrder, gradeText } from '../../../src/claims/grade.ts'
import { canonical, datasetId, sourceId } from '../../../src/claims/ids.ts'
import { MARKINGS, rankOf, type Claim, type Marking } from '../../../src/claims/types.ts'
import type { Property } from '../../../src/ontology/types.ts'
import type { Structure } from '../../../src/query/structure.ts'
import type { Seen, SeenClaim, Source, Values } from './seen.ts'

export const claimsAbout = (seen: Seen, id: string): SeenClaim[] => seen.claims.filter((claim) => claim.about === id)

/** The sources at the end of what a source repeats; those that are hidden or have an audience are not looked into. */
export function rootsOf(seen: Seen, { source }: Source): string[] {
  const readable = new Map(seen.sources.map((each) => [each.source.key, each.source]))
  const reached = new Set([source.key])
  const roots = new Set<string>()
  for (const key of reached) {
    const at = readable.get(key)
    const cites = at !== undefined && (key === source.key || at.audience === null) ? at.cites : []
    if (cites.length === 0) roots.add(key)
    for (const cited of cites) reached.add(cited)
  }
  // A circle counts as one, its smallest key.
  if (roots.size === 0) roots.add([...reached].sort()[0] ?? source.key)
  return [...roots].sort().map(sourceId)
}

/** The origins of a claim; the source itself where the viewer may not see it. */
export function originsOf(seen: Seen, { claim }: SeenClaim): string[] {
  const source = seen.sources.find((each) => each.source.key === claim.source)
  return source === undefined ? [sourceId(claim.source)] : rootsOf(seen, source)
}

export const distinct = <T>(list: readonly T[]): T[] => [...new Set(list)]
export const originsBehind = (seen: Seen, claims: readonly SeenClaim[]): number =>
  distinct(claims.flatMap((claim) => originsOf(seen, claim))).length
export const sourcesBehind = (claims: readonly SeenClaim[]): number =>
  distinct(claims.map(({ claim }) => claim.source)).length
export const datasetsBehind = (claims: readonly SeenClaim[]): string[] =>
  distinct(claims.map(({ claim }) => datasetId(claim.dataset))).sort()

export function standings(claims: readonly SeenClaim[]): unknown[] {
  return claims
    .filter(({ claim }) => claim.properties['standing'] !== undefined)
    .map(({ id, claim: { properties } }) => ({
      standing: properties['standing'],
      date: (properties['standingDate'] ?? null) as string | null,
      claim: id
    }))
    .sort((a, b) => {
      const [x, y] = [`${a.date ?? ''} ${a.claim}`, `${b.date ?? ''} ${b.claim}`]
      return x < y ? -1 : 1
    })
}

export const isWithheld = (seen: Seen, property: Property | undefined): boolean =>
  property !== undefined && property.sensitive !== null && rankOf(property.sensitive as Marking) > seen.viewer.rank

/** The properties of a kind of entity or tie. */
export const propertiesOf = ({ ontology }: Seen, kind: string): ReadonlyMap<string, Property> =>
  ontology.kinds.get(kind)?.properties ?? ontology.relationKinds.get(kind)?.properties ?? new Map<string, Property>()

export const withheld = (seen: Seen, kind: string): string[] =>
  [...propertiesOf(seen, kind).values()].filter((property) => isWithheld(seen, property)).map(({ name }) => name)

/** The properties for which a claim states something else than what is shown. */
export function conflicts(
  seen: Seen,
  thing: { kind: string; values: Values },
  claims: readonly SeenClaim[]
): unknown[] {
  const best = [...claims].sort((a, b) => byPreference(a.claim, b.claim))
  const tie = seen.ontology.relationKinds.has(thing.kind)
  return [...propertiesOf(seen, thing.kind).values()].flatMap((property) => {
    const shown = thing.values[property.name]
    if (shown === undefined || isWithheld(seen, property)) return []
    const others = best.filter(({ claim }) => {
      const value = stated(claim, tie)[property.name]
      return value !== undefined && value !== null && differs(value, shown)
    })
    if (others.length === 0) return []
    const values = [shown, ...others.map(({ claim }) => stated(claim, tie)[property.name])].map(text)
    return [{ property: property.name, origins: originsBehind(seen, others), values: distinct(values), rule: RULE }]
  })
}

const stated = ({ properties, validFrom, validTo, phase }: Claim, tie: boolean): Values =>
  tie ? { ...properties, validFrom, validTo, phase } : properties

/** Of two lists, one may hold more than the other without contradicting it. */
function differs(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a !== b
  return !a.every((each) => b.includes(each)) && !b.every((each) => a.includes(each))
}

const text = (value: unknown): string => (Array.isArray(value) ? value.join('; ') : String(value))

/** A claim as analysis reads it. */
export function forAnalysis(seen: Seen, each: SeenClaim): Structure['claims'][number] {
  const { id, claim, rank, audience } = each
  const { properties, validFrom, validTo, phase, grade, dataset } = claim
  const at = (name: string): string | null => (properties[name] ?? null) as string | null
  return {
    id, dataset, source: sourceId(claim.source), standing: at('standing'), standingDate: at('standingDate'), validFrom, validTo, phase,
    gradeOrder: gradeOrder(grade), grade: gradeText(grade), origins: originsOf(seen, each), data: canonical(properties), rank, audience
  } // prettier-ignore
}

export const markingOf = (rank: number): string | undefined => MARKINGS[rank]
