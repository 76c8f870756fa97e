import { idOf } from '../../claims/ids.ts'
import { didYouMean } from '../../ontology/suggest.ts'
import { didYouMeanOneOf, splitName } from './cells.ts'
import { isHidden } from './check.ts'
import type { Context } from './context.ts'
import { SmallTable } from './small-table.ts'

const COLUMNS = ['left', 'right', 'verdict', 'by', 'why', 'marking', 'audience'] as const
const VERDICTS = ['SAME', 'DIFFERENT', 'UNSURE'] as const

/** Reads the rows of `judgements.csv`. */
export class JudgementRows extends SmallTable {
  constructor(context: Context, file: string) {
    super(context, file, COLUMNS)
  }

  protected override readRow(): void {
    const { cells } = this
    const left = this.#record('left')
    const right = this.#record('right')
    if (left !== undefined && left === right)
      cells.problem('right', 'is the same record as left', 'A judgement is on two records.')
    const verdict = cells.text('verdict')
    const known = VERDICTS.find((v) => v === verdict)
    if (known === undefined)
      cells.problem(
        'verdict',
        `${verdict ?? 'nothing'} is no verdict${didYouMean(verdict ?? '', VERDICTS)}`,
        `Use one of ${VERDICTS.join(', ')}.`
      )
    const by = this.long('by')
    const why = this.long('why')
    if (why === null && !cells.bad)
      cells.problem('why', 'says no reason', 'Say in a sentence what the decision rests on.')
    const secrecy = this.secrecy()
    if (
      cells.bad ||
      left === undefined ||
      right === undefined ||
      known === undefined ||
      why === null ||
      secrecy === null
    )
      return
    const dataset = this.context.manifest.record.name
    const id = idOf('j', dataset, left, right, known, by ?? '', why)
    if (this.context.judgements.has(id)) {
      cells.problem(null, 'stands twice', 'State each judgement once.')
      return
    }
    this.context.judgements.set(id, { id, dataset, left, right, verdict: known, by, why, ...secrecy })
  }

  #record(column: 'left' | 'right'): string | undefined {
    const cell = this.cells.name(column)
    if (cell === undefined) {
      if (!this.cells.bad) this.cells.problem(column, `has no ${column}`, 'Name two records.')
      return undefined
    }
    const { records, manifest } = this.context
    const own = manifest.record.name
    const full = splitName(cell)
    const local = full === null || records.find(cell) !== undefined ? cell : full.dataset === own ? full.local : null
    if (local === null) return cell
    const place = records.find(local)
    if (place !== undefined && (records.kind.at(place) > 0 || records.flags.at(place) > 0)) return `${own}:${local}`
    if (isHidden(this.context, place)) {
      this.cells.spoil()
      return undefined
    }
    this.cells.problem(
      column,
      `no row gives the record ${local}${didYouMeanOneOf(local, records.names)}`,
      'Use the id of a row, or organisation/dataset:id for a record of another dataset.'
    )
    return undefined
  }
}
