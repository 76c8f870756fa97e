import { nameProblem, splitName } from './cells.ts'
import type { Context } from './context.ts'
import type { RowCells } from './row-cells.ts'
import type { NumberedSecrecy } from './secrecy.ts'

/** A record that a row names: its number (−1 for records of other datasets) and full name. */
export interface NamedRecord {
  place: number
  name: string
}

const SHORT = 'Use a short text of your own; rows are about records of this dataset alone.'

/** Reads the cells that name records, and notes what rows show of them (`collect`: on the first reading). */
export class RecordCells {
  readonly #context: Context
  readonly #cells: RowCells
  readonly #file: number
  readonly #collect: boolean

  constructor(context: Context, cells: RowCells, file: number, collect: boolean) {
    this.#context = context
    this.#cells = cells
    this.#file = file
    this.#collect = collect
  }

  /** The record that an entity row is about. `kind` is null where the row names none that is known. */
  about(kind: string | null): NamedRecord | undefined {
    const id = this.#cells.text('id')
    if (id === undefined) {
      if (!this.#cells.bad) this.#cells.problem('id', 'has no id', 'Give each entity an id of your own, such as a1.')
      return undefined
    }
    const { records } = this.#context
    let place = records.find(id)
    if (place === undefined) {
      const problem = nameProblem(id) ?? (splitName(id) === null ? null : 'looks like a record of another dataset')
      if (problem !== null) {
        this.#cells.problem('id', `the id ${problem}`, SHORT)
        return undefined
      }
      place = records.add(id)
    }
    if (this.#collect && kind !== null) this.#noteKind(place, id, kind)
    return { place, name: `${this.#own}:${id}` }
  }

  #noteKind(place: number, id: string, kind: string): void {
    const { records, kinds, files, kindNumbers } = this.#context
    const number = kindNumbers.get(kind) ?? 0
    const known = records.kind.at(place)
    if (known === 0) {
      records.kind.set(place, number)
      records.file.set(place, this.#file)
      records.row.set(place, this.#cells.row.row)
    } else if (known !== number) {
      const row = records.row.at(place)
      const where = row === 0 ? 'in the store' : `in ${files[records.file.at(place)] ?? ''} row ${row}`
      this.#cells.problem(
        'kind',
        `${id} is a ${kinds[known - 1]?.name ?? ''} ${where} and a ${kind} here`,
        'One record has one kind; give the other thing another id.'
      )
    }
  }

  /** A record has one audience or none. */
  noteAudience(place: number, { audienceNumber, audience }: NumberedSecrecy): void {
    if (!this.#collect || audienceNumber === 0) return
    const { records } = this.#context
    const known = records.audience.at(place)
    if (known === 0) records.audience.set(place, audienceNumber)
    else if (known !== audienceNumber)
      this.#cells.problem(
        'audience',
        `${records.names[place] ?? ''} has the audience ${(audience ?? []).join(';')} here and another one in another row`,
        'All rows about one record that have an audience have the same; give the other its own record and a judgement.'
      )
  }

  /** Both ends of a tie. `kind` is undefined where the row names none that is known. */
  ends(kind: string | undefined): { from: string; to: string } {
    const from = this.#end('from')
    const to = this.#end('to')
    if (from === undefined || to === undefined) return { from: '', to: '' }
    if (from.name === to.name)
      this.#cells.problem(
        'to',
        'a tie from a record to itself',
        'Name two records; drop the row where the source means no tie.'
      )
    if (this.#collect && kind !== undefined) {
      const { ties, tieNumbers } = this.#context
      ties.kind.push(tieNumbers.get(kind) ?? 0)
      ties.from.push(from.place + 1)
      ties.to.push(to.place + 1)
      ties.file.push(this.#file)
      ties.row.push(this.#cells.row.row)
    }
    return { from: from.name, to: to.name }
  }

  #end(column: 'from' | 'to'): NamedRecord | undefined {
    const cell = this.#cells.text(column)
    if (cell === undefined) {
      if (!this.#cells.bad) this.#cells.problem(column, `has no ${column}`, 'Name the record at each end of the tie.')
      return undefined
    }
    const { records } = this.#context
    const known = records.find(cell)
    if (known !== undefined) return { place: known, name: `${this.#own}:${cell}` }
    const problem = nameProblem(cell)
    if (problem !== null) {
      this.#cells.problem(column, `the id ${problem}`, 'Use the id of a row, or organisation/dataset:id.')
      return undefined
    }
    const full = splitName(cell)
    if (full === null) return { place: records.add(cell), name: `${this.#own}:${cell}` }
    if (full.dataset !== this.#own) {
      const { ends } = this.#context
      if (this.#collect) ends.add(cell, this.#file, this.#cells.row.row, this.#context.columnNumber(column))
      return { place: -1, name: cell }
    }
    return { place: records.find(full.local) ?? records.add(full.local), name: cell }
  }

  get #own(): string {
    return this.#context.manifest.record.name
  }
}
