import type { Cast } from './cast.ts'
import { recordName, type Ref } from './library.ts'

/** Organisations and persons who alone may see some claims. All invented. */
export const AUDIENCES = {
  customs: 'customs-drugs-unit',
  arms: 'arms-tracing-desk',
  hospital: 'hospital-board',
  officer: 'officer-quill'
} as const

const harbour = (id: string): Ref => ({ dataset: 'harbour', id })
export const COMPANY = harbour('c1')

/** One caller, repeated by a newspaper, an association and a ministry: four sources, one origin. */
export function writeCaller(cast: Cast): Ref[] {
  const key = 'P1-3'
  const good = 'people/trafficking/forced-labour'
  cast.record('press', key, 'article-4')
  cast.same(key, 'hotline', 'press')
  for (const [dataset, source] of [
    ['hotline', 'caller-17'],
    ['press', 'article-4'],
    ['press', 'ngo-report'],
    ['press', 'ministry-brief']
  ] as const)
    cast.library.tie(
      dataset,
      'TRADES_IN',
      cast.in(dataset, key),
      good,
      { stage: 'RECRUIT', role: 'recruits for the fish halls', standing: 'ALLEGED' },
      { source }
    )
  return [cast.in('hotline', key), cast.in('press', key)]
}

/** Two records that look the same and are not: their birth dates and countries differ. They were never judged: a task. */
export function writeFalseFriend(cast: Cast): [Ref, Ref] {
  const family = cast.get('D2-4').name.family
  cast.add('false-friend', 'T', {
    name: { given: cast.get('D2-4').name.given, family: `${family}e` },
    country: cast.get('D2-4').country === 'QUORR' ? 'DUNMA' : 'QUORR'
  })
  cast.record('excise', 'false-friend', 'inspections', { sex: 'female' })
  cast.trades('excise', 'false-friend', 'T', 'inspections', 'ALLEGED')
  cast.library.tie(
    'excise',
    'CONTACTS',
    cast.in('excise', 'false-friend'),
    cast.in('excise', 'T3-2'),
    { role: 'named together' },
    { source: 'inspections' }
  )
  cast.library.entity(cast.in('excise', 'false-friend'), 'Person', { birthDate: '1991-11-03' }, { source: 'officers' })
  cast.library.entity(
    cast.in('customs', 'D2-4'),
    'Person',
    { birthDate: '1968-02-17', sex: 'male' },
    { source: 'informant' }
  )
  return [cast.in('customs', 'D2-4'), cast.in('excise', 'false-friend')]
}

/** A shipping company in nobody's group: the excise office sees its cigarettes, the arms desk its arms. Needs no judgement. */
export function writeCompanyLink(cast: Cast): void {
  const { library } = cast
  library.tie(
    'excise',
    'TRADES_IN',
    COMPANY,
    'tobacco/cigarettes',
    { stage: 'TRANSPORT', standing: 'ALLEGED' },
    { source: 'inspections' }
  )
  library.tie(
    'arms-desk',
    'TRADES_IN',
    COMPANY,
    'arms/small-arms',
    { stage: 'TRANSPORT', standing: 'ALLEGED' },
    { source: 'traces' }
  )
}

/** A broker whom the arms desk and the hospital board know under two records: only a judgement ties arms to organs. */
export function writeJudgedLink(cast: Cast): [Ref, Ref] {
  cast.add('broker', 'AO')
  cast.record('arms-desk', 'broker', 'letters', { identifiers: 'phone:0000-117-440' })
  cast.record('hospital', 'broker', 'audit', { identifiers: 'phone:0000-117-440' })
  cast.trades('arms-desk', 'broker', 'A', 'letters', 'ALLEGED')
  cast.trades('hospital', 'broker', 'O', 'audit', 'ALLEGED')
  cast.library.tie(
    'arms-desk',
    'CONTACTS',
    cast.in('arms-desk', 'broker'),
    cast.in('arms-desk', 'A1-3'),
    { role: 'named together' },
    { source: 'letters' }
  )
  cast.library.tie(
    'hospital',
    'CONTACTS',
    cast.in('hospital', 'broker'),
    cast.in('hospital', 'O2-2'),
    { role: 'named together' },
    { source: 'audit' }
  )
  cast.library.judge(
    cast.in('arms-desk', 'broker'),
    cast.in('hospital', 'broker'),
    'the same telephone in both files',
    { marking: 'AMBER' }
  )
  return [cast.in('arms-desk', 'broker'), cast.in('hospital', 'broker')]
}

