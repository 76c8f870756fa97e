import { statSync } from 'node:fs'
import { readHead, type Head } from './end.ts'
import type { Line } from './line.ts'
import { auditFiles } from './log.ts'
import { walkLog, type Fault } from './walk.ts'

export interface Verified {
  rows: number
  /** The last line's number and hash: noted elsewhere, they prove later that nothing up to it was changed. */
  last: Head | null
  fault: Fault | null
  /** Bytes of a line that a crash left half written; the next opening mends it. */
  torn: number
}

/**
 * Walks the chain of a data folder's log from its first line to its last and names the first that was altered, removed or
 * reordered. The end is held against `audit.head`, and against `noted` where the caller kept a number and hash elsewhere.
 */
export async function verifyAudit(folder: string, noted: Head | null = null): Promise<Verified> {
  const { log, head } = auditFiles(folder)
  // Before the log is read: a server that writes meanwhile only adds lines beyond it.
  const known = readHead(head)
  const hasHead = statSync(head, { throwIfNoEntry: false }) !== undefined
  const found = new Map<number, string>()
  const wanted = new Set([known?.seq, noted?.seq])
  const { last, rows, fault, torn } = await walkLog(log, (line) => {
    if (wanted.has(line.seq)) found.set(line.seq, line.hash)
  })
  const end = fault ?? faultAtEnd(rows, last, known, hasHead, found) ?? faultOfNoted(rows, noted, found)
  return { rows, last: last === null ? null : { seq: last.seq, hash: last.hash }, fault: end, torn }
}

function faultAtEnd(
  rows: number,
  last: Line | null,
  known: Head | null,
  hasHead: boolean,
  found: ReadonlyMap<number, string>
): Fault | null {
  const row = rows + 1
  if (known === null) {
    if (rows === 0 && !hasHead) return null
    return { row, what: `cannot be vouched for: audit.head is ${hasHead ? 'no head' : 'missing'}` }
  }
  if (known.seq === 0 || found.get(known.seq) === known.hash) return null
  if (known.seq > (last?.seq ?? 0))
    return { row, what: `is missing: the log was cut, it went on to number ${known.seq}` }
  return { row: rows, what: `is not what was acknowledged: number ${known.seq} has another hash in audit.head` }
}

function faultOfNoted(rows: number, noted: Head | null, found: ReadonlyMap<number, string>): Fault | null {
  if (noted === null || found.get(noted.seq) === noted.hash) return null
  return found.has(noted.seq)
    ? { row: noted.seq, what: 'has another hash than the one you noted: the log was rewritten' }
    : { row: rows + 1, what: `is missing: you noted number ${noted.seq}` }
}
