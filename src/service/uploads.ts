import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Viewer } from '../access/viewer.ts'
import { invalid, SkeinError } from '../errors.ts'
import { needScope, notFound } from './authority.ts'

const ID = /^[A-Za-z0-9_-]{8,64}$/
const KEPT_MS = 24 * 3_600_000

/** Files that arrived by `PUT /uploads/ID`, each the uploader's alone, until an import has used them or a day has passed. */
export class Uploads {
  readonly #folder: string

  /** Without a data folder: below the folder for temporary files. */
  constructor(data: string | null) {
    this.#folder = join(data ?? join(tmpdir(), `skein-${process.pid}`), 'uploads')
  }

  /** Streams the body to disk. The same id again replaces it. */
  async keep(viewer: Viewer, id: string, body: Readable, most: number): Promise<number> {
    needScope(viewer, 'WRITE')
    const file = this.#path(viewer, id)
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 })
    await this.sweep(Date.now())
    // Of two that come at once the one that ends last is kept, whole.
    const part = `${file}.${randomUUID()}.part`
    let bytes = 0
    const capped = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length
        if (bytes > most) done(tooLarge(most, bytes))
        else done(null, chunk)
      }
    })
    try {
      await pipeline(body, capped, createWriteStream(part, { mode: 0o600 }))
      await rename(part, file)
      return bytes
    } catch (error) {
      await rm(part, { force: true })
      throw error
    }
  }

  /** The file of an upload of this viewer. */
  async find(viewer: Viewer, id: string): Promise<string> {
    const file = this.#path(viewer, id)
    const found = await stat(file).catch(() => null)
    if (found === null) throw notFound('upload')
    return file
  }

  async drop(viewer: Viewer, id: string): Promise<void> {
    await rm(this.#path(viewer, id), { force: true })
  }

  /** Removes what nobody imported within a day, and what an import that was killed had unpacked. */
  async sweep(now: number): Promise<void> {
    for (const folder of await readdir(this.#folder).catch(() => []))
      for (const name of await readdir(join(this.#folder, folder)).catch(() => [])) {
        const file = join(this.#folder, folder, name)
        const found = await stat(file).catch(() => null)
        if (found !== null && now - found.mtimeMs > KEPT_MS) await rm(file, { recursive: true, force: true })
      }
  }

  #path(viewer: Viewer, id: string): string {
    if (!ID.test(id))
      throw invalid('an upload id has 8 to 64 letters, digits, hyphens or underscores', {
        path: 'upload',
        message: 'is no upload id'
      })
    const owner = createHash('sha256')
      .update(viewer.id ?? '')
      .digest('hex')
      .slice(0, 16)
    return join(this.#folder, owner, id)
  }
}

export const tooLarge = (most: number, bytes: number): SkeinError =>
  new SkeinError('LIMIT_EXCEEDED', `an upload has at most ${most} bytes`, {
    limit: { name: 'upload', value: most, met: bytes }
  })
