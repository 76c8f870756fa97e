import { describe, expect, it } from 'vitest'
import type { Viewer } from '../../src/access/viewer.ts'
import { derive } from '../../src/claims/derive/derive.ts'
import type { Claim, Marking } from '../../src/claims/types.ts'
import { loadOntology } from '../../src/service/ontology.ts'
import { minusHidden, viewOf } from '../store/view.ts'

const ontology = loadOntology()
const open = ['2024-01-01T00:00:00.000Z']
const closed = [...open, '2024-02-01T00:00:00.000Z']

function claim(id: string, about: Claim['about'], marking: Marking, audience: string[] | null, known = open): Claim {
  const rest = { validFrom: null, validTo: null, phase: null, grade: { reliability: null, credibility: null } }
  return {
    id,
    dataset: 'a/x',
    source: 'a/x',
    about,
    properties: {},
    invented: false,
    known,
    marking,
    audience,
    ...rest
  }
}

describe('a record that a retraction leaves with two audiences', () => {
  // While c:0 held, the record was nobody's in particular, so the two others could differ.
  const record = { record: 'a/x:1', kind: 'Person' }
  const claims = [
    claim('c:0', record, 'CLEAR', null, closed),
    claim('c:1', record, 'AMBER_STRICT', ['a', 'b']),
    claim('c:2', record, 'RED', ['b']),
    claim('c:3', { record: 'a/x:2', kind: 'Person' }, 'CLEAR', null),
    claim('c:4', { kind: 'KIN_OF', from: 'a/x:1', to: 'a/x:2' }, 'CLEAR', null)
  ]

  it.each([
    ['one of both, below the more secret claim', { id: 'v', organisations: ['b'], rank: 3 }],
    ['one of both, above it', { id: 'v', organisations: ['b'], rank: 4 }],
    ['one of the first alone', { id: 'v', organisations: ['a'], rank: 4 }]
  ] as const)('looks to %s as if what he may not see were not there', (_, who) => {
    const viewer: Viewer = { ...who, owner: false, scopes: ['READ'] }
    const whole = derive(ontology, claims, [])
    const less = minusHidden(whole, claims, [], viewer)
    expect(viewOf(ontology, whole, viewer)).toEqual(viewOf(ontology, derive(ontology, less.claims, []), viewer))
  })

  it('is the same in whatever order its claims come', () => {
    expect(derive(ontology, [...claims].reverse(), []).records).toEqual(derive(ontology, claims, []).records)
  })
})
