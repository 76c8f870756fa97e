import type { DatasetKey, Library } from './library.ts'

/** Sources by dataset: id, grade of their claims ('' for ungraded), what they are, date, and what they cite. */
const SOURCES: Partial<
  Record<
    DatasetKey,
    readonly (readonly [id: string, grade: string, title: string, type: string, date: string, publisher?: string])[]
  >
> = {
  court: [
    ['judgment-1', 'A2', 'Judgment in the Marrowlamp trial', 'judgment', '2021-06-11'],
    ['hearing-1', 'B2', 'Record of the hearings in the Marrowlamp trial', 'transcript', '2021-02'],
    ['indictment-1', 'B3', 'Indictment in the Marrowlamp trial', 'indictment', '2020-03-02'],
    ['judgment-2', 'A2', 'Judgments in the Saltbarrow trials', 'judgment', '2022-10-04'],
    ['indictment-2', 'C3', 'The prosecutor’s indictment in the Saltbarrow trials', 'indictment', '2021-11-30'],
    ['judgment-3', 'A1', 'Judgment on the harbour inspector', 'judgment', '2022-05-19'],
    ['indictment-3', 'B3', 'Indictment of the harbour inspector', 'indictment', '2020-09-14'],
    ['roll', 'A1', 'Roll of the court: parties and counsel', 'register', '2022']
  ],
  press: [
    ['series-1', 'C2', 'The House on the Quay, a series in six parts', 'article', '2020-11', 'Ondrel Tidings'],
    ['article-2', 'C3', 'Barrels, butts and barges', 'article', '2021-12', 'The Saltbarrow Bell'],
    ['article-3', 'D3', 'Who let the ships pass?', 'article', '2019-08', 'Ondrel Tidings'],
    ['article-4', 'D4', 'A voice on the telephone', 'article', '2020-01-15', 'Ondrel Tidings'],
    ['article-5', 'C3', 'The kidney trail of Quillfen', 'article', '2022-03', 'The High Quorr Lamp'],
    ['article-6', 'C3', 'Quillfen, a second look', 'article', '2022-07', 'Ilverstrand Evening Post'],
    ['profile-1', 'C2', 'The valley helps its own: portrait of an association', 'article', '2021-05', 'Ondrel Tidings']
  ],
  customs: [
    ['intercepts', 'B2', 'Tapped lines of the customs drugs unit', 'wiretap', '2020'],
    ['reports', 'B3', 'Reports of customs officers', 'report', '2021'],
    ['informant', 'C3', 'What an informant told the customs drugs unit', 'informant', '2021-04']
  ],
  'arms-desk': [
    ['traces', 'A2', 'Traces of serial numbers', 'register', '2021'],
    ['letters', 'C3', 'Letters of partner desks', 'letter', '2021']
  ],
  hospital: [
    ['audit', 'B2', 'Audit of transplant files', 'audit', '2021'],
    ['whistle', 'F3', 'A note slipped under the board’s door', 'note', '2020-12']
  ],
  excise: [
    ['inspections', 'B2', 'Inspections of stores and stamps', 'inspection', '2021'],
    ['officers', 'C3', 'What excise officers heard', 'report', '2021']
  ],
  harbour: [
    ['register', 'A2', 'Register of ships and shipping companies', 'register', '2021'],
    ['movements', 'A2', 'Log of arrivals and departures', 'register', '2021']
  ],
  hotline: [
    ['caseworkers', 'B2', 'Notes of the hotline’s caseworkers', 'casework', '2021'],
    ['border-police', 'C3', 'Notices of the border police, copies on file', 'notice', '2021'],
    ['labour-inspectorate', 'B3', 'Letters of the labour inspectorate, copies on file', 'letter', '2021'],
    ['caller-17', 'F3', 'Caller 17', 'caller', '2019-12'],
    ['caller-21', 'F3', 'Caller 21', 'caller', '2020-02'],
    ['caller-34', '', 'Caller 34', 'caller', '2020-06']
  ],
  ledger: [
    ['book', 'B2', 'The account book of Quillfen', 'document', '2023-02'],
    ['witness', 'C2', 'Statement of a witness who kept other books', 'statement', '2023-04']
  ]
}

export function writeSources(library: Library): void {
  for (const [dataset, list] of Object.entries(SOURCES) as [DatasetKey, (typeof SOURCES)['court'] & object][])
    for (const [id, grade, title, sourceType, date, publisher] of list)
      library.source(dataset, id, grade, {
        title,
        publisher,
        date,
        sourceType,
        ...(id === 'article-4' ? { cites: 'teaching/hotline:caller-17' } : {})
      })
  // One caller becomes four reports: the article cites the caller, the association the article, the ministry the association.
  library.source('press', 'ngo-report', 'C4', {
    title: 'Voices from Low Tamming: a report',
    publisher: 'Hands Along the Road (invented NGO)',
    date: '2020-04',
    sourceType: 'NGO report',
    cites: 'article-4'
  })
  library.source('press', 'ministry-brief', 'C4', {
    title: 'Brief of the ministry of the interior',
    publisher: 'Ministry of the Interior of Merrowind (invented)',
    date: '2020-09',
    sourceType: 'ministry statement',
    cites: 'ngo-report'
  })
}
