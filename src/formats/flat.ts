/** Answers as tables: one page of a GraphQL answer → rows → CSV or JSON lines. */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Fields = { [key: string]: Json }

export interface FlatPage {
  /** Where it stands in the answer, such as `entity.relations`. */
  path: string
  rows: Fields[]
  /** Whether another page follows; null where the question did not ask for `pageInfo`, or the list is no page. */
  more: boolean | null
  /** Where the next page begins, where it was asked for. */
  endCursor: string | null
}

const isFields = (value: Json | undefined): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
const isPlain = (value: Json): value is null | boolean | number | string => value === null || typeof value !== 'object'
const isRows = (value: Json | undefined): value is Fields[] => Array.isArray(value) && value.every(isFields)

/** The lists of objects of an answer, those nearest to its root only: what lies inside a row is part of that row. */
export function pagesOf(data: Fields): FlatPage[] {
  let level: [string, Fields][] = [['', data]]
  while (level.length > 0) {
    const found: FlatPage[] = []
    const below: [string, Fields][] = []
    for (const [path, fields] of level)
      for (const [name, value] of Object.entries(fields)) {
        const at = path === '' ? name : `${path}.${name}`
        const page = isFields(value) ? connection(at, value) : isRows(value) ? plain(at, value) : null
        if (page !== null) found.push(page)
        else if (isFields(value)) below.push([at, value])
      }
    if (found.length > 0) return found
    level = below
  }
  return []
}

const plain = (path: string, rows: Fields[]): FlatPage => ({ path, rows, more: null, endCursor: null })

function connection(path: string, { nodes, edges, pageInfo }: Fields): FlatPage | null {
  const rows = isRows(nodes) ? nodes : isRows(edges) ? edges : null
  if (rows === null) return null
  const { hasNextPage, endCursor } = isFields(pageInfo) ? pageInfo : {}
  return {
    path,
    rows,
    more: typeof hasNextPage === 'boolean' ? hasNextPage : null,
    endCursor: typeof endCursor === 'string' ? endCursor : null
  }
}

/** `group.name` for a field of an object; lists of plain values joined by ` | `; lists of objects and pages stay JSON. */
function flat(row: Fields, prefix: string, cells: Map<string, Json>): Map<string, Json> {
  for (const [name, value] of Object.entries(row)) {
    const at = `${prefix}${name}`
    if (isFields(value) && connection(at, value) === null) flat(value, `${at}.`, cells)
    else if (Array.isArray(value) && value.every(isPlain))
      cells.set(at, value.map((one) => String(one ?? '')).join(' | '))
    else cells.set(at, value !== null && typeof value === 'object' ? JSON.stringify(value) : value)
  }
  return cells
}

/** What a spreadsheet would run as a formula. */
const RUNS = /^[=+\-@\t\r]/

function cell(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string') return JSON.stringify(value)
  const safe = RUNS.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * CSV with a header line, lines ended by CRLF (RFC 4180). Columns are those of all rows in the order in which they first appear.
 * Unknown is an empty cell. A text that a spreadsheet would run begins with an apostrophe.
 */
export function toCsv(rows: readonly Fields[]): string {
  const flattened = rows.map((row) => flat(row, '', new Map()))
  const names = new Set<string>()
  for (const cells of flattened) for (const name of cells.keys()) names.add(name)
  // An object that is unknown in one row and known in another: its fields are the columns.
  const objects = new Set<string>()
  for (const name of names)
    for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) objects.add(name.slice(0, dot))
  const columns = [...names].filter((name) => !objects.has(name))
  const lines = [columns.map(cell), ...flattened.map((cells) => columns.map((name) => cell(cells.get(name))))]
  return lines.map((line) => `${line.join(',')}\r\n`).join('')
}

/** One object per line, nothing flattened. */
export const toJsonLines = (rows: readonly Fields[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
