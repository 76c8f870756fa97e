/** Two answers side by side: where they differ, and which cursors stand in the same place. */
import { CURSOR } from './reference/page.ts'

export interface CursorPair {
  /** Response keys, without places in lists. */
  readonly path: readonly string[]
  readonly planner: string
  readonly reference: string
}

export interface Compared {
  /** The first place where they differ, in words. */
  readonly difference: string | null
  readonly cursors: readonly CursorPair[]
}

/** `loose`: places where the planner may say null, or list otherwise. */
export function compare(planner: unknown, reference: unknown, loose: ReadonlySet<string>): Compared {
  const cursors: CursorPair[] = []
  const look = (a: unknown, b: unknown, at: string, path: readonly string[]): string | null => {
    const differs = (): string => `${at === '' ? 'the answer' : at} is ${show(a)}, by the reference ${show(b)}`
    if (loose.has(at) && (a === null || Array.isArray(a))) return null
    // Cursors are compared by what they lead to: the next questions go on after them.
    if (typeof b === 'string' && b.startsWith(CURSOR)) {
      if (typeof a !== 'string' || a === '') return differs()
      cursors.push({ path, planner: a, reference: b })
      return null
    }
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b ? null : differs()
    if (Array.isArray(a) !== Array.isArray(b)) return differs()
    const [x, y] = [a, b] as [Record<string, unknown>, Record<string, unknown>]
    const keys = Object.keys(y)
    if (String(Object.keys(x)) !== String(keys)) return differs()
    for (const key of keys) {
      const found = look(x[key], y[key], Array.isArray(b) ? `${at}[${key}]` : `${at}.${key}`, Array.isArray(b) ? path : [...path, key]) // prettier-ignore
      if (found !== null) return found
    }
    return null
  }
  return { difference: look(planner, reference, '', []), cursors }
}

const MOST = 300

const show = (value: unknown): string => {
  const text = value === undefined ? 'absent' : JSON.stringify(value)
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text
}
