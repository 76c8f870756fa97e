/** Writes `seeds/treaties` from `treaties.csv` and `participation.csv`: instruments, and which states signed or are bound since when. */
import countries from 'i18n-iso-countries'
import { inputFolder, readCsv, writeDataset, type Row } from './lib.ts'
import { INSTRUMENTS } from './instruments.ts'

const folder = inputFolder()
const COUNTRIES = 'skein/countries:'
/** Participants that are no country of ISO 3166-1, as places of this dataset. */
const OWN: Record<string, string> = { 'European Union': 'european-union' }
/** Names of the depositary (2014) that the ISO package does not know. */
const ALIASES: Record<string, string> = {
  'Bolivia (Plurinational State of)': 'BO',
  'Cabo Verde': 'CV',
  Congo: 'CG',
  "Côte d'Ivoire": 'CI',
  'Democratic Republic of the Congo': 'CD',
  "Democratic People's Republic of Korea": 'KP',
  'Holy See': 'VA',
  'Iran (Islamic Republic of)': 'IR',
  'Micronesia (Federated States of)': 'FM',
  'Republic of Korea': 'KR',
  'Republic of Moldova': 'MD',
  'St. Kitts and Nevis': 'KN',
  'St. Lucia': 'LC',
  'St. Vincent and the Grenadines': 'VC',
  'State of Palestine': 'PS',
  Swaziland: 'SZ',
  'Syrian Arab Republic': 'SY',
  'The former Yugoslav Republic of Macedonia': 'MK',
  Turkey: 'TR',
  'United Kingdom of Great Britain and Northern Ireland': 'GB',
  'United Republic of Tanzania': 'TZ',
  'United States of America': 'US',
  'Venezuela (Bolivarian Republic of)': 'VE',
  'Viet Nam': 'VN'
}
const BOUND_BY: Record<string, string> = {
  a: 'accession',
  d: 'succession',
  A: 'acceptance',
  AA: 'approval',
  P: 'participation',
  s: 'definitive signature',
  c: 'formal confirmation'
}
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const placeOf = (participant: string): string => {
  const own = OWN[participant]
  if (own !== undefined) return own
  const code = ALIASES[participant] ?? countries.getAlpha2Code(participant, 'en')
  if (code === undefined) throw new Error(`No country for ${participant}: add it to the aliases`)
  return COUNTRIES + code
}

/** `19 Nov 1960 a` → `1960-11-19`. */
const isoDate = (text: string): string => {
  if (text === '') return ''
  const match = /^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})/.exec(text)
  const month = MONTHS.indexOf(match?.[2] ?? '') + 1
  if (match === null || month === 0) throw new Error(`${JSON.stringify(text)} is no date of the depositary's`)
  return `${match[3] ?? ''}-${String(month).padStart(2, '0')}-${(match[1] ?? '').padStart(2, '0')}`
}

/** Without a code the column's heading says what the action was, as far as it says one thing. */
const boundBy = (code: string, column: string): string => {
  const known = BOUND_BY[code]
  if (known !== undefined) return known
  const uncoded = column.split(', ').filter((part) => !/\([a-zA-Z]+\)$/.test(part))
  return uncoded
    .join(' or ')
    .toLowerCase()
    .replace(/convention|protocol|agreement/g, (word) => word.charAt(0).toUpperCase() + word.slice(1))
}

const codes = new Set(INSTRUMENTS.map((instrument) => instrument.code))
const ties: Row[] = readCsv(folder, 'participation.csv')
  .filter((row) => codes.has(row['treaty_id'] ?? ''))
  .map((row) => {
    const action = row['action_as_published'] ?? ''
    return {
      kind: 'PARTY_TO',
      from: placeOf(row['participant'] ?? ''),
      to: row['treaty_id'] ?? '',
      signedOn: isoDate(row['signature_date'] ?? ''),
      boundOn: isoDate(action),
      boundBy: action === '' ? '' : boundBy(row['action_code'] ?? '', row['source_column'] ?? ''),
      source: 'depositary'
    }
  })
const distinct = new Set(ties.map((tie) => `${String(tie['from'])} ${String(tie['to'])}`)).size

const titles = new Map(readCsv(folder, 'treaties.csv').map((row) => [row['treaty_id'], row['name'] ?? '']))
writeDataset(
  'treaties',
  {
    name: 'skein/treaties',
    title:
      'Treaties on trafficking, smuggling, slavery, drugs, firearms and organised crime, 1904–2001, and their parties to 2014',
    publisher: 'UN Treaty Collection, read by Z. Jones',
    publisherRole: 'IGO',
    licence: 'none stated; facts of the UN depositary',
    howCollected: 'REGISTER',
    collectionNote: 'Status pages of the depositary as they stood between January and June 2014.',
    coverage: `${INSTRUMENTS.length} instruments; states and the European Union as listed in 2014`,
    caveats:
      'To 2014 only: several states that joined later stand as signatories. The early ratifiers of 1904–1921 and all reservations are missing: a state that is not listed is unknown, never not bound. Amended and original treaties are separate instruments. `boundOn` is the day of the act with the depositary, not of entry into force for the state. Dates of entry into force and what is said on whom a treaty protects are from memory, with a source of their own that says so.',
    citation: 'United Nations Treaty Collection, status of treaties, 2014; zmjones/untreaties',
    version: '2014',
    assertions: [
      { count: 'Instrument', is: INSTRUMENTS.length },
      { count: 'PARTY_TO', is: distinct },
      { record: '18-12.a', property: 'inForce', is: '2003-12-25' }
    ]
  },
  {
    'sources.csv': [
      {
        id: 'depositary',
        title: 'Multilateral treaties deposited with the Secretary-General: status',
        publisher: 'United Nations Treaty Collection',
        date: '2014',
        sourceType: 'register',
        citation: 'UNTC status pages, read in 2014'
      },
      {
        id: 'from-memory',
        title: 'Dates of entry into force and persons protected, from memory',
        publisher: 'Skein',
        sourceType: 'note',
        citation: 'To be checked against the depositary before it is cited'
      }
    ],
    'instruments.csv': INSTRUMENTS.flatMap(({ code, name, aliases, adopted, inForce, protects, note }): Row[] => [
      {
        id: code,
        kind: 'Instrument',
        name,
        aliases: [titles.get(code)?.replaceAll(';', ',') ?? '', ...(aliases ?? [])],
        treatyCode: code,
        adopted,
        note,
        source: 'depositary'
      },
      ...(inForce !== undefined || protects !== undefined
        ? [{ id: code, kind: 'Instrument', inForce, protects, source: 'from-memory' }]
        : [])
    ]),
    'places.csv': Object.entries(OWN).map(([name, id]) => ({
      id,
      kind: 'Place',
      name,
      placeType: 'OTHER',
      note: 'An organisation of states, bound beside its members',
      source: 'depositary'
    })),
    'parties.csv': ties
  }
)
