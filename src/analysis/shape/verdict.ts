import { type Assumptions } from './assumptions.ts'
import { type AttributeEvidence } from './attributes.ts'
import { type CoreReading } from './core.ts'
import { type OrdersReading } from './orders.ts'
import { type Family, type Part, type ShapeType } from './types.ts'

export interface Verdict {
  readonly family: Family
  readonly type: ShapeType | null
  /** On what the family rests. */
  readonly by: 'orders' | 'attributes' | 'nothing'
  /** Orders say one thing, attributes clearly the other. */
  readonly disagree: boolean
}

/**
 * The readable rules. Tree → standard, with three parts of their own territory and discipline regional; trees → clustered; no root
 * but a core → core group; no root, no core, ties temporary by claim → network; anything else → cannot tell. Attributes decide a
 * family alone only where orders leave it open; clear disagreement of the two leaves it open as well.
 */
export const judge = (
  orders: OrdersReading,
  core: CoreReading | null,
  attributes: AttributeEvidence,
  parts: readonly Part[],
  assume: Assumptions
): Verdict => {
  const structural = byStructure(orders, core, attributes, parts, assume)
  const { logOdds } = attributes
  const said: Family =
    logOdds >= assume.decisive ? 'HIERARCHICAL' : logOdds <= -assume.decisive ? 'LOOSE' : 'CANNOT_TELL'
  // Orders that show no root speak for loose even where the rules find no type in them.
  const shown: Family = orders.is === 'noRoot' ? 'LOOSE' : structural.family
  if (said !== 'CANNOT_TELL' && shown !== 'CANNOT_TELL' && said !== shown) {
    return { family: 'CANNOT_TELL', type: null, by: 'nothing', disagree: true }
  }
  if (structural.family !== 'CANNOT_TELL') return { ...structural, by: 'orders', disagree: false }
  if (said === 'CANNOT_TELL') return { family: said, type: null, by: 'nothing', disagree: false }
  return { family: said, type: null, by: 'attributes', disagree: false }
}

const byStructure = (
  orders: OrdersReading,
  core: CoreReading | null,
  attributes: AttributeEvidence,
  parts: readonly Part[],
  assume: Assumptions
): { family: Family; type: ShapeType | null } => {
  if (orders.is === 'tree') {
    const own = parts.filter((part) => part.ownTerritory === true && part.ownDiscipline === true).length
    return { family: 'HIERARCHICAL', type: own >= assume.leastParts ? 'regionalHierarchy' : 'standardHierarchy' }
  }
  if (orders.is === 'trees') return { family: 'HIERARCHICAL', type: 'clusteredHierarchy' }
  if (orders.is === 'noRoot') {
    if (core?.standing === 'real') return { family: 'LOOSE', type: 'coreGroup' }
    // Either type is loose; which one cannot be said while the core may be the list of those who were tapped.
    if (attributes.rewires)
      return { family: 'LOOSE', type: core?.standing === 'unverifiable' ? null : 'criminalNetwork' }
  }
  return { family: 'CANNOT_TELL', type: null }
}
