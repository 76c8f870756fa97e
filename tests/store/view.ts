import fc from 'fast-check'
import { expect } from 'vitest'
import { maySee, summaryRank, type Viewer } from '../../src/access/viewer.ts'
import type { derive as deriveAll, Derived } from '../../src/claims/derive/derive.ts'
import type { Stored } from '../../src/claims/derive/summary.ts'
import type { Claim, Judgement } from '../../src/claims/types.ts'
import type { Ontology, Property } from '../../src/ontology/types.ts'
import { history, Model } from './histories.ts'

/** Reads a stored summary as the planner does for a viewer of rank k: indexed properties whole, the others by coalesce. */
function valuesAt(
  stored: Stored,
  k: number,
  names: Iterable<string>,
  indexed: (name: string) => boolean
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const name of names) {
    const at = (rank: number): unknown => stored[rank === 0 ? name : `${name}_${rank}`]
    let value: unknown = undefined
    if (indexed(name)) value = at(k)
    else for (let rank = k; rank >= 0 && value === undefined; rank--) value = at(rank)
    if (value !== undefined && value !== '') values[name] = value
  }
  return values
}

const ALWAYS = ['invented', 'grade', 'gradeOrder']

/** What a viewer sees of a derived graph, as plain data. */
export function viewOf(ontology: Ontology, derived: Derived, viewer: Viewer): unknown {
  const k = summaryRank(viewer)
  const sees = (thing: { rank: number; audience: readonly string[] | null }): boolean => maySee(viewer, thing)
  const entities = new Map(
    [...derived.entities.values()].filter(sees).map((e) => {
      const properties: ReadonlyMap<string, Property> =
        ontology.kinds.get(e.kind)?.properties ?? new Map<string, Property>()
      const keys = [...properties.values()].filter((p) => p.indexed).map((p) => `${p.name}_key`)
      const indexed = (name: string): boolean => properties.get(name.replace(/_key$/, ''))?.indexed === true
      return [
        e.id,
        { kind: e.kind, values: valuesAt(e.stored, k, [...properties.keys(), ...keys, ...ALWAYS], indexed) }
      ]
    })
  )
  const relations = [...derived.relations.values()]
    .filter((r) => sees(r) && entities.has(r.from) && entities.has(r.to))
    .map((r) => {
      const names = [
        ...(ontology.relationKinds.get(r.kind)?.properties.keys() ?? []),
        'validFrom_lo',
        'validTo_hi',
        ...ALWAYS
      ]
      return [
        r.id,
        { kind: r.kind, from: r.from, to: r.to, values: valuesAt(r.stored, k, names, () => false) }
      ] as const
    })
  const records = [...derived.records.values()].filter(sees).map((r) => [r.name, r.entity] as const)
  const claims = [...derived.claims].filter(([, s]) => sees(s)).map(([id, s]) => [id, s.about] as const)
  const judgements = [...derived.judgements].filter(([, s]) => sees(s)).map(([id]) => id)
  const sort = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> =>
    Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)))
  return {
    entities: sort(entities),
    relations: sort(relations),
    records: sort(records),
    claims: sort(claims),
    judgements: judgements.sort()
  }
}

/** Claims and judgements without what is hidden from a viewer: the world as if that did not exist. */
export function minusHidden(
  derived: Derived,
  claims: readonly Claim[],
  judgements: readonly Judgement[],
  viewer: Viewer
): { claims: Claim[]; judgements: Judgement[] } {
  return {
    claims: claims.filter((c) => maySee(viewer, derived.claims.get(c.id) ?? { rank: 99, audience: null })),
    judgements: judgements.filter((j) => maySee(viewer, derived.judgements.get(j.id) ?? { rank: 99, audience: null }))
  }
}

const viewer = (id: string, rank: Viewer['rank'], organisations: string[]): Viewer => ({
  id,
  rank,
  organisations,
  owner: false,
  scopes: ['READ']
})

export const VIEWERS: readonly Viewer[] = [
  { id: null, organisations: [], rank: 0, owner: false, scopes: ['READ'] },
  viewer('u1', 1, []),
  viewer('u2', 2, []),
  viewer('a2', 2, ['a']),
  viewer('b3', 3, ['b']),
  viewer('a4', 4, ['a']),
  viewer('ab4', 4, ['a', 'b']),
  { id: 'owner', organisations: [], rank: 4, owner: true, scopes: ['READ', 'WRITE', 'REVIEW', 'ADMIN'] }
]

/** The law of ranks on a `derive`, over random histories; throws with the first that breaks it. */
export function lawOfRanks(ontology: Ontology, derive: typeof deriveAll, seed: number, runs: number): void {
  fc.assert(
    fc.property(history(18), (steps) => {
      const model = new Model()
      for (const step of steps) model.batches(step)
      const claims = [...model.claims.values()]
      const judgements = [...model.judgements.values()]
      const whole = derive(ontology, claims, judgements)
      for (const viewer of VIEWERS) {
        const less = minusHidden(whole, claims, judgements, viewer)
        const without = derive(ontology, less.claims, less.judgements)
        expect(viewOf(ontology, whole, viewer), viewer.id ?? 'public').toEqual(viewOf(ontology, without, viewer))
      }
    }),
    { seed, numRuns: runs, endOnFailure: true }
  )
}
