import type { Manifest, Row } from './lib.ts'

/** A published network: where it comes from, what its source calls it, and how it was seen. */
export interface PublishedCase {
  folder: string
  input: string
  nameOf: (id: string) => string
  /** The rows are a chart of who reports to whom. */
  command?: true
  /** Part played in a contact, in the words of the study. */
  role?: string
  /** The study counts strength (calls). */
  weighted: boolean
  manifest: Pick<
    Manifest,
    | 'title'
    | 'publisher'
    | 'publisherRole'
    | 'licence'
    | 'howCollected'
    | 'collectionNote'
    | 'coverage'
    | 'caveats'
    | 'citation'
    | 'looksAt'
  >
  sources: readonly Row[]
  /** Claims about the case: the facts first, then what each source calls the structure. */
  claims: readonly Row[]
}

export const NO_LICENCE =
  'none stated by the archive through which it circulates; published research facts, cite the study'
/** Says how the grades of structure labels came about: A1 by design of the data, B2 published finding, B3 published statement, C3 weak or from memory, C4 contested. */
export const GRADES =
  'What the source calls the structure is graded by Skein from how firmly the literature states it (A1 true by design, B2 published finding, B3 published statement, C3 weak or from memory, C4 contested); all else is ungraded.'
export const TAPPED =
  'Tapped lines centre the network on whoever was tapped: strong centralisation may be an artefact. Direction says who called or was coded as caller, never who gives orders.'
export const sameAsId = (id: string): string => id
