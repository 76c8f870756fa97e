import { gradeText, parseGrade } from '../../claims/grade.ts'
import { dateProblem } from '../../ontology/dates.ts'
import type { TableRow } from '../../formats/table.ts'
import { nameProblem, trimmed } from './cells.ts'
import type { Problems } from './problems.ts'

const DATE_HINT = 'Write 2003, 2003-05 or 2003-05-17, as exactly as the source says and no more.'

/** One row at a time: its cells by column name, and whether anything is wrong with it. */
export class RowCells {
  readonly file: string
  readonly #problems: Problems
  readonly #report: boolean
  #places: ReadonlyMap<string, number> = new Map()
  row: TableRow = { row: 0, line: 0, cells: [] }
  bad = false

  /** `report`: whether problems are told (first reading), or only make the row bad (second). */
  constructor(file: string, problems: Problems, report: boolean) {
    this.file = file
    this.#problems = problems
    this.#report = report
  }

  columns(places: ReadonlyMap<string, number>): void {
    this.#places = places
  }

  next(row: TableRow): void {
    this.row = row
    this.bad = false
  }

  problem(column: string | null, reason: string, hint: string | null): void {
    this.bad = true
    if (!this.#report) return
    const { row, line } = this.row
    this.#problems.add({
      file: this.file,
      row,
      column,
      reason: line === row ? reason : `${reason} (line ${line})`,
      hint
    })
  }

  /** Makes the row bad without a message: the cause is told elsewhere. */
  spoil(): void {
    this.bad = true
    if (this.#report) this.#problems.spoil(this.file, this.row.row)
  }

  /** The cell without blanks around it; undefined where it says nothing. */
  raw(column: string): unknown {
    const place = this.#places.get(column)
    return place === undefined ? undefined : trimmed(this.row.cells[place])
  }

  text(column: string): string | undefined {
    const value = this.raw(column)
    if (value === undefined || typeof value === 'string') return value
    this.problem(column, 'must be text', `Put it in quotes, such as "${typeof value === 'number' ? value : 'a1'}".`)
    return undefined
  }

  /** A short text without control characters, such as an id. */
  name(column: string): string | undefined {
    const text = this.text(column)
    const problem = text === undefined ? null : nameProblem(text)
    if (problem === null) return text
    this.problem(column, problem, 'Use a short text.')
    return undefined
  }

  date(column: string): string | null {
    const text = this.text(column)
    if (text === undefined) return null
    const problem = dateProblem(text)
    if (problem === null) return text
    this.problem(column, problem, DATE_HINT)
    return null
  }

  /** The grade as text, in its one spelling. */
  grade(fallback: string | null): string | null {
    const text = this.text('grade')
    if (text === undefined) return fallback
    const grade = parseGrade(text)
    if (grade !== null) return gradeText(grade)
    this.problem(
      'grade',
      `${JSON.stringify(text)} is no grade`,
      'Reliability A–F and credibility 1–6, such as B2; leave it empty where the source gives none.'
    )
    return null
  }
}
