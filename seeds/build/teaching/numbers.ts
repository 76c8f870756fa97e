import type { Row } from '../lib.ts'
import type { Library, Ref } from './library.ts'
import { place } from './world.ts'

const press = (id: string): Ref => ({ dataset: 'press', id })

/** Publications that give numbers: id, grade, title, sort, date, publisher, what they repeat. All invented. */
const SOURCES: readonly (readonly [
  id: string,
  grade: string,
  title: string,
  type: string,
  date: string,
  publisher: string,
  cites?: string
])[] = [
  [
    'leaflet-1',
    'C3',
    'Twelve thousand asked us the way: a leaflet',
    'NGO report',
    '2018-03',
    'Lanterns for the Road (invented NGO)'
  ],
  ['article-7', 'D3', 'Twelve thousand on the road', 'article', '2018-06', 'Ondrel Tidings', 'leaflet-1'],
  [
    'labour-brief',
    'C4',
    'Statement of the ministry of labour',
    'ministry statement',
    '2019-02',
    'Ministry of Labour of Quorrath (invented)',
    'article-7'
  ],
  [
    'assembly-brief',
    'C4',
    'Four states, one road: a brief',
    'intergovernmental report',
    '2020-01',
    'Assembly of the Four States (invented)',
    'labour-brief'
  ],
  [
    'border-quorrath',
    'C3',
    'Yearly report of the border office',
    'ministry statement',
    '2021-01',
    'Border office of Quorrath (invented)'
  ],
  [
    'border-talvessia',
    'C3',
    'Crossings at the ferry',
    'ministry statement',
    '2021-02',
    'Ferry office of Talvessia (invented)'
  ],
  [
    'border-merrowind',
    'C3',
    'The pressure on our shore',
    'ministry statement',
    '2021-03',
    'Border office of Merrowind (invented)'
  ],
  [
    'survey-1',
    'B2',
    'Who works in the fish halls? A survey in three towns',
    'survey',
    '2021-09',
    'Institute of the Fen (invented)'
  ],
  [
    'seizure-report',
    'B3',
    'What the excise office took',
    'police report',
    '2021-04',
    'Excise office of Quorrath (invented)'
  ],
  [
    'donor-note',
    'C3',
    'The size of the cigarette trade: a note for donors',
    'donor report',
    '2021-06',
    'Fund for Clean Harbours (invented)'
  ]
]

const LABOUR = 'people/trafficking/forced-labour'
const SMUGGLING = 'people/smuggling'
/** Two definitions of one figure: those who asked for help, and those who were trafficked. */
const ASKED = 'asked the association for help, each call counted'
const VICTIMS = 'victims of trafficking'
const CROSSED = 'crossed at Thornmouth Ferry without papers'
const HALLS = 'worked in the fish halls and could not leave'

