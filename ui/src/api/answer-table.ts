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
    if (Array.isArray(value)) cells.set(name, value.map(line))
    else if (only !== null) cells.set(name, only.map(line))
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

/** One thing in one line: `name, kind; relation: name (id)`, ids last and in brackets. */
function line(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(line).filter(Boolean).join(', ')
  if (typeof value !== 'object') return typeof value === 'string' ? value : JSON.stringify(value)
  const entries = Object.entries(value) as [string, unknown][]
  const said = entries
    .filter(([key]) => !isId(key))
    .map(([key, part]) => {
      const words = line(part)
      return words === '' || typeof part === 'string' ? words : `${key}: ${words}`
    })
    .filter(Boolean)
  const ids = entries.filter(([key]) => isId(key)).map(([, part]) => line(part))
  const tail = ids.filter(Boolean).join(', ')
  return tail === '' ? said.join(', ') : said.length === 0 ? tail : `${said.join(', ')} (${tail})`
}
