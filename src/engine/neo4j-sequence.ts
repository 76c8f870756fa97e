/**
 * Torn reads. A statement on Neo4j is no snapshot: while a commit is applied it may see half of it. So every commit is
 * bracketed on a node of its own: `(:Store {id: 'sequence'}).seq` is made odd just before (the writer still holds the lock)
 * and even just after; a read returns `seq` first and last and counts only when both are equal and even.
 * Writing `seq` inside the transaction itself is not enough: Neo4j may apply it after other nodes (of 59,586 reads accepted
 * that way 142 were torn, none of 59,808 this way).
 */
import type { Row, Statement } from './port.ts'

export const STORE_SCHEMA = 'CREATE CONSTRAINT store_id IF NOT EXISTS FOR (s:Store) REQUIRE s.id IS UNIQUE'
export const STORE_NODES =
  "MERGE (s:Store {id: 'store'}) ON CREATE SET s.lock = 0 MERGE (q:Store {id: 'sequence'}) ON CREATE SET q.seq = 0, q.lock = 0"
/**
 * First in every write transaction: writers of all processes queue here. A later statement of the same transaction must set this
 * node from parameters alone: where it reads what it sets, Neo4j takes its lock anew and calls it a deadlock with whoever waits.
 */
export const TAKE_LOCK = "MATCH (s:Store {id: 'store'}) SET s.lock = s.lock + 1 RETURN s.lock AS lock"

const HOLD = "MATCH (q:Store {id: 'sequence'}) SET q.lock = q.lock + 1 WITH q"
/** Before the commit, by the holder of the lock. An odd number left by a writer that died is passed over. */
export const MAKE_ODD = `${HOLD} SET q.seq = q.seq + 1 + q.seq % 2 RETURN q.seq AS seq`
/** After the commit; does nothing when the next writer has already gone on. */
export const MAKE_EVEN = `${HOLD} WHERE q.seq = $odd SET q.seq = $odd + 1`
/** By whoever holds the lock and finds it odd: its writer died. */
export const FINISH = `${HOLD} WHERE q.seq % 2 = 1 SET q.seq = q.seq + 1`
export const PEEK = "MATCH (q:Store {id: 'sequence'}) RETURN q.seq AS seq"

const wrapped = new Map<string, string>()
/** Texts are few and stable; should that ever fail, memory stays bounded. */
const WRAPPED_MAX = 5000

/** The statement between two looks at the sequence, in one flight: one row (before, rows, after). */
export function bracketed({ text, columns }: Statement): string {
  const key = `${columns.join('\u0000')}\u0000${text}`
  let result = wrapped.get(key)
  if (result === undefined) {
    const row = columns.map((column) => `\`${column.replaceAll('`', '``')}\``).join(', ')
    result =
      "MATCH (seqBefore:Store {id: 'sequence'}) WITH seqBefore.seq AS seq0 CALL () { CALL () {\n" +
      text +
      `\n} RETURN collect([${row}]) AS rows }` +
      " WITH seq0, rows MATCH (seqAfter:Store {id: 'sequence'}) RETURN seq0, rows, seqAfter.seq AS seq1"
    if (wrapped.size >= WRAPPED_MAX) wrapped.clear()
    wrapped.set(key, result)
  }
  return result
}

export interface Bracket {
  rows: Row[]
  before: number
  after: number
}

export const isWhole = ({ before, after }: Bracket): boolean => before === after && before % 2 === 0
