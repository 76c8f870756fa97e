import type { Cast } from './cast.ts'
import type { Ref } from './library.ts'
import { AUDIENCES } from './links.ts'
import { place } from './world.ts'

const hotline = (id: string): Ref => ({ dataset: 'hotline', id })
const hospital = (id: string): Ref => ({ dataset: 'hospital', id })

/** Protected persons: no name, no birth date, no number; pseudonyms of one dataset, never judged the same as anybody. */
export function writeProtected(cast: Cast): void {
  const { library } = cast
  for (let n = 1; n <= 14; n++) {
    const source = n % 4 === 0 ? 'caller-34' : 'caseworkers'
    const victim = library.entity(
      hotline(`v${n}`),
      'Person',
      { protected: true, sex: n % 3 === 0 ? 'male' : 'female', note: `client ${n} of the hotline` },
      { source }
    )
    const crew = n % 2 === 0 ? 'P1' : 'P2'
    library.tie(
      'hotline',
      'RECRUITS',
      cast.in('hotline', `${crew}-${1 + (n % 5)}`),
      victim,
      {},
      { source, validFrom: `${2019 + (n % 3)}` }
    )
    library.tie(
      'hotline',
      'EXPLOITS',
      cast.in('hotline', n % 5 === 0 ? 'L6' : `${crew}-${1 + ((n + 2) % 5)}`),
      victim,
      { standing: 'ALLEGED' },
      { source, validFrom: `${2020 + (n % 2)}` }
    )
  }
  for (let n = 1; n <= 5; n++) {
    const donor = library.entity(
      hospital(`d${n}`),
      'Person',
      { protected: true, note: `donor ${n} of the audit` },
      { source: 'audit' }
    )
    library.tie(
      'hospital',
      'RECRUITS',
      cast.in('hospital', `O${1 + (n % 2)}-${1 + (n % 4)}`),
      donor,
      {},
      { source: 'audit', validFrom: '2020' }
    )
  }
  const red = { source: 'caseworkers', marking: 'RED', audience: [AUDIENCES.officer] }
  library.entity(hotline('shelter'), 'Place', { name: 'The shelter', placeType: 'OTHER' }, red)
  library.tie('hotline', 'LOCATED_IN', hotline('v1'), hotline('shelter'), {}, red)
}

/** Status of each stage, by classifier: caseworkers, border police, labour inspectorate. They disagree, and each has a reason to. */
const STAGES: readonly (readonly [
  from: string,
  to: string,
  statuses: readonly (readonly [source: string, by: string, status: string])[],
  facts: Record<string, string | number>
])[] = [
  [
    'high-quorr',
    'zindle-pass',
    [
      ['caseworkers', 'hotline', 'SMUGGLED'],
      ['border-police', 'border police', 'SMUGGLED']
    ],
    { price: 900, currency: 'vell', borderCrossed: 'YES', consent: 'YES', gain: 'YES' }
  ],
  [
    'zindle-pass',
    'low-tamming',
    [
      ['caseworkers', 'hotline', 'TRAFFICKED'],
      ['border-police', 'border police', 'OVERSTAYED'],
      ['labour-inspectorate', 'labour inspectorate', 'UNKNOWN']
    ],
    { debt: 2400, means: 'YES', act: 'YES', purpose: 'UNKNOWN' }
  ],
  [
    'low-tamming',
    'port-ondrel',
    [
      ['caseworkers', 'hotline', 'SEEKING_PROTECTION'],
      ['border-police', 'border police', 'DETAINED']
    ],
    { purpose: 'YES', consent: 'UNKNOWN' }
  ]
]

export function writeJourneys(cast: Cast): void {
  const { library } = cast
  for (let n = 1; n <= 3; n++) {
    const journey = hotline(`journey-${n}`)
    const source = 'caseworkers'
    library.entity(
      journey,
      'Journey',
      {
        name: `Journey ${n}`,
        whyLeft: ['a debt at home', 'work promised abroad', 'drought'][n - 1],
        started: `2020-0${n}`,
        ended: '2021'
      },
      { source }
    )
    library.tie('hotline', 'TRAVELLER', hotline(`v${n}`), journey, {}, { source })
    STAGES.slice(0, n === 2 ? 2 : 3).forEach(([from, to, statuses, facts], i) => {
      const stage = hotline(`stage-${n}-${i + 1}`)
      library.entity(stage, 'Stage', { name: `Journey ${n}, stage ${i + 1}`, sequence: i + 1, ...facts }, { source })
      for (const [who, classifiedBy, status] of statuses)
        library.entity(stage, 'Stage', { status, classifiedBy }, { source: who })
      library.tie('hotline', 'STAGE_OF', stage, journey, {}, { source })
      library.tie('hotline', 'DEPARTS_FROM', stage, place(from), {}, { source })
      library.tie('hotline', 'ARRIVES_AT', stage, place(to), {}, { source })
      library.tie('hotline', 'FACILITATES', cast.in('hotline', i === 0 ? `P1-${n}` : `P2-${n}`), stage, {}, { source })
    })
  }
}
