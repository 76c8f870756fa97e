/**
 * The embedded engine: Grafeo in this process, with the journal as the truth and the graph file as an index over it.
 * A recorded transaction is forced to the journal first, then applied; its last statement notes the sequence in the graph,
 * so that after any end of the process the two can be compared and the rest replayed.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { SkeinError } from '../errors.ts'
import { collectClosed } from './collect.ts'
import { beginErasing, cleanCopy, holdFolder, openGraph } from './grafeo-file.ts'
import { execute, grafeoError, loadNative, type Database, type NativeTransaction } from './grafeo-native.ts'
import { GuardedTransaction } from './guard.ts'
import { Journal } from './journal.ts'
import { catchUp, NOTE_SEQUENCE, READ_SEQUENCE } from './journal-replay.ts'
import { Lane } from './lane.ts'
import { within } from './limits.ts'
import type { Engine, Line, ReadOptions, Replay, Row, Statement, Transaction } from './port.ts'

export interface GrafeoOptions {
  /** Where journal and graph file stand; null or absent: a scratch store in memory, without a journal. */
  folder?: string | null
  replay: Replay
  /** Told in whole sentences what opening repaired or dropped. */
  notice: (message: string) => void
  /** Constraints and indexes, made before anything is replayed (a rebuild without them is quadratic). */
  schema?: readonly string[]
}

/** Reads that were given up go on inside the engine (it has no timeout); more of them than this and reads are refused. */
const STRAY_READS = 16
/** Closing waits no longer than this for reads that are under way. */
const CLOSE_WAIT_MS = 3_000
const ATTEMPTS = 3

interface Held {
  folder: string
  journal: Journal
  release: () => Promise<void>
}

