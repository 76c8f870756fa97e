import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { OWNER, type Viewer } from '../../src/access/viewer.ts'
import { UNKEPT } from '../../src/service/audit/log.ts'
import { importDataset } from '../../src/service/import/import.ts'
import type { ImportInput, ImportReport } from '../../src/service/import/report.ts'
import { loadOntology } from '../../src/service/ontology.ts'
import { openStore, type Store } from '../../src/store/store.ts'

export const ontology = loadOntology()
const folders: string[] = []
const stores: Store[] = []
afterAll(async () => {
  for (const store of stores) await store.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

export const MANIFEST = {
  name: 'local/case',
  title: 'A case',
  publisher: 'Our own casework',
  publisherRole: 'NGO',
  licence: 'for our own use',
  howCollected: 'CASEWORK'
}

type Content = string | Uint8Array

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skein-import-'))
  folders.push(folder)
  return folder
}

/** A folder with these files; `dataset.json` is added where it is not among them. */
export function datasetFolder(files: Record<string, Content>, manifest: object = {}): string {
  const folder = newFolder()
  writeFileSync(join(folder, 'dataset.json'), JSON.stringify({ ...MANIFEST, ...manifest }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

/** An empty store in memory, closed when the file's tests have run. */
export async function scratchStore(): Promise<Store> {
  const store = await openStore({ engine: { store: '', folder: null }, ontology, notice: () => undefined })
  stores.push(store)
  return store
}

let moment = 0
/** A clock that ticks once a second, so that moments differ and runs are alike. */
export const now = (): string => new Date(Date.UTC(2024, 0, 1) + 1_000 * moment++).toISOString()

export const run = (
  store: Store,
  folder: string,
  input: Partial<ImportInput> = {},
  viewer: Viewer = OWNER
): Promise<ImportReport> => importDataset({ store, now, audit: UNKEPT }, viewer, { paths: [folder], ...input })

/** The problems of a report as `file:row column`, with the reasons. */
export const told = (report: ImportReport): [string, string][] =>
  report.problems.map(({ file, row, column, reason }) => [`${file}:${row ?? ''} ${column ?? ''}`.trim(), reason])

/** Entities and relations as the store holds them, to compare states. */
export async function graphOf(store: Store): Promise<unknown[]> {
  const entities = await store.read(
    'MATCH (n:Entity) RETURN n.id AS id, n.kind AS kind, n.name AS name, n.rank AS rank ORDER BY n.id',
    ['id', 'kind', 'name', 'rank']
  )
  const ties = await store.read(
    'MATCH (a:Entity)-[r]->(b:Entity) RETURN r.id AS id, type(r) AS kind, a.id AS from, b.id AS to, r.weight AS weight, r.rank AS rank ORDER BY r.id',
    ['id', 'kind', 'from', 'to', 'weight', 'rank']
  )
  const claims = await store.read(
    'MATCH (c:Claim) WHERE c.rank < 99 RETURN c.id AS id, c.rank AS rank, c.sourceKey AS source, c.grade AS grade ORDER BY c.id',
    ['id', 'rank', 'source', 'grade']
  )
  const sources = await store.read('MATCH (s:Source) RETURN s.key AS key, s.title AS title ORDER BY s.key', [
    'key',
    'title'
  ])
  const judgements = await store.read(
    'MATCH (j:Judgement) WHERE j.rank < 99 RETURN j.id AS id, j.verdict AS verdict ORDER BY j.id',
    ['id', 'verdict']
  )
  return [entities, ties, claims, sources, judgements]
}

export const count = async (store: Store, label: string): Promise<number> => {
  const [row] = await store.read(`MATCH (n:${label}) RETURN count(n) AS count`, ['count'])
  return (row?.[0] ?? 0) as number
}
