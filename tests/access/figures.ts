import { idOf } from '../../src/claims/ids.ts'
import type { Secrecy } from '../../src/claims/types.ts'
import type { NewClaim } from '../../src/store/batch.ts'
import type { Step } from '../store/histories.ts'

/** As many choices as `figures` takes. */
export const FIGURES = 30

/** Estimates and interventions of two datasets with what they measure, target and find: each claim as secret as `secrecies` says. */
export function figures(secrecies: readonly Secrecy[]): Step {
  const open: Secrecy = { marking: 'CLEAR', audience: null }
  let next = 0
  const claim = (dataset: string, about: NewClaim['about'], properties: NewClaim['properties']): NewClaim => ({
    id: idOf('c', 'figures', dataset, JSON.stringify([about, properties])),
    dataset,
    source: `${dataset}:s${1 + (next % 2)}`,
    about,
    properties,
    validFrom: null,
    validTo: null,
    phase: null,
    grade: { reliability: 'B', credibility: 2 + (next % 3) },
    invented: false,
    ...(secrecies[next++] ?? open)
  })
  const thing = (record: string, kind: string, properties: NewClaim['properties']): NewClaim =>
    claim(record.slice(0, 3), { record, kind }, properties)
  const tie = (kind: string, from: string, to: string, properties: NewClaim['properties'] = {}): NewClaim =>
    claim(from.slice(0, 3), { kind, from, to }, properties)
  const estimates = ['a/x:e0', 'a/x:e1', 'b/y:e2']
  const tried = ['a/x:i0', 'b/y:i1']
  const shared = { unit: 'persons', counts: 'persons', definition: 'held', year: '2003' }
  const claims = [
    ...estimates.map((record, i) =>
      thing(record, 'Estimate', { ...shared, point: 10 + i, publisherRole: i === 1 ? 'NGO' : 'ORIGIN' })
    ),
    // A second source that has another number and another role.
    thing('a/x:e0', 'Estimate', { point: 99, publisherRole: 'DONOR', definition: 'seen' }),
    ...estimates.map((record) => tie('MEASURES', record, 'a/x:3')),
    ...estimates.slice(0, 2).map((record) => tie('MEASURES', record, 'a/x:p0')),
    ...estimates.slice(0, 2).map((record) => tie('PART_OF', record, 'b/y:e2', { role: 'disjoint part' })),
    ...tried.map((record, i) =>
      thing(record, 'Intervention', { groupKind: i === 0 ? 'LOOSE' : 'MIXED', tactic: 'a raid' })
    ),
    thing('a/x:i0', 'Intervention', { groupKind: 'HIERARCHICAL' }),
    ...tried.map((record) => tie('TARGETS', record, 'a/x:3')),
    ...tried.map((record, i) => tie('TARGETS', record, i === 0 ? 'a/x:p0' : 'b/y:p2')),
    tie('LOCATED_IN', 'a/x:i0', 'a/x:p1'),
    ...['a/x:v0', 'b/y:v1', 'b/y:v2'].map((record, i) =>
      thing(record, 'Evaluation', {
        outcome: i === 0 ? 'HARMED' : 'WORKED',
        evidenceQuality: i === 2 ? 'good' : 'weak'
      })
    ),
    thing('a/x:v0', 'Evaluation', { outcome: 'FAILED' }),
    tie('EVALUATES', 'a/x:v0', 'a/x:i0'),
    tie('EVALUATES', 'b/y:v1', 'a/x:i0'),
    tie('EVALUATES', 'b/y:v2', 'b/y:i1')
  ]
  return { op: 'claims', claims }
}
