import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { invalid, messageOf, SkeinError } from '../../errors.ts'
import type { Bytes } from '../../formats/table.ts'
import { readTar, writeTar } from '../../formats/tar.ts'
import { datasetFiles } from './files.ts'

/** The most that an uploaded archive may hold once unpacked. */
export const MOST_UNPACKED = 2 * 1024 ** 3
const MOST_FILES = 1_000
/** Room for headers, padding and long names, which count as unpacked too: so does what is passed over. */
const BESIDE = MOST_FILES * 4_096

/**
 * Unpacks an uploaded archive (tar, or tar.gz) into a folder that is then imported like any other. Folders inside the archive
 * are dropped, so no name in it can lead elsewhere.
 */
export async function unpack(archive: string, folder: string, most: number = MOST_UNPACKED): Promise<void> {
  await mkdir(folder, { recursive: true })
  const names = new Set<string>()
  let total = 0
  const bytes = await archiveBytes(archive)
  try {
    for await (const file of readTar(capped(bytes, most))) {
      const name = basename(file.name)
      if (name === '' || name.startsWith('.')) continue
      if (names.has(name)) throw invalid(`The archive holds two files called ${name}; rename one.`)
      names.add(name)
      total += file.size
      if (names.size > MOST_FILES) throw limit('files in an archive', MOST_FILES, names.size)
      if (total > most) throw limit('bytes of an unpacked archive', most, total)
      await pipeline(Readable.from(file.content), createWriteStream(join(folder, name), { mode: 0o600 }))
    }
  } catch (error) {
    if (error instanceof SkeinError) throw error
    throw new SkeinError(
      'INVALID_INPUT',
      `The upload cannot be unpacked: ${reasonOf(error)}`,
      { hint: 'Upload the dataset folder as tar or tar.gz.' },
      { cause: error }
    )
  } finally {
    bytes.destroy()
  }
  if (names.size === 0) throw invalid('The archive holds no files; upload the dataset folder as tar or tar.gz.')
}

/** A dataset folder, or a list of files, as a tar archive to be uploaded. */
export async function* pack(paths: readonly string[]): AsyncGenerator<Uint8Array> {
  const { manifest, tables } = await datasetFiles(paths)
  const files = manifest === null ? tables : [manifest, ...tables]
  yield* writeTar(files.map((file) => ({ name: file.name, size: file.size, content: file.open() })))
}

const limit = (name: string, value: number, met: number): SkeinError =>
  new SkeinError('LIMIT_EXCEEDED', `Too many ${name}`, { limit: { name, value, met } })

/** The system's errors name folders of this machine; only their code is told. */
const reasonOf = (error: unknown): string =>
  error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : messageOf(error)

async function* capped(bytes: Bytes, most: number): Bytes {
  let read = 0
  for await (const chunk of bytes) {
    read += chunk.length
    if (read > most + BESIDE) throw limit('bytes of an unpacked archive', most, read)
    yield chunk
  }
}

async function archiveBytes(path: string): Promise<Readable> {
  for await (const start of createReadStream(path, { end: 1 }) as Bytes)
    if (start[0] === 0x1f && start[1] === 0x8b) {
      const plain = createGunzip()
      const source = createReadStream(path)
      source.on('error', (error) => plain.destroy(error))
      plain.on('close', () => source.destroy())
      return source.pipe(plain)
    }
  return createReadStream(path)
}
