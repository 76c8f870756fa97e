import { GRADES, type PublishedCase } from './published-cases.ts'

const KRACKHARDT = 'Krackhardt, D. (1987) Cognitive social structures. Social Networks 9(2)'

/** Lawful networks whose structure is known: what the others are compared with. */
export const CONTROLS: readonly PublishedCase[] = [
  {
    folder: 'cases/krackhardt-reports-to',
    input: 'control-krackhardt-reports',
    nameOf: (id) => `manager ${id}`,
    command: true,
    weighted: false,
    manifest: {
      title: 'Control: who reports to whom among 21 managers of a firm',
      publisher: 'Krackhardt',
      publisherRole: 'ACADEMIA',
      licence: 'MIT (schochastics/networkdata)',
      howCollected: 'SURVEY',
      collectionNote:
        'Questionnaire in a manufacturer of high-tech equipment. The source lists subordinate and superior; here the superior stands first, as orders run.',
      coverage: '21 managers, 20 reports',
      caveats: `A control: a lawful firm, no case of crime. The same managers as in the friends control, kept as records of their own on purpose. Departments are not units with a territory of their own. ${GRADES}`,
      citation: KRACKHARDT
    },
    sources: [
      {
        id: 'study',
        title: 'High-tech managers: who reports to whom',
        publisher: 'Krackhardt',
        date: '1987',
        sourceType: 'survey',
        citation: KRACKHARDT
      }
    ],
    claims: [
      {
        name: 'Control: a firm, reports-to',
        note: 'A control, not a case of crime: who reports to whom among 21 managers of a lawful firm.',
        country: 'US',
        goodsWords: 'none (a firm)',
        source: 'study'
      },
      {
        structureLabel: 'STANDARD_HIERARCHY',
        structureWords: 'a chart: a perfect tree',
        hasRanks: true,
        singleLeader: true,
        source: 'study',
        grade: 'A1'
      }
    ]
  },
  {
    folder: 'cases/krackhardt-friends',
    input: 'control-krackhardt-friends',
    nameOf: (id) => `manager ${id}`,
    role: 'names as a friend',
    weighted: false,
    manifest: {
      title: 'Control: friendship among 21 managers of a firm',
      publisher: 'Krackhardt',
      publisherRole: 'ACADEMIA',
      licence: 'MIT (schochastics/networkdata)',
      howCollected: 'SURVEY',
      collectionNote: 'Questionnaire in a manufacturer of high-tech equipment: whom each names as a friend.',
      coverage: '21 managers, 102 ties',
      caveats: `A control: a lawful firm, no case of crime. The same managers as in the reports-to control, kept as records of their own on purpose. ${GRADES}`,
      citation: KRACKHARDT
    },
    sources: [
      {
        id: 'study',
        title: 'High-tech managers: friendship',
        publisher: 'Krackhardt',
        date: '1987',
        sourceType: 'survey',
        citation: KRACKHARDT
      }
    ],
    claims: [
      {
        name: 'Control: a firm, friends',
        note: 'A control, not a case of crime: whom 21 managers of a lawful firm name as friends.',
        country: 'US',
        goodsWords: 'none (a firm)',
        source: 'study'
      },
      { structureLabel: 'LOOSE', structureWords: 'friendship, which has no ranks', source: 'study', grade: 'A1' }
    ]
  },
  {
    folder: 'cases/zachary',
    input: 'control-zachary-karate',
    nameOf: (id) => `member ${id}`,
    role: 'friends outside the club',
    weighted: false,
    manifest: {
      title: 'Control: a karate club that split',
      publisher: 'Zachary',
      publisherRole: 'ACADEMIA',
      licence: 'MIT (schochastics/networkdata)',
      howCollected: 'OBSERVATION',
      collectionNote:
        'Three years of observation in a university club; a tie is contact outside the club, without direction.',
      coverage: '34 members, 78 ties',
      caveats: `A control: a lawful club, no case of crime. Ties have no direction; who stands first is arbitrary. ${GRADES}`,
      citation:
        'Zachary, W. (1977) An information flow model for conflict and fission in small groups. Journal of Anthropological Research 33'
    },
    sources: [
      {
        id: 'study',
        title: 'A karate club: contacts outside the club',
        publisher: 'Zachary',
        date: '1977',
        sourceType: 'observation',
        citation: 'Zachary, W. (1977) Journal of Anthropological Research 33'
      }
    ],
    claims: [
      {
        name: 'Control: a karate club',
        note: 'A control, not a case of crime: members of a university club, which split in two.',
        country: 'US',
        goodsWords: 'none (a club)',
        source: 'study'
      },
      { structureLabel: 'OTHER', structureWords: 'two factions', source: 'study', grade: 'A1' }
    ]
  }
]
