import type { Cast } from './cast.ts'
import type { DatasetKey, Ref } from './library.ts'
import { OFFICE } from './bystanders.ts'
import { COMPANY } from './links.ts'
import { place } from './world.ts'

const harbour = (id: string): Ref => ({ dataset: 'harbour', id })
const COMPANIES = [
  'Ostrel & Vane Lighters',
  'Saltbarrow Barge Union',
  'Dunmouth Cold Store',
  'Thornmouth Ferrymen',
  'Quorr Freight',
  'Wexel Lorries',
  'Three Lanterns Chandlery',
  'Moppenfield Air Cargo'
]
const VESSELS = ['Patient Heron', 'Second Cousin', 'Tallow Queen', 'Grey Umbrella', 'Thistle Maid', 'Slow Bargain']

interface LegPlan {
  mode: string
  from: string
  to: string
  /** Who says that a good moves on it. */
  carries: readonly (readonly [dataset: DatasetKey, source: string, good: string])[]
}
interface RoutePlan {
  id: string
  name: string
  dataset: DatasetKey
  source: string
  operator: number
  legs: readonly LegPlan[]
}

/** Leg 2 of the northern run carries two goods; no office sees both. */
export const SHARED_LEG = harbour('r1-2')
const ROUTES: readonly RoutePlan[] = [
  {
    id: 'r1',
    name: 'The northern run',
    dataset: 'harbour',
    source: 'movements',
    operator: 2,
    legs: [
      { mode: 'SEA', from: 'dunmouth', to: 'saltbarrow', carries: [['customs', 'reports', 'drugs/cocaine']] },
      {
        mode: 'SEA',
        from: 'saltbarrow',
        to: 'thornmouth',
        carries: [
          ['customs', 'intercepts', 'drugs/cocaine'],
          ['excise', 'inspections', 'tobacco/cigarettes']
        ]
      },
      { mode: 'SEA', from: 'thornmouth', to: 'port-ondrel', carries: [['excise', 'officers', 'tobacco/cigarettes']] }
    ]
  },
  {
    id: 'r2',
    name: 'The ferry line',
    dataset: 'harbour',
    source: 'movements',
    operator: 4,
    legs: [
      { mode: 'ROAD', from: 'wexelby', to: 'dunmouth', carries: [['arms-desk', 'traces', 'arms/small-arms']] },
      { mode: 'SEA', from: 'dunmouth', to: 'port-quay', carries: [['arms-desk', 'traces', 'arms/small-arms']] },
      {
        mode: 'INLAND_WATER',
        from: 'port-quay',
        to: 'ilverstrand',
        carries: [['arms-desk', 'letters', 'arms/ammunition']]
      }
    ]
  },
  {
    id: 'r3',
    name: 'Over Zindle Pass',
    dataset: 'hotline',
    source: 'caseworkers',
    operator: 0,
    legs: [
      {
        mode: 'FOOT',
        from: 'high-quorr',
        to: 'zindle-pass',
        carries: [['hotline', 'caseworkers', 'people/smuggling']]
      },
      {
        mode: 'ROAD',
        from: 'zindle-pass',
        to: 'brack-crossing',
        carries: [['hotline', 'caseworkers', 'people/smuggling']]
      },
      {
        mode: 'ROAD',
        from: 'brack-crossing',
        to: 'low-tamming',
        carries: [['hotline', 'caller-21', 'people/trafficking/forced-labour']]
      }
    ]
  }
]

export function writeMovement(cast: Cast): void {
  const { library } = cast
  const register = { source: 'register' }
  COMPANIES.forEach((name, i) => {
    library.entity(
      harbour(`c${i + 1}`),
      'Company',
      {
        name,
        business: ['shipping', 'barges', 'cold store', 'ferry', 'freight', 'lorries', 'chandlery', 'air cargo'][i],
        registration: `ONDREL-${4100 + 7 * i}`
      },
      register
    )
    library.tie(
      'harbour',
      'LOCATED_IN',
      harbour(`c${i + 1}`),
      place(
        ['port-ondrel', 'saltbarrow', 'dunmouth', 'thornmouth', 'high-quorr', 'wexelby', 'port-ondrel', 'moppenfield'][
          i
        ] ?? 'port-ondrel'
      ),
      {},
      register
    )
  })
  VESSELS.forEach((name, i) => {
    const vessel = harbour(`v${i + 1}`)
    const owner = i === 0 ? COMPANY : harbour(`c${1 + (i % 4)}`)
    library.entity(
      vessel,
      'Asset',
      { name, assetType: 'VESSEL', flag: i % 2 === 0 ? 'MERRO' : 'DUNMA', identifiers: `hull:OND-${310 + i}` },
      register
    )
    library.tie('harbour', 'OWNS', owner, vessel, {}, register)
    for (const visit of [1, 2]) {
      const event = harbour(`call-${i + 1}-${visit}`)
      library.entity(
        event,
        'Event',
        { name: `${name} calls`, eventType: 'SHIPMENT', date: `2021-0${1 + i}-${10 + visit}` },
        { source: 'movements' }
      )
      library.tie('harbour', 'PARTICIPATES_IN', vessel, event, {}, { source: 'movements' })
      library.tie(
        'harbour',
        'LOCATED_IN',
        event,
        place(visit === 1 ? 'saltbarrow' : 'thornmouth'),
        {},
        { source: 'movements' }
      )
    }
  })
  library.tie('harbour', 'LOCATED_IN', OFFICE, place('port-ondrel'), {}, register)
  for (const route of ROUTES) writeRoute(cast, route)
  library.entity(
    { dataset: 'customs', id: 'method-1' },
    'Method',
    {
      name: 'Two manifests',
      firstSeen: '2018',
      description: 'one list of cargo for the port of departure, another for the port of arrival'
    },
    { source: 'reports' }
  )
  library.tie(
    'customs',
    'USES',
    cast.in('customs', 'L9'),
    { dataset: 'customs', id: 'method-1' },
    {},
    { source: 'reports', validFrom: '2018' }
  )
  library.tie(
    'customs',
    'USES',
    cast.in('customs', 'D1-1'),
    { dataset: 'customs', id: 'method-1' },
    {},
    { source: 'reports', validFrom: '2019' }
  )
}