export async function openGrafeo({ folder, replay, notice, schema = [] }: GrafeoOptions): Promise<Grafeo> {
  if (folder === undefined || folder === null) {
    const engine = new Grafeo(loadNative().GrafeoDB.create(), null)
    for (const text of schema) await engine.prepare(text)
    return engine
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { release } = await holdFolder(folder)
  let journal: Journal | null = null
  let database: Database | null = null
  try {
    journal = await Journal.open(join(folder, 'journal.log'))
    const graph = await openGraph(folder)
    database = graph.database
    const engine = new Grafeo(database, { folder, journal, release })
    for (const text of schema) await engine.prepare(text)
    await catchUp(engine, journal, replay, notice, graph.why)
    return engine
  } catch (error) {
    database?.close()
    await journal?.close()
    await release()
    throw error
  }
}

export class Grafeo implements Engine {
  readonly name = 'embedded'
  #database: Database
  readonly #held: Held | null
  readonly #lane = new Lane()
  readonly #reads = new Set<Promise<unknown>>()
  #strays = 0
  /** The engine counts its commits from anew after the graph file was replaced; ours go on. */
  #epochShift = 0
  #closed = false

  constructor(database: Database, held: Held | null) {
    this.#database = database
    this.#held = held
  }

  async read(statement: Statement, options: ReadOptions = {}): Promise<Row[]> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const before = this.#sequence()
      const rows = await this.#once(statement, options)
      // A statement sees one snapshot; which one is certain only if nothing was committed meanwhile.
      const certain = this.#sequence() === before
      options.perhapsAt?.(certain ? before : null)
      if (options.at === undefined) return rows
      if (!certain) continue
      options.at(before)
      return rows
    }
    throw new SkeinError('UNAVAILABLE', 'The store is changing too fast to tell which state was read; try again')
  }

  sequence(): Promise<number> {
    this.#assertOpen()
    return Promise.resolve(this.#sequence())
  }

  async #once(statement: Statement, options: ReadOptions): Promise<Row[]> {
    this.#assertOpen()
    if (this.#strays >= STRAY_READS)
      throw new SkeinError('UNAVAILABLE', 'Too many questions are still being worked on; try again')
    const work = execute(this.#database, statement)
    this.#reads.add(work)
    let stray = false
    const done = (): void => {
      this.#reads.delete(work)
      if (stray) this.#strays--
    }
    work.then(done, done)
    return within(work, options, () => {
      stray = true
      this.#strays++
    })
  }

  transaction<T>(work: (transaction: Transaction) => Promise<T>, lines: readonly Line[] = []): Promise<T> {
    return this.#lane.run(async () => {
      this.#assertOpen()
      const journal = this.#held?.journal
      if (journal === undefined || lines.length === 0) return this.#apply(work, null)
      const sequence = await journal.append(lines)
      try {
        return await this.#apply(work, sequence)
      } catch (error) {
        await journal.abort()
        throw error
      }
    })
  }

  /** One engine transaction; `sequence` is noted as its last statement. */
  async #apply<T>(work: (transaction: Transaction) => Promise<T>, sequence: number | null): Promise<T> {
    const native = this.#database.beginTransaction()
    // The engine runs what it is given at once on several threads: here one statement waits for the one before.
    let last: Promise<unknown> = Promise.resolve()
    const guarded = new GuardedTransaction((statement) => {
      const next = last.then(() => execute(native, statement))
      last = next
      return next
    })
    try {
      const result = await work(guarded)
      if (sequence !== null) await guarded.run({ text: NOTE_SEQUENCE, params: { sequence }, columns: [] })
      guarded.end()
      await this.#commit(native, sequence)
      return result
    } catch (error) {
      await guarded.stop()
      if (native.isActive) native.rollback()
      throw error instanceof Error && 'gqlStatus' in error ? grafeoError(error) : error
    }
  }

  /** Applies a batch of the journal again. */
  replay(work: (transaction: Transaction) => Promise<void>, sequence: number): Promise<void> {
    return this.#lane.run(() => this.#apply(work, sequence))
  }

  erase(dataset: string): Promise<void> {
    return this.#lane.run(async () => {
      this.#assertOpen()
      if (this.#held === null) return
      const { folder, journal } = this.#held
      beginErasing(folder)
      await journal.erase(dataset)
      const before = this.#sequence()
      try {
        this.#database = cleanCopy(folder, this.#database)
      } catch (error) {
        throw notWritten(error)
      }
      this.#epochShift += before + 1 - this.#sequence()
      void collectClosed()
    })
  }

  async prepare(text: string): Promise<void> {
    this.#assertOpen()
    await execute(this.#database, { text, params: {}, columns: [] })
  }

  /** Forces everything into the graph file now; only opening gets faster by it. */
  checkpoint(): Promise<void> {
    return this.#lane.run(() => {
      if (this.#held === null) return Promise.resolve()
      try {
        this.#database.walCheckpoint()
        return Promise.resolve()
      } catch (error) {
        return Promise.reject(notWritten(error))
      }
    })
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await this.#lane.idle()
    await within(Promise.allSettled([...this.#reads]), { timeoutMs: CLOSE_WAIT_MS }).catch(() => undefined)
    try {
      this.#database.close()
    } catch (error) {
      throw notWritten(error)
    } finally {
      await this.#held?.journal.close()
      await this.#held?.release()
    }
  }

  /** What a statement costs: rows read from storage before any filter. For tests of index use. */
  async scanned({ text, params }: Statement): Promise<number> {
    return (await this.#database.executeCypher(text, params)).rowsScanned ?? Number.NaN
  }

  #sequence(): number {
    return Number(this.#database.currentEpoch()) + this.#epochShift
  }

  /** A commit that fails after it took effect is known by the sequence that it noted. */
  async #commit(native: NativeTransaction, sequence: number | null): Promise<void> {
    try {
      native.commit()
    } catch (error) {
      const [row] = await execute(this.#database, READ_SEQUENCE)
      if (sequence === null || row?.[0] !== sequence) throw error
    }
  }

  #assertOpen(): void {
    if (this.#closed) throw new SkeinError('UNAVAILABLE', 'The store is closing')
  }
}

const notWritten = (cause: unknown): SkeinError =>
  new SkeinError('UNAVAILABLE', 'The graph file could not be written; the journal holds everything', {}, { cause })
