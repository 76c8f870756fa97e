import { GRADES, NO_LICENCE, sameAsId, TAPPED, type PublishedCase } from './published-cases.ts'

/** Networks from tapped lines. */
export const WIRETAPPED: readonly PublishedCase[] = [
  {
    folder: 'cases/ciel',
    input: 'ciel',
    nameOf: sameAsId,
    weighted: true,
    manifest: {
      title: 'CIEL',
      publisher: 'Morselli & Petit',
      publisherRole: 'ACADEMIA',
      licence: NO_LICENCE,
      howCollected: 'WIRETAP',
      collectionNote: 'Tapped lines; one tie per caller and called, with the number of calls.',
      coverage: '25 participants, 45 ties',
      caveats: `The label is contested. ${TAPPED} ${GRADES}`,
      citation: 'Morselli, C. (2009) Inside Criminal Networks. Springer',
      looksAt: ['drugs']
    },
    sources: [
      {
        id: 'study',
        title: 'The CIEL network: contacts from tapped lines',
        publisher: 'Morselli',
        date: '2009',
        sourceType: 'wiretap',
        citation: 'Morselli, C. (2009) Inside Criminal Networks. Springer'
      },
      {
        id: 'police',
        title: 'The police on CIEL, as the study reports it',
        sourceType: 'statement',
        citation: 'in Morselli 2009'
      }
    ],
    claims: [
      { name: 'CIEL', note: 'A group that imported hashish.', country: 'CA', goodsWords: 'hashish', source: 'study' },
      {
        structureLabel: 'HIERARCHICAL',
        structureWords:
          'a tight hierarchy with a leader who keeps his distance and a lieutenant who runs the daily work',
        singleLeader: true,
        source: 'police',
        grade: 'C4'
      },
      {
        structureWords: 'another description says that the police merely claimed a hierarchy',
        source: 'study',
        grade: 'C4'
      }
    ]
  },
  {
    folder: 'cases/togo',
    input: 'togo',
    nameOf: sameAsId,
    weighted: false,
    manifest: {
      title: 'TOGO',
      publisher: 'Morselli & Roy',
      publisherRole: 'ACADEMIA',
      licence: NO_LICENCE,
      howCollected: 'WIRETAP',
      collectionNote: 'Tapped lines; one tie per pair, without strength.',
      coverage: '33 participants, 47 ties',
      caveats: `${TAPPED} ${GRADES}`,
      citation: 'Morselli, C. & Roy, J. (2008) Brokerage qualifications in ringing operations. Criminology 46(1)',
      looksAt: ['vehicles']
    },
    sources: [
      {
        id: 'study',
        title: 'The TOGO network: contacts from tapped lines',
        publisher: 'Morselli & Roy',
        date: '2008',
        sourceType: 'wiretap',
        citation: 'Morselli, C. & Roy, J. (2008) Brokerage qualifications in ringing operations. Criminology 46(1)'
      }
    ],
    claims: [
      {
        name: 'TOGO',
        note: 'A ringing operation: stolen vehicles from Toronto and Montreal to France and Ghana.',
        country: 'CA',
        goodsWords: 'stolen vehicles',
        source: 'study'
      },
      { structureLabel: 'LOOSE', structureWords: 'loose, held together by brokers', source: 'study', grade: 'B3' }
    ]
  },
  {
    folder: 'cases/natarajan-cocaine',
    input: 'natarajan-cocaine',
    nameOf: sameAsId,
    weighted: true,
    manifest: {
      title: 'Natarajan: a cocaine organisation',
      publisher: 'Natarajan',
      publisherRole: 'ACADEMIA',
      licence: NO_LICENCE,
      howCollected: 'WIRETAP',
      collectionNote: '151 tapped calls; direction says who called or instructed.',
      coverage: '28 participants, 40 ties',
      caveats: `No tie is returned at all: direction most likely says who was coded as caller, and must not be read as command. What the study calls the structure is stated from memory. ${TAPPED} ${GRADES}`,
      citation:
        'Natarajan, M. (2000) Understanding the structure of a drug trafficking organization: a conversational analysis. Crime Prevention Studies 11',
      looksAt: ['drugs']
    },
    sources: [
      {
        id: 'study',
        title: 'A cocaine organisation in New York: 151 tapped calls',
        publisher: 'Natarajan',
        date: '2000',
        sourceType: 'wiretap',
        citation: 'Natarajan, M. (2000) Crime Prevention Studies 11'
      }
    ],
    claims: [
      {
        name: 'Natarajan cocaine',
        note: 'A large cocaine organisation in New York.',
        country: 'US',
        goodsWords: 'cocaine',
        source: 'study'
      },
      {
        structureLabel: 'HIERARCHICAL',
        structureWords: 'corporate: a large organisation with tasks and ranks',
        hasRanks: true,
        source: 'study',
        grade: 'C3'
      }
    ]
  },
  {
    folder: 'cases/natarajan-heroin',
    input: 'natarajan-heroin',
    nameOf: sameAsId,
    weighted: false,
    manifest: {
      title: 'Natarajan: a heroin network',
      publisher: 'Natarajan',
      publisherRole: 'ACADEMIA',
      licence: NO_LICENCE,
      howCollected: 'WIRETAP',
      collectionNote:
        '2,408 tapped calls among 294 persons; the ties here are those among a core of 38, without strength.',
      coverage: '38 of 294 persons, 168 ties',
      caveats: `Only the core of 38 is shown; the other 256 persons and their ties are not in the data. ${TAPPED} ${GRADES}`,
      citation:
        'Natarajan, M. (2006) Understanding the structure of a large heroin distribution network: a quantitative analysis of qualitative data. Journal of Quantitative Criminology 22(2)',
      looksAt: ['drugs']
    },
    sources: [
      {
        id: 'study',
        title: 'A heroin network: 2,408 tapped calls',
        publisher: 'Natarajan',
        date: '2006',
        sourceType: 'wiretap',
        citation: 'Natarajan, M. (2006) Journal of Quantitative Criminology 22(2)'
      },
      {
        id: 'prosecution',
        title: 'The prosecution on the heroin network, as the study reports it',
        sourceType: 'statement',
        citation: 'in Natarajan 2006'
      }
    ],
    claims: [
      {
        name: 'Natarajan heroin',
        note: 'Distributors of heroin; the study shows a core of 38 out of 294 persons.',
        country: 'US',
        goodsWords: 'heroin',
        studySize: 294,
        source: 'study'
      },
      {
        structureLabel: 'LOOSE',
        structureWords:
          '294 persons loosely linked; a core of 38 with little difference in status and some division of tasks',
        source: 'study',
        grade: 'B2'
      },
      { structureWords: 'one large conspiracy, which the tapped calls did not confirm', source: 'prosecution' }
    ]
  }
]
