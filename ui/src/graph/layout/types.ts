export interface Point {
  x: number
  y: number
}
export type Positions = Record<string, Point>

export interface LayoutTie {
  source: string
  target: string
  /** An order, from the one who gives it. */
  order: boolean
}

export interface LayoutGroup {
  id: string
  outline: 'tiers' | 'hull' | 'undecided'
  members: readonly string[]
}

/** Members belong to one group each; whoever is in none is placed among the groups by his ties. */
export interface LayoutInput {
  nodes: readonly string[]
  ties: readonly LayoutTie[]
  groups: readonly LayoutGroup[]
}

/** What is there already (never moved), and what is to be added to it. */
export interface PlaceInput extends LayoutInput {
  fixed: Positions
  /** The entity from which the new ones were reached; they are put near it. */
  anchor: string | null
}

/** A block of nodes with its own coordinates around (0, 0). */
export interface Block {
  positions: Positions
  width: number
  height: number
}

export const GAP = 52
export const TIER_GAP = 82
/** Room between the outermost marks and the outline of their group. */
export const MARGIN = 36
