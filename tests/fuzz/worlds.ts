/** Random worlds to ask about: histories with secrets, and beside them rows of many kinds with what is rare in histories. */
import { OWNER, type Viewer } from '../../src/access/viewer.ts'
import type { Random } from '../../src/graph/random.ts'
import { seeded } from '../../src/graph/random.ts'
import type { Ontology } from '../../src/ontology/types.ts'
import type { Batch } from '../../src/store/batch.ts'
import { randomWorlds } from '../access/world.ts'
import { sampleRows } from '../query/sample.ts'
import { Rows, type RowOptions } from '../query/world.ts'
import { VIEWERS } from '../store/view.ts'

/** All that is written, in order. */
export function worldOf(ontology: Ontology, seed: number): Batch[] {
  const random = seeded(seed)
  const [world] = randomWorlds(ontology, seed, 1)
  if (world === undefined) throw new Error('no world')
  const { one, two } = sampleRows()
  return [...[one, two, manyKinds(random)].map(batchOf), ...world.batches]
}

/** Somebody at every rank, inside and outside the audiences of those worlds. */
export const ASKING: readonly Viewer[] = [
  ...VIEWERS,
  { ...OWNER, id: 'beta-3', rank: 3, owner: false, organisations: ['beta'] }
]

const batchOf = ({ name, manifest, sources, claims, judgements }: Rows): Batch => ({
  at: '2023-12-31T00:00:00.000Z',
  dataset: name,
  // What filters on sources and datasets look at.
  manifest: {
    ...manifest,
    publisherRole: 'COURT',
    caveats: name === 'alpha/one' ? null : `Few cases in ${name}.`,
    looksAt: name === 'delta/four' ? ['arms', 'people'] : ['drugs/cocaine']
  },
  sources: sources.map((source, i) => ({ ...source, sourceType: i % 2 === 0 ? 'judgment' : null })),
  claims,
  judgements
})

const SECRECY: readonly Pick<RowOptions, 'marking' | 'audience'>[] = [
  {},
  {},
  {},
  { marking: 'GREEN' },
  { marking: 'AMBER' },
  { marking: 'AMBER', audience: ['a'] },
  { marking: 'RED', audience: ['a', 'beta'] }
]

