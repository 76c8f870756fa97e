import { csvTable } from './csv.ts'
import { jsonLines } from './json-lines.ts'
import type { Bytes, TableBlock, TableFormat, TextProblem } from './table.ts'

/** The format of a file by the ending of its name; null where it is no table. */
export function formatOf(name: string): TableFormat | null {
  const end = /\.(csv|jsonl)$/i.exec(name)?.[1]?.toLowerCase()
  return end === 'csv' || end === 'jsonl' ? end : null
}

/** Reads a table as a stream of blocks. What is wrong with single rows goes to `problem`, and reading goes on. */
export function readTable(
  format: TableFormat,
  bytes: Bytes,
  problem: (p: TextProblem) => void
): AsyncGenerator<TableBlock> {
  return format === 'csv' ? csvTable(bytes, problem) : jsonLines(bytes, problem)
}
