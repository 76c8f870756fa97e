import type { Row } from '../lib.ts'
import type { Library, Ref } from './library.ts'
import { LANTERN } from './lantern.ts'
import { SALT } from './salt.ts'
import { place } from './world.ts'

const press = (id: string): Ref => ({ dataset: 'press', id })

/** Who says what came of it. All invented. */
const SOURCES: readonly (readonly [
  id: string,
  grade: string,
  title: string,
  type: string,
  date: string,
  publisher: string
])[] = [
  ['study-2', 'B2', 'Ten things that were tried', 'study', '2022-05', 'Institute of the Fen (invented)'],
  [
    'harbour-review',
    'B3',
    'Review of the harbour searches',
    'report',
    '2022-02',
    'Harbour office of Port Ondrel (invented)'
  ],
  [
    'road-review',
    'C3',
    'What the patrols did to those on the road',
    'NGO report',
    '2021-12',
    'Lanterns for the Road (invented NGO)'
  ],
  [
    'minutes',
    'C4',
    'Minutes of the Assembly of the Four States',
    'minutes',
    '2022-06',
    'Assembly of the Four States (invented)'
  ]
]

type Outcome = 'WORKED' | 'FAILED' | 'HARMED' | 'DISPLACED' | 'UNKNOWN'
/** source, outcome, method, quality of the evidence, what came of it in words */
type Finding = readonly [source: string, outcome: Outcome, method: string, quality: string, note?: string]

/** What was done: id, source, what it was aimed at, the facts, what came of it. Every outcome is there, failure and harm as often as success. */
const TRIED: readonly (readonly [
  id: string,
  source: string,
  at: readonly (string | Ref)[],
  facts: Row,
  found: readonly Finding[]
])[] = [
  [
    'raid',
    'series-1',
    [press('g1')],
    {
      name: 'Raids on the fish halls',
      interventionType: 'raid',
      groupKind: 'HIERARCHICAL',
      tactic: 'arrest of runners',
      started: '2020-10',
      ended: '2020-12'
    },
    [
      ['ministry-brief', 'WORKED', 'none stated', 'weak'],
      ['ngo-report', 'HARMED', 'none stated', 'weak']
    ]
  ],
  [
    'head',
    'study-2',
    [LANTERN.press, 'people/trafficking/forced-labour', place('port-ondrel')],
    {
      name: 'Arrest of the head of the house',
      interventionType: 'arrest',
      groupKind: 'HIERARCHICAL',
      tactic: 'arrest of the head',
      started: '2021-06'
    },
    [
      [
        'study-2',
        'FAILED',
        'prices and arrivals a year before and after',
        'moderate',
        'a lieutenant took over within weeks'
      ],
      ['series-1', 'WORKED', 'none stated', 'weak']
    ]
  ],
  [
    'money',
    'study-2',
    [LANTERN.press, place('skaravel')],
    {
      name: 'Seizure of boats and houses',
      interventionType: 'confiscation',
      groupKind: 'HIERARCHICAL',
      tactic: 'taking the proceeds',
      started: '2021-07',
      ended: '2022-03'
    },
    [['study-2', 'WORKED', 'accounts compared with those of two other houses', 'good', 'wages in the halls rose']]
  ],
  [
    'searches',
    'harbour-review',
    [SALT.press, 'tobacco/cigarettes', place('port-ondrel')],
    {
      name: 'Searches of every tenth lorry',
      interventionType: 'inspection',
      groupKind: 'LOOSE',
      tactic: 'search at the port',
      started: '2020-02',
      ended: '2021-02'
    },
    [
      ['harbour-review', 'DISPLACED', 'log of lorries at three ports', 'moderate', 'loads went by Saltbarrow instead'],
      ['minutes', 'WORKED', 'number of cartons taken', 'weak']
    ]
  ],
  [
    'ferry-patrol',
    'road-review',
    ['people/smuggling', place('thornmouth')],
    {
      name: 'Patrols at the ferry',
      interventionType: 'patrol',
      groupKind: 'LOOSE',
      tactic: 'turning back',
      started: '2020-05'
    },
    [
      [
        'road-review',
        'HARMED',
        'interviews with forty travellers',
        'moderate',
        'people crossed by night and in worse boats'
      ],
      ['study-2', 'DISPLACED', 'crossings at the ferry and at the pass', 'good', 'as many crossed at Zindle Pass']
    ]
  ],
  [
    'camp',
    'road-review',
    ['people', place('camp-emberlow')],
    {
      name: 'Closing of Camp Emberlow',
      interventionType: 'closure',
      groupKind: 'CRIMINAL_NETWORK',
      tactic: 'closing a camp',
      started: '2019-09'
    },
    [
      ['road-review', 'HARMED', 'interviews with those who left', 'moderate', 'more were in debt a year later'],
      ['minutes', 'FAILED', 'none stated', 'weak']
    ]
  ],
  [
    'permits',
    'study-2',
    ['people/smuggling', place('brack-crossing')],
    {
      name: 'Permits for seasonal work',
      interventionType: 'permit',
      groupKind: 'LOOSE',
      tactic: 'a lawful way to cross',
      started: '2021-03'
    },
    [['study-2', 'WORKED', 'two crossings compared, one with permits and one without', 'good', 'fewer paid a guide']]
  ],
  [
    'files',
    'minutes',
    ['organs/kidney', place('ilverstrand')],
    {
      name: 'A second doctor for every transplant',
      interventionType: 'oversight',
      groupKind: 'CORE_GROUP',
      tactic: 'a second signature',
      started: '2021-11'
    },
    [['minutes', 'UNKNOWN', 'nobody looked', 'none']]
  ],
  [
    'duty',
    'minutes',
    ['tobacco/cigarettes', place('saltbarrow')],
    {
      name: 'One duty on both sides of the water',
      interventionType: 'tax',
      groupKind: 'CRIMINAL_NETWORK',
      tactic: 'taking away the price gap',
      started: '2022-01'
    },
    [
      ['minutes', 'UNKNOWN', 'too early to say', 'none'],
      ['article-2', 'FAILED', 'none stated', 'weak']
    ]
  ],
  [
    'posters',
    'minutes',
    ['people/trafficking', place('high-quorr')],
    {
      name: 'Posters at the bus station',
      interventionType: 'campaign',
      tactic: 'warning those who leave',
      started: '2020-06',
      ended: '2020-08'
    },
    []
  ]
]

