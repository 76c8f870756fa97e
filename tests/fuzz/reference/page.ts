/** One page of any list: all of it sorted, then cut. */
import { given, Refused, sizeOf, type Args } from './refuse.ts'

export type Key = string | number | boolean | null

/** Cursors of the reference begin so; the planner's say the same in another way. */
export const CURSOR = 'reference:'

export interface Listed<T> {
  readonly item: T
  /** What the list is ordered by before the id; items with null come last. */
  readonly key: Key
  readonly id: string
}

export interface Page<T> {
  edges: { cursor: string; node: T }[]
  nodes: T[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  totalCount: number
}

export function page<T>(items: readonly Listed<T>[], order: string, args: Args, descending = false): Page<T> {
  const compare = (a: Place, b: Place): number => compareBy(a, b, descending)
  const first = sizeOf(args)
  const after = given(args, 'after') ? read(order, args['after'] as string) : null
  const sorted = [...items].sort(compare)
  const rest = after === null ? sorted : sorted.filter((each) => compare(each, after) > 0)
  const shown = rest.slice(0, first)
  const edges = shown.map((each) => ({ cursor: write(order, each), node: each.item }))
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: { hasNextPage: rest.length > first, endCursor: edges.at(-1)?.cursor ?? null },
    totalCount: items.length
  }
}

/** The same, its cursor being looked at only where something is asked that stands behind it. */
export function laterPage<T>(items: readonly Listed<T>[], order: string, args: Args): object {
  sizeOf(args)
  return {
    nodes: () => page(items, order, args).nodes,
    pageInfo: () => page(items, order, args).pageInfo,
    totalCount: items.length
  }
}

type Place = Pick<Listed<unknown>, 'key' | 'id'>

function compareBy(a: Place, b: Place, descending: boolean): number {
  if (a.key !== b.key) {
    if (a.key === null) return 1
    if (b.key === null) return -1
    return a.key < b.key === descending ? 1 : -1
  }
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}

const write = (order: string, { key, id }: Place): string => `${CURSOR}${JSON.stringify([order, key, id])}`

function read(order: string, cursor: string): Place {
  const [of, key, id] = cursor.startsWith(CURSOR)
    ? (JSON.parse(cursor.slice(CURSOR.length)) as [string, Key, string])
    : ['', null, '']
  if (of !== order) throw new Refused('INVALID_INPUT', 'a cursor of another list')
  return { key, id }
}
