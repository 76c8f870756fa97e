import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { Viewer } from '../access/viewer.ts'
import { needScope } from './authority.ts'
import { unpack } from './import/archive.ts'
import { importDataset } from './import/import.ts'
import type { ImportInput, ImportReport } from './import/report.ts'
import type { Skein } from './skein.ts'

export type UploadInput = Omit<ImportInput, 'paths'> & { upload: string }

/** Imports an uploaded archive of a dataset folder. Once written it is dropped; until then the same upload can be tried again. */
export async function importUpload(
  skein: Skein,
  viewer: Viewer,
  { upload, ...input }: UploadInput,
  signal: AbortSignal
): Promise<ImportReport> {
  needScope(viewer, 'WRITE')
  const archive = await skein.uploads.find(viewer, upload)
  const folder = `${archive}-${randomUUID()}`
  try {
    await unpack(archive, folder)
    const report = await importDataset(skein, viewer, { ...input, paths: [folder] }, undefined, signal)
    if (report.written) await skein.uploads.drop(viewer, upload)
    return report
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
