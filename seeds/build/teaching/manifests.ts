import type { Manifest } from '../lib.ts'
import type { DatasetKey } from './library.ts'

type Facts = Pick<Manifest, 'title' | 'publisher' | 'publisherRole' | 'howCollected' | 'collectionNote'> &
  Partial<Pick<Manifest, 'looksAt' | 'marking' | 'coverage' | 'interest' | 'caveats'>>

/** What each office says of its own file. Each of the first six looks at one good at most; court and press at several, in part. */
export const FACTS: Readonly<Record<DatasetKey, Facts>> = {
  places: {
    title: 'Places of the teaching case',
    publisher: 'Atlas office',
    publisherRole: 'OTHER',
    howCollected: 'REGISTER',
    collectionNote: 'Four invented states and their towns; no coordinates, since they are nowhere.'
  },
  harbour: {
    title: 'Register and log of the harbour office',
    publisher: 'Harbour office of Port Ondrel',
    publisherRole: 'TRANSIT',
    howCollected: 'REGISTER',
    collectionNote: 'Ships, companies and calls; the office looks at no good.'
  },
  hotline: {
    title: 'Casework of the victims’ hotline',
    publisher: 'Victims’ hotline of Low Tamming',
    publisherRole: 'NGO',
    howCollected: 'CASEWORK',
    collectionNote: 'Calls and casework; clients are pseudonyms.',
    looksAt: ['people'],
    marking: 'AMBER',
    interest: 'more cases, more funds'
  },
  customs: {
    title: 'Files of the customs drugs unit',
    publisher: 'Customs drugs unit',
    publisherRole: 'LAW_ENFORCEMENT',
    howCollected: 'WIRETAP',
    collectionNote: 'Tapped lines and reports of officers.',
    looksAt: ['drugs'],
    marking: 'GREEN',
    caveats: 'Tapped lines centre on whoever was tapped.'
  },
  'arms-desk': {
    title: 'Traces of the arms tracing desk',
    publisher: 'Arms tracing desk',
    publisherRole: 'LAW_ENFORCEMENT',
    howCollected: 'INVESTIGATION',
    collectionNote: 'Traces of serial numbers, and letters of partner desks.',
    looksAt: ['arms'],
    marking: 'GREEN'
  },
  hospital: {
    title: 'Audit of the hospital board',
    publisher: 'Hospital board of Ilverstrand',
    publisherRole: 'OTHER',
    howCollected: 'INVESTIGATION',
    collectionNote: 'Audit of transplant files; donors are pseudonyms.',
    looksAt: ['organs'],
    marking: 'AMBER'
  },
  excise: {
    title: 'Inspections of the excise office',
    publisher: 'Excise office of Quorrath',
    publisherRole: 'LAW_ENFORCEMENT',
    howCollected: 'INVESTIGATION',
    collectionNote: 'Inspections of stores, stamps and lorries.',
    looksAt: ['tobacco'],
    marking: 'GREEN'
  },
  court: {
    title: 'Judgments and rolls of the regional court',
    publisher: 'Regional court of Port Ondrel',
    publisherRole: 'COURT',
    howCollected: 'COURT_FILE',
    collectionNote: 'Read from judgments, indictments and the roll.',
    looksAt: ['people', 'drugs', 'arms', 'tobacco'],
    coverage: 'only what was charged; organs were never before this court',
    caveats: 'An indictment is a prosecutor’s view.'
  },
  press: {
    title: 'Press cuttings and public statements',
    publisher: 'Press archive of Skaravel',
    publisherRole: 'MEDIA',
    howCollected: 'PRESS',
    collectionNote: 'Articles, with statements of an association and a ministry.',
    looksAt: ['people', 'drugs', 'organs', 'tobacco'],
    coverage: 'what was printed; nothing on arms',
    caveats: 'Articles repeat each other: count origins, not sources.'
  },
  judgements: {
    title: 'Which records are one actor',
    publisher: 'Teaching desk',
    publisherRole: 'OTHER',
    howCollected: 'CASEWORK',
    collectionNote: 'Decisions of people who compared the files; one pair that looks the same is left for learners.'
  },
  ledger: {
    title: 'The account book of Quillfen, and who kept it',
    publisher: 'Regional court of Port Ondrel, later find',
    publisherRole: 'COURT',
    howCollected: 'COURT_FILE',
    collectionNote: 'An account book found in a search, and the statement of a witness.',
    coverage: 'the third group alone; not loaded at first start: import it and ask again what the group is'
  }
}
export const LICENCE = 'CC0 1.0: invented, free to use for teaching'
export const CAVEAT = 'Invented for teaching: no person, group, place or event in it exists.'
