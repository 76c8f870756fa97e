import type { Cast } from './cast.ts'
import type { DatasetKey, Ref } from './library.ts'
import { place } from './world.ts'

export const LANTERN = {
  name: 'The Marrowlamp House',
  bond: 'kin and origin: families of the Orlune valley',
  court: { dataset: 'court', id: 'g1' },
  press: { dataset: 'press', id: 'g1' },
  customs: { dataset: 'customs', id: 'g1' }
} as const satisfies Record<string, string | Ref>

const key = (n: number): string => `L${n}`
/** Goods of the members 1–22: the planted overlap of people and drugs is here. 18–22 are known to customs alone, but for 18. */
const GOODS = [
  'PD',
  'PD',
  'PD',
  'DA',
  'PD',
  'PD',
  'PD',
  'DA',
  'PD',
  'PD',
  'PD',
  'A',
  'PD',
  'PD',
  'A',
  'PD',
  'P',
  'P',
  'D',
  'D',
  'D',
  'D'
]
/** Orders: source, from, to. The court's and the newspaper's are public; what customs heard is not. */
const ORDERS: readonly (readonly [dataset: DatasetKey, source: string, from: number, to: number, evidence: string])[] =
  [
    ['court', 'judgment-1', 1, 2, 'ORDERS'],
    ['court', 'judgment-1', 1, 3, 'ORDERS'],
    ['court', 'judgment-1', 2, 5, 'ORDERS'],
    ['court', 'judgment-1', 2, 6, 'PUNISHES'],
    ['court', 'judgment-1', 2, 7, 'IS_REPORTED_TO'],
    ['court', 'judgment-1', 4, 13, 'ORDERS'],
    ['court', 'hearing-1', 3, 9, 'IS_REPORTED_TO'],
    ['court', 'hearing-1', 3, 10, 'IS_REPORTED_TO'],
    ['court', 'hearing-1', 4, 14, 'PUNISHES'],
    ['court', 'hearing-1', 4, 15, 'IS_REPORTED_TO'],
    ['press', 'series-1', 1, 4, 'ORDERS'],
    ['press', 'series-1', 1, 2, 'ORDERS'],
    ['press', 'series-1', 1, 3, 'IS_REPORTED_TO'],
    ['press', 'series-1', 2, 8, 'ORDERS'],
    ['press', 'series-1', 3, 11, 'ORDERS'],
    ['press', 'series-1', 3, 12, 'PUNISHES'],
    ['press', 'series-1', 4, 16, 'ORDERS'],
    ['press', 'series-1', 5, 17, 'IS_REPORTED_TO'],
    ['customs', 'intercepts', 9, 18, 'ORDERS'],
    ['customs', 'intercepts', 13, 19, 'ORDERS'],
    ['customs', 'intercepts', 13, 20, 'ORDERS'],
    ['customs', 'intercepts', 14, 21, 'ORDERS'],
    ['customs', 'reports', 14, 22, 'IS_REPORTED_TO']
  ]
const IN_PRESS = [1, 2, 3, 4, 5, 8, 11, 12, 16, 17]
const IN_CUSTOMS = [1, 5, 9, 13, 14, 18, 19, 20, 21, 22]
const IN_HOTLINE = [6, 7, 17, 18]
const IN_ARMS = [8, 12, 15]
/** Sealed rows of the court: the public does not learn of the second good of these. */
const SEALED = new Set([7, 10])

