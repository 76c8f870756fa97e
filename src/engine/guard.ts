import { SkeinError } from '../errors.ts'
import type { Row, Statement, Transaction } from './port.ts'

/** A transaction that a failed statement ends: nothing runs in it afterwards, and it cannot be committed. */
export class GuardedTransaction implements Transaction {
  readonly #execute: (statement: Statement) => Promise<Row[]>
  readonly #running = new Set<Promise<unknown>>()
  #failure: Error | null = null
  #ended = false

  constructor(execute: (statement: Statement) => Promise<Row[]>) {
    this.#execute = execute
  }

  async run(statement: Statement): Promise<Row[]> {
    if (this.#failure !== null) throw this.#failure
    if (this.#ended) throw new SkeinError('INTERNAL', 'A statement came after its transaction had ended')
    const work = this.#execute(statement)
    this.#running.add(work)
    try {
      return await work
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error))
      throw error
    } finally {
      this.#running.delete(work)
    }
  }

  /** Before the commit: a failure that the caller swallowed still ends the transaction. */
  end(): void {
    if (this.#failure !== null) throw this.#failure
    if (this.#running.size > 0) throw new SkeinError('INTERNAL', 'A transaction ended before all its statements had')
    this.#ended = true
  }

  /** Before the rollback: nothing more begins, and what runs is waited for. */
  async stop(): Promise<void> {
    this.#ended = true
    await Promise.allSettled([...this.#running])
  }
}
