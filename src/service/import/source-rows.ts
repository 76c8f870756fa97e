import { sourceId } from '../../claims/ids.ts'
import type { SourceRecord } from '../../claims/types.ts'
import type { TableRow } from '../../formats/table.ts'
import { didYouMeanOneOf, nameProblem, splitName } from './cells.ts'
import type { Context } from './context.ts'
import { SmallTable } from './small-table.ts'

const COLUMNS = [
  'id',
  'title',
  'publisher',
  'date',
  'url',
  'sourceType',
  'citation',
  'cites',
  'marking',
  'audience'
] as const

/** Reads the rows of `sources.csv`. */
export class SourceRows extends SmallTable {
  /** Where each source stands, for problems found when all are known. */
  readonly rows = new Map<string, TableRow>()

  constructor(context: Context, file: string) {
    super(context, file, COLUMNS)
  }

  protected override readRow(): void {
    const { cells, context } = this
    const id = cells.name('id')
    if (id === undefined) {
      if (!cells.bad) cells.problem('id', 'has no id', 'Give each source an id of your own, such as s1.')
      return
    }
    if (splitName(id) !== null)
      cells.problem('id', 'the id looks like a source of another dataset', 'Use a short text of your own.')
    if (context.sources.has(id)) {
      cells.problem('id', `the source ${id} stands twice`, 'Give each source one row.')
      return
    }
    const secrecy = this.secrecy()
    const dataset = context.manifest.record.name
    const key = `${dataset}:${id}`
    const source = {
      id: sourceId(key),
      key,
      dataset,
      title: this.long('title'),
      publisher: this.long('publisher'),
      date: cells.date('date'),
      url: this.#url(),
      sourceType: this.long('sourceType'),
      citation: this.long('citation'),
      cites: this.#cites()
    }
    this.rows.set(id, cells.row)
    context.sources.set(id, cells.bad || secrecy === null ? null : { ...source, ...secrecy })
  }

  #url(): string | null {
    const url = this.long('url')
    if (url === null || /^https?:\/\/\S+$/i.test(url)) return url
    this.cells.problem('url', 'is no web address', 'Begin with https:// or http://; put anything else into citation.')
    return null
  }

  #cites(): string[] {
    const raw = this.cells.raw('cites')
    const list: unknown[] =
      typeof raw === 'string' ? raw.split(';') : Array.isArray(raw) ? raw : raw === undefined ? [] : [raw]
    const ids = list.map((id) => (typeof id === 'string' ? id.trim() : id)).filter((id) => id !== '')
    if (ids.some((id) => typeof id !== 'string' || nameProblem(id) !== null)) {
      this.cells.problem('cites', 'is no list of ids of sources', 'Separate ids by semicolons.')
      return []
    }
    const own = this.context.manifest.record.name
    return [...new Set((ids as string[]).map((id) => (splitName(id) === null ? `${own}:${id}` : id)))].sort()
  }

  /** Sources that are cited must be declared, and none may come back to itself: a chain has a root. */
  finish(): void {
    const own = `${this.context.manifest.record.name}:`
    const local = (key: string): string => key.slice(own.length)
    for (const [id, row] of this.rows) {
      const source = this.context.sources.get(id)
      if (source == null) continue
      this.cells.next(row)
      const missing = source.cites.find(
        (key) => key.startsWith(own) && !this.context.sources.has(local(key)) && !this.context.storedSources.has(key)
      )
      if (missing !== undefined)
        this.cells.problem(
          'cites',
          `the source ${local(missing)} is not declared${didYouMeanOneOf(local(missing), this.context.sources.keys())}`,
          'Give it a row too.'
        )
      else if (this.#returns(source))
        this.cells.problem(
          'cites',
          'the chain of what it cites comes back to it',
          'A source repeats earlier ones; remove one of the links.'
        )
      if (this.cells.bad) this.context.sources.set(id, null)
    }
  }

  #returns(start: SourceRecord): boolean {
    const own = `${this.context.manifest.record.name}:`
    const seen = new Set<string>()
    const left = [...start.cites]
    for (let key = left.pop(); key !== undefined; key = left.pop()) {
      if (key === start.key) return true
      if (seen.has(key)) continue
      seen.add(key)
      if (key.startsWith(own)) left.push(...(this.context.sources.get(key.slice(own.length))?.cites ?? []))
    }
    return false
  }
}
