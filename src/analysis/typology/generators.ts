import { type Random } from '../../graph/random.ts'
import { type ShapeType } from '../shape/types.ts'
import { type Group } from './draft.ts'
import { clusteredHierarchy, regionalHierarchy, standardHierarchy } from './hierarchies.ts'
import { coreGroup, criminalNetwork } from './loose.ts'
import { type Ranges } from './ranges.ts'

/** The five types, hierarchical ones first: the order of every list of five in this folder. */
export const TYPES = [
  'standardHierarchy',
  'regionalHierarchy',
  'clusteredHierarchy',
  'coreGroup',
  'criminalNetwork'
] as const satisfies readonly ShapeType[]

export const isHierarchical = (type: ShapeType): boolean => type !== 'coreGroup' && type !== 'criminalNetwork'

const MAKE: Readonly<Record<ShapeType, (n: number, ranges: Ranges, random: Random) => Group>> = {
  standardHierarchy,
  regionalHierarchy,
  clusteredHierarchy,
  coreGroup,
  criminalNetwork
}

/**
 * A made-up group of one type with everything known: contacts, orders and who leads. Members: log-uniform over `ranges.members`
 * (18–110) for every type alike, so that size tells nothing, or `n` (≥ 18). Loose groups have task orders too: that orders
 * exist tells nothing either, only their shape. O(n · ties per member).
 * Source: descriptions of the five types in UNODC 2002; the numbers in `ranges.ts` are assumptions.
 */
export const generateGroup = (type: ShapeType, ranges: Ranges, random: Random, n?: number): Group => {
  const [low, high] = ranges.members
  const drawn = Math.min(high, Math.round(low * (high / low) ** random.next()))
  return MAKE[type](n ?? drawn, ranges, random)
}
