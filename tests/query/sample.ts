import { Rows } from './world.ts'

/** One invented world for most tests: two datasets, something at every marking, one entity joined across an audience's wall. */
export function sampleRows(): { one: Rows; two: Rows } {
  const one = new Rows('alpha/one')
  one.source('s1').source('s2', ['s1']).source('s3').source('hidden', [], 'AMBER')
  one
    .entity('drugs', 'Good', { code: 'drugs', name: 'Drugs' })
    .entity('cocaine', 'Good', { code: 'drugs/cocaine', name: 'Cocaine' })
    .entity('arms', 'Good', { code: 'arms', name: 'Arms' })
    .entity('p1', 'Person', { name: 'Émile Zóla', country: 'FR', aliases: ['Mil'] }, { source: 's1', grade: 'B2' })
    .entity('p1', 'Person', { country: 'DE', note: 'a note' }, { source: 's3', grade: 'C3' })
    .entity('p1', 'Person', { note: 'another' }, { source: 's3', grade: 'A1', marking: 'GREEN' })
    .entity('p2', 'Person', { name: 'Bob', legalName: 'Robert' })
    .entity('p3', 'Person', { name: 'Veiled' }, { marking: 'AMBER' })
    .entity('p4', 'Person', { protected: true })
    .entity('g', 'Group', { name: 'The Firm', structureLabel: 'CORE_GROUP', structureWords: 'a core', hasRanks: true })
    .entity('port', 'Place', { name: 'Port', country: 'FRA' })
    .entity('leg', 'Leg', { name: 'A leg', sequence: 2, price: 10.5, currency: 'EUR' })
  one
    .tie(
      'MEMBER_OF',
      'p1',
      'g',
      { role: 'boss', standing: 'ALLEGED', standingDate: '2001' },
      { source: 's1', grade: 'B2' }
    )
    .tie(
      'MEMBER_OF',
      'p1',
      'g',
      { role: 'boss', standing: 'ACQUITTED', standingDate: '2004' },
      { source: 's2', grade: 'C2' }
    )
    .tie('MEMBER_OF', 'p2', 'g')
    .tie('MEMBER_OF', 'p3', 'g', {}, { marking: 'AMBER' })
    .tie('COMMANDS', 'p1', 'p2', {}, { source: 's2', grade: 'A1', validFrom: '2003', validTo: '2004-06' })
    .tie('CONTACTS', 'p2', 'p1', { goods: ['drugs/cocaine'] }, { grade: 'D4', phase: '1' })
    .tie('KIN_OF', 'p2', 'p1', { role: 'cousin' })
    .tie('TRADES_IN', 'p1', 'cocaine', { stage: 'SELL' }, { source: 's1', grade: 'B1' })
    .tie('CARRIES', 'leg', 'cocaine')
    .tie('DEPARTS_FROM', 'leg', 'port')
    .tie('BROADER', 'cocaine', 'drugs')
  const two = new Rows('beta/two', 'WIRETAP')
  two
    .source('t1', [], 'CLEAR', null)
    .entity('x', 'Person', { name: 'Emil Z.' })
    .tie('TRADES_IN', 'x', 'alpha/one:arms', { stage: 'BUY' }, { source: 't1' })
    .entity('y', 'Person', { name: 'Only beta' }, { marking: 'RED', audience: ['beta'] })
    .judge('alpha/one:p1', 'beta/two:x', 'SAME', 'AMBER', ['beta'])
  return { one, two }
}
