import { didYouMean } from '../../ontology/suggest.ts'
import type { Kind, RelationKind } from '../../ontology/types.ts'
import type { PropertyValue } from '../../ontology/validate.ts'
import type { TableRow } from '../../formats/table.ts'
import { trimmed } from './cells.ts'
import { aboutRecord, aboutTie, contentText } from './claim-id.ts'
import { readCommon, type Common } from './common-cells.ts'
import type { Context } from './context.ts'
import { Columns } from './plan.ts'
import { RecordCells } from './record-cells.ts'
import { PROTECTED, SPOILT } from './records.ts'
import { RowCells } from './row-cells.ts'
import type { NumberedSecrecy } from './secrecy.ts'

/** A good row of claims, ready to become one. `about` and `content` are canonical texts. */
export interface ClaimRow extends Common {
  row: number
  kind: string
  /** Full name of the record; undefined for ties. */
  record: string | undefined
  from: string
  to: string
  about: string
  content: string
  properties: Record<string, PropertyValue>
  secrecy: NumberedSecrecy
  /** The sensitive part of a row, which stands beside the rest as a claim of its own. */
  beside?: true
}

interface Stated {
  values: Record<string, PropertyValue>
  /** Canonical text of the values. */
  text: string
}

/** Reads the rows of one file of entities or relations. */
export class ClaimRows {
  readonly #context: Context
  readonly #file: number
  /** Whether problems are told and facts gathered: the first reading. */
  readonly #collect: boolean
  /** True for relations, false for entities, null where each row says (JSON lines). */
  readonly isTie: boolean | null
  readonly #cells: RowCells
  readonly #records: RecordCells
  readonly #reported = new Set<string>()
  #columns: Columns

