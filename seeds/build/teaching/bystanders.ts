import type { Cast } from './cast.ts'
import { CREWS, publicFile, publicKeys } from './crews.ts'
import { LANTERN } from './lantern.ts'
import type { Ref } from './library.ts'
import { place } from './world.ts'

export const ASSOCIATION: Ref = { dataset: 'press', id: 'g4' }
export const OFFICE: Ref = { dataset: 'harbour', id: 'office' }

/** Clients whom the lawyer represents, one or more of every group and of every crew. */
const COURT_CLIENTS = ['L6', 'L10', 'L15', 'S3', 'S8', 'S11', 'U1', 'U5', 'U7']
const PRESS_CLIENTS = ['Q4', 'Q9', 'U4', 'U8']

/** The lawyer is tied to the actors of every good and trades in none: being in between is no sign of guilt. */
export function writeLawyer(cast: Cast): void {
  const { library } = cast
  cast.add('lawyer', '')
  cast.record('court', 'lawyer', 'roll', {
    publishedRole: 'counsel for the defence',
    note: 'counsel in all trials of the region; accused of nothing'
  })
  cast.record('press', 'lawyer', 'profile-1', { publishedRole: 'advocate' })
  cast.same('lawyer', 'court', 'press')
  const clients = CREWS.flatMap((crew) =>
    publicKeys(crew)
      .slice(0, 1)
      .map((key) => ({ key, file: publicFile(crew) }))
  )
  for (const { key, file } of [
    ...COURT_CLIENTS.map((key) => ({ key, file: 'court' as const })),
    ...PRESS_CLIENTS.map((key) => ({ key, file: 'press' as const })),
    ...clients
  ])
    library.tie(
      file,
      'CONTACTS',
      cast.in(file, 'lawyer'),
      cast.in(file, key),
      { role: 'represents' },
      { source: file === 'court' ? 'roll' : 'profile-1', validFrom: `${2020 + (key.length % 3)}` }
    )
  // A few others outside the groups know somebody of a crew.
  for (const [a, b] of [
    ['U1', 'D1-2'],
    ['U2', 'P1-2'],
    ['U3', 'P2-2'],
    ['U5', 'A1-2'],
    ['U7', 'T1-2']
  ] as const)
    library.tie(
      'court',
      'CONTACTS',
      cast.in('court', a),
      cast.in('court', b),
      { role: 'seen together' },
      { source: 'hearing-1', validFrom: '2019' }
    )
}

/** The association shares the bond of the House by kin, and is in no trade. */
export function writeAssociation(cast: Cast): void {
  const { library } = cast
  const source = 'profile-1'
  library.entity(
    ASSOCIATION,
    'Group',
    {
      name: 'Orlune Valley Mutual Aid',
      ownName: true,
      bond: LANTERN.bond,
      founded: '1974',
      note: 'an association that pays for funerals and school books; no source says that it trades in anything'
    },
    { source }
  )
  library.tie('press', 'LOCATED_IN', ASSOCIATION, place('orlune-valley'), {}, { source })
  const kin = ['L1', 'L2', 'L5', 'L8', 'L11', 'L16']
  kin.forEach((relative, i) => {
    const key = `V${i + 1}`
    const { family } = cast.get(relative).name
    cast.add(key, '', {
      name: { given: ['Mabbin', 'Ossop', 'Pimbra', 'Tevra', 'Hobba', 'Relka'][i] ?? 'Nixa', family },
      country: 'MERRO'
    })
    cast.record('press', key, source, { note: 'a member of the association, in no trade' })
    library.tie(
      'press',
      'MEMBER_OF',
      cast.in('press', key),
      ASSOCIATION,
      { position: i === 0 ? 'chair' : 'member' },
      { source }
    )
    library.tie('press', 'KIN_OF', cast.in('press', key), cast.in('press', relative), { role: 'family' }, { source })
  })
}

/** An official is accused in a newspaper, charged, and acquitted: three claims, none of which takes the others' place. */
export function writeOfficial(cast: Cast): void {
  const { library } = cast
  cast.add('official', '', { country: 'MERRO' })
  cast.record('press', 'official', 'article-3', { publishedRole: 'harbour inspector' })
  cast.record('court', 'official', 'judgment-3', {
    publishedRole: 'harbour inspector',
    note: 'acquitted of all counts'
  })
  cast.same('official', 'court', 'press')
  library.entity(
    OFFICE,
    'Agency',
    { name: 'Harbour office of Port Ondrel', function: 'inspects ships and cargo', country: 'MERRO' },
    { source: 'register' }
  )
  library.tie('court', 'LOCATED_IN', cast.in('court', 'official'), place('port-ondrel'), {}, { source: 'judgment-3' })
  const accuse = (dataset: 'press' | 'court', source: string, standing: string, standingDate: string): void =>
    library.tie(
      dataset,
      'COLLUDES_WITH',
      cast.in(dataset, 'official'),
      cast.in(dataset, 'L1'),
      { standing, standingDate },
      { source }
    )
  accuse('press', 'article-3', 'ALLEGED', '2019-08')
  accuse('court', 'indictment-3', 'CHARGED', '2020-09-14')
  accuse('court', 'judgment-3', 'ACQUITTED', '2022-05-19')
}
