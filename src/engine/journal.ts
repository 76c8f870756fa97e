/** The embedded store's journal file: appended and forced to disk before a batch is applied, read again to replay. */
import { existsSync } from 'node:fs'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { SkeinError } from '../errors.ts'
import { encodeAbort, encodeBatch, erasedLine, headerLine, parseLine } from './journal-lines.ts'
import { damaged, linesOf, scanJournal, type Batch, type Scan } from './journal-scan.ts'
import type { Line } from './port.ts'

const WRITE_CHUNK = 1 << 20

/** Makes renames and new files in a folder survive a power cut. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

export class Journal {
  readonly path: string
  #file: FileHandle
  #scan: Scan
  #broken = false

  private constructor(path: string, file: FileHandle, scan: Scan) {
    this.path = path
    this.#file = file
    this.#scan = scan
  }

  /** Opens or begins the journal at `path`; throws, naming the line, when it is damaged. */
  static async open(path: string): Promise<Journal> {
    await rm(`${path}.new`, { force: true })
    const scan = existsSync(path) ? scanJournal(path) : null
    // Interrupted inside its very first line: nothing was ever acknowledged.
    if (scan === null || scan.end === 0) await beginFile(path)
    return new Journal(path, await open(path, 'r+'), scan === null || scan.end === 0 ? scanJournal(path) : scan)
  }

  get lastSequence(): number {
    return this.#scan.batches.at(-1)?.sequence ?? 0
  }

  /** Number of the first line of an incomplete last batch, or null. */
  get tornAt(): number | null {
    return this.#scan.tornAt
  }

  /** Cuts an incomplete last batch off. */
  async dropTorn(): Promise<void> {
    await this.#file.truncate(this.#scan.end)
    await this.#file.sync()
    this.#scan.tornAt = null
  }

  /** Batches after `sequence` that the engine did not reject. */
  after(sequence: number): Batch[] {
    return this.#scan.batches.slice(firstAfter(this.#scan.batches, sequence)).filter((batch) => !batch.aborted)
  }

  /** What a batch holds today: erased lines are left out. */
  contents(batch: Batch): string[] {
    const contents: string[] = []
    // The header stands before the first batch and belongs to none.
    for (const { number, bytes } of linesOf(this.path, batch.start, batch.line)) {
      const record = parseLine(bytes)
      if (record === null) throw damaged(this.path, number, 'its checksum does not fit')
      if (record.kind === 'commit' || record.kind === 'abort') break
      if (record.kind === 'line' && record.content !== null) contents.push(record.content)
    }
    return contents
  }

  /** Appends a batch; it is on disk when the promise is kept. */
  async append(lines: readonly Line[]): Promise<number> {
    const sequence = this.lastSequence + 1
    const { text, hash } = encodeBatch(sequence, lines, this.#scan.mark)
    const start = this.#scan.end
    await this.#write(text)
    this.#scan.batches.push({ sequence, aborted: false, start, line: 0 })
    this.#scan.mark = hash
    return sequence
  }

  /** Records that the engine rejected the last batch. */
  async abort(): Promise<void> {
    const last = this.#scan.batches.at(-1)
    if (last === undefined || last.aborted) return
    const { text, hash } = encodeAbort(last.sequence, this.#scan.mark)
    await this.#write(text)
    last.aborted = true
    this.#scan.mark = hash
  }

  /** Writes at the end and forces it to disk; what could be written of a failed write is cut off again. */
  async #write(text: string): Promise<void> {
    if (this.#broken)
      throw new SkeinError('UNAVAILABLE', 'The journal cannot be written; restart when the disk is well')
    const bytes = Buffer.from(text, 'utf8')
    try {
      for (let done = 0; done < bytes.length;) {
        done += (await this.#file.write(bytes, done, bytes.length - done, this.#scan.end + done)).bytesWritten
      }
      await this.#file.datasync()
    } catch (error) {
      await this.#file.truncate(this.#scan.end).catch(() => (this.#broken = true))
      throw new SkeinError('UNAVAILABLE', 'The journal could not be written; nothing was changed', {}, { cause: error })
    }
    this.#scan.end += bytes.length
  }

  /** Rewrites the lines of `dataset` without their content. Whole before or whole after a crash. False: there were none. */
  async erase(dataset: string): Promise<boolean> {
    const fresh = `${this.path}.new`
    const out = await open(fresh, 'w', 0o600)
    let found = false
    try {
      let pending: Buffer[] = []
      let size = 0
      for (const { bytes, start } of linesOf(this.path)) {
        if (start >= this.#scan.end) break
        const record = parseLine(bytes)
        const erase = record?.kind === 'line' && record.dataset === dataset && record.content !== null
        found ||= erase
        pending.push(erase ? Buffer.from(erasedLine(dataset, record.sha)) : Buffer.concat([bytes, Buffer.from('\n')]))
        size += bytes.length
        if (size < WRITE_CHUNK) continue
        await out.appendFile(Buffer.concat(pending))
        pending = []
        size = 0
      }
      await out.appendFile(Buffer.concat(pending))
      await out.sync()
    } finally {
      await out.close()
    }
    if (!found) {
      await rm(fresh)
      return false
    }
    const scan = scanJournal(fresh)
    await rename(fresh, this.path)
    await syncFolder(dirname(this.path))
    await this.#file.close()
    this.#file = await open(this.path, 'r+')
    this.#scan = scan
    return true
  }

  async close(): Promise<void> {
    await this.#file.close()
  }
}

async function beginFile(path: string): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.appendFile(headerLine())
    await file.sync()
  } finally {
    await file.close()
  }
  await syncFolder(dirname(path))
}

/** Index of the first batch with a sequence above `sequence` (batches are numbered 1, 2, 3 …). */
const firstAfter = (batches: readonly Batch[], sequence: number): number => {
  const first = batches[0]?.sequence ?? 1
  return Math.max(0, sequence - first + 1)
}
