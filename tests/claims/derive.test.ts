import { describe, expect, it } from 'vitest'
import { derive } from '../../src/claims/derive/derive.ts'
import { recordId } from '../../src/claims/ids.ts'
import { loadOntology } from '../../src/service/ontology.ts'
import { about, judged, tie } from './make.ts'

const ontology = loadOntology()
const entity = (derived: ReturnType<typeof derive>, record: string) =>
  derived.entities.get(derived.records.get(record)?.entity ?? '')

describe('summaries', () => {
  it('take the best grade, then the latest validFrom', () => {
    const d = derive(
      ontology,
      [
        about('a/x:1', 'Person', { name: 'poor' }, { grade: 'D4', validFrom: '2020' }),
        about('a/x:1', 'Person', { name: 'good, old' }, { grade: 'B2', validFrom: '2001' }),
        about('a/x:1', 'Person', { name: 'good, new' }, { grade: 'B2', validFrom: '2003-05' })
      ],
      []
    )
    expect(entity(d, 'a/x:1')?.stored).toMatchObject({
      name: 'good, new',
      name_key: 'good new',
      gradeOrder: 11,
      grade: 'B2'
    })
  })

  it('hold a value per rank: the lowest plain, higher ones where they differ', () => {
    const d = derive(
      ontology,
      [
        about('a/x:1', 'Person', { name: 'N', note: 'known to all' }, { grade: 'C3' }),
        about('a/x:1', 'Person', { note: 'known to the cleared' }, { grade: 'A1', marking: 'AMBER' })
      ],
      []
    )
    const stored = entity(d, 'a/x:1')?.stored
    expect(stored).toMatchObject({
      note: 'known to all',
      note_2: 'known to the cleared',
      name: 'N',
      name_1: 'N',
      name_2: 'N'
    })
    expect(stored).not.toHaveProperty('note_1')
    expect(stored).toMatchObject({ grade: 'C3', grade_2: 'A1' })
  })

  it('withhold a sensitive property below its level, whatever the claim says', () => {
    const d = derive(ontology, [about('a/x:1', 'Person', { legalName: 'L' })], [])
    expect(entity(d, 'a/x:1')?.stored).not.toHaveProperty('legalName')
    expect(entity(d, 'a/x:1')?.stored).not.toHaveProperty('legalName_1')
    expect(entity(d, 'a/x:1')?.stored).toMatchObject({ legalName_2: 'L' })
  })

  it('choose what belongs together from one claim, and say "open" where that claim is', () => {
    const d = derive(
      ontology,
      [
        about('a/x:1', 'Person'),
        about('a/x:2', 'Person'),
        tie('KIN_OF', 'a/x:1', 'a/x:2', {}, { validFrom: '2001', validTo: '2003-02', grade: 'C3' }),
        tie('KIN_OF', 'a/x:1', 'a/x:2', {}, { validFrom: '2002', grade: 'A1', marking: 'GREEN' })
      ],
      []
    )
    const [relation] = d.relations.values()
    expect(relation?.stored).toMatchObject({
      validFrom: '2001',
      validFrom_lo: '2001-01-01',
      validTo: '2003-02',
      validTo_hi: '2003-02-28',
      validFrom_1: '2002',
      validTo_1: '',
      validTo_hi_1: ''
    })
  })

  it('are never touched by audience-limited claims', () => {
    const d = derive(
      ontology,
      [
        about('a/x:1', 'Person', { name: 'N' }),
        about('a/x:1', 'Person', { name: 'secret' }, { marking: 'RED', audience: ['u'], grade: 'A1' })
      ],
      []
    )
    expect(JSON.stringify([...d.entities.values()])).not.toContain('secret')
  })
})

