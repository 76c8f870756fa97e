/** What the root fields on numbers and responses read. */
import type { Given } from '../run.ts'
import type { Selected } from '../selection.ts'
import type { ItemPlan, KeyName, PagePlan } from './types.ts'

/** A thing shown under a key. */
export interface ShownItem {
  readonly key: string
  readonly item: ItemPlan
}

export interface EstimatesPlan {
  readonly root: 'estimates'
  readonly page: PagePlan
  readonly keys: readonly KeyName[]
  readonly totals: readonly Selected[]
  readonly groups: readonly EstimateGroupPlan[]
}

/** One way in which the groups are shown; ranges and figures likewise. */
export interface EstimateGroupPlan {
  readonly key: string
  readonly fields: readonly KeyName[]
  readonly measures: readonly ShownItem[]
  readonly ranges: readonly {
    readonly key: string
    readonly fields: readonly KeyName[]
    readonly figures: readonly FigurePlan[]
  }[]
}

export interface FigurePlan {
  readonly key: string
  readonly fields: readonly KeyName[]
  readonly estimates: readonly ShownItem[]
  readonly reports: readonly ShownItem[]
}

export interface InterventionsPlan {
  readonly root: 'interventions'
  readonly page: PagePlan
  readonly keys: readonly KeyName[]
  readonly groups: readonly {
    readonly key: string
    readonly fields: readonly KeyName[]
    readonly places: readonly ShownItem[]
  }[]
}

/** The sorts of things of which citations can be asked. */
export type CitedSort = 'entity' | 'relation' | 'claim' | 'source'

export interface CitationsPlan {
  readonly root: 'citations'
  readonly field: Selected
  /** Null where the id is none of them. */
  readonly of: CitedSort | null
  readonly id: Given
  readonly keys: readonly KeyName[]
  readonly sources: readonly {
    readonly key: string
    readonly fields: readonly KeyName[]
    readonly items: readonly ShownItem[]
    readonly claims: readonly ShownItem[]
  }[]
}
