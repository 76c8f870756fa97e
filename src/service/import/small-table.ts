import { didYouMean } from '../../ontology/suggest.ts'
import type { TableRow } from '../../formats/table.ts'
import type { Context } from './context.ts'
import { RowCells } from './row-cells.ts'

const MOST_TEXT = 20_000
const NO_TEXT = /[\u0000\ud800-\udfff]/u

/** What a file holds by its name: sources, judgements, or null for claims. */
export function smallTableOf(name: string): 'sources' | 'judgements' | null {
  const stem = /^(sources|judgements)\.(csv|jsonl)$/i.exec(name)?.[1]?.toLowerCase()
  return stem === 'sources' || stem === 'judgements' ? stem : null
}

/** Reads rows of sources or judgements, which are few and kept whole. */
export abstract class SmallTable {
  protected readonly cells: RowCells
  protected readonly context: Context
  readonly #known: readonly string[]
  readonly #reported = new Set<string>()
  #unknown: string[] = []

  constructor(context: Context, file: string, known: readonly string[]) {
    this.context = context
    this.cells = new RowCells(file, context.problems, true)
    this.#known = known
  }

  columns(names: readonly string[]): void {
    this.cells.columns(new Map(names.map((name, i) => [name, i])))
    this.#unknown = names.filter((name) => !this.#known.includes(name))
  }

  read(row: TableRow): void {
    this.cells.next(row)
    for (const name of this.#unknown) {
      if (this.cells.raw(name) === undefined) continue
      if (this.#reported.has(name)) this.cells.spoil()
      else
        this.cells.problem(
          name,
          `there is no column ${name}${didYouMean(name, this.#known)}`,
          `Columns of ${this.cells.file}: ${this.#known.join(', ')}.`
        )
      this.#reported.add(name)
    }
    this.readRow()
  }

  protected abstract readRow(): void

  protected secrecy() {
    const secrecy = this.context.secrecy.read(this.cells.raw('marking'), this.cells.raw('audience'))
    if (!('reason' in secrecy)) return { marking: secrecy.marking, audience: secrecy.audience }
    this.cells.problem(secrecy.column, secrecy.reason, secrecy.hint)
    return null
  }

  protected long(column: string): string | null {
    const text = this.cells.text(column) ?? null
    if (text === null || (text.length <= MOST_TEXT && !NO_TEXT.test(text))) return text
    this.cells.problem(
      column,
      `text is longer than ${MOST_TEXT} characters, or holds a NUL or half a character`,
      'Write plain text.'
    )
    return null
  }
}
