import { summaryRank, visible, viewerParams, type Viewer } from '../access/viewer.ts'
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

const DATASETS = `MATCH (d:Dataset) WHERE ${visible('d')} RETURN d.name AS name ORDER BY d.name`

/** The names of the datasets that the viewer sees. */
export async function datasetNames(store: Reader, viewer: Viewer): Promise<string[]> {
  return (await store.read(DATASETS, ['name'], viewerParams(viewer))).map(([name]) => name as string)
}

const SIZE = `WITH $dataset AS d MATCH (c:Claim {dataset: d}) WHERE ${visible('c')} RETURN count(c) AS count`
const NAMES = `WITH $dataset AS d MATCH (c:Claim {dataset: d}) WHERE c.from IS NULL AND ${visible('c')} RETURN DISTINCT c.record AS name`

/** The records of a dataset that the viewer sees, by full name; null where it has more claims than `most`. */
export async function recordNames(
  store: Reader,
  viewer: Viewer,
  dataset: string,
  most: number
): Promise<string[] | null> {
  const params = { ...viewerParams(viewer), dataset }
  const [size] = await store.read(SIZE, ['count'], params)
  if (((size?.[0] ?? 0) as number) > most) return null
  return (await store.read(NAMES, ['name'], params)).map(([name]) => name as string).sort()
}

const codesAt = (ending: '' | '_1' | '_2'): string =>
  `MATCH (g:Good) WHERE ${visible('g')} AND g.code${ending} IS NOT NULL RETURN DISTINCT g.code${ending} AS code`
const CODES = [codesAt(''), codesAt('_1'), codesAt('_2')] as const

/** The codes of all goods that the viewer sees. */
export async function goodCodes(store: Reader, viewer: Viewer): Promise<string[]> {
  const rows = await store.read(CODES[summaryRank(viewer)], ['code'], viewerParams(viewer))
  return rows.map(([code]) => code as string).sort()
}
