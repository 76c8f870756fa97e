import type { Value } from '../../engine/port.ts'
import type { Run } from '../run.ts'
import type { Variable, Writer } from './writer.ts'

export type Row = readonly Value[]
/** Makes one value of the answer from a row of its frame. */
export type Decode = (row: Row, run: Run) => unknown

/** A variable with what else can be reached from it without reading further. */
export interface Bound {
  readonly variable: Variable
  /** The ends of a tie. */
  readonly from?: Variable
  readonly to?: Variable
  readonly other?: Variable
}

/**
 * A scope in which rows are made: sub-queries that read more per row, each leaving one named value, and the columns of the row.
 * Equal expressions share a column.
 */
export class Frame {
  readonly writer: Writer
  readonly calls: string[] = []
  /** Names that the sub-queries leave. */
  readonly outputs: string[] = []
  readonly columns: string[] = []
  /** Columns that hold the claims behind a variable, by what was read of them. */
  readonly evidence = new Map<string, number>()

  constructor(writer: Writer) {
    this.writer = writer
  }

  column(expression: string): number {
    const known = this.columns.indexOf(expression)
    return known >= 0 ? known : this.columns.push(expression) - 1
  }

  /** Adds `CALL (imports) { body RETURN result AS name }` and gives the column that holds the result. */
  call(imports: readonly (Variable | string)[], body: readonly string[], result: string): number {
    const name = this.writer.name('x')
    this.calls.push(
      [`CALL (${imports.map(String).join(', ')}) {`, ...body, `RETURN ${result} AS ${name}`, '}'].join('\n')
    )
    this.outputs.push(name)
    return this.column(name)
  }

  /** The row as a list. */
  row(): string {
    return `[${this.columns.join(', ')}]`
  }
}
