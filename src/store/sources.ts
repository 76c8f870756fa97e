import { sourceId } from '../claims/ids.ts'
import { rankOf, type Audience, type DatasetRecord, type SourceRecord } from '../claims/types.ts'
import type { Transaction, Value } from '../engine/port.ts'
import { secrecyFields } from './codec.ts'
import type { Memory, SourceState } from './memory.ts'
import { rowsOf } from './reads.ts'

type Sources = Map<string, SourceState>

async function sourcesOf(transaction: Transaction, memory: Memory): Promise<Sources> {
  if (memory.sources !== null) return memory.sources
  const columns = ['key', 'rank', 'audience', 'cites', 'since']
  const rows = await rowsOf(
    transaction,
    `MATCH (s:Source) RETURN ${columns.map((c) => `s.${c} AS ${c}`).join(', ')}`,
    columns
  )
  memory.sources = new Map(
    rows.map(([key, rank, audience, cites, since]) => [
      key as string,
      {
        key: key as string,
        rank: rank as number,
        audience: (audience ?? null) as Audience,
        cites: cites as string[],
        since: (since ?? null) as string | null
      }
    ])
  )
  return memory.sources
}

/**
 * The roots of what a source repeats, as seen at a rank: sources that are hidden there, audience-limited or unknown are not
 * looked into, and count as roots. A circle of sources that repeat each other counts as one, its smallest key.
 */
export function originsOf(sources: ReadonlyMap<string, SourceState>, key: string, rank: number): string[] {
  const roots = new Set<string>()
  const seen = new Set<string>([key])
  const open = [key]
  while (open.length > 0) {
    const at = open.pop() as string
    const source = sources.get(at)
    const looked = source !== undefined && (at === key || (source.audience === null && source.rank <= rank))
    const cites = looked ? source.cites : []
    if (cites.length === 0) roots.add(at)
    for (const cited of cites)
      if (!seen.has(cited)) {
        seen.add(cited)
        open.push(cited)
      }
  }
  if (roots.size === 0) roots.add([...seen].sort()[0] as string)
  return [...roots].sort().map(sourceId)
}

/** Writes new and changed sources as of `at` (those of `anew` as if they were new), removes those of `gone`, and renews the origins of every source that leads to them. */
export async function writeSources(
  transaction: Transaction,
  changed: readonly SourceRecord[],
  gone: readonly string[],
  memory: Memory,
  at: string,
  anew: ReadonlySet<string> = new Set()
): Promise<void> {
  if (changed.length === 0 && gone.length === 0) return
  const sources = await sourcesOf(transaction, memory)
  const touched = new Set<string>(gone)
  for (const source of changed) {
    sources.set(source.key, {
      key: source.key,
      rank: rankOf(source.marking),
      audience: source.audience,
      cites: source.cites,
      since: sources.has(source.key) && !anew.has(source.id) ? (sources.get(source.key)?.since ?? null) : at
    })
    touched.add(source.key)
  }
  for (const key of gone) sources.delete(key)
  for (let grown = -1; grown !== touched.size;) {
    grown = touched.size
    for (const source of sources.values()) if (source.cites.some((key) => touched.has(key))) touched.add(source.key)
  }
  const origins = (key: string): Record<string, Value> => {
    const limited = sources.get(key)?.audience !== null
    const [a, b, c] = [0, 1, 2].map((rank) => originsOf(sources, key, limited ? 2 : rank))
    return { origins: a ?? [], origins_1: b ?? [], origins_2: c ?? [] }
  }
  const rows = changed.map(({ audience, ...source }) => ({
    ...source,
    since: sources.get(source.key)?.since ?? null,
    ...secrecyFields({ marking: source.marking, audience }),
    ...origins(source.key)
  }))
  await transaction.run({
    text: 'UNWIND $rows AS row MERGE (s:Source {id: row.id}) SET s = row',
    params: { rows },
    columns: []
  })
  const mine = new Set(changed.map((source) => source.key))
  const others = [...touched]
    .filter((key) => !mine.has(key) && sources.has(key))
    .map((key) => ({ id: sourceId(key), ...origins(key) }))
  if (others.length > 0)
    await transaction.run({
      text: 'UNWIND $rows AS row MATCH (s:Source {id: row.id}) SET s.origins = row.origins, s.origins_1 = row.origins_1, s.origins_2 = row.origins_2',
      params: { rows: others },
      columns: []
    })
  if (gone.length > 0)
    await transaction.run({
      text: 'MATCH (s:Source) WHERE s.id IN $ids DETACH DELETE s',
      params: { ids: gone.map(sourceId) },
      columns: []
    })
}

/** Writes a dataset's manifest, or only whether it is complete. */
export async function writeDataset(
  transaction: Transaction,
  id: string,
  manifest: DatasetRecord | undefined,
  complete: boolean,
  at: string,
  anew: ReadonlySet<string> = new Set()
): Promise<void> {
  if (manifest === undefined) {
    await transaction.run({
      text: 'MATCH (d:Dataset {id: $id}) SET d.complete = $complete',
      params: { id, complete },
      columns: []
    })
    return
  }
  const [known] = await rowsOf(transaction, 'MATCH (d:Dataset {id: $id}) RETURN d.since AS since', ['since'], { id })
  const { audience, ...rest } = manifest
  const row: Record<string, Value> = {
    ...rest,
    ...secrecyFields({ marking: manifest.marking, audience }),
    complete,
    since: known === undefined || anew.has(id) ? at : (known[0] ?? null)
  }
  await transaction.run({
    text: 'UNWIND $rows AS row MERGE (d:Dataset {id: row.id}) SET d = row',
    params: { rows: [row] },
    columns: []
  })
}
