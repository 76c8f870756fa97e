import { idOf } from '../../src/claims/ids.ts'
import type { Secrecy } from '../../src/claims/types.ts'
import type { NewClaim } from '../../src/store/batch.ts'
import type { Step } from '../store/histories.ts'

/** As many choices as `passages` takes. */
export const PASSAGES = 24

/** Legs of two datasets between three places, on one route, with what they carry: each claim as secret as `secrecies` says. */
export function passages(secrecies: readonly Secrecy[]): Step {
  const open: Secrecy = { marking: 'CLEAR', audience: null }
  let next = 0
  const claim = (dataset: string, about: NewClaim['about'], properties: NewClaim['properties']): NewClaim => ({
    id: idOf('c', 'passages', dataset, JSON.stringify([about, properties])),
    dataset,
    source: `${dataset}:s1`,
    about,
    properties,
    validFrom: next % 3 === 0 ? '2003-07' : null,
    validTo: next % 3 === 0 ? '2004' : null,
    phase: null,
    grade: { reliability: 'B', credibility: 2 + (next % 3) },
    invented: false,
    ...(secrecies[next++] ?? open)
  })
  const thing = (record: string, kind: string, properties: NewClaim['properties']): NewClaim =>
    claim(record.slice(0, 3), { record, kind }, properties)
  const tie = (kind: string, from: string, to: string): NewClaim => claim(from.slice(0, 3), { kind, from, to }, {})
  const places = ['a/x:p0', 'a/x:p1', 'b/y:p2']
  const legs = ['a/x:l0', 'a/x:l1', 'b/y:l2', 'b/y:l3']
  const claims = [
    ...places.map((record) => thing(record, 'Place', { name: record })),
    thing('a/x:ro', 'Route', { name: 'the long way' }),
    ...legs.map((record, i) => thing(record, 'Leg', { sequence: 4 - i, mode: i === 1 ? 'SEA' : 'ROAD' })),
    ...legs.map((leg, i) => tie('DEPARTS_FROM', leg, places[i % 2] ?? '')),
    ...legs.map((leg) => tie('ARRIVES_AT', leg, 'b/y:p2')),
    ...legs.map((leg) => tie('CARRIES', leg, 'a/x:3')),
    ...legs.map((leg) => tie('LEG_OF', leg, 'a/x:ro'))
  ]
  return { op: 'claims', claims }
}
