import { invalid } from '../errors.ts'
import type { EvidenceClaim } from './emit/conflicts.ts'
import { didYouMean } from '../ontology/suggest.ts'

/** The computed fields of one collective, as plain objects by field name; each is made only when asked for. */
export interface ComputedStructure {
  readonly measures: () => readonly { readonly id: string }[]
  readonly shape: () => unknown
  readonly typology: () => unknown
  /** What `Compare` needs of it. */
  readonly compared: () => unknown
}

/** One of the groups compared: what `ComputedStructure.compared` gave, and what the first statement brought. */
export interface ComparedSide {
  readonly id: string
  readonly name: string
  readonly compared: unknown
  /** Codes of goods: of the group itself, and of its actors. */
  readonly goods: readonly string[]
  readonly goodsOfActors: readonly string[]
  /** What each visible dataset says against itself, by its name. */
  readonly caveats: ReadonlyMap<string, string>
}

/** Groups side by side, as plain objects by field name; null stands for a group that is not there. */
export type Compare = (sides: readonly (ComparedSide | null)[]) => {
  readonly groups: readonly (Readonly<Record<string, unknown>> | null)[]
  readonly measures: readonly { readonly id: string }[]
  readonly pairs: readonly unknown[]
}

/** One tie to a good as the viewer sees it. Records judged the same stand under one id. */
export interface TradeTie {
  readonly id: string
  readonly kind: string
  readonly holder: string
  readonly holderKind: string
  /** The good's code. */
  readonly code: string
  readonly stage: string | null
  readonly grade: string | null
  readonly claims: readonly EvidenceClaim[]
}

/** All ties to goods that the viewer sees, within the period and grade asked for. */
export interface Trade {
  readonly ties: readonly TradeTie[]
  /** Every visible dataset by name, with the goods that it says it looks at. */
  readonly datasets: ReadonlyMap<string, readonly string[]>
  /** Codes of the goods asked for; null: all at the top. */
  readonly goods: readonly string[] | null
}

/** What is computed of links across goods, as plain objects by field name; each is made only when asked for. */
export interface ComputedLinks {
  readonly overlaps: () => Promise<readonly unknown[]>
  readonly blindSpots: () => unknown
}
export type ComputeLinks = (trade: Trade) => ComputedLinks

/** Those asked for, in the order of the registry; a name that no measure bears is a slip. */
export function chosen<T extends { readonly id: string }>(measures: readonly T[], ids: unknown): readonly T[] {
  if (!Array.isArray(ids)) return measures
  const known = measures.map(({ id }) => id)
  const unknown = (ids as string[]).find((id) => !known.includes(id))
  if (unknown !== undefined)
    throw invalid('There is no such measure', {
      path: 'ids',
      message: `${JSON.stringify(unknown.slice(0, 64))} is no measure${didYouMean(unknown, known)}`,
      hint: `Use some of ${known.join(', ')}.`
    })
  return measures.filter(({ id }) => ids.includes(id))
}
