/** What each root field reads. */
import type { Given } from '../run.ts'
import type { Selected } from '../selection.ts'
import type { FilterPlan, GoodsGiven, ItemPlan, KeyName, PagePlan, PeriodFilter, TestPlan } from './types.ts'

import type { CitationsPlan, EstimatesPlan, InterventionsPlan } from './number-roots.ts'

export type RootPlan =
  | { readonly root: 'page'; readonly page: PagePlan }
  | { readonly root: 'lookup'; readonly field: Selected; readonly many: boolean; readonly items: readonly LookupItem[] }
  | GraphPlan
  | CorridorsPlan
  | CrossGoodsPlan
  | ComparePlan
  | PathsPlan
  | EstimatesPlan
  | InterventionsPlan
  | CitationsPlan
  | { readonly root: 'revision'; readonly field: Selected }

export type * from './number-roots.ts'

/** Things looked up by id, one part per sort of id. */
export interface LookupItem {
  readonly prefix: string
  readonly item: ItemPlan
}

export interface GraphPlan {
  readonly root: 'graph'
  readonly field: Selected
  readonly collectives: boolean
  readonly around: boolean
  readonly ids: boolean
  /** The kinds of ties asked for, null where none are; then those in `drawn` are drawn. */
  readonly kinds: Given | null
  readonly drawn: readonly string[]
  readonly filters: readonly FilterPlan[]
  readonly nodes: readonly { readonly key: string; readonly item: ItemPlan }[]
  readonly edges: readonly { readonly key: string; readonly item: ItemPlan }[]
  readonly elements: readonly string[]
  readonly truncated: readonly string[]
  /** The codes of goods asked for, and under which keys those that match none are told. */
  readonly goods: GoodsGiven | null
  readonly unknown: readonly string[]
}

export interface CrossGoodsPlan {
  readonly root: 'crossGoods'
  readonly field: Selected
  /** Fields that are computed from all ties to goods. */
  readonly computed: readonly { readonly key: string; readonly name: 'overlaps' | 'blindSpots' }[]
  readonly goods: boolean
  readonly including: boolean
  readonly kinds: boolean
  readonly minGrade: boolean
  readonly period: PeriodFilter | null
  readonly after: boolean
  readonly wanted: boolean
  readonly counted: boolean
  readonly keys: readonly KeyName[]
  readonly pageInfo: readonly { readonly key: string; readonly fields: readonly KeyName[] }[]
  readonly hits: readonly HitPlan[]
}

export interface CorridorsPlan {
  readonly root: 'corridors'
  readonly field: Selected
  /** What a leg must be, and the places at its ends. */
  readonly leg: readonly TestPlan[]
  readonly from: readonly TestPlan[]
  readonly to: readonly TestPlan[]
  /** What its ties to places and goods must be. */
  readonly ties: readonly FilterPlan[]
  readonly after: boolean
  readonly goods: GoodsGiven | null
  readonly wanted: boolean
  readonly counted: boolean
  readonly keys: readonly KeyName[]
  readonly pageInfo: readonly { readonly key: string; readonly fields: readonly KeyName[] }[]
  readonly corridors: readonly CorridorPlan[]
}

/** One way in which the corridors are shown. */
export interface CorridorPlan {
  readonly key: string
  readonly fields: readonly KeyName[]
  readonly items: readonly {
    readonly key: string
    readonly name: 'from' | 'to' | 'legs' | 'routes'
    readonly item: ItemPlan
  }[]
}

/** One way in which the hits are shown. */
export interface HitPlan {
  readonly key: string
  readonly fields: readonly KeyName[]
  readonly entities: readonly { readonly key: string; readonly item: ItemPlan }[]
  readonly ties: readonly {
    readonly key: string
    readonly fields: readonly KeyName[]
    readonly relations: readonly { readonly key: string; readonly item: ItemPlan }[]
  }[]
}

export interface ComparePlan {
  readonly root: 'compare'
  readonly field: Selected
  /** Kinds that are groups or cases. */
  readonly kinds: readonly string[]
  /** Every way in which the groups are shown. */
  readonly groups: readonly {
    readonly key: string
    readonly fields: readonly KeyName[]
    readonly items: readonly { readonly key: string; readonly item: ItemPlan }[]
  }[]
  readonly measures: readonly Selected[]
  readonly pairs: readonly string[]
  readonly notes: readonly string[]
  /** Whether anything is computed from the insides of the groups. */
  readonly inside: boolean
}

/** Paths take several statements (see `../paths`); the plan says what is read of the hops in the last. */
export interface PathsPlan {
  readonly root: 'paths'
  readonly field: Selected
  /** Whether the kinds to follow are given. */
  readonly kinds: boolean
  readonly filters: readonly FilterPlan[]
  readonly paths: readonly PathPlan[]
  readonly excluded: readonly string[]
  readonly truncated: readonly string[]
  /** The codes of goods asked for, and under which keys those that match none are told. */
  readonly goods: GoodsGiven | null
  readonly unknown: readonly string[]
  readonly more: readonly string[]
}

/** One way in which the paths are shown. */
export interface PathPlan {
  readonly key: string
  readonly fields: readonly KeyName[]
  readonly hops: readonly PathHopPlan[]
}

export interface PathHopPlan {
  readonly key: string
  readonly fields: readonly KeyName[]
  readonly items: readonly {
    readonly key: string
    readonly name: 'from' | 'to' | 'relation'
    readonly item: ItemPlan
  }[]
}
