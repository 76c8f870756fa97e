import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { invalid } from '../../errors.ts'
import { formatOf } from '../../formats/read-table.ts'
import type { Bytes } from '../../formats/table.ts'
import { unreadable } from './unreadable.ts'

export const MANIFEST = 'dataset.json'
const CHUNK = 64 * 1024

export interface DatasetFile {
  /** Its name without folders, as problems show it. */
  name: string
  path: string
  size: number
  open(): Bytes
}

/** The files of one dataset: the manifest, and tables in the order of their names. */
export interface DatasetFiles {
  manifest: DatasetFile | null
  tables: DatasetFile[]
  /** Files that look like data and are not read, such as spreadsheets. */
  unread: string[]
}

/**
 * The files of a dataset folder, or of a list of files that must name `dataset.json` among them. Files that are no tables are
 * passed over; those that look like data are named in `unread`.
 */
export async function datasetFiles(paths: readonly string[]): Promise<DatasetFiles> {
  const [only] = paths
  if (only === undefined)
    throw invalid('There is nothing to import: name a folder, or files with dataset.json among them.')
  const folder = paths.length === 1 && (await statOf(only)).isDirectory()
  const names = folder
    ? (await orUnreadable(only, readdir(only)))
        .filter((name) => !name.startsWith('.'))
        .sort()
        .map((name) => join(only, name))
    : paths
  const result: DatasetFiles = { manifest: null, tables: [], unread: [] }
  const seen = new Set<string>()
  for (const path of names) {
    const stats = await statOf(path)
    const name = basename(path)
    if (stats.isDirectory()) {
      if (!folder) throw invalid(`${path} is a folder; name either one folder or files.`)
      continue
    }
    if (seen.has(name)) throw invalid(`Two files are called ${name}; rename one.`)
    seen.add(name)
    const file: DatasetFile = {
      name,
      path,
      size: stats.size,
      open: () => bytesOf(path)
    }
    if (name === MANIFEST) result.manifest = file
    else if (formatOf(name) !== null) result.tables.push(file)
    else if (!folder || /\.(tsv|xlsx?|ods|ndjson|txt)$/i.test(name)) result.unread.push(name)
  }
  result.tables.sort((a, b) => (a.name < b.name ? -1 : 1))
  return result
}

async function orUnreadable<T>(path: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw unreadable(path, error)
  }
}

const statOf = (path: string) => orUnreadable(path, stat(path))

async function* bytesOf(path: string): Bytes {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK })
  } catch (error) {
    throw unreadable(path, error)
  }
}
