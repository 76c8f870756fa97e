import type { Told } from './import/told.ts'
import { MANIFEST, type DatasetFile, type DatasetFiles } from './import/files.ts'
import type { Problems } from './import/problems.ts'
import type { RowProblem } from './import/report.ts'

export interface NewClaim {
  kind: string
  id?: string | null
  from?: string | null
  to?: string | null
  properties?: unknown
  [field: string]: unknown
}
export type NewSource = Readonly<Record<string, unknown>>

/** What is wrong with the input: the list and the place in it, the field, why, and what to do. */
export interface RecordProblem {
  list: 'CLAIMS' | 'SOURCES' | 'MANIFEST'
  index: number | null
  field: string | null
  reason: string
  hint: string | null
}

const CLAIMS = 'claims.jsonl'
const SOURCES = 'sources.jsonl'
/** Fields of a row of claims beside `properties`; no property can be stated by these names there. */
const FIELDS = [
  'kind', 'id', 'from', 'to', 'source', 'grade', 'marking', 'audience', 'validFrom', 'validTo', 'phase', 'standing', 'standingDate', 'rowId'
] as const // prettier-ignore
const isField = (name: string): boolean => (FIELDS as readonly string[]).includes(name)

/** The rows of one request as the files of an import, and what the import says of them put back into the request's terms. */
export class Rows implements Told {
  readonly files: DatasetFiles
  readonly #rows: readonly Readonly<Record<string, unknown>>[]
  readonly #claims = new Map<number, readonly string[]>()
  #bad: Problems | null = null

  constructor(
    { claims: given, sources }: { claims: readonly NewClaim[]; sources?: readonly NewSource[] | null },
    manifest: object
  ) {
    this.#rows = given.map(rowOf)
    const tables = [fileOf(CLAIMS, lines(this.#rows))]
    if (sources != null && sources.length > 0) tables.push(fileOf(SOURCES, lines(sources)))
    this.files = { manifest: fileOf(MANIFEST, JSON.stringify(manifest)), tables, unread: [] }
  }

  claims(_file: string, row: number, ids: readonly string[]): void {
    this.#claims.set(row - 1, ids)
  }

  bad(problems: Problems): void {
    this.#bad = problems
    // The good rows are told once more where the others are left out.
    if (problems.count > 0) this.#claims.clear()
  }

  recorded(): { index: number; claims: readonly string[] }[] {
    return [...this.#claims].map(([index, claims]) => ({ index, claims })).sort((a, b) => a.index - b.index)
  }

  problemOf({ file, row, column, reason, hint }: RowProblem): RecordProblem {
    const index = row === null ? null : row - 1
    if (file === SOURCES) return { list: 'SOURCES', index, field: column, reason, hint }
    if (file !== CLAIMS)
      return { list: 'MANIFEST', index: null, field: column === 'name' ? 'dataset' : column, reason, hint }
    const field =
      column === null || isField(column) || column.startsWith('properties') ? column : `properties.${column}`
    return { list: 'CLAIMS', index, field, reason, hint }
  }

  /** Bad rows that have no message of their own: they share the cause of another row's. */
  untold(told: readonly RowProblem[]): RecordProblem[] {
    const own = new Set(told.filter(({ file }) => file === CLAIMS).map(({ row }) => row))
    const left = [...(this.#bad?.rowsOf(CLAIMS) ?? [])].filter((row) => !own.has(row)).sort((a, b) => a - b)
    return left.map((row) => {
      const given = this.#rows[row - 1] ?? {}
      const same = told.find(
        ({ file, column }) => file === CLAIMS && column !== null && !isField(column) && given[column] !== undefined
      )
      return same === undefined
        ? {
            list: 'CLAIMS',
            index: row - 1,
            field: null,
            reason: 'rests on something that is bad itself',
            hint: 'Mend the others first.'
          }
        : this.problemOf({ ...same, row })
    })
  }
}

/** A row as a file of JSON lines has it: properties beside the fields, those that a field would hide under a name of their own. */
function rowOf({ properties, ...fields }: NewClaim): Record<string, unknown> {
  const row = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined))
  if (properties === null || properties === undefined) return row
  if (typeof properties !== 'object' || Array.isArray(properties)) return { ...row, properties }
  const stated = Object.entries(properties as Record<string, unknown>).map(([name, value]): [string, unknown] => [
    isField(name) ? `properties.${name}` : name,
    value
  ])
  return { ...row, ...Object.fromEntries(stated) }
}

const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

function fileOf(name: string, text: string): DatasetFile {
  const bytes = Buffer.from(text)
  async function* open(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(bytes)
  }
  return { name, path: name, size: bytes.length, open }
}
