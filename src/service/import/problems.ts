import type { RowProblem } from './report.ts'

export const MOST_PROBLEMS = 1_000

/** Collects what is wrong: keeps the first 1,000, counts all, and remembers which rows are not to be written. */
export class Problems {
  readonly kept: RowProblem[] = []
  count = 0
  readonly #badRows = new Map<string, Set<number>>()

  get isFull(): boolean {
    return this.kept.length >= MOST_PROBLEMS
  }

  add(problem: RowProblem): void {
    this.count++
    if (this.kept.length < MOST_PROBLEMS) this.kept.push(problem)
    if (problem.row !== null) this.spoil(problem.file, problem.row)
  }

  /** Brings what is kept into the order of files and rows. */
  sort(): void {
    this.kept.sort((a, b) => (a.file === b.file ? (a.row ?? 0) - (b.row ?? 0) : a.file < b.file ? -1 : 1))
  }

  /** Marks a row as not to be written, without a message of its own. */
  spoil(file: string, row: number): void {
    let rows = this.#badRows.get(file)
    if (rows === undefined) this.#badRows.set(file, (rows = new Set()))
    rows.add(row)
  }

  /** The bad rows of a file; undefined where all are good. */
  rowsOf(file: string): ReadonlySet<number> | undefined {
    return this.#badRows.get(file)
  }
}
