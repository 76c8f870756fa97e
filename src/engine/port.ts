/**
 * The port of both engines: run this Cypher. Statements are written in the subset that both speak (see README.md of this
 * folder), return rows of scalars and flat lists, and are never built from what a client sent.
 */
export type Scalar = string | number | boolean | null
/** What may travel as a parameter or a column: scalars, lists, and (parameters only) maps of them. */
export type Value = Scalar | readonly Value[] | { readonly [key: string]: Value }
export type Params = Readonly<Record<string, Value>>
export type Row = readonly Value[]

export interface Statement {
  /** Cypher in the common subset. Stable: one text per shape, everything variable is a parameter. */
  text: string
  params: Params
  /** The names of the returned columns, in order; rows come back as arrays in this order. */
  columns: readonly string[]
  /** Parameters and (nested) fields that are floats although a value may be whole; every other whole number is an integer. */
  floats?: readonly string[]
}

export interface Transaction {
  /** Statements run in the order in which they are issued, whether or not the earlier ones are waited for. */
  run(statement: Statement): Promise<Row[]>
}

export interface ReadOptions {
  /** Aborting closes the session and frees everything. */
  signal?: AbortSignal
  /** Milliseconds after which the statement is refused with TIMEOUT. */
  timeoutMs?: number
  /** Told the sequence of the state that the rows come from: equal numbers, equal state. It never leaves the process. */
  at?: (sequence: number) => void
  /** The same where it is known at no cost, null where not: nothing is read again for it. */
  perhapsAt?: (sequence: number | null) => void
}

/**
 * One line of the journal: a JSON text without line breaks that the store can apply again, and the dataset whose withdrawal
 * erases it (null: never erased that way).
 */
export interface Line {
  dataset: string | null
  content: string
}

/** Applies one journalled batch again; erased lines are left out. Must be deterministic: moments stand in the lines. */
export type Replay = (transaction: Transaction, contents: readonly string[]) => Promise<void>

export interface Engine {
  readonly name: 'embedded' | 'neo4j'
  /** Runs one reading statement. What it returns comes from one state of the store (torn reads run again, then UNAVAILABLE). */
  read(statement: Statement, options?: ReadOptions): Promise<Row[]>
  /** The sequence of the state that a statement would read now; null while a commit is being applied. On Neo4j it costs a flight. */
  sequence(options?: Pick<ReadOptions, 'signal'>): Promise<number | null>
  /**
   * Runs `work` in one write transaction. Writers are serialised (one lane in the process, the lock node between processes).
   * A failed statement ends it: everything is rolled back and the error thrown.
   * `lines` are what the embedded engine's journal keeps: durable before `work` runs, marked aborted when it fails.
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>, lines?: readonly Line[]): Promise<T>
  /** Rewrites the content of a withdrawn dataset out of the journal, keeping its hashes. Nothing to do on Neo4j. */
  erase(dataset: string): Promise<void>
  /** Runs a statement that changes the schema (CREATE INDEX/CONSTRAINT … IF NOT EXISTS), outside any transaction. */
  prepare(text: string): Promise<void>
  close(): Promise<void>
}
