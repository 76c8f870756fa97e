import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { Viewer } from '../access/viewer.ts'
import { audited } from './audit/change.ts'
import { needWhole } from './authority.ts'
import { unpack } from './import/archive.ts'
import { importAudited } from './import/import.ts'
import type { ImportInput, ImportReport } from './import/report.ts'
import type { Skein } from './skein.ts'

export type UploadInput = Omit<ImportInput, 'paths'> & { upload: string }

/** Imports an uploaded archive of a dataset folder. Once written it is dropped; until then the same upload can be tried again. Followed and stopped as the job of the upload's id. */
export async function importUpload(
  skein: Skein,
  viewer: Viewer,
  { upload, ...input }: UploadInput,
  signal: AbortSignal
): Promise<ImportReport> {
  return audited(skein.audit, viewer, 'importDataset', async (changing) => {
    needWhole(viewer)
    const archive = await skein.uploads.find(viewer, upload)
    return skein.jobs.run(viewer, upload, signal, async (stop, progress) => {
      const folder = `${archive}-${randomUUID()}`
      try {
        await unpack(archive, folder)
        const report = await importAudited(skein, viewer, { ...input, paths: [folder] }, progress, stop, changing)
        if (report.written) await skein.uploads.drop(viewer, upload)
        return report
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    })
  })
}
