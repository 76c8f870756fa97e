import type { Row } from './lib.ts'
import { GRADES, NO_LICENCE, TAPPED, type PublishedCase } from './published-cases.ts'

const participant = (id: string): string => `participant ${id}`

const CAVIAR_STUDY =
  'Morselli, C. & Petit, K. (2007) Law-enforcement disruption of a drug importation network. Global Crime 8(2); Morselli, C. (2009) Inside Criminal Networks. Springer'
const caviarSources: readonly Row[] = [
  {
    id: 'study',
    title: 'The CAVIAR network: contacts from tapped lines used as evidence at trial',
    publisher: 'Morselli & Petit',
    date: '2007',
    sourceType: 'wiretap',
    citation: CAVIAR_STUDY
  },
  {
    id: 'roles',
    title: 'Roles of 23 participants of CAVIAR',
    publisher: 'Morselli',
    date: '2009',
    sourceType: 'study',
    citation: CAVIAR_STUDY,
    cites: 'study'
  }
]
const CAVIAR_CAVEATS = `Participants 83 to 110 are not traffickers: they are the others who were heard. CAVIAR as a whole and CAVIAR by phases are two codings of one investigation (295 and 303 ties, 259 of them shared): two datasets, two cases, never to be added. The label speaks of hashish, the seizure table of marijuana. ${TAPPED} ${GRADES}`

/** CAVIAR in its two codings, never added to one another. */
export const CAVIAR: readonly PublishedCase[] = [
  {
    folder: 'cases/caviar-all',
    input: 'caviar-all',
    nameOf: participant,
    weighted: true,
    manifest: {
      title: 'CAVIAR, the whole investigation',
      publisher: 'Morselli & Petit',
      publisherRole: 'ACADEMIA',
      licence: NO_LICENCE,
      howCollected: 'WIRETAP',
      collectionNote:
        'Tapped lines of two years, as presented at trial; one tie per caller and called, with the number of calls.',
      coverage: '110 participants, 295 ties',
      caveats: CAVIAR_CAVEATS,
      citation: CAVIAR_STUDY,
      looksAt: ['drugs']
    },
    sources: caviarSources,
    claims: [
      {
        name: 'CAVIAR',
        note: 'Importers of hashish and cocaine into Canada. Investigators seized loads but arrested nobody for two years.',
        years: '1994–1996',
        country: 'CA',
        goodsWords: 'hashish; cocaine',
        source: 'study'
      },
      {
        structureLabel: 'MIXED',
        structureWords: 'two sides, hashish and cocaine; changes over time',
        source: 'study',
        grade: 'C3'
      }
    ]
  },
  {
    folder: 'cases/caviar-phases',
    input: 'caviar-phases',
    nameOf: participant,
    weighted: true,
    manifest: {
      title: 'CAVIAR in eleven phases, with its seizures',
      publisher: 'Morselli & Petit',
      publisherRole: 'ACADEMIA',
      licence: NO_LICENCE,
      howCollected: 'WIRETAP',
      collectionNote:
        'Tapped lines in eleven phases of two months; one tie per caller, called and phase. Seizures by phase from a published table.',
      coverage:
        '107 of the 110 participants (57, 60 and 110 are in no phase); 650 ties in phases, 303 pairs; seizures in seven phases',
      caveats: `${CAVIAR_CAVEATS} Seizures carry the words of their table; it states the currency as USD, and no arrests: that is unknown, not none.`,
      citation: CAVIAR_STUDY,
      looksAt: ['drugs']
    },
    sources: [
      ...caviarSources,
      {
        id: 'seizures',
        title: 'Seizures of CAVIAR by phase',
        publisher: 'Morselli & Petit',
        date: '2007',
        sourceType: 'table',
        citation: CAVIAR_STUDY
      }
    ],
    claims: [
      {
        name: 'CAVIAR, by phases',
        note: 'The same investigation as CAVIAR, coded phase by phase. Investigators seized loads but arrested nobody for two years.',
        years: '1994–1996',
        country: 'CA',
        goodsWords: 'hashish; cocaine',
        studySize: 110,
        source: 'study'
      },
      {
        structureLabel: 'MIXED',
        structureWords: 'centralised in phases 1–3, loose by phases 9–11',
        source: 'study',
        grade: 'C3'
      }
    ]
  }
]