  constructor(context: Context, file: number, isTie: boolean | null, names: readonly string[], collect: boolean) {
    this.#context = context
    this.#file = file
    this.isTie = isTie
    this.#collect = collect
    this.#cells = new RowCells(context.files[file] ?? '', context.problems, collect)
    this.#records = new RecordCells(context, this.#cells, file, collect)
    this.#columns = new Columns(context, names, isTie)
    this.#cells.columns(this.#columns.places)
    if (isTie !== null) for (const unknown of this.#columns.unknown) this.#reportUnknown(unknown, 1)
  }

  /** More columns were met (JSON lines). */
  extend(names: readonly string[]): void {
    if (names.length === this.#columns.names.length) return
    this.#columns = new Columns(this.#context, names, this.isTie)
    this.#cells.columns(this.#columns.places)
  }

  /** The row as a claim; null where anything is wrong with it, which is then told. */
  read(row: TableRow): ClaimRow | null {
    const cells = this.#cells
    cells.next(row)
    for (const unknown of this.#columns.unknown)
      if (trimmed(row.cells[unknown.column]) !== undefined) {
        this.#reportUnknown(unknown, row.row)
        cells.spoil()
      }
    const isTie = this.isTie ?? (cells.raw('from') !== undefined || cells.raw('to') !== undefined)
    const kind = this.#kind(isTie)
    const record = isTie ? undefined : this.#records.about(kind?.name ?? null)
    const ends = isTie ? this.#records.ends(kind?.name) : { from: '', to: '' }
    const common = readCommon(this.#context, cells)
    const { secrecy } = common
    if (record !== undefined && secrecy !== undefined) this.#records.noteAudience(record.place, secrecy)
    const stated = kind === undefined ? undefined : this.#properties(kind, record?.place, common.phase)
    if (cells.bad || kind === undefined || stated === undefined || secrecy === undefined) {
      if (record !== undefined && this.#collect) this.#context.records.flag(record.place, SPOILT)
      return null
    }
    // Written out: spreading costs more than all the rest of a row.
    return {
      row: row.row,
      kind: kind.name,
      record: record?.name,
      from: ends.from,
      to: ends.to,
      about: record === undefined ? aboutTie(kind.name, ends.from, ends.to) : aboutRecord(kind.name, record.name),
      content: contentText(stated.text, common.grade, common.phase, common.validFrom, common.validTo),
      properties: stated.values,
      source: common.source,
      validFrom: common.validFrom,
      validTo: common.validTo,
      phase: common.phase,
      grade: common.grade,
      rowId: common.rowId,
      secrecy
    }
  }

  #reportUnknown(unknown: { name: string; reason: string; hint: string }, row: number): void {
    if (!this.#collect || this.#reported.has(unknown.name)) return
    this.#reported.add(unknown.name)
    const { name: column, reason, hint } = unknown
    this.#context.problems.add({ file: this.#cells.file, row, column, reason, hint })
  }

  #kind(isTie: boolean): Kind | RelationKind | undefined {
    const cells = this.#cells
    const { kinds, relationKinds } = this.#context.ontology
    const own: ReadonlyMap<string, Kind | RelationKind> = isTie ? relationKinds : kinds
    const what = isTie ? 'relation' : 'entity'
    const name = cells.text('kind')
    if (name === undefined) {
      if (!cells.bad) cells.problem('kind', 'has no kind', `Name the kind of ${what}.`)
      return undefined
    }
    const kind = own.get(name)
    if (kind !== undefined) {
      if (name === 'SAME_AS')
        cells.problem(
          'kind',
          'SAME_AS follows from judgements',
          'State it in judgements.csv: left, right, SAME, by, why.'
        )
      return kind
    }
    if (isTie && kinds.has(name))
      cells.problem(
        'kind',
        `${name} is a kind of entity, not of relation`,
        'An entity row has id and kind, and neither from nor to.'
      )
    else if (!isTie && relationKinds.has(name))
      cells.problem('kind', `${name} is a kind of relation, not of entity`, 'A relation row has kind, from and to.')
    else {
      const guess = didYouMean(name, own.keys())
      const hint = guess === '' ? `Known kinds: ${[...own.keys()].join(', ')}.` : 'The files of schema/ list the kinds.'
      cells.problem('kind', `there is no kind of ${what} ${name}${guess}`, hint)
    }
    return undefined
  }

  #properties(kind: Kind | RelationKind, place: number | undefined, phase: string | null): Stated {
    const { cells } = this.#cells.row
    const plan = this.#columns.plan(kind.name, kind.properties)
    for (const { column, name } of plan.foreign)
      if (trimmed(cells[column]) !== undefined)
        this.#cells.problem(
          name,
          `${kind.name} has no property ${name}`,
          `Properties of ${kind.name}: ${[...kind.properties.keys()].join(', ')}.`
        )
    const values: Record<string, PropertyValue> = {}
    let text = ''
    for (const { column, name, prefix, reader } of plan.properties) {
      const raw = trimmed(cells[column])
      if (raw === undefined) continue
      const cell = reader.read(raw)
      if ('reason' in cell) {
        this.#cells.problem(name, cell.reason, cell.hint)
        continue
      }
      values[name] = cell.value
      text += (text === '' ? prefix : `,${prefix}`) + cell.text
      if (this.#collect && plan.naming && place !== undefined)
        this.#note(place, name, cell.value, reader.property.identifying)
      if (this.#collect && name === 'goods') this.#noteGoods(cell.value)
    }
    if (this.#collect && kind.name === 'Good' && typeof values['code'] === 'string')
      this.#context.ownCodes.add(values['code'])
    return plan.hasPhase && phase !== null && place !== undefined
      ? withPhase(values, phase)
      : { values, text: `{${text}}` }
  }

  #noteGoods(value: PropertyValue): void {
    const { goods } = this.#context
    const column = this.#context.columnNumber('goods')
    const { row } = this.#cells.row
    if (Array.isArray(value)) for (const code of value) goods.add(String(code), this.#file, row, column)
  }

  #note(place: number, name: string, value: PropertyValue, identifying: boolean): void {
    const { records, naming, protecting } = this.#context
    const note = (list: typeof protecting): void => {
      list.record.push(place)
      list.file.push(this.#file)
      list.row.push(this.#cells.row.row)
    }
    if (name === 'protected' && value === true) {
      records.flag(place, PROTECTED)
      note(protecting)
    }
    if (!identifying) return
    note(naming)
    naming.column.push(this.#context.columnNumber(name))
  }
}

/** A kind that has a phase of its own (events) states it as a property too. */
function withPhase(values: Record<string, PropertyValue>, phase: string): Stated {
  values['phase'] = phase
  const names = Object.keys(values).sort()
  return {
    values,
    text: `{${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(values[name])}`).join(',')}}`
  }
}