/** Each estimate: id, source, what it measures (goods by code, places by id), what it states. */
const ESTIMATES: readonly (readonly [id: string, source: string, measures: readonly (string | Ref)[], facts: Row])[] = [
  [
    'estimate-1',
    'ministry-brief',
    [LABOUR],
    {
      name: 'People in the fish halls: convictions',
      unit: 'persons',
      year: '2020',
      low: 40,
      high: 60,
      counts: 'convictions',
      definition: 'convicted in Merrowind',
      publisherRole: 'DESTINATION',
      interest: 'few cases, few duties'
    }
  ],
  [
    'estimate-2',
    'ngo-report',
    [LABOUR],
    {
      name: 'People in the fish halls: persons in the fish halls',
      unit: 'persons',
      year: '2020',
      low: 900,
      high: 2200,
      counts: 'persons in the fish halls',
      definition: 'told of threats or debt',
      publisherRole: 'NGO',
      interest: 'many cases, more funds'
    }
  ],
  [
    'estimate-3',
    'series-1',
    [LABOUR],
    {
      name: 'People in the fish halls: arrivals a year',
      unit: 'persons',
      year: '2020',
      point: 400,
      counts: 'arrivals a year',
      publisherRole: 'MEDIA'
    }
  ],
  ...(
    [
      [
        'leaflet-1',
        ASKED,
        'NGO',
        'calls at the desk of the association, added up over three years',
        'many calls, more funds'
      ],
      ['article-7', ASKED, 'MEDIA', 'none stated: it names the leaflet', 'a round number sells papers'],
      [
        'labour-brief',
        VICTIMS,
        'ORIGIN',
        'none stated: it names the newspaper',
        'many victims abroad, more say over who may leave'
      ],
      ['assembly-brief', VICTIMS, 'IGO', 'none stated: it names the ministry', 'a large number, a larger programme']
    ] as const
  ).map(
    ([source, definition, publisherRole, method, interest], i) =>
      [
        `road-${i + 1}`,
        source,
        [LABOUR],
        {
          name: `Twelve thousand on the road, as ${['the leaflet', 'the newspaper', 'the ministry', 'the assembly'][i] ?? ''} has it`,
          unit: 'persons',
          year: '2017',
          point: 12000,
          counts: 'persons on the road',
          definition,
          method,
          publisherRole,
          interest
        }
      ] as const
  ),
  ...(
    [
      [
        'border-quorrath',
        'ORIGIN',
        { point: 700 },
        'fines paid at the border',
        'few leave, so nothing is wrong at home'
      ],
      [
        'border-talvessia',
        'TRANSIT',
        { low: 1500, high: 2100 },
        'counted at the ferry on ten days',
        'a passage, not a host'
      ],
      [
        'border-merrowind',
        'DESTINATION',
        { low: 6500, high: 9000 },
        'turned away at the quay, times three',
        'many arrive, more money for the border'
      ]
    ] as const
  ).map(
    ([source, publisherRole, range, method, interest]) =>
      [
        `ferry-${publisherRole.toLowerCase()}`,
        source,
        [SMUGGLING, place('thornmouth')],
        {
          name: `Crossings at the ferry, as the state of ${publisherRole.toLowerCase()} has it`,
          unit: 'crossings',
          year: '2020',
          ...range,
          counts: 'crossings in a year',
          definition: CROSSED,
          method,
          publisherRole,
          interest
        }
      ] as const
  ),
  ...(
    [
      ['halls', 2400, [LABOUR], 'three towns'],
      ['halls-skaravel', 1100, [LABOUR, place('skaravel')], 'Skaravel'],
      ['halls-low-tamming', 800, [LABOUR, place('low-tamming')], 'Low Tamming'],
      ['halls-ondrel', 500, [LABOUR, place('port-ondrel')], 'Port Ondrel']
    ] as const
  ).map(
    ([id, point, measures, where]) =>
      [
        id,
        'survey-1',
        measures,
        {
          name: `Workers who could not leave, ${where}`,
          unit: 'persons',
          year: '2021',
          point,
          counts: 'workers in the fish halls',
          definition: HALLS,
          method: 'every hall visited twice; workers asked away from the foremen',
          publisherRole: 'ACADEMIA',
          interest: 'none stated'
        }
      ] as const
  ),
  [
    'cigarettes-taken',
    'seizure-report',
    ['tobacco/cigarettes'],
    {
      name: 'Cigarettes taken',
      unit: 'cartons',
      year: '2020',
      point: 31000,
      counts: 'cartons seized',
      definition: 'seized by the excise office',
      method: 'counted in the store',
      publisherRole: 'LAW_ENFORCEMENT',
      interest: 'more taken, more staff'
    }
  ],
  [
    'cigarettes-sold',
    'donor-note',
    ['tobacco/cigarettes'],
    {
      name: 'Cigarettes sold without stamp',
      unit: 'cartons',
      year: '2020',
      low: 90000,
      high: 400000,
      counts: 'cartons sold',
      definition: 'sold without a stamp of any state',
      method: 'packs picked up in streets, times sales',
      publisherRole: 'DONOR',
      interest: 'a large trade, a reason to fund'
    }
  ]
]

/** Numbers that disagree because their publishers count different things and gain by them; one of them is printed four times. */
export function writeNumbers(library: Library): void {
  for (const [id, grade, title, sourceType, date, publisher, cites] of SOURCES)
    library.source('press', id, grade, { title, publisher, date, sourceType, cites })
  for (const [id, source, measures, facts] of ESTIMATES) {
    library.entity(press(id), 'Estimate', facts, { source })
    for (const of of measures) library.tie('press', 'MEASURES', press(id), of, {}, { source })
  }
  // What the survey says of its towns: parts of one count that share nobody.
  for (const id of HALLS_PARTS)
    library.tie('press', 'PART_OF', press(id), press('halls'), { role: 'disjoint part' }, { source: 'survey-1' })
}

export const HALLS_PARTS = ['halls-skaravel', 'halls-low-tamming', 'halls-ondrel'] as const
export const ROAD = { ids: ['road-1', 'road-2', 'road-3', 'road-4'], definitions: [ASKED, VICTIMS] } as const
export const FERRY = { ids: ['ferry-origin', 'ferry-transit', 'ferry-destination'], definition: CROSSED } as const
/** All estimates of the case, as records. */
export const ALL_ESTIMATES: readonly Ref[] = ESTIMATES.map(([id]) => press(id))