describe('ties', () => {
  const people = [about('a/x:1', 'Person'), about('a/x:2', 'Person')]

  it('repeat where two rows are two events, and are one where they are one fact', () => {
    const d = derive(
      ontology,
      [
        ...people,
        tie('PAYS', 'a/x:1', 'a/x:2'),
        tie('PAYS', 'a/x:1', 'a/x:2'),
        tie('KIN_OF', 'a/x:1', 'a/x:2'),
        tie('KIN_OF', 'a/x:2', 'a/x:1')
      ],
      []
    )
    expect([...d.relations.values()].map((r) => r.kind).sort()).toEqual(['KIN_OF', 'PAYS', 'PAYS'])
  })

  it('sleep until both records exist, and are raised to the more secret of them', () => {
    const claim = tie('CONTACTS', 'a/x:1', 'b/y:9')
    expect(derive(ontology, [...people, claim], []).relations.size).toBe(0)
    const woken = derive(ontology, [...people, claim, about('b/y:9', 'Person', {}, { marking: 'AMBER' })], [])
    expect([...woken.relations.values()]).toMatchObject([{ rank: 2 }])
    expect(woken.claims.get(claim.id)).toMatchObject({ rank: 2 })
  })

  it('known only to an audience stand apart from the shared one', () => {
    const d = derive(
      ontology,
      [
        ...people,
        tie('KIN_OF', 'a/x:1', 'a/x:2'),
        tie('KIN_OF', 'a/x:1', 'a/x:2', {}, { marking: 'AMBER', audience: ['o'] })
      ],
      []
    )
    expect([...d.relations.values()].map((r) => [r.rank, r.audience]).sort()).toEqual([
      [0, null],
      [2, ['o']]
    ])
  })

  it('known to two audiences are two, whatever characters the names hold', () => {
    const audiences = [['jwt:a', 'jwt:b'], ['jwt:a|jwt:b'], ['jwt:a\\', 'jwt:b'], ['jwt:a\\|jwt:b']]
    const ties = audiences.map((audience) => tie('KIN_OF', 'a/x:1', 'a/x:2', {}, { marking: 'RED', audience }))
    const d = derive(ontology, [...people, ...ties], [])
    expect([...d.relations.values()].map((r) => r.audience)).toEqual(audiences)
  })
})

describe('identity', () => {
  const two = [about('a/x:1', 'Person', { name: 'N' }), about('b/y:1', 'Person', { name: 'M' }, { grade: 'A1' })]

  it('merges what is judged the same under the smaller record, and keeps both ids', () => {
    const d = derive(ontology, two, [judged('a/x:1', 'b/y:1', 'SAME')])
    expect(d.entities.size).toBe(1)
    expect(d.records.get('b/y:1')?.entity).toBe(recordId('a/x:1'))
    expect(entity(d, 'b/y:1')?.stored['name']).toBe('M')
  })

  it('is undone exactly', () => {
    const before = derive(ontology, two, [])
    const after = derive(ontology, two, [
      judged('a/x:1', 'b/y:1', 'SAME', { known: ['2024-01-01T00:00:00.000Z', '2024-01-02T00:00:00.000Z'] })
    ])
    expect(after.entities).toEqual(before.entities)
  })

  it('becomes a tie across kinds, across an audience wall, and where the judgement is more secret than both', () => {
    const group = about('b/y:2', 'Group')
    const walled = about('b/y:3', 'Person', {}, { marking: 'AMBER', audience: ['o'] })
    for (const [claims, judgement] of [
      [[...two, group], judged('a/x:1', 'b/y:2', 'SAME')],
      [[...two, walled], judged('a/x:1', 'b/y:3', 'SAME')],
      [two, judged('a/x:1', 'b/y:1', 'SAME', { marking: 'AMBER' })]
    ] as const) {
      const d = derive(ontology, claims, [judgement])
      expect([...d.relations.values()].map((r) => r.kind)).toEqual(['SAME_AS'])
    }
  })

  it('is kept apart by a DIFFERENT of its own rank or below, which is named', () => {
    const no = judged('a/x:1', 'b/y:1', 'DIFFERENT')
    const yes = judged('a/x:1', 'b/y:1', 'SAME')
    const d = derive(ontology, two, [yes, no])
    expect(d.entities.size).toBe(2)
    expect(d.keptApart.get(yes.id)).toBe(no.id)
    const secretNo = judged('a/x:1', 'b/y:1', 'DIFFERENT', { marking: 'AMBER' })
    expect(derive(ontology, two, [yes, secretNo]).entities.size).toBe(1)
  })
})
