/** Sessions of one driver: read-your-own-writes, timeouts per class of statement, retry by class of error. */
import neo4j, { type Driver, type Session } from 'neo4j-driver'
import { SkeinError } from '../errors.ts'
import { pause, within } from './limits.ts'
import { isTransient, neo4jError } from './neo4j-errors.ts'

export type NativeTransaction = Awaited<ReturnType<Session['beginTransaction']>>
export type Mode = 'READ' | 'WRITE'

/** Transaction timeouts in milliseconds per class of statement, enforced by the server. */
export const TIMEOUT = { read: 30_000, write: 10 * 60_000, bracket: 30_000, schema: 10 * 60_000 }
export const BACKOFF_MS = 50
/** How often something that met a passing failure is run in all. */
const ATTEMPTS = 3

/** Runs `work` again after failures that pass (leader moved, connection lost, deadlock, server busy). */
export async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!isTransient(error) || attempt >= ATTEMPTS) throw neo4jError(error)
      await pause(BACKOFF_MS * attempt)
    }
  }
}

export class Sessions {
  readonly #driver: Driver
  readonly #database: string
  /** So that a viewer reads his own writes, on every member of a cluster. */
  readonly #bookmarks = neo4j.bookmarkManager()
  #closed = false

  constructor(driver: Driver, database: string) {
    this.#driver = driver
    this.#database = database
  }

  open(mode: Mode): Session {
    if (this.#closed) throw new SkeinError('UNAVAILABLE', 'The store is closing')
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the driver types its options as a class
    return this.#driver.session({ database: this.#database, defaultAccessMode: mode, bookmarkManager: this.#bookmarks })
  }

  /** One statement in its own transaction, one flight. */
  auto(
    mode: Mode,
    text: string,
    params: Record<string, unknown>,
    timeout: number,
    signal?: AbortSignal
  ): Promise<unknown[][]> {
    return retried(async () => {
      const session = this.open(mode)
      try {
        const work = session
          .run(text, params, { timeout })
          .then(({ records }) => records.map((record) => [...record.values()]))
        // The server looks at its timeouts every two seconds only. Closing the session resets its connection, which ends the
        // statement over there.
        const limits = signal === undefined ? { timeoutMs: timeout } : { timeoutMs: timeout, signal }
        return await within(work, limits, () => void session.close())
      } finally {
        await session.close()
      }
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#driver.close()
  }
}
