/** Finds the entities in an answer, for "open in Explore": objects with an id and a kind that is not a tie. */
export interface Found {
  entities: readonly string[]
  collectives: readonly string[]
}

export function idsIn(answer: unknown, collectiveKinds: ReadonlySet<string>): Found {
  const entities = new Set<string>()
  const collectives = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(walk)
      return
    }
    if (typeof value !== 'object' || value === null) return
    const { id, kind } = value as { id?: unknown; kind?: unknown }
    // Entities have ids that begin with `e:`; relations, claims, sources and datasets have other letters.
    if (typeof id === 'string' && id.startsWith('e:')) {
      if (typeof kind === 'string' && collectiveKinds.has(kind)) collectives.add(id)
      else entities.add(id)
    }
    Object.values(value).forEach(walk)
  }
  walk(answer)
  return { entities: [...entities], collectives: [...collectives] }
}

/** Flattens an answer into a table: the first list of objects found becomes the rows, nested values become text. */
export function tableOf(answer: unknown): { columns: string[]; rows: string[][] } | null {
  const list = firstList(answer)
  if (list === null) return null
  const flat = list.map((row) => flatten(row))
  const columns = [...new Set(flat.flatMap((row) => [...row.keys()]))]
  return { columns, rows: flat.map((row) => columns.map((column) => row.get(column) ?? '')) }
}

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

function flatten(row: object, prefix = ''): Map<string, string> {
  const cells = new Map<string, string>()
  for (const [key, value] of Object.entries(row) as [string, unknown][]) {
    const name = prefix === '' ? key : `${prefix} ${key}`
    if (Array.isArray(value)) cells.set(name, value.map(brief).join('; '))
    else if (typeof value === 'object' && value !== null) for (const [k, v] of flatten(value, name)) cells.set(k, v)
    else cells.set(name, brief(value))
  }
  return cells
}

function brief(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') {
    return Object.values(value)
      .map((part: unknown) => brief(part))
      .filter((part) => part !== '')
      .join(' ')
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}
