/** The server engine: Neo4j 5.26 and later through its own driver, single machines, clusters and Aura. */
import neo4j, { type Session } from 'neo4j-driver'
import { SkeinError } from '../errors.ts'
import { GuardedTransaction } from './guard.ts'
import { Lane } from './lane.ts'
import { pause } from './limits.ts'
import { neo4jError, openingError } from './neo4j-errors.ts'
import {
  bracketed,
  FINISH,
  isWhole,
  MAKE_EVEN,
  MAKE_ODD,
  PEEK,
  STORE_NODES,
  STORE_SCHEMA,
  TAKE_LOCK
} from './neo4j-sequence.ts'
import type { Bracket } from './neo4j-sequence.ts'
import { BACKOFF_MS, retried, Sessions, TIMEOUT, type NativeTransaction } from './neo4j-sessions.ts'
import { toNeo4j } from './neo4j-values.ts'
import type { Engine, ReadOptions, Row, Statement, Transaction } from './port.ts'

export interface Neo4jOptions {
  uri: string
  user: string
  password: string
  database: string
  /** Constraints and indexes, made when opening. */
  schema?: readonly string[]
}

/** How often a torn or overtaken read is run in all. */
const ATTEMPTS = 3
/** How long a read waits for another process's commit before it looks whether that process died. */
const COMMIT_WAIT_MS = 1_000
const FETCH_SIZE = 10_000

export async function openNeo4j({ uri, user, password, database, schema = [] }: Neo4jOptions): Promise<Engine> {
  let sessions: Sessions | null = null
  try {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the driver types its options as a class
    const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), {
      disableLosslessIntegers: true,
      fetchSize: FETCH_SIZE,
      connectionAcquisitionTimeout: 20_000,
      connectionTimeout: 10_000,
      telemetryDisabled: true,
      userAgent: 'skein'
    })
    sessions = new Sessions(driver, database)
    const { agent } = await driver.getServerInfo({ database })
    assertVersion(agent ?? '', uri)
    const engine = new Neo4j(sessions)
    await engine.begin(schema)
    return engine
  } catch (error) {
    await sessions?.close()
    throw openingError(error, uri, database)
  }
}

/** Agents read "Neo4j/5.26.25"; from 2025 on "Neo4j/2025.06.0". */
function assertVersion(agent: string, uri: string): void {
  const [, major = '0', minor = '0'] = /^Neo4j\/(\d+)\.(\d+)/.exec(agent) ?? []
  if (Number(major) > 5 || (Number(major) === 5 && Number(minor) >= 26)) return
  throw new SkeinError('UNSUPPORTED', `The server at ${uri} is ${agent}; Skein needs Neo4j 5.26 or later.`)
}

class Neo4j implements Engine {
  readonly name = 'neo4j'
  readonly #sessions: Sessions
  readonly #lane = new Lane()
  /** Kept when this process's own commit is over: reading during it would only be torn. */
  #commit: Promise<void> = Promise.resolve()

  constructor(sessions: Sessions) {
    this.#sessions = sessions
  }

  async begin(schema: readonly string[]): Promise<void> {
    for (const text of [STORE_SCHEMA, ...schema]) await this.#sessions.auto('WRITE', text, {}, TIMEOUT.schema)
    await this.#sessions.auto('WRITE', 'CALL db.awaitIndexes(600)', {}, TIMEOUT.schema)
    await this.#sessions.auto('WRITE', STORE_NODES, {}, TIMEOUT.bracket)
    await this.#quiet()
  }

