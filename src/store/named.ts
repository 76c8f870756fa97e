import { summaryRank, visible, viewerParams, type Viewer } from '../access/viewer.ts'
import { recordId } from '../claims/ids.ts'
import type { Row } from '../engine/port.ts'
import type { Reader } from './assertions.ts'

const CHUNK = 5_000
const RECORDS = `MATCH (r:Record) WHERE r.name IN $list WITH r WHERE ${visible('r')} RETURN r.name AS name`

/** Which of these records (`organisation/dataset:local`) are there, as the viewer sees it. */
export async function recordsThere(store: Reader, viewer: Viewer, names: readonly string[]): Promise<Set<string>> {
  const there = new Set<string>()
  for (let i = 0; i < names.length; i += CHUNK) {
    const params = { ...viewerParams(viewer), list: names.slice(i, i + CHUNK) }
    for (const [name] of await store.read(RECORDS, ['name'], params)) there.add(name as string)
  }
  return there
}

/** A name with the id and the rank of the thing that bears it. */
export interface Named {
  readonly name: string
  readonly id: string
  readonly rank: number
}

const COLUMNS = ['name', 'id', 'rank']
const named = ([name, id, rank]: Row): Named => ({ name: name as string, id: id as string, rank: rank as number })
const byName = (a: Named, b: Named): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1)

const DATASETS = `MATCH (d:Dataset) WHERE ${visible('d')} RETURN d.name AS name, d.id AS id, d.rank AS rank ORDER BY d.name`

/** The names of the datasets that the viewer sees. */
export async function datasetNames(store: Reader, viewer: Viewer): Promise<Named[]> {
  return (await store.read(DATASETS, COLUMNS, viewerParams(viewer))).map(named)
}

const SIZE = `WITH $dataset AS d MATCH (c:Claim {dataset: d}) WHERE ${visible('c')} RETURN count(c) AS count`
const NAMES = `WITH $dataset AS d MATCH (c:Claim {dataset: d}) WHERE c.from IS NULL AND ${visible('c')} RETURN c.record AS name, min(c.rank) AS rank`

/** The records of a dataset that the viewer sees, by full name; null where it has more claims than `most`. */
export async function recordNames(
  store: Reader,
  viewer: Viewer,
  dataset: string,
  most: number
): Promise<Named[] | null> {
  const params = { ...viewerParams(viewer), dataset }
  const [size] = await store.read(SIZE, ['count'], params)
  if (((size?.[0] ?? 0) as number) > most) return null
  const rows = await store.read(NAMES, ['name', 'rank'], params)
  return rows
    .map(([name, rank]) => ({ name: name as string, id: recordId(name as string), rank: rank as number }))
    .sort(byName)
}

const codesAt = (ending: '' | '_1' | '_2'): string =>
  `MATCH (g:Good) WHERE ${visible('g')} AND g.code${ending} IS NOT NULL RETURN g.code${ending} AS name, g.id AS id, g.rank AS rank`
const CODES = [codesAt(''), codesAt('_1'), codesAt('_2')] as const

/** The codes of all goods that the viewer sees. */
export async function goodCodes(store: Reader, viewer: Viewer): Promise<Named[]> {
  return (await store.read(CODES[summaryRank(viewer)], COLUMNS, viewerParams(viewer))).map(named).sort(byName)
}
