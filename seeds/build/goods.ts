/** Writes `seeds/goods`: the taxonomy by which every dataset names its goods. A row is code, name, definition, ICCS code. */
import { writeDataset } from './lib.ts'

/** The ICCS code stands only where we are sure of it: sections 0204, 0601, 0901 and 0805 of version 1.0 (2015). */
const GOODS: readonly (readonly [code: string, name: string, definition: string, iccs?: string])[] = [
  [
    'people',
    'Trade in people',
    'Trafficking in persons, smuggling of migrants and what lies between; a person is never a good, the market is'
  ],
  [
    'people/trafficking',
    'Trafficking in persons',
    'Recruiting, moving or receiving persons by force, deception or abuse, to exploit them',
    '0204'
  ],
  [
    'people/trafficking/sexual-exploitation',
    'Trafficking for sexual exploitation',
    'Trafficking in persons for prostitution of others or other sexual exploitation',
    '02041'
  ],
  [
    'people/trafficking/forced-labour',
    'Trafficking for forced labour',
    'Trafficking in persons for forced labour or services, slavery, servitude',
    '02042'
  ],
  [
    'people/trafficking/organ-removal',
    'Trafficking for organ removal',
    'Trafficking in persons for the removal of organs; the organs themselves are a market of their own',
    '02043'
  ],
  [
    'people/trafficking/forced-criminality',
    'Trafficking for forced criminality',
    'Trafficking in persons who are made to commit offences'
  ],
  ['people/trafficking/forced-begging', 'Trafficking for begging', 'Trafficking in persons who are made to beg'],
  [
    'people/smuggling',
    'Smuggling of migrants',
    'Procuring the illegal entry of a person into a state, for gain',
    '08051'
  ],
  ['arms', 'Arms', 'Weapons, their parts and ammunition, made or moved against the law', '09012'],
  ['arms/small-arms', 'Small arms', 'Firearms that one person can carry', '090121'],
  ['arms/light-weapons', 'Light weapons', 'Weapons for a crew of two or three'],
  ['arms/ammunition', 'Ammunition', 'Cartridges and other ammunition'],
  ['arms/explosives', 'Explosives', 'Explosives and detonators'],
  ['arms/parts', 'Parts of arms', 'Parts and components of weapons'],
  ['drugs', 'Drugs', 'Substances under international control, traded outside it', '0601'],
  ['drugs/cocaine', 'Cocaine', 'Coca leaf, paste and cocaine'],
  ['drugs/heroin', 'Heroin', 'Opium, morphine and heroin'],
  ['drugs/cannabis', 'Cannabis', 'Cannabis in any form'],
  ['drugs/cannabis/resin', 'Cannabis resin', 'Hashish'],
  ['drugs/cannabis/herb', 'Cannabis herb', 'Marijuana'],
  ['drugs/synthetic', 'Synthetic drugs', 'Amphetamine-type stimulants, synthetic opioids and other made substances'],
  ['drugs/precursors', 'Precursors', 'Chemicals from which drugs are made'],
  ['organs', 'Organs', 'Human organs, tissue and cells, taken or sold against the law'],
  ['organs/kidney', 'Kidneys', 'Kidneys, taken or sold against the law'],
  ['organs/tissue', 'Tissue and cells', 'Tissue, corneas and cells, taken or sold against the law'],
  ['tobacco', 'Tobacco', 'Tobacco on which duty was evaded, or which is counterfeit'],
  ['tobacco/cigarettes', 'Cigarettes', 'Cigarettes on which duty was evaded, or which are counterfeit'],
  ['wildlife', 'Wildlife', 'Protected animals and plants, alive, dead or in parts'],
  ['wildlife/animals', 'Protected animals', 'Protected animals and parts of them'],
  ['wildlife/plants', 'Protected plants', 'Protected plants and parts of them'],
  ['wildlife/timber', 'Timber', 'Timber that was felled or moved against the law'],
  [
    'cultural-property',
    'Cultural property',
    'Works of art, antiquities and archives that were looted, stolen or taken out against the law'
  ],
  ['vehicles', 'Vehicles', 'Stolen cars and other vehicles, and parts of them'],
  ['money', 'Money', 'The proceeds of a trade, moved or cleaned for others'],
  ['documents', 'Documents', 'Forged, stolen or falsely obtained papers'],
  ['counterfeits', 'Counterfeits', 'Goods that pretend to be of another make'],
  ['counterfeits/medicines', 'Counterfeit medicines', 'Medicines that are falsified or below standard'],
  ['fuel', 'Fuel', 'Oil and fuel that was stolen, or on which duty was evaded'],
  ['minerals', 'Minerals', 'Gold, stones and other minerals that were mined or moved against the law'],
  ['waste', 'Waste', 'Waste that was moved or dumped against the law']
]

const parentOf = (code: string): string => code.split('/').slice(0, -1).join('/')
const narrower = GOODS.filter(([code]) => code.includes('/'))

writeDataset(
  'goods',
  {
    name: 'skein/goods',
    title: 'Goods: the markets by which datasets are linked',
    publisher: 'Skein',
    publisherRole: 'OTHER',
    licence: 'Apache-2.0',
    howCollected: 'REGISTER',
    collectionNote: 'A taxonomy written for Skein; no observations.',
    definition: 'A good is a market. A code is a path, the broadest first; a narrower good counts for its broader one.',
    caveats:
      'ICCS codes (UNODC, International Classification of Crime for Statistical Purposes, version 1.0, 2015) stand only where they are certain; an empty one means "not given here", not "none exists".',
    citation: 'Skein goods taxonomy; ICCS codes after UNODC 2015',
    assertions: [
      { count: 'Good', is: GOODS.length },
      { count: 'BROADER', is: narrower.length },
      { record: 'people/trafficking', property: 'iccs', is: '0204' }
    ]
  },
  {
    'goods.csv': GOODS.map(([code, name, definition, iccs]) => ({
      id: code,
      kind: 'Good',
      name,
      code,
      definition,
      iccs
    })),
    'broader.csv': narrower.map(([code]) => ({ kind: 'BROADER', from: code, to: parentOf(code) }))
  }
)
