import type { PropertyValue } from '../ontology/validate.ts'

/** TLP 2.0 from the least to the most restricted; the place is the rank. Ranks 0–2 have summaries, 3 and 4 need an audience. */
export const MARKINGS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED'] as const
export type Marking = (typeof MARKINGS)[number]
export type Rank = 0 | 1 | 2 | 3 | 4

/** Organisations (or, for RED, viewers) that alone may see a thing; null for none. Sorted, without doubles. */
export type Audience = readonly string[] | null

export interface Secrecy {
  marking: Marking
  audience: Audience
}

export interface Grade {
  reliability: string | null
  credibility: number | null
}

/** What a claim is about, in the names of records: `organisation/dataset:local`. */
export type About =
  { record: string; kind: string; from?: never } | { kind: string; from: string; to: string; record?: never }

/**
 * One source's assertion about one entity (some of its properties) or one relation (its ends, kind and properties).
 * `known` lists the moments at which it was recorded, retracted, recorded again …: it holds while their number is odd.
 */
export interface Claim extends Secrecy {
  id: string
  /** `organisation/name` */
  dataset: string
  /** `organisation/name:local` */
  source: string
  about: About
  properties: Readonly<Record<string, PropertyValue>>
  validFrom: string | null
  validTo: string | null
  phase: string | null
  grade: Grade
  /** From an invented teaching dataset. */
  invented: boolean
  known: readonly string[]
}

export interface Judgement extends Secrecy {
  id: string
  /** The dataset that brought it; null where a person recorded it. */
  dataset: string | null
  left: string
  right: string
  verdict: 'SAME' | 'DIFFERENT' | 'UNSURE'
  by: string | null
  why: string
  known: readonly string[]
}

/** A source as its dataset declares it. `cites` holds keys of other sources. */
export interface SourceRecord extends Secrecy {
  id: string
  key: string
  dataset: string
  title: string | null
  publisher: string | null
  date: string | null
  url: string | null
  sourceType: string | null
  citation: string | null
  cites: readonly string[]
}

/** The manifest of a dataset, as `dataset.json` states it. */
export interface DatasetRecord extends Secrecy {
  id: string
  name: string
  title: string
  publisher: string | null
  publisherRole: string | null
  licence: string | null
  howCollected: string
  collectionNote: string | null
  definition: string | null
  interest: string | null
  coverage: string | null
  caveats: string | null
  citation: string | null
  version: string | null
  invented: boolean
  looksAt: readonly string[]
}

export const isOpen = (thing: { known: readonly string[] }): boolean => thing.known.length % 2 === 1
export const rankOf = (marking: Marking): Rank => MARKINGS.indexOf(marking) as Rank