function writeRoute(cast: Cast, { id, name, dataset, source, operator, legs }: RoutePlan): void {
  const { library } = cast
  const route: Ref = { dataset, id }
  library.entity(route, 'Route', { name, activeYears: '2018–2021' }, { source })
  if (operator > 0) library.tie('harbour', 'OPERATES', harbour(`c${operator}`), route, {}, { source })
  legs.forEach((plan, i) => {
    const leg: Ref = { dataset, id: `${id}-${i + 1}` }
    library.entity(leg, 'Leg', { name: `${name}, leg ${i + 1}`, mode: plan.mode, sequence: i + 1 }, { source })
    library.tie(dataset, 'LEG_OF', leg, route, {}, { source })
    library.tie(dataset, 'DEPARTS_FROM', leg, place(plan.from), {}, { source })
    library.tie(dataset, 'ARRIVES_AT', leg, place(plan.to), {}, { source })
    for (const [by, from, good] of plan.carries) library.tie(by, 'CARRIES', leg, good, {}, { source: from })
  })
}

/** What each office took, when and where; each event concerns one good. */
const TAKEN: readonly (readonly [
  dataset: DatasetKey,
  source: string,
  good: string,
  unit: string,
  crews: readonly string[]
])[] = [
  ['customs', 'reports', 'drugs/cocaine', 'kg', ['D1', 'D2', 'D3', 'D1', 'D2', 'D3']],
  ['arms-desk', 'traces', 'arms/small-arms', 'pieces', ['A1', 'A2', 'A3', 'A1']],
  ['excise', 'inspections', 'tobacco/cigarettes', 'cartons', ['T1', 'T2', 'T3', 'T1', 'T2']]
]

export function writeEvents(cast: Cast): void {
  const { library, random } = cast
  for (const [dataset, source, good, unit, crews] of TAKEN)
    crews.forEach((crew, i) => {
      const event: Ref = { dataset, id: `seizure-${i + 1}` }
      library.entity(
        event,
        'Event',
        {
          name: `Seizure ${i + 1}`,
          eventType: 'SEIZURE',
          date: `20${19 + (i % 3)}-${String(1 + random.below(12)).padStart(2, '0')}`,
          quantity: 5 * (1 + random.below(60)),
          quantityUnit: unit
        },
        { source }
      )
      library.tie(dataset, 'CARRIES', event, good, {}, { source })
      library.tie(
        dataset,
        'LOCATED_IN',
        event,
        place(['port-ondrel', 'saltbarrow', 'thornmouth', 'dunmouth'][i % 4] ?? 'dunmouth'),
        {},
        { source }
      )
      for (const member of [2, 3])
        library.tie(dataset, 'PARTICIPATES_IN', cast.in(dataset, `${crew}-${member}`), event, {}, { source })
    })
  const trials = [
    ['trial-1', 'The Marrowlamp trial', '2021-02', 'hearing-1', ['L1', 'L2', 'L3', 'L4']],
    ['trial-2', 'The Saltbarrow trials', '2022-09', 'judgment-2', ['S1', 'S2', 'S3', 'S4']]
  ] as const
  for (const [id, name, date, source, accused] of trials) {
    library.entity({ dataset: 'court', id }, 'Event', { name, eventType: 'PROSECUTION', date }, { source })
    for (const key of accused)
      library.tie('court', 'PARTICIPATES_IN', cast.in('court', key), { dataset: 'court', id }, {}, { source })
  }
}
