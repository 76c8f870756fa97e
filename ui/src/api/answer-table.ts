/** An answer as a table: the first list of objects found becomes the rows, nested lists become lines, ids stand last. */
export interface AnswerTable {
  columns: string[]
  /** Each cell as lines. */
  rows: string[][][]
}

export function tableOf(answer: unknown): AnswerTable | null {
  const list = firstList(answer)
  if (list === null) return null
  const flat = list.map((row) => flatten(row))
  const all = [...new Set(flat.flatMap((row) => [...row.keys()]))]
  const columns = [...all.filter((column) => !isId(column)), ...all.filter(isId)]
  return { columns, rows: flat.map((row) => columns.map((column) => row.get(column) ?? [])) }
}

const isId = (name: string): boolean => /(^| )ids?$/i.test(name)

function firstList(value: unknown): object[] | null {
  if (typeof value !== 'object' || value === null) return null
  if (Array.isArray(value)) {
    return value.length > 0 && value.every((item) => typeof item === 'object' && item !== null)
      ? (value as object[])
      : null
  }
  for (const child of Object.values(value)) {
    const found = firstList(child)
    if (found !== null) return found
  }
  return null
}

function flatten(row: object, prefix = ''): Map<string, string[]> {
  const cells = new Map<string, string[]>()
  for (const [key, value] of Object.entries(row) as [string, unknown][]) {
    const name = prefix === '' ? key : `${prefix} ${key}`
    const only = onlyList(value)
    if (Array.isArray(value))
      cells.set(
        name,
        value.flatMap((item) => lines(item))
      )
    else if (only !== null)
      cells.set(
        name,
        only.flatMap((item) => lines(item))
      )
    else if (typeof value === 'object' && value !== null) for (const [k, v] of flatten(value, name)) cells.set(k, v)
    else cells.set(name, value === null || value === undefined ? [] : [line(value)])
  }
  return cells
}

/** The list of an object that holds a list alone, as connections do: `{ nodes: […] }`. */
function onlyList(value: unknown): unknown[] | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const values: unknown[] = Object.values(value)
  return values.length === 1 && Array.isArray(values[0]) ? (values[0] as unknown[]) : null
}

const INDENT = '\u2003'

/** One thing in lines: what it is, ids last and in brackets; then what it lists, each in a line of its own, set in. */
function lines(value: unknown, depth = 0): string[] {
  const set = INDENT.repeat(depth) + (depth > 0 ? '– ' : '')
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [set + line(value)]
  const entries = Object.entries(value) as [string, unknown][]
  const listed = entries.flatMap(([key, part]) => {
    const list = Array.isArray(part) ? (part as unknown[]) : onlyList(part)
    return list !== null && list.some((item) => typeof item === 'object') ? [[key, list] as const] : []
  })
  const rest = Object.fromEntries(entries.filter(([key]) => !listed.some(([name]) => name === key)))
  return [
    set + line(rest),
    ...listed.flatMap(([key, list]) => [
      `${INDENT.repeat(depth + 1)}${key}:`,
      ...list.flatMap((item) => lines(item, depth + 2))
    ])
  ].filter((words) => words.trim() !== '' && words.trim() !== '–')
}

/** `name, kind, relation: name (id)`. */
function line(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(line).filter(Boolean).join(', ')
  if (typeof value !== 'object') return typeof value === 'string' ? value : JSON.stringify(value)
  const said: string[] = []
  const ids: string[] = []
  for (const [key, part] of Object.entries(value) as [string, unknown][]) {
    const words = line(part)
    if (words === '') continue
    if (isId(key) || looksLikeId(part)) ids.push(words)
    else said.push(typeof part === 'string' ? words : `${key}: ${words}`)
  }
  const tail = ids.join(', ')
  return tail === '' ? said.join(', ') : said.length === 0 ? tail : `${said.join(', ')} (${tail})`
}

/** `e:…`, `c:…`: what the API gives out as ids, whatever the field is called. */
const looksLikeId = (value: unknown): boolean => typeof value === 'string' && /^[a-z]:[0-9a-f]{12,}$/.test(value)
