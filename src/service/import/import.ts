import type { Viewer } from '../../access/viewer.ts'
import { SkeinError } from '../../errors.ts'
import type { Store } from '../../store/store.ts'
import { audited, type Changing } from '../audit/change.ts'
import { mayChange, needWhole, notFound } from '../authority.ts'
import { datasetFiles, MANIFEST, type DatasetFiles } from './files.ts'
import { readManifest, type Manifest } from './manifest.ts'
import { Problems } from './problems.ts'
import type { ImportInput, ImportReport } from './report.ts'
import { Import, reportOf, type ImportHost, type OnProgress } from './run.ts'
import type { Told } from './told.ts'

const running = new WeakMap<Store, Set<string>>()

/**
 * Imports one dataset: reads everything once to check it, and writes in batches only if nothing is wrong (or with
 * `acceptPartial`). The same dataset again writes nothing; a changed one is its new version. What people can put right comes
 * back as problems; only what the import itself cannot go on with is thrown. A stopped import goes on when it is started again.
 */
export async function importDataset(
  host: ImportHost,
  viewer: Viewer,
  input: ImportInput,
  onProgress: OnProgress = () => undefined,
  signal?: AbortSignal
): Promise<ImportReport> {
  return audited(host.audit, viewer, 'importDataset', (changing) =>
    importAudited(host, viewer, input, onProgress, signal, changing)
  )
}

/** The same, by a change that is being recorded already. */
export async function importAudited(
  host: ImportHost,
  viewer: Viewer,
  input: ImportInput,
  onProgress: OnProgress,
  signal: AbortSignal | undefined,
  changing: Changing
): Promise<ImportReport> {
  needWhole(viewer)
  return importFiles(host, viewer, await datasetFiles(input.paths), input, changing, onProgress, signal)
}

/** The same from files that were opened already. */
export async function importFiles(
  host: ImportHost,
  viewer: Viewer,
  files: DatasetFiles,
  input: Omit<ImportInput, 'paths'>,
  changing: Changing,
  onProgress: OnProgress = () => undefined,
  signal?: AbortSignal,
  told?: Told
): Promise<ImportReport> {
  needWhole(viewer)
  const problems = new Problems()
  const manifest = await manifestOf(files, host, problems)
  if (manifest === null) return reportOf(null, problems)
  const { name } = manifest.record
  if (!mayChange(viewer, name)) throw notFound('dataset')
  const names = running.get(host.store) ?? new Set()
  running.set(host.store, names)
  if (names.has(name))
    throw new SkeinError('CONFLICT', `${name} is being imported already`, { hint: 'Wait until that import has ended.' })
  names.add(name)
  try {
    return await new Import(host, viewer, input, files, manifest, problems, onProgress, signal, changing, told).run()
  } finally {
    names.delete(name)
  }
}

async function manifestOf(files: DatasetFiles, host: ImportHost, problems: Problems): Promise<Manifest | null> {
  for (const file of files.unread)
    problems.add({
      file,
      row: null,
      column: null,
      reason: 'is not read',
      hint: 'Save tables as .csv or .jsonl; keep other files elsewhere.'
    })
  if (files.manifest !== null) return readManifest(files.manifest.open(), host.store.ontology, problems)
  problems.add({
    file: MANIFEST,
    row: null,
    column: null,
    reason: 'is missing',
    hint: 'Each dataset has a manifest: name, title, publisher, publisherRole, licence, howCollected.'
  })
  return null
}
