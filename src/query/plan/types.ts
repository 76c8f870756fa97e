import type { Direction, EntityProperty } from '../../ontology/types.ts'
import type { Given, Run } from '../run.ts'
import type { Selected } from '../selection.ts'

/**
 * A plan says what a statement reads, in the steps match · expand · filter · project · order · page · count · search. Visibility
 * is no step that could be left out: match and expand cannot be emitted without it (see `../emit/writer.ts`).
 */

/** What a variable of the statement stands for. */
export type Subject = 'Entity' | 'Relation' | 'Claim' | 'Source' | 'Dataset' | 'Judgement'

/** How a stored property is read: as it stands, the viewer's summary, or whole at the viewer's rank. */
export type Reading = 'plain' | 'summary' | 'whole'

/** What is read of one thing: a value per response key. */
export interface ItemPlan {
  readonly subject: Subject
  readonly fields: readonly FieldPlan[]
}

export interface FieldPlan {
  readonly key: string
  /** The kinds of entities that have it so; null for every one. */
  readonly on: ReadonlySet<string> | null
  readonly value: ValuePlan
}

export type Evidence = 'standings' | 'origins' | 'sources' | 'datasets' | 'conflicts'
export type Neighbour = 'from' | 'to' | 'other' | 'entity' | 'relation' | 'source' | 'dataset'

export type ValuePlan =
  | { readonly step: 'project'; readonly property: string; readonly reading: Reading; readonly list: boolean }
  | { readonly step: 'relationKind' }
  | { readonly step: 'claimProperties' }
  | { readonly step: 'claimRecords' }
  | { readonly step: 'withheld' }
  | { readonly step: 'records' }
  | { readonly step: 'count'; readonly of: 'restricted' | 'claimCount' | 'claimsOfSource' }
  | { readonly step: 'evidence'; readonly of: Evidence }
  | { readonly step: 'follow'; readonly to: Neighbour; readonly item: ItemPlan }
  | { readonly step: 'page'; readonly page: PagePlan }
  | { readonly step: 'labels'; readonly fields: readonly LabelField[] }
  | { readonly step: 'structure'; readonly field: Selected }

export type LabelField =
  | { readonly key: string; readonly name: 'label' | 'family' | 'words' }
  | { readonly key: string; readonly name: 'claim'; readonly item: ItemPlan }

/** Where the items of a page come from. */
export type SourcePlan =
  | ExpandPlan
  | { readonly step: 'match'; readonly of: 'Entity' | 'Source' | 'Dataset' }
  /** The claims about the thing whose page it is. */
  | { readonly step: 'matchAbout' }
  /** Claims by what the filter gives: by `about` when there, else by source, else by dataset, else all. */
  | {
      readonly step: 'matchClaims'
      readonly about: ClaimsAbout | null
      readonly source: Given | null
      readonly dataset: Given | null
    }

export interface ExpandPlan {
  readonly step: 'expand'
  /** Kinds that are part of the text; null for all. */
  readonly types: readonly string[] | null
  /** Kinds that each execution gives. */
  readonly kinds: Given | null
  readonly direction: Direction
  /** With `direction` BOTH: ties are followed this way only, those of symmetric kinds either way. */
  readonly oneWay: { readonly direction: 'OUT' | 'IN'; readonly symmetric: Given } | null
}

export interface ClaimsAbout {
  readonly id: Given
  /** An entity may be named by the id of any of its records. */
  readonly entity: boolean
}

export type FilterPlan =
  | { readonly step: 'filter'; readonly by: 'kinds' | 'tieGoods' | 'minGrade'; readonly value: Given }
  /** On entities: what the client's filter asks. */
  | { readonly step: 'filter'; readonly by: 'test'; readonly test: TestPlan }
  | PeriodFilter
  | EvidenceFilter
  | { readonly step: 'search'; readonly words: Given }

/** On claims, sources and datasets: a stored property against a given value; `origin` looks at the roots of the source. */
export interface EvidenceFilter {
  readonly step: 'filter'
  readonly by: 'evidence'
  readonly property: string
  readonly compare: 'is' | 'in' | 'most' | 'since' | 'goods' | 'origin'
  readonly value: Given
}

/** The codes of goods that a question names. */
export type GoodsGiven = (run: Run) => readonly string[]

export interface PeriodFilter {
  readonly step: 'filter'
  readonly by: 'period'
  readonly from: Given
  readonly to: Given
  readonly phase: Given
}

export type Operator = 'eq' | 'in' | 'gte' | 'lt' | 'startsWith' | 'search' | 'isNull' | 'includes'

/** A test on an entity. It is true or false, never unknown: an unknown value meets no test but `isNull`. */
export type TestPlan =
  | { readonly test: 'all' | 'any'; readonly of: readonly TestPlan[] }
  | { readonly test: 'not'; readonly of: TestPlan }
  | { readonly test: 'kinds' | 'ids' | 'goods' | 'minGrade'; readonly value: Given }
  | { readonly test: 'value'; readonly property: EntityProperty; readonly operator: Operator; readonly value: Given }
  /** By its own dates, by name of the property, and by its ties. */
  | {
      readonly test: 'period'
      readonly period: PeriodFilter
      readonly begins: readonly string[]
      readonly ends: readonly (readonly string[])[]
    }
  | {
      readonly test: 'has'
      readonly expand: ExpandPlan
      readonly filters: readonly FilterPlan[]
      readonly to: readonly TestPlan[]
    }

/** By what a page is ordered before the id. */
export interface Order {
  /** Part of what cursors are signed for. */
  readonly name: string
  readonly key: { readonly property: string; readonly reading: Reading } | null
  /** Of a page of ties: the key is the far entity's. */
  readonly far?: true
  /** What stands for "no value" beside null, as it is written in the text; such items come last. Null where every item has a key. */
  readonly unknown: "''" | '99' | 'null' | null
  readonly descending: boolean
}

export interface PagePlan {
  readonly source: SourcePlan
  readonly filters: readonly FilterPlan[]
  readonly order: Order
  /** What cursors of this page are signed for. */
  readonly tag: string
  readonly field: Selected
  /** Whether the page goes on after a cursor. */
  readonly after: boolean
  /** Whether anything but the count is asked for. */
  readonly wanted: boolean
  readonly counted: boolean
  readonly fields: readonly ConnectionField[]
  /** The codes of goods that its filter names. */
  readonly goods: GoodsGiven | null
  /** Tests of its filter for which ties of every item are followed. */
  readonly followed: number
  /** Every way in which its items are shown. */
  readonly items: readonly ItemPlan[]
  /** True where the arguments can match nothing, so that the store need not be asked. */
  readonly empty: ((run: Run) => boolean) | null
}

export type ConnectionField =
  | { readonly key: string; readonly name: 'nodes'; readonly item: number }
  | { readonly key: string; readonly name: 'edges'; readonly fields: readonly EdgeField[] }
  | { readonly key: string; readonly name: 'pageInfo'; readonly fields: readonly KeyName[] }
  | { readonly key: string; readonly name: 'totalCount' | 'unknown' }
export type EdgeField =
  | { readonly key: string; readonly name: 'cursor' }
  | { readonly key: string; readonly name: 'node'; readonly item: number }
export interface KeyName {
  readonly key: string
  readonly name: string
}

export type * from './roots.ts'
