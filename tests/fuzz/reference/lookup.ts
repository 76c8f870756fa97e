/** Anything by its id. */
import type { Entity, Seen } from './seen.ts'

/** An entity by the id of any of its records. */
export function entityById(seen: Seen, id: string): Entity | null {
  const record = seen.records.find((each) => each.id === id)
  return record === undefined ? null : (seen.entities.get(record.entity) ?? null)
}

export const SORTS = ['e:', 'r:', 'c:', 's:', 'd:', 'j:']

export function anything(seen: Seen, id: string): unknown {
  const byId = (things: readonly { readonly id: string }[]): unknown => things.find((each) => each.id === id) ?? null
  switch (id.slice(0, 2)) {
    case 'e:':
      return entityById(seen, id)
    case 'r:':
      return seen.ties.get(id) ?? null
    case 'c:':
      return byId(seen.claims)
    case 's:':
      return byId(seen.sources)
    case 'd:':
      return byId(seen.datasets)
    case 'j:':
      return byId(seen.judgements)
    default:
      return null
  }
}
