import { createHash } from 'node:crypto'

/** What an id stands for, as its first letter: entity (a record), relation, claim, source, dataset, judgement. */
export type IdPrefix = 'e' | 'r' | 'c' | 's' | 'd' | 'j'

/** The prefix and 80 bits of SHA-256 over the parts, which are kept apart by a character that no part may hold. */
export function idOf(prefix: IdPrefix, ...parts: readonly string[]): string {
  return `${prefix}:${createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 20)}`
}

/** A record keeps its id for ever; an entity bears the id of its lowest-marked, then smallest record. */
export const recordId = (record: string): string => idOf('e', record)
export const sourceId = (key: string): string => idOf('s', key)
export const datasetId = (name: string): string => idOf('d', name)

/** JSON with sorted keys: equal content gives equal text. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value).filter(([, v]) => v !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, v]) => `${JSON.stringify(key)}:${canonical(v)}`).join(',')}}`
}