  async read(statement: Statement, options: ReadOptions = {}): Promise<Row[]> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      await this.#commit
      const bracket = await this.#bracket(statement, options)
      if (isWhole(bracket)) {
        options.at?.(bracket.after)
        options.perhapsAt?.(bracket.after)
        return bracket.rows
      }
      await this.#quiet()
    }
    throw new SkeinError('UNAVAILABLE', 'The store is changing too fast to be read; try again')
  }

  async sequence({ signal }: Pick<ReadOptions, 'signal'> = {}): Promise<number | null> {
    await this.#commit
    const [row] = await this.#sessions.auto('READ', PEEK, {}, TIMEOUT.bracket, signal)
    return typeof row?.[0] === 'number' && row[0] % 2 === 0 ? row[0] : null
  }

  async #bracket(statement: Statement, { signal, timeoutMs = TIMEOUT.read }: ReadOptions): Promise<Bracket> {
    const params = toNeo4j(statement.params, statement.floats)
    const [row] = await this.#sessions.auto('READ', bracketed(statement), params, timeoutMs, signal)
    // No row: the sequence node itself was seen halfway.
    if (row === undefined) return { rows: [], before: 0, after: 1 }
    return { before: row[0] as number, rows: row[1] as Row[], after: row[2] as number }
  }

  /** Waits until no commit is being applied; finishes that of a writer that died. */
  async #quiet(): Promise<void> {
    const until = performance.now() + COMMIT_WAIT_MS
    for (let wait = 2; performance.now() < until; wait = Math.min(wait * 2, BACKOFF_MS)) {
      if ((await this.sequence()) !== null) return
      await pause(wait)
    }
    await this.#finish()
  }

  /** Takes the lock, so any living writer is waited for, and makes an odd sequence even. */
  async #finish(): Promise<void> {
    const { session, transaction } = await this.#locked(TIMEOUT.bracket)
    try {
      await transaction.run(FINISH)
      await transaction.commit()
    } catch (error) {
      throw neo4jError(error)
    } finally {
      await session.close()
    }
  }

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#lane.run(async () => {
      const { session, transaction } = await this.#locked(TIMEOUT.write)
      const seen = { changed: false }
      const guarded = new GuardedTransaction(async ({ text, params, columns, floats }) => {
        try {
          const { records, summary } = await transaction.run(text, toNeo4j(params, floats))
          seen.changed ||= summary.counters.containsUpdates()
          return columns.length === 0 ? [] : records.map((record) => rowOf(record, columns))
        } catch (error) {
          throw neo4jError(error)
        }
      })
      try {
        const result = await work(guarded)
        guarded.end()
        if (seen.changed) await this.#commitBracketed(transaction)
        else await transaction.rollback()
        return result
      } catch (error) {
        await guarded.stop()
        if (transaction.isOpen()) await transaction.rollback().catch(() => undefined)
        throw error instanceof neo4j.Neo4jError ? neo4jError(error) : error
      } finally {
        await session.close()
      }
    })
  }

  /** A write transaction that holds the lock. Only this much is tried again: what follows runs once. */
  #locked(timeout: number): Promise<{ session: Session; transaction: NativeTransaction }> {
    return retried(async () => {
      const session = this.#sessions.open('WRITE')
      try {
        const transaction = await session.beginTransaction({ timeout })
        const { records } = await transaction.run(TAKE_LOCK)
        if (records.length === 1) return { session, transaction }
        throw new SkeinError('UNAVAILABLE', 'The store was emptied by someone else; restart')
      } catch (error) {
        await session.close()
        throw error
      }
    })
  }

  async #commitBracketed(transaction: NativeTransaction): Promise<void> {
    const work = this.#bracketedCommit(transaction)
    this.#commit = work.catch(() => undefined)
    await work
  }

  async #bracketedCommit(transaction: NativeTransaction): Promise<void> {
    const [row] = await this.#sessions.auto('WRITE', MAKE_ODD, {}, TIMEOUT.bracket)
    try {
      await transaction.commit()
    } catch (error) {
      // Perhaps it is still being applied over there: the lock tells.
      await this.#finish().catch(() => undefined)
      throw error
    }
    // When this fails the sequence stays odd, and the next reader or writer finishes it.
    await this.#sessions
      .auto('WRITE', MAKE_EVEN, { odd: neo4j.int(Number(row?.[0])) }, TIMEOUT.bracket)
      .catch(() => undefined)
  }

  /** Nothing is kept beside the graph here. */
  erase(): Promise<void> {
    return Promise.resolve()
  }

  async prepare(text: string): Promise<void> {
    await this.#sessions.auto('WRITE', text, {}, TIMEOUT.schema)
    await this.#sessions.auto('WRITE', 'CALL db.awaitIndexes(600)', {}, TIMEOUT.schema)
  }

  /** The operators of a statement's plan, without running it. For tests of index use. */
  async plan({ text, params, floats }: Statement): Promise<string[]> {
    const session = this.#sessions.open('READ')
    try {
      const { summary } = await session.run(`EXPLAIN ${text}`, toNeo4j(params, floats))
      return summary.plan === false ? [] : operators(summary.plan)
    } finally {
      await session.close()
    }
  }

  async close(): Promise<void> {
    await this.#lane.idle()
    await this.#sessions.close()
  }
}

interface Plan {
  operatorType: string
  children: Plan[]
}
const operators = (plan: Plan): string[] => [plan.operatorType.split('@')[0] ?? '', ...plan.children.flatMap(operators)]

function rowOf(record: { keys: PropertyKey[]; values(): Iterable<unknown> }, columns: readonly string[]): Row {
  if (record.keys.length !== columns.length || record.keys.some((name, i) => name !== columns[i])) {
    throw new SkeinError('INTERNAL', `A statement returns ${record.keys.join(', ')} but declares ${columns.join(', ')}`)
  }
  return [...record.values()] as Row
}
