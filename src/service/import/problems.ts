import type { RowProblem } from './report.ts'

export const MOST_PROBLEMS = 1_000

/** Collects what wants a look and stops nothing: keeps the first 1,000, counts all. */
export class Notes {
  readonly kept: RowProblem[] = []
  count = 0

  get isFull(): boolean {
    return this.kept.length >= MOST_PROBLEMS
  }

  add(problem: RowProblem): void {
    this.count++
    if (!this.isFull) this.kept.push(problem)
  }

  /** Brings what is kept into the order of files and rows. */
  sort(): void {
    this.kept.sort((a, b) => (a.file === b.file ? (a.row ?? 0) - (b.row ?? 0) : a.file < b.file ? -1 : 1))
  }
}

/** Collects what is wrong, and remembers which rows are not to be written. */
export class Problems extends Notes {
  readonly #badRows = new Map<string, Set<number>>()

  override add(problem: RowProblem): void {
    super.add(problem)
    if (problem.row !== null) this.spoil(problem.file, problem.row)
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