/** The hierarchical group: one root, three lieutenants, several goods, a shared bond. */
export function writeLantern(cast: Cast): void {
  const { library } = cast
  GOODS.forEach((goods, i) => cast.add(key(i + 1), goods, { valley: i < 18 }))
  group(cast)
  for (let n = 1; n <= 18; n++) {
    cast.record('court', key(n), 'judgment-1', { publishedRole: role(n) })
    library.tie(
      'court',
      'MEMBER_OF',
      cast.in('court', key(n)),
      LANTERN.court,
      { position: role(n), standing: 'CONVICTED', standingDate: '2021-06-11' },
      { source: 'judgment-1' }
    )
    const goods = GOODS[n - 1] ?? ''
    const open = SEALED.has(n) ? goods.slice(0, 1) : goods
    cast.trades('court', key(n), open, 'judgment-1', 'CONVICTED', { standingDate: '2021-06-11' })
    cast.trades('court', key(n), goods.slice(open.length), 'hearing-1', 'CHARGED', { marking: 'AMBER' })
    library.tie(
      'court',
      'LOCATED_IN',
      cast.in('court', key(n)),
      place(n % 3 === 0 ? 'skaravel' : 'port-ondrel'),
      {},
      { source: 'hearing-1' }
    )
  }
  for (const n of IN_PRESS) {
    cast.record('press', key(n), 'series-1', { note: n === 1 ? 'the newspaper calls him the lamplighter' : '' })
    cast.same(key(n), 'court', 'press')
    library.tie(
      'press',
      'MEMBER_OF',
      cast.in('press', key(n)),
      LANTERN.press,
      { position: role(n), standing: 'ALLEGED' },
      { source: 'series-1' }
    )
    cast.trades('press', key(n), (GOODS[n - 1] ?? '').replace('A', ''), 'series-1', 'ALLEGED')
  }
  for (const n of IN_CUSTOMS) {
    cast.record('customs', key(n), 'intercepts')
    if (n <= 18) cast.same(key(n), 'customs', 'court')
    library.tie(
      'customs',
      'MEMBER_OF',
      cast.in('customs', key(n)),
      LANTERN.customs,
      { position: n > 18 ? 'runner' : '', standing: 'ALLEGED' },
      { source: 'reports' }
    )
    if ((GOODS[n - 1] ?? '').includes('D')) cast.trades('customs', key(n), 'D', 'intercepts', 'ALLEGED')
  }
  for (const n of IN_HOTLINE) {
    cast.record('hotline', key(n), 'caseworkers')
    cast.same(key(n), 'hotline', 'court')
    cast.trades('hotline', key(n), 'P', 'caseworkers', 'ALLEGED')
  }
  for (const n of IN_ARMS) {
    cast.record('arms-desk', key(n), 'letters')
    cast.same(key(n), 'arms-desk', 'court')
    cast.trades('arms-desk', key(n), 'A', 'letters', 'ALLEGED')
  }
  for (const [dataset, source, from, to, evidence] of ORDERS) {
    const standing = { 'judgment-1': 'CONVICTED', 'hearing-1': 'CHARGED' }[source] ?? 'ALLEGED'
    const standingDate = source === 'judgment-1' ? '2021-06-11' : ''
    library.tie(
      dataset,
      'COMMANDS',
      cast.in(dataset, key(from)),
      cast.in(dataset, key(to)),
      { evidence, standing, standingDate },
      { source, validFrom: `${2014 + (to % 4)}` }
    )
  }
  contacts(cast)
}

const role = (n: number): string => (n === 1 ? 'head' : n <= 4 ? 'lieutenant' : n <= 16 ? 'keeper of a quay' : 'runner')

function group(cast: Cast): void {
  const { library } = cast
  const { name, bond, court, press, customs } = LANTERN
  library.entity(
    court,
    'Group',
    {
      name,
      founded: '2009',
      territory: 'the quays of Port Ondrel',
      goodsWords: 'people; drugs; arms',
      hasRanks: true,
      singleLeader: true,
      sanctionsMembers: true,
      holdsTerritory: true,
      ownName: true,
      structureLabel: 'STANDARD_HIERARCHY',
      structureWords: 'one head, three lieutenants, keepers of quays, runners'
    },
    { source: 'judgment-1' }
  )
  library.entity(
    court,
    'Group',
    {
      bond,
      identity: 'strong: members marry and are buried in the valley',
      violence: 'against its own, as a sanction'
    },
    { source: 'hearing-1' }
  )
  library.entity(
    press,
    'Group',
    {
      name: 'The House on the Quay',
      singleLeader: true,
      bond,
      structureLabel: 'HIERARCHICAL',
      structureWords: 'everything goes to the lamplighter',
      corruption: 'inspectors are said to look away'
    },
    { source: 'series-1' }
  )
  library.entity(customs, 'Group', { name: 'Marrowlamp', hasRanks: true }, { source: 'reports' })
  library.judge(court, press, 'the series names the House of the trial')
  library.judge(court, customs, 'customs uses the name of the trial')
  for (const good of ['people/trafficking/forced-labour', 'drugs/cocaine', 'arms/small-arms'])
    library.tie(
      'court',
      'TRADES_IN',
      court,
      good,
      { standing: 'CONVICTED', standingDate: '2021-06-11' },
      { source: 'judgment-1' }
    )
  library.tie('court', 'LOCATED_IN', court, place('port-ondrel'), {}, { source: 'judgment-1' })
}

/** Who was seen with whom, among the members alone; kin where the hearings or the newspaper name it. */
function contacts(cast: Cast): void {
  const { library } = cast
  for (let n = 2; n <= 18; n++) {
    const other = n <= 4 ? 1 : n < 12 ? n + 1 : n - 3
    library.tie(
      'court',
      'CONTACTS',
      cast.in('court', key(n)),
      cast.in('court', key(other)),
      { role: 'seen together' },
      { source: n % 2 === 0 ? 'hearing-1' : 'judgment-1', validFrom: `${2017 + (n % 3)}` }
    )
  }
  IN_CUSTOMS.forEach((n, i) => {
    const other = IN_CUSTOMS[(i + 1) % IN_CUSTOMS.length] ?? 1
    library.tie(
      'customs',
      'CONTACTS',
      cast.in('customs', key(n)),
      cast.in('customs', key(other)),
      { role: 'called', weight: 1 + cast.random.below(30) },
      { source: 'intercepts', validFrom: '2020' }
    )
  })
  for (const [a, b] of [
    [1, 2],
    [1, 9],
    [3, 10],
    [4, 16],
    [5, 17]
  ] as const)
    library.tie(
      'court',
      'KIN_OF',
      cast.in('court', key(a)),
      cast.in('court', key(b)),
      { role: 'family' },
      { source: 'hearing-1' }
    )
}
