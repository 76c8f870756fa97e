import {
  appendFileSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { SkeinError } from '../errors.ts'

/** The file is written anew when it has this many lines more than twice what it holds. */
const SLACK = 200

/**
 * A few small things by key, kept in a file of JSON lines in the data folder (in memory where there is none): appended and
 * flushed one by one, the last line of a key counts, and null takes it away. A line torn by a crash is left out. Another
 * process's changes are seen by the file's stamp.
 */
export class Kept<T> {
  readonly #path: string | null
  readonly #line: z.ZodType<{ key: string; value: T | null }>
  #values = new Map<string, T>()
  #lines = 0
  #stamp = ''

  constructor(folder: string | null, name: string, value: z.ZodType<T>) {
    if (folder !== null) mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#path = folder === null ? null : join(folder, name)
    this.#line = z.object({ key: z.string(), value: value.nullable() })
  }

  get(key: string): T | undefined {
    return this.#current().get(key)
  }

  /** In the order in which the keys were first set. */
  entries(): [string, T][] {
    return [...this.#current()]
  }

  set(key: string, value: T): void {
    this.#current()
    this.#append(key, value)
    this.#values.set(key, value)
    this.#stamp = this.#stampNow()
    if (this.#lines > 2 * this.#values.size + SLACK) this.rewrite()
  }

  delete(key: string): void {
    if (!this.#current().has(key)) return
    this.#append(key, null)
    this.#values.delete(key)
    this.#stamp = this.#stampNow()
  }

  /** Writes the file anew, so that nothing is left in it of what was taken away. */
  rewrite(): void {
    if (this.#path === null) return
    const lines = [...this.#current()].map(([key, value]) => `${JSON.stringify({ key, value })}\n`)
    const next = `${this.#path}.new`
    const handle = openSync(next, 'w', 0o600)
    try {
      writeFileSync(handle, lines.join(''))
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(next, this.#path)
    this.#lines = lines.length
    this.#stamp = this.#stampNow()
  }

  #append(key: string, value: T | null): void {
    this.#lines++
    if (this.#path === null) return
    const handle = openSync(this.#path, 'a', 0o600)
    try {
      appendFileSync(handle, `${JSON.stringify({ key, value })}\n`)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  }

  #stampNow(): string {
    if (this.#path === null) return ''
    const found = statSync(this.#path, { throwIfNoEntry: false, bigint: true })
    return found === undefined ? '' : `${found.ino}:${found.mtimeNs}:${found.size}`
  }

  #current(): Map<string, T> {
    const stamp = this.#stampNow()
    if (stamp === this.#stamp) return this.#values
    this.#values = new Map()
    const text = stamp === '' || this.#path === null ? '' : readFileSync(this.#path, 'utf8')
    const lines = text.split('\n')
    this.#lines = lines.length - 1
    for (const line of lines) {
      const read = this.#read(line)
      if (read === null) continue
      if (read.value === null) this.#values.delete(read.key)
      else this.#values.set(read.key, read.value)
    }
    // A torn end would swallow the next line.
    if (lines.at(-1) !== '' && this.#path !== null) appendFileSync(this.#path, '\n')
    this.#stamp = this.#stampNow()
    return this.#values
  }

  #read(line: string): { key: string; value: T | null } | null {
    try {
      return this.#line.parse(JSON.parse(line))
    } catch {
      return null
    }
  }
}

/** Runs a change of what is kept; what the disk refuses is UNAVAILABLE, with what to know of it. */
export function keeping<T>(what: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw new SkeinError('UNAVAILABLE', what, { hint: 'Whoever runs the server: look at the data folder.' }, { cause })
  }
}
