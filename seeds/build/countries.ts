/** Writes `seeds/countries` from `country-codes.csv`: one place per ISO 3166-1 code, found by its names in six languages. */
import { inputFolder, readCsv, writeDataset } from './lib.ts'

const NAMES = [
  'official_name_en',
  'UNTERM English Short',
  'official_name_fr',
  'official_name_es',
  'official_name_ru',
  'official_name_ar',
  'official_name_cn'
]

const rows = readCsv(inputFolder(), 'country-codes.csv').map((entry) => {
  const text = (column: string): string => (entry[column] ?? '').trim()
  const name = text('CLDR display name') || text('official_name_en')
  const alpha2 = text('ISO3166-1-Alpha-2')
  const aliases = new Set(NAMES.map(text).filter((other) => other !== '' && other !== name))
  return {
    id: alpha2,
    kind: 'Place',
    name,
    placeType: 'COUNTRY',
    country: alpha2,
    alpha3: text('ISO3166-1-Alpha-3'),
    m49: text('M49').padStart(3, '0'),
    region: text('Sub-region Name') || text('Region Name'),
    aliases: [...aliases]
  }
})
rows.sort((a, b) => (a.id < b.id ? -1 : 1))

writeDataset(
  'countries',
  {
    name: 'skein/countries',
    title: 'Countries and territories (ISO 3166-1, UN M49)',
    publisher: 'Open Knowledge, datasets/country-codes',
    publisherRole: 'OTHER',
    licence: 'ODC PDDL 1.0',
    howCollected: 'REGISTER',
    collectionNote: 'Compiled by the publisher from ISO 3166-1, UN M49, UNTERM and CLDR.',
    coverage: '249 codes; regions are the UN sub-regions, empty where the UN gives none',
    caveats: 'A code says nothing on statehood. Names change; these are as of the version.',
    citation: 'Country codes, datasets/country-codes, ODC PDDL 1.0',
    version: '2026-05-15',
    assertions: [
      { count: 'Place', is: 249 },
      { record: 'FR', property: 'alpha3', is: 'FRA' }
    ]
  },
  { 'countries.csv': rows }
)
