import type { Value } from '../../engine/port.ts'
import type { Run } from '../run.ts'
import type { ItemPlan } from '../plan/types.ts'
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

/** Adds what a plan reads of a bound variable to a frame: `item.ts`, which everything that holds items is part of. */
export type EmitItem = (frame: Frame, item: ItemPlan, bound: Bound) => Decode

/**
 * A scope in which rows are made: sub-queries that read more per row, each leaving one named value, and the columns of the row.
 * Equal expressions share a column.
 */
export class Frame {
  readonly writer: Writer
  readonly #emitItem: EmitItem
  readonly calls: string[] = []
  /** Names that the sub-queries leave. */
  readonly outputs: string[] = []
  readonly columns: string[] = []
  /** Columns that hold the claims behind a variable, by what was read of them. */
  readonly evidence = new Map<string, number>()

  constructor(writer: Writer, emitItem: EmitItem) {
    this.writer = writer
    this.#emitItem = emitItem
  }

  /** A scope of its own within this one. */
  inner(): Frame {
    return new Frame(this.writer, this.#emitItem)
  }

  item(item: ItemPlan, bound: Bound): Decode {
    return this.#emitItem(this, item, bound)
  }

  column(expression: string): number {
    const known = this.columns.indexOf(expression)
    return known >= 0 ? known : this.columns.push(expression) - 1
  }

  /** Adds `CALL (imports) { body RETURN result AS name }` and gives the column that holds the result. */
  call(imports: readonly string[], body: readonly string[], result: string): number {
    const name = this.writer.name('x')
    this.calls.push([`CALL (${imports.join(', ')}) {`, ...body, `RETURN ${result} AS ${name}`, '}'].join('\n'))
    this.outputs.push(name)
    return this.column(name)
  }

  /** The row as a list. */
  row(): string {
    return `[${this.columns.join(', ')}]`
  }
}
