import type { Engine, Row, Statement } from './port.ts'

export interface Counts {
  /** Statements run, inside transactions too. */
  statements: number
  /** Times the caller had to wait for the engine: statements that are under way together share a flight. */
  flights: number
  texts: string[]
}

export interface CountingEngine extends Engine {
  readonly counts: Counts
  reset(): void
}

/** An engine that counts what goes through it, for tests of "one statement, one flight". */
export function counting(engine: Engine): CountingEngine {
  const counts: Counts = { statements: 0, flights: 0, texts: [] }
  let underWay = 0
  const counted = async (statement: Statement, run: () => Promise<Row[]>): Promise<Row[]> => {
    counts.statements++
    counts.texts.push(statement.text)
    if (underWay++ === 0) counts.flights++
    try {
      return await run()
    } finally {
      underWay--
    }
  }
  return {
    name: engine.name,
    counts,
    reset: () => Object.assign(counts, { statements: 0, flights: 0, texts: [] }),
    read: (statement, options) => counted(statement, () => engine.read(statement, options)),
    sequence: (options) => engine.sequence(options),
    transaction: (work, lines) =>
      engine.transaction(
        (inner) => work({ run: (statement) => counted(statement, () => inner.run(statement)) }),
        lines
      ),
    erase: (dataset) => engine.erase(dataset),
    prepare: (text) => engine.prepare(text),
    close: () => engine.close()
  }
}
