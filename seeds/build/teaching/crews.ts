import type { Cast } from './cast.ts'
import type { DatasetKey } from './library.ts'
import { place, TOWNS } from './world.ts'

interface Crew {
  readonly id: string
  readonly letter: string
  readonly home: DatasetKey
  readonly source: string
  readonly size: number
}

/** Small crews of one good, each known to the office of that good; one of each is known to the court or the press as well. */
export const CREWS: readonly Crew[] = [
  { id: 'D1', letter: 'D', home: 'customs', source: 'intercepts', size: 5 },
  { id: 'D2', letter: 'D', home: 'customs', source: 'reports', size: 5 },
  { id: 'D3', letter: 'D', home: 'customs', source: 'reports', size: 4 },
  { id: 'A1', letter: 'A', home: 'arms-desk', source: 'traces', size: 5 },
  { id: 'A2', letter: 'A', home: 'arms-desk', source: 'traces', size: 4 },
  { id: 'A3', letter: 'A', home: 'arms-desk', source: 'letters', size: 4 },
  { id: 'T1', letter: 'T', home: 'excise', source: 'inspections', size: 5 },
  { id: 'T2', letter: 'T', home: 'excise', source: 'inspections', size: 5 },
  { id: 'T3', letter: 'T', home: 'excise', source: 'officers', size: 4 },
  { id: 'O1', letter: 'O', home: 'hospital', source: 'audit', size: 4 },
  { id: 'O2', letter: 'O', home: 'hospital', source: 'audit', size: 4 },
  { id: 'P1', letter: 'P', home: 'hotline', source: 'caseworkers', size: 5 },
  { id: 'P2', letter: 'P', home: 'hotline', source: 'caseworkers', size: 5 }
]
/** Where the public learns of a crew: the press for organs, the court for the rest. */
export const publicFile = (crew: Crew): DatasetKey => (crew.letter === 'O' ? 'press' : 'court')
/** Who of each crew is known in public: the first two (of organs: the first). */
export const publicKeys = (crew: Crew): string[] =>
  crew.letter === 'O' ? [`${crew.id}-1`] : [`${crew.id}-1`, `${crew.id}-2`]

/** Actors outside the groups who trade in two goods, all in one source's sight: what gives chance its due. */
export const TWO_GOODS: readonly (readonly [key: string, goods: string, dataset: DatasetKey, source: string])[] = [
  ['U1', 'PD', 'court', 'hearing-1'],
  ['U2', 'PD', 'court', 'hearing-1'],
  ['U3', 'PD', 'court', 'judgment-2'],
  ['U4', 'PD', 'press', 'series-1'],
  ['U5', 'DA', 'court', 'judgment-2'],
  ['U6', 'DT', 'press', 'article-2'],
  ['U7', 'PT', 'court', 'judgment-2'],
  ['U8', 'PT', 'press', 'article-2']
]

export function writeCrews(cast: Cast): void {
  for (const crew of CREWS) writeCrew(cast, crew)
  for (const [key, goods, dataset, source] of TWO_GOODS) {
    cast.add(key, goods)
    cast.record(dataset, key, source)
    cast.trades(dataset, key, goods, source, dataset === 'court' ? 'CHARGED' : 'ALLEGED')
  }
}

function writeCrew(cast: Cast, crew: Crew): void {
  const { library, random } = cast
  const { id, letter, home, source, size } = crew
  const keys = Array.from({ length: size }, (_, i) => `${id}-${i + 1}`)
  for (const key of keys) {
    cast.add(key, letter)
    cast.record(home, key, source)
    cast.trades(home, key, letter, source, 'ALLEGED')
    library.tie(home, 'LOCATED_IN', cast.in(home, key), place(cast.pick(TOWNS)), {}, { source })
  }
  keys.forEach((key, i) => {
    const next = keys[(i + 1) % size] ?? key
    library.tie(
      home,
      'CONTACTS',
      cast.in(home, key),
      cast.in(home, next),
      { role: letter === 'D' ? 'called' : 'named together', weight: letter === 'D' ? 1 + random.below(40) : '' },
      { source, validFrom: `${2019 + random.below(3)}` }
    )
    if (i > 0 && letter !== 'P' && letter !== 'O')
      library.tie(
        home,
        'SUPPLIES',
        cast.in(home, keys[0] ?? key),
        cast.in(home, key),
        { goods: goodOf(letter), amount: 10 * (1 + random.below(30)), unit: unitOf(letter) },
        { source, validFrom: `${2020 + random.below(2)}` }
      )
  })
  const file = publicFile(crew)
  for (const key of publicKeys(crew)) {
    const cited = file === 'press' ? 'article-5' : letter === 'T' ? 'judgment-2' : 'hearing-1'
    cast.record(file, key, cited)
    cast.same(key, home, file)
    cast.trades(file, key, letter, cited, file === 'press' ? 'ALLEGED' : 'CHARGED')
  }
}

const goodOf = (letter: string): string =>
  ({ D: 'drugs/cocaine', A: 'arms/small-arms', T: 'tobacco/cigarettes' })[letter] ?? ''
const unitOf = (letter: string): string => ({ D: 'kg', A: 'pieces', T: 'cartons' })[letter] ?? ''