/** Two public records whose identity is a secret: a tie for those who may know, never a merger. */
export function writeSecretIdentity(cast: Cast): [Ref, Ref] {
  cast.add('alias-1', 'T')
  cast.add('alias-2', '')
  cast.record('court', 'alias-1', 'judgment-2')
  cast.record('press', 'alias-2', 'series-1', { note: 'known to the newspaper by a false name' })
  cast.trades('court', 'alias-1', 'T', 'judgment-2', 'CHARGED')
  cast.library.tie(
    'court',
    'CONTACTS',
    cast.in('court', 'alias-1'),
    cast.in('court', 'T2-2'),
    { role: 'seen together' },
    { source: 'judgment-2' }
  )
  const pair: [Ref, Ref] = [cast.in('court', 'alias-1'), cast.in('press', 'alias-2')]
  cast.library.judge(...pair, 'an informant of the teaching desk', { marking: 'AMBER' })
  return pair
}

/** Claims for few: about known actors, about a thing that nobody else knows, and an identity across the wall. */
export function writeRestricted(cast: Cast): Record<'amber' | 'strict' | 'red' | 'sameAs', string> {
  const { library } = cast
  const amber = { source: 'informant', marking: 'AMBER', audience: [AUDIENCES.customs] }
  library.tie(
    'customs',
    'CONTACTS',
    cast.in('customs', 'D1-2'),
    cast.in('customs', 'D2-2'),
    { role: 'meets in secret' },
    amber
  )
  library.entity(cast.in('customs', 'D1-1'), 'Person', { note: 'an informant says that he keeps the money' }, amber)
  library.tie(
    'customs',
    'PAYS',
    cast.in('customs', 'D1-2'),
    cast.in('customs', 'D1-1'),
    { amount: 9000, unit: 'vell' },
    amber
  )
  const strict = { source: 'letters', marking: 'AMBER_STRICT', audience: [AUDIENCES.arms] }
  cast.add('hidden', '')
  cast.record('arms-desk', 'hidden', 'letters', {}, { marking: 'AMBER_STRICT', audience: [AUDIENCES.arms] })
  cast.record('customs', 'hidden', 'reports')
  library.tie(
    'customs',
    'CONTACTS',
    cast.in('customs', 'hidden'),
    cast.in('customs', 'D3-2'),
    { role: 'called', weight: 3 },
    { source: 'reports' }
  )
  library.tie(
    'arms-desk',
    'SUPPLIES',
    cast.in('arms-desk', 'hidden'),
    cast.in('arms-desk', 'A2-1'),
    { goods: 'arms/ammunition', amount: 400, unit: 'pieces' },
    strict
  )
  library.judge(cast.in('arms-desk', 'hidden'), cast.in('customs', 'hidden'), 'a letter to the tracing desk', {
    marking: 'AMBER_STRICT',
    audience: [AUDIENCES.arms]
  })
  const board = { source: 'whistle', marking: 'AMBER_STRICT', audience: [AUDIENCES.hospital] }
  library.entity(cast.in('hospital', 'O1-1'), 'Person', { note: 'a note says that he keeps the files' }, board)
  library.tie('hospital', 'FINANCES', cast.in('hospital', 'O1-1'), cast.in('hospital', 'O2-1'), {}, board)
  return {
    amber: recordName(cast.in('customs', 'D1-1')),
    strict: recordName(cast.in('arms-desk', 'hidden')),
    red: 'teaching/hotline:shelter',
    sameAs: recordName(cast.in('customs', 'hidden'))
  }
}
