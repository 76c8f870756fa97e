import { closeSync, fdatasync, fsyncSync, ftruncateSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { messageOf, SkeinError } from '../../errors.ts'
import { placeAfter, readHead, readTail, writeHead, type Place } from './end.ts'
import { writeLine, type Entry } from './line.ts'
import { takeLock } from './lock.ts'

/** Where operations are recorded: before an answer leaves, before and after a change. */
export interface Audit {
  /** Resolves to the line's number once it is on disk. Throws UNAVAILABLE where that cannot be: then nothing is given out. */
  record(entry: Entry): Promise<number>
}

/** Of a scratch store in memory nothing is kept, its audit neither. */
export const UNKEPT: Audit = { record: () => Promise.resolve(0) }

interface Waiting {
  entry: Entry
  resolve: (seq: number) => void
  reject: (error: unknown) => void
}

export const auditFiles = (folder: string) => ({
  log: join(folder, 'audit.jsonl'),
  head: join(folder, 'audit.head'),
  lock: join(folder, 'audit.lock')
})

const synced = promisify(fdatasync)

/**
 * The audit log: `audit.jsonl` in the data folder, hash-chained JSON lines that are only ever appended. Lines that wait are
 * written together, with one fsync. Several processes may write: each commit holds a lock and goes on from the last line.
 */
export class AuditLog implements Audit {
  readonly #folder: string
  readonly #files: ReturnType<typeof auditFiles>
  readonly #now: () => string
  #waiting: Waiting[] = []
  #running = false
  /** Where the file ended when this process last wrote. */
  #left: { stamp: string; place: Place } | null = null

  /** Makes the folder where it is missing; from then on a missing folder is an error. */
  constructor(folder: string, now: () => string = () => new Date().toISOString()) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#folder = folder
    this.#files = auditFiles(folder)
    this.#now = now
  }

  record(entry: Entry): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, resolve, reject })
      if (!this.#running) void this.#run()
    })
  }

  /** Mends what a crash left, and says so in the log. A log that cannot be written is told with the first operation. */
  async open(): Promise<void> {
    try {
      const { torn, broken } = this.#place()
      if (torn > 0 || broken) await this.#commit([])
    } catch {
      // Operations that need no log go on.
    }
  }

  async #run(): Promise<void> {
    this.#running = true
    // What the same turn records goes together.
    await new Promise(setImmediate)
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      try {
        const first = await this.#commit(batch.map(({ entry }) => entry))
        for (const [i, { resolve }] of batch.entries()) resolve(first + i)
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    this.#running = false
  }

  /** Appends the entries and answers the number of the first. */
  async #commit(entries: readonly Entry[]): Promise<number> {
    let release: (() => void) | undefined
    try {
      release = await takeLock(this.#files.lock)
      return await this.#append(entries)
    } catch (error) {
      this.#left = null
      throw unwritable(error)
    } finally {
      release?.()
    }
  }

  async #append(entries: readonly Entry[]): Promise<number> {
    const place = this.#place()
    const told = [...mendings(place), ...entries]
    const isNew = place.size === 0
    // The head comes first: without one, a log that has lines has lost it.
    if (isNew && place.seq === 0) writeHead(this.#files.head, place)
    let { seq, hash } = place
    const lines = told.map((entry) => {
      const written = writeLine(entry, ++seq, this.#now(), hash)
      hash = written.hash
      return `${written.text}\n`
    })
    const handle = openSync(this.#files.log, 'a', 0o600)
    // Of a crash nothing is kept; where lines are missing, what is left stays as it is.
    const size = place.broken ? place.size : place.size - place.torn
    try {
      if (size < place.size) ftruncateSync(handle, size)
      const text = Buffer.from((place.broken && place.torn > 0 ? '\n' : '') + lines.join(''))
      for (let done = 0; done < text.length;) done += writeSync(handle, text, done)
      await synced(handle)
      if (isNew) syncFolder(this.#folder)
      writeHead(this.#files.head, { seq, hash })
      const left = { size: size + text.length, seq, hash, torn: 0, broken: false }
      this.#left = { stamp: this.#stamp(), place: left }
      return seq - entries.length + 1
    } catch (error) {
      // What was not acknowledged should not stand there; where even that fails, the next opening finds it.
      try {
        ftruncateSync(handle, size)
      } catch {
        // Said below with the error that came first.
      }
      throw error
    } finally {
      closeSync(handle)
    }
  }

  #place(): Place {
    const { log, head } = this.#files
    if (this.#left !== null && this.#left.stamp === this.#stamp()) return this.#left.place
    return placeAfter(readTail(log), readHead(head))
  }

  #stamp(): string {
    const found = statSync(this.#files.log, { throwIfNoEntry: false })
    return found === undefined ? '' : `${found.ino}:${found.size}:${found.mtimeMs}`
  }
}

/** What has to be said of the end that was found: once, by whoever writes next. */
function mendings({ torn, broken }: Place): Entry[] {
  if (broken) return [{ viewer: null, operation: 'audit', outcome: 'broken' }]
  return torn > 0 ? [{ viewer: null, operation: 'audit', outcome: 'mended', counts: { bytes: torn } }] : []
}

function syncFolder(folder: string): void {
  // Windows opens no folders; its file system needs no such thing.
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

const unwritable = (cause: unknown): SkeinError =>
  new SkeinError(
    'UNAVAILABLE',
    `the audit log cannot be written (${cause instanceof SkeinError ? cause.message : ((cause as NodeJS.ErrnoException).code ?? messageOf(cause))}), so this is refused`,
    { hint: 'Whoever runs the server: look at audit.jsonl in the data folder, its rights and the space on its disk.' },
    { cause }
  )
