import type { Random } from '../../../src/graph/random.ts'
import type { DatasetKey } from './library.ts'

/** Names that can be said aloud and that nobody bears. */
const GIVEN = [
  'Thimbo',
  'Quorrin',
  'Veshka',
  'Brindo',
  'Zolka',
  'Orlick',
  'Mabbin',
  'Tevra',
  'Skanno',
  'Jarvo',
  'Wimble',
  'Drovik',
  'Haskit',
  'Umbrick',
  'Ilkwin',
  'Fennow',
  'Grolla',
  'Nixa',
  'Yarrum',
  'Ossop',
  'Tuvvy',
  'Lorrick',
  'Emberlo',
  'Pimbra',
  'Dazzel',
  'Kovvit',
  'Relka',
  'Sibbo',
  'Tannick',
  'Hobba'
]
const FIRST = [
  'Quill',
  'Tazz',
  'Brack',
  'Snorr',
  'Mopp',
  'Vadd',
  'Zind',
  'Croom',
  'Wex',
  'Hobb',
  'Grimb',
  'Pludd',
  'Tront',
  'Fizz',
  'Larr',
  'Jund',
  'Skell',
  'Morb',
  'Dwim',
  'Yadd'
]
const LAST = ['emar', 'lebeck', 'ostro', 'winkle', 'umber', 'avole', 'ithorn', 'oquay', 'ebrant', 'issole']

/** Families of the Orlune valley: the bond of the hierarchical group, and of the association that is in no trade. */
export const VALLEY_FAMILIES = ['Orlunder', 'Vallowick', 'Marrowlee', 'Thistlequay']

export interface Name {
  readonly given: string
  readonly family: string
}

/** Deals out names without ever repeating a family name. */
export function nameMaker(random: Random): { next(): Name; ofValley(): Name } {
  const families = random.shuffle(FIRST.flatMap((first) => LAST.map((last) => first + last)))
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)] as T
  const valley = random.shuffle(VALLEY_FAMILIES.flatMap((family) => GIVEN.map((given) => ({ given, family }))))
  const taken = <T>(list: T[]): T => {
    const next = list.pop()
    if (next === undefined) throw new Error('The names have run out')
    return next
  }
  return {
    next: () => ({ given: pick(GIVEN), family: taken(families) }),
    ofValley: () => taken(valley)
  }
}

/** How each file writes a name: linking them is a task. */
export function written(name: Name, dataset: DatasetKey): string {
  const { given, family } = name
  switch (dataset) {
    case 'customs':
      return `${given} ${family.replace(/([a-z])\1/, '$1')}`
    case 'excise':
      return `${family}, ${given}`
    case 'hotline':
      return `${given} ${family.charAt(0)}.`
    case 'arms-desk':
      return `${given.charAt(0)}. ${family}`
    case 'hospital':
      return `${given} ${family.replace(/i/, 'y')}`
    default:
      return `${given} ${family}`
  }
}
