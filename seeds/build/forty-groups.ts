/** Writes `seeds/unodc-forty-groups` from `forty_groups.csv`: the groups with their published attributes and class, as claims. */
import { inputFolder, readCsv, writeDataset, type Row } from './lib.ts'

const LABELS: Record<string, string> = {
  A: 'STANDARD_HIERARCHY',
  B: 'REGIONAL_HIERARCHY',
  C: 'CLUSTERED_HIERARCHY',
  D: 'CORE_GROUP',
  E: 'CRIMINAL_NETWORK'
}
const COUNTRIES: Record<string, string> = {
  Germany: 'DE',
  Netherlands: 'NL',
  Australia: 'AU',
  'United States': 'US',
  Italy: 'IT',
  Russia: 'RU',
  Bulgaria: 'BG',
  Lithuania: 'LT',
  Ukraine: 'UA',
  Colombia: 'CO',
  Canada: 'CA',
  'South Africa': 'ZA',
  Japan: 'JP',
  China: 'CN',
  Mexico: 'MX'
}
/** What the letters mean, from memory: the table itself does not say. Property, column, words by letter. */
const ATTRIBUTES: readonly (readonly [property: string, column: string, words: Record<string, string>])[] = [
  ['size', 'size', { A: 'under 20', B: '20 to 50', C: '50 to 100', D: 'over 100' }],
  ['activity', 'activity', { A: 'one main activity', B: 'two or three main activities', C: 'many activities' }],
  ['transborder', 'transborder', { A: 'limited', B: 'several countries', C: 'many countries' }],
  [
    'identity',
    'identity',
    { A: 'no strong social or ethnic identity', B: 'strong social identity', C: 'strong ethnic identity' }
  ],
  ['violence', 'violence', { A: 'little or none', B: 'occasional', C: 'essential' }],
  ['corruption', 'corruption', { A: 'little or none', B: 'occasional', C: 'essential' }],
  ['politicalInfluence', 'political_influence', { A: 'none', B: 'local', C: 'national', D: 'abroad' }],
  ['legitimateEconomy', 'legit_economy', { A: 'none', B: 'some', C: 'extensive' }],
  [
    'cooperation',
    'cooperation',
    { A: 'none', B: 'inside the country', C: 'outside the country', D: 'inside and outside the country' }
  ]
]

/** `C/D` → `C/D (national or abroad; meaning from memory)`; an unexplained `?` says nothing. */
function inWords(code: string, words: Record<string, string>): string {
  const plain = code.replace('*', '')
  if (plain === '?' || plain === '') return ''
  const meaning = plain
    .split('/')
    .map((letter) => words[letter] ?? letter)
    .join(' or ')
  return `${plain} (${meaning}; meaning from memory)`
}

function noteOf(row: Record<string, string>): string {
  const raw = ATTRIBUTES.filter(([, column]) => /[*?]/.test(row[column] ?? '')).map(
    ([, column]) => `${column.replaceAll('_', ' ')} ${row[column] ?? ''}`
  )
  const country = row['country'] ?? ''
  return [
    `Survey of 2002; reported by ${country}.`,
    ...(raw.length > 0 ? [`Published as ${raw.join(', ')}; the sign is not explained.`] : [])
  ].join(' ')
}

const table = readCsv(inputFolder(), 'forty_groups.csv')
const groups: Row[] = table.map((row) => {
  const name = row['name'] ?? ''
  const violence = (row['violence'] ?? '').replace('*', '')
  return {
    id: row['id'] ?? '',
    kind: 'Group',
    name: / with no name$/.test(name) ? `${name} (${row['id'] ?? ''})` : name,
    country: COUNTRIES[row['country'] ?? ''],
    ...Object.fromEntries(ATTRIBUTES.map(([property, column, words]) => [property, inWords(row[column] ?? '', words)])),
    bond: { B: 'strong social identity (meaning from memory)', C: 'strong ethnic identity (meaning from memory)' }[
      row['identity'] ?? ''
    ],
    violenceEssential: violence === 'C' ? true : /^[AB]$/.test(violence) ? false : '',
    note: noteOf(row),
    source: 'table'
  }
})

writeDataset(
  'unodc-forty-groups',
  {
    name: 'skein/unodc-forty-groups',
    title: 'Forty selected organised criminal groups in sixteen countries (2002)',
    publisher: 'UN Office on Drugs and Crime, Centre for International Crime Prevention',
    publisherRole: 'IGO',
    licence: 'published facts of the UN; no licence stated where the table was found',
    howCollected: 'SURVEY',
    collectionNote:
      'Questionnaires filled in by national experts; the coded table was transcribed by eye from a picture.',
    coverage: '40 groups: 13 standard, 10 regional and 4 clustered hierarchies, 8 core groups, 5 criminal networks',
    caveats:
      'What the letters mean is from memory, except for the structure: confirm it before relying on it. "*" and "?" are not explained: the value is left empty or without the sign, the note keeps it. Groups that the source names after persons are anonymised. The country is the one that reported, not where the group comes from. Structure labels are graded B2 by Skein as a published finding; attributes are ungraded.',
    citation:
      'UNODC (2002) Results of a pilot survey of forty selected organized criminal groups in sixteen countries. Vienna',
    version: '2002',
    assertions: [
      { count: 'Group', is: 40 },
      { record: 'U28', property: 'structureLabel', is: 'CLUSTERED_HIERARCHY' }
    ]
  },
  {
    'sources.csv': [
      {
        id: 'table',
        title:
          'Results of a pilot survey of forty selected organized criminal groups in sixteen countries: coded table',
        publisher: 'UN Office on Drugs and Crime',
        date: '2002',
        sourceType: 'survey',
        citation: 'UNODC 2002'
      }
    ],
    'groups.csv': groups,
    'labels.csv': table.map((row) => ({
      id: row['id'],
      kind: 'Group',
      structureLabel: LABELS[row['structure_code'] ?? ''],
      structureWords: row['structure_meaning'],
      source: 'table',
      grade: 'B2'
    })),
    'countries.csv': table
      .filter((row) => COUNTRIES[row['country'] ?? ''] !== undefined)
      .map((row) => ({
        kind: 'LOCATED_IN',
        from: row['id'],
        to: `skein/countries:${COUNTRIES[row['country'] ?? ''] ?? ''}`,
        role: 'reported by',
        source: 'table'
      }))
  }
)
