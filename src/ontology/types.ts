/** What `schema/*.graphql` declares, as data. Nothing here is written twice: see `read.ts`. */

export type ScalarType = 'String' | 'Int' | 'Float' | 'Boolean' | 'PartialDate' | 'Moment'

export interface Property {
  name: string
  description: string
  /** A scalar, or 'Enum' with its `values`. */
  type: ScalarType | 'Enum'
  values: readonly string[]
  list: boolean
  indexed: boolean
  /** The lowest marking that a value can have. */
  sensitive: string | null
  /** Properties of one unit are chosen from one claim. */
  unit: string | null
  min: number | null
  max: number | null
  /** Refused on a protected person. */
  identifying: boolean
  /** For relation properties: the kinds that may carry it; null for all. */
  on: readonly string[] | null
}

export type Direction = 'OUT' | 'IN' | 'BOTH'

/** A field that is a page over relations of fixed kinds. */
export interface Page {
  field: string
  kinds: readonly string[]
  direction: Direction
  /** A number of the entity at the far end that orders it. */
  orderBy: string | null
}

export interface Kind {
  name: string
  description: string
  /** Interfaces that it implements, such as `Actor`. */
  interfaces: readonly string[]
  properties: ReadonlyMap<string, Property>
  pages: ReadonlyMap<string, Page>
}

export interface RelationKind {
  name: string
  description: string
  /** Concrete kinds allowed at the start and at the end. */
  from: ReadonlySet<string>
  to: ReadonlySet<string>
  symmetric: boolean
  acyclic: boolean
  repeats: boolean
  accusing: boolean
  properties: ReadonlyMap<string, Property>
}

/** A property of entities whatever their kind, as filters and orders look at it. */
export interface EntityProperty {
  name: string
  type: Property['type']
  list: boolean
  /** Stored whole at every rank on each kind that has it: found by an index, read without looking at lower ranks. */
  whole: boolean
}

export interface Ontology {
  kinds: ReadonlyMap<string, Kind>
  /** Every stored property of any kind, by name. */
  entityProperties: ReadonlyMap<string, EntityProperty>
  /** Names of properties that say when an entity began, and when it ended: of each list the first that is known. */
  times: { readonly begins: readonly string[]; readonly ends: readonly (readonly string[])[] }
  relationKinds: ReadonlyMap<string, RelationKind>
  /** Properties of `Relation`, whatever the kind. */
  relationProperties: ReadonlyMap<string, Property>
  /** Every property that is a float, by name, with its suffixes at higher ranks: the driver must be told. */
  floats: ReadonlySet<string>
  /** The completed SDL: interfaces' fields and pages' arguments filled in. */
  sdl: string
  /** Hash of the completed SDL; when it differs from the stored one, everything is derived afresh. */
  hash: string
}

/** Names that derive and the planner use on nodes and relationships beside the declared properties. */
export const RESERVED = ['id', 'kind', 'rank', 'audience', 'invented', 'grade', 'gradeOrder'] as const
/** Endings that derive uses: values at ranks 1 and 2, folded keys, low and high ends of dates. */
export const RESERVED_ENDINGS = ['_1', '_2', '_key', '_lo', '_hi'] as const
