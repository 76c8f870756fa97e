import { keyed, type Keyed } from '../keyed.ts'
import type { KeyName, PagePlan } from '../plan/types.ts'
import type { Run } from '../run.ts'
import type { Decode, Frame, Row } from './frame.ts'
import { evidenceClaim } from './evidence.ts'
import type { EvidenceClaim } from './conflicts.ts'
import { matchPage } from './page-source.ts'
import type { Variable } from './writer.ts'

/** Items of a question that are set side by side, whatever page of them is shown. */
export const MOST_SIDE_BY_SIDE = 500

/** All items of a page's question, the first by id, each in a row of its own. */
export interface AllOf<T> {
  /** What `columns` gave. */
  readonly parts: T
  readonly rows: (row: Row) => readonly Row[]
  /** What of them was left out, as the answer tells it. */
  readonly truncated: (row: Row) => object | null
}

/** Reads the items of a page's question as one sub-query beside the page; `columns` adds what is read of each. */
export function emitAll<T>(
  frame: Frame,
  page: PagePlan,
  what: string,
  columns: (inner: Frame, variable: Variable) => T
): AllOf<T> {
  const { writer } = frame
  const { lines, variable } = matchPage(writer, page, null, () => [])
  const inner = frame.inner()
  const [all, more] = [writer.name('l'), writer.name('m')]
  const left = inner.column(more)
  const parts = columns(inner, variable)
  const most = writer.parameter(() => MOST_SIDE_BY_SIDE)
  const limit = writer.parameter(() => MOST_SIDE_BY_SIDE + 1)
  const at = frame.call(
    [],
    [
      ...lines,
      `WITH ${variable} ORDER BY ${variable}.id LIMIT ${limit}`,
      `WITH collect(${variable}) AS ${all}`,
      `WITH ${all}, size(${all}) > ${most} AS ${more}`,
      `UNWIND ${all}[0..${most}] AS ${variable}`,
      ...inner.calls,
      `WITH ${[more, variable, ...inner.outputs].join(', ')} ORDER BY ${variable}.id`
    ],
    `collect(${inner.row()})`
  )
  const rows = (row: Row): readonly Row[] => (row[at] ?? []) as readonly Row[]
  return {
    parts,
    rows,
    truncated: (row) =>
      rows(row)[0]?.[left] === true
        ? {
            shown: MOST_SIDE_BY_SIDE,
            of: null,
            because: `${MOST_SIDE_BY_SIDE} ${what} at most are set side by side, the first by id: ask for fewer.`
          }
        : null
  }
}

/** Facts under the keys asked for, by name. */
export function filled(fields: readonly KeyName[], facts: object, object: Keyed = keyed('')): Keyed {
  for (const { key, name } of fields) object[key] = (facts as Readonly<Record<string, unknown>>)[name]
  return object
}

/** Claims that `claimsBehind` collected in a column. */
export const claimsAt = (row: Row, at: number, run: Run): EvidenceClaim[] =>
  (row[at] as readonly Row[]).map((claim) => evidenceClaim(claim, run.seen))

/** The distinct values of one property of claims, in order. */
export const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort()

/** Adds a list of things to a frame: those that the lines leave as one variable, by id, each with what is shown of it. */
export function emitList(
  frame: Frame,
  imports: readonly string[],
  lines: readonly string[],
  variable: Variable,
  inner: Frame,
  kept: readonly Variable[] = []
): number {
  const names = [variable, ...kept].join(', ')
  const order = `ORDER BY ${[variable, ...kept].map((each) => `${each}.id`).join(', ')}`
  return frame.call(
    imports,
    [
      ...lines,
      `WITH DISTINCT ${names} ${order}`,
      ...inner.calls,
      `WITH ${[names, ...inner.outputs].join(', ')} ${order}`
    ],
    `collect(${inner.row()})`
  )
}

/** Decoders of the things shown under several keys. */
export interface ShownDecoder {
  readonly key: string
  readonly decode: Decode
}