function manyKinds(random: Random): Rows {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)] as T
  const rows = new Rows('delta/four', 'INVESTIGATION', pick(['CLEAR', 'CLEAR', 'AMBER']))
  rows
    .source('s1')
    .source('s2', ['s1', 's3'])
    .source('s3', ['s2'], pick(['CLEAR', 'GREEN']))
    .source('s4', ['s2', 'gone'])
  const said = (): RowOptions => ({
    source: pick(['s1', 's2', 's3', 's4', 's5']),
    grade: pick(['', 'A1', 'B2', 'C3', 'F6', 'B', 'E5']),
    ...pick<RowOptions>([
      {},
      {},
      { validFrom: '2003', validTo: '2003-05' },
      { validFrom: '2004-06' },
      { validTo: '2002-12-31' },
      { phase: '1' },
      { phase: '2', validFrom: '2003-05-17' }
    ])
  })
  const options = (): RowOptions => ({ ...said(), ...pick(SECRECY) })
  const names = ['Bora Bora', 'Boracay', '???', 'José-Luis', "O'Brien | Co", 'Ana', 'bora', 'Ána Bora']
  for (let i = 0; i < 8; i++) {
    const secret = pick(SECRECY)
    const stated = { ...said(), ...secret }
    rows.entity(
      `p${i}`,
      'Person',
      {
        name: pick(names),
        country: pick(['FR', 'DE']),
        age: 20 + random.below(3),
        ...(i % 2 === 0 ? { aliases: [pick(names), 'zzz'], identifiers: ['P1'] } : {})
      },
      stated
    )
    rows.entity(
      `p${i}`,
      'Person',
      {
        country: pick(['FR', 'XA']),
        note: pick(['x', 'y']),
        ...(i % 3 === 0 ? { legalName: 'L', birthDate: pick(['1960', '1960-02']) } : {})
      },
      { ...said(), ...secret }
    )
  }
  rows
    .entity(
      'case',
      'Case',
      { name: 'A case', country: 'FR', studySize: 12, structureLabel: 'MIXED', hasRanks: true },
      { grade: 'B2' }
    )
    .entity(
      'case',
      'Case',
      { structureLabel: 'LOOSE', singleLeader: false },
      { grade: 'C3', source: 's2', marking: pick(['CLEAR', 'GREEN', 'AMBER']) }
    )
    .entity('firm', 'Group', { name: 'Bora', holdsTerritory: true, sanctionsMembers: true, territory: 'north' })
    .entity('unit', 'Group', { name: 'A unit', holdsTerritory: pick([true, false]) })
    .entity('co', 'Company', { name: 'Company', registration: 'R-1', business: 'freight' })
    .entity('office', 'Agency', { name: 'Office', post: true })
    .entity('event', 'Event', {
      date: '2003-05',
      dateTo: '2003-06-01',
      eventType: 'SEIZURE',
      quantity: 2.5,
      quantityUnit: 'kg',
      count: 3
    })
    .entity('event', 'Event', { date: '2003', eventType: 'ARREST', count: 4 }, { grade: 'A1' })
    .entity('route', 'Route', { name: 'Route' })
    .entity('legA', 'Leg', { mode: 'SEA', sequence: 1, price: 5, currency: 'EUR' })
    .entity('legB', 'Leg', { mode: 'ROAD', sequence: 2 })
    .entity('legC', 'Leg', {})
    .entity('route2', 'Route', { name: 'Another route' })
    .entity('port', 'Place', { name: 'Port' })
    .entity('place', 'Place', { name: 'Place', country: 'FRA', latitude: 1.5, longitude: -2 })
    .entity('town', 'Place', { name: 'Town' })
    .entity('boat', 'Asset', { assetType: 'VESSEL', identifiers: ['imo:1'] })
    .entity('arms', 'Good', { code: 'arms/small', name: 'Small arms' })
    .entity('people', 'Good', { code: 'people' })
    .entity('nameless', 'Good', { name: 'Without a code' })
    .entity('number', 'Estimate', { low: 1, high: 2, point: 1.5, unit: 'persons' })
  const tie = (kind: string, from: string, to: string, properties: Parameters<Rows['tie']>[3] = {}): void => {
    if (random.below(4) > 0) rows.tie(kind, from, to, properties, options())
  }
  for (let i = 0; i < 8; i++) {
    tie(pick(['MEMBER_OF', 'OBSERVED_IN']), `p${i}`, pick(['firm', 'case', 'unit']), { role: pick(['boss', 'driver']) })
    tie('OBSERVED_IN', `p${i}`, 'case')
    tie('COMMANDS', `p${random.below(2)}`, `p${2 + random.below(6)}`, {
      evidence: pick(['ORDERS', 'PUNISHES']),
      standing: pick(['ALLEGED', 'CHARGED']),
      standingDate: '2004'
    })
    tie('CONTACTS', `p${i}`, `p${(i + 3) % 8}`, {
      weight: random.below(4),
      goods: pick([['arms'], ['drugs/cocaine', 'people'], []])
    })
    tie('TRADES_IN', `p${i}`, pick(['arms', 'people', 'nameless', 'alpha/one:cocaine', 'nobody/here:1']), {
      stage: pick(['SELL', 'BUY'])
    })
    tie('KIN_OF', `p${i}`, `p${(i + 1) % 8}`)
  }
  for (const [i, mode] of (['SEA', 'ROAD', 'SEA', null] as const).entries()) {
    const leg = `leg${i}`
    rows.entity(leg, 'Leg', mode === null ? {} : { mode })
    tie('DEPARTS_FROM', leg, pick(['port', 'place']))
    tie('DEPARTS_FROM', leg, pick(['port', 'place', 'firm']))
    tie('ARRIVES_AT', leg, pick(['port', 'town', 'town']))
    tie('CARRIES', leg, pick(['arms', 'people', 'nameless']))
    tie('LEG_OF', leg, pick(['route', 'route2']))
  }
  for (const [kind, from, to] of [
    ['UNIT_OF', 'unit', 'firm'], ['CARRIES', 'legA', 'arms'], ['CARRIES', 'event', 'people'], ['CARRIES', 'event', 'arms'], ['LEG_OF', 'legA', 'route'],
    ['DEPARTS_FROM', 'legA', 'place'], ['ARRIVES_AT', 'legA', 'port'], ['LEG_OF', 'legB', 'route'], ['LEG_OF', 'legC', 'route'],
    ['LEG_OF', 'legC', 'route2'], ['DEPARTS_FROM', 'legB', 'port'], ['ARRIVES_AT', 'legC', 'place'], ['CARRIES', 'legB', 'people'], ['OPERATES', 'p1', 'route'], ['OWNS', 'p2', 'co'], ['OWNS', 'co', 'boat'], ['PARTICIPATES_IN', 'boat', 'event'],
    ['BRIBES', 'p1', 'office'], ['LOCATED_IN', 'event', 'place'], ['BROADER', 'arms', 'alpha/one:arms'], ['MEASURES', 'number', 'people'], ['PAYS', 'p1', 'p2'],
    ['PAYS', 'p1', 'p2'], ['ALLIED_WITH', 'firm', 'alpha/one:g']
  ] as const) tie(kind, from, to) // prettier-ignore
  const judged = (left: string, right: string): void => {
    const { marking = 'CLEAR', audience = null } = pick(SECRECY)
    if (random.below(2) === 0) rows.judge(left, right, pick(['SAME', 'SAME', 'SAME', 'DIFFERENT']), marking, audience)
  }
  judged('delta/four:p0', 'delta/four:p1')
  judged('delta/four:p1', 'delta/four:p2')
  judged('alpha/one:p1', 'delta/four:p3')
  judged('delta/four:arms', 'alpha/one:arms')
  judged('delta/four:firm', 'delta/four:co')
  judged('delta/four:nobody', 'delta/four:p4')
  return rows
}