/** What was done against the trades, and what came of it: every outcome, on evidence of every quality, and one thing nobody evaluated. */
export function writeResponses(library: Library): void {
  for (const [id, grade, title, sourceType, date, publisher] of SOURCES)
    library.source('press', id, grade, { title, publisher, date, sourceType })
  let number = 0
  for (const [id, source, at, facts, found] of TRIED) {
    library.entity(press(id), 'Intervention', facts, { source })
    for (const of of at) library.tie('press', 'TARGETS', press(id), of, {}, { source })
    for (const [by, outcome, method, evidenceQuality, note] of found) {
      const evaluation = press(`evaluation-${++number}`)
      const name = `${String(facts['name'])}, after: ${BY[by] ?? ''}`
      library.entity(evaluation, 'Evaluation', { name, outcome, method, evidenceQuality, note }, { source: by })
      library.tie('press', 'EVALUATES', evaluation, press(id), {}, { source: by })
    }
  }
}

const BY: Readonly<Record<string, string>> = {
  'ministry-brief': 'the ministry',
  'ngo-report': 'the association',
  'study-2': 'the institute',
  'series-1': 'the newspaper',
  'harbour-review': 'the harbour office',
  minutes: 'the assembly',
  'road-review': 'the association of the road',
  'article-2': 'the newspaper of Saltbarrow'
}

/** How often each outcome is found: evaluations, and interventions with at least one such evaluation. */
export function outcomesPlanted(): Record<Outcome, { evaluations: number; interventions: number }> {
  const of = (outcome: Outcome): { evaluations: number; interventions: number } => {
    const per = TRIED.map(([, , , , found]) => found.filter(([, each]) => each === outcome).length)
    return { evaluations: per.reduce((sum, n) => sum + n, 0), interventions: per.filter((n) => n > 0).length }
  }
  return {
    WORKED: of('WORKED'),
    FAILED: of('FAILED'),
    HARMED: of('HARMED'),
    DISPLACED: of('DISPLACED'),
    UNKNOWN: of('UNKNOWN')
  }
}
/** All interventions of the case as records, and those that nobody evaluated. */
export const ALL_INTERVENTIONS: readonly Ref[] = TRIED.map(([id]) => press(id))
export const NOT_EVALUATED: readonly Ref[] = TRIED.filter(([, , , , found]) => found.length === 0).map(([id]) =>
  press(id)
)
