export interface Operation {
  name: string
  query: string
  variables?: Record<string, unknown>
  /** The root field whose pages are followed to the end by `$after`. */
  pages?: string
}

/** A list from its first page to its last: what is hidden between two pages must not show in how they are cut. */
export function pages(list: string, args: string, node: string): Operation[] {
  const cut = args.includes('$after') ? args : `${args}, after: $after`
  return [
    {
      name: `every page of ${list}(${args})`,
      query: `query($after: String) { ${list}(${cut}) { totalCount nodes ${node} pageInfo { hasNextPage endCursor } } }`,
      pages: list
    }
  ]
}
