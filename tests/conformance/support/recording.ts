/** An engine that notes every statement that goes through it with its parameters and rows, counted by the engine's own counter. */
import { counting } from '../../../src/engine/counting.ts'
import type { Engine, Row, Statement } from '../../../src/engine/port.ts'
import type { Skein } from '../../../src/service/skein.ts'

export interface Note {
  statement: Statement
  rows: Row[]
  /** A read of its own, or part of a write transaction. */
  within: 'read' | 'transaction'
}

export class Recorder {
  readonly engine: Engine
  #notes: Note[] = []
  readonly #counted: () => number

  constructor(inner: Engine) {
    const note = (within: Note['within'], statement: Statement, rows: Row[]): Row[] => {
      this.#notes.push({ statement, rows, within })
      return rows
    }
    const noting: Engine = {
      name: inner.name,
      read: async (statement, options) => note('read', statement, await inner.read(statement, options)),
      sequence: (options) => inner.sequence(options),
      transaction: (work, lines) =>
        inner.transaction(
          (transaction) =>
            work({
              run: async (statement) => note('transaction', statement, await transaction.run(statement))
            }),
          lines
        ),
      erase: (dataset) => inner.erase(dataset),
      prepare: (text) => inner.prepare(text),
      close: () => inner.close()
    }
    const engine = counting(noting)
    this.engine = engine
    this.#counted = () => {
      const { statements } = engine.counts
      engine.reset()
      return statements
    }
  }

  /** What ran since the last time this was asked, in order. */
  take(): Note[] {
    const notes = this.#notes
    this.#notes = []
    const counted = this.#counted()
    if (counted !== notes.length) throw new Error(`${counted} statements were counted, ${notes.length} noted`)
    return notes
  }
}

/** From here on everything that the service runs is noted. */
export function recorded(skein: Skein): Recorder {
  const recorder = new Recorder(skein.store.engine)
  Object.assign(skein.store, { engine: recorder.engine })
  return recorder
}

/** JSON with the keys of every object in order. */
export const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner
  )

/** JSON in which lists, too, stand in an order of their own: what is equal but for order is equal as text. */
export function inAnyOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inAnyOrder).sort().join(',')}]`
  if (typeof value !== 'object' || value === null) return value === undefined ? 'null' : JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${inAnyOrder(inner)}`).join(',')}}`
}
