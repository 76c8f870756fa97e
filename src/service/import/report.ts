import type { Audience, Marking } from '../../claims/types.ts'

/** How far a long piece of work has come: `check`, `write`, `verify`. */
export interface Progress {
  done: number
  of: number
  step: string
  message: string
}

/** One thing that a person must put right: where, why and what to do. Rows are counted as a spreadsheet does, the header being 1. */
export interface RowProblem {
  file: string
  row: number | null
  column: string | null
  reason: string
  hint: string | null
}

export interface ImportInput {
  /** One dataset folder, or files with `dataset.json` among them. */
  paths: readonly string[]
  /** Check everything and write nothing. */
  dryRun?: boolean
  /** Only add: do not retract what is absent from this version. */
  append?: boolean
  /** Write the good rows although some are bad. */
  acceptPartial?: boolean
}

/** How many claims have a marking, without an audience or for one. */
export interface MarkingCount {
  marking: Marking
  /** Whether they are for an audience alone. */
  limited: boolean
  /** The audience, where all of them have the same. */
  audience: Audience
  count: number
}

/** What an import did, or would do (`dryRun`). */
export interface ImportReport {
  /** `organisation/name`; null where the manifest could not be read. */
  dataset: string | null
  written: boolean
  rows: number
  added: number
  changed: number
  retracted: number
  unchanged: number
  /** Claims per kind of entity and relation. */
  counts: { kind: string; count: number }[]
  /** The first 1,000. */
  problems: RowProblem[]
  problemCount: number
  /** What was taken, but wants a look: never stops an import. The first 1,000. */
  notes: RowProblem[]
  noteCount: number
  /** How many claims are marked how, the least secret first. */
  markings: MarkingCount[]
  /** How many of the problems are failed assertions: the data stay. */
  failedAssertions: number
}
