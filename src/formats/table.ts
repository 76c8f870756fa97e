/** Something wrong with a file as text: which row (the header is 1; null for the whole file) and column, why, what to do. */
export interface TextProblem {
  row: number | null
  column: string | null
  reason: string
  hint: string
}

/** One row: its number as a person counts rows, the line on which it starts, and its cells in the order of the columns. */
export interface TableRow {
  row: number
  line: number
  /** Text from CSV, any JSON value from JSON lines; undefined where the row has no such cell. */
  cells: readonly unknown[]
}

/** Some rows at once: one asynchronous step for thousands of rows. `columns` may grow from block to block, never change. */
export interface TableBlock {
  columns: readonly string[]
  rows: readonly TableRow[]
  /** How many bytes of the file were read so far. */
  bytes: number
}

export type Bytes = AsyncIterable<Uint8Array>
export type TableFormat = 'csv' | 'jsonl'

/** `(line 17)` where a person who opens the file in an editor would look elsewhere than at the row's number. */
export const atLine = (row: number, line: number): string => (line === row ? '' : ` (line ${line})`)
