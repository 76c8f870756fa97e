import type { SizeFigures } from './sizes.ts'

/** The lanes' figures under the names by which they are looked up: `search.p95_ms`, `paths.neo4j_p95_ms` and so on. */
export function keyed(lanes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const keys: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(lanes)) put(keys, name.split('.'), value)
  const size = (engine: string, name: string): SizeFigures | undefined => {
    const value = lanes[`sizes.${engine}.${name}`] as SizeFigures | { skipped: string } | undefined
    return value === undefined || 'skipped' in value ? undefined : value
  }
  const { anew_ms: planning } = (lanes['planning'] ?? {}) as { anew_ms?: number }
  return {
    ...keys,
    planning_ms: planning,
    neighbourhood: Object.fromEntries(
      ['10k', '100k', '1m'].map((name) => [`${name}_ms`, size('grafeo', name)?.neighbourhood_ms])
    ),
    search: { p95_ms: size('grafeo', '1m')?.search_p95_ms, neo4j_p95_ms: size('neo4j', '1m')?.search_p95_ms },
    paths: Object.fromEntries(
      ['grafeo', 'neo4j'].map((engine) => [`${engine}_p95_ms`, size(engine, '1m')?.paths.SHORTEST.p95_ms])
    )
  }
}

function put(into: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) into[first] = value
  else put((into[first] ??= {}) as Record<string, unknown>, rest, value)
}
