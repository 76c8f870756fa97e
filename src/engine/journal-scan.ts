/** Reads a journal from its first byte and checks everything; keeps where each batch stands, not what is in it. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { SkeinError } from '../errors.ts'
import { BatchHash, GENESIS, parseLine } from './journal-lines.ts'

export interface Batch {
  sequence: number
  aborted: boolean
  /** Offset of its first byte, and the number of that line (from 1). */
  start: number
  line: number
}

export interface Scan {
  batches: Batch[]
  /** The last commit's or abort's hash: what the next one is chained to. */
  mark: string
  /** Where the good part ends. */
  end: number
  /** The first line of an incomplete last batch (it stands from `end` on), or null. */
  tornAt: number | null
}

export interface RawLine {
  number: number
  start: number
  bytes: Buffer
  /** False for what stands after the last line break. */
  terminated: boolean
}

const CHUNK = 1 << 20
const NEWLINE = 10

/** The lines of a file from `start` on; `number` is the number of the first. Read in pieces: journals grow large. */
export function* linesOf(path: string, start = 0, number = 1): Generator<RawLine> {
  const fd = openSync(path, 'r')
  try {
    const chunk = Buffer.allocUnsafe(Math.max(1, Math.min(CHUNK, fstatSync(fd).size - start)))
    let rest: Buffer[] = []
    let at = start
    let position = start
    while (true) {
      const read = readSync(fd, chunk, 0, chunk.length, position)
      if (read === 0) break
      position += read
      let from = 0
      for (let to = chunk.indexOf(NEWLINE); to !== -1 && to < read; to = chunk.indexOf(NEWLINE, from)) {
        const piece = chunk.subarray(from, to)
        const bytes = rest.length > 0 ? Buffer.concat([...rest, piece]) : piece
        rest = []
        yield { number: number++, start: at, bytes, terminated: true }
        at += bytes.length + 1
        from = to + 1
      }
      if (from < read) rest.push(Buffer.from(chunk.subarray(from, read)))
    }
    if (rest.length > 0) yield { number, start: at, bytes: Buffer.concat(rest), terminated: false }
  } finally {
    closeSync(fd)
  }
}

export const damaged = (path: string, line: number, what: string): SkeinError =>
  new SkeinError(
    'MISCONFIGURED',
    `The journal ${path} is damaged at line ${line}: ${what}. Nothing was changed; put back a copy of this folder from a backup.`
  )

/** Checks every line and the chain of batches. Throws for damage; an incomplete last batch is reported, not thrown. */
export function scanJournal(path: string): Scan {
  const batches: Batch[] = []
  let mark = GENESIS
  let end = 0
  let sum = new BatchHash()
  let batchLine = 1
  let tornAt: number | null = null
  for (const { number, start, bytes, terminated } of linesOf(path)) {
    const next = start + bytes.length + 1
    if (!terminated) {
      // A whole line followed by one strange byte is a damaged line break, not an interrupted write.
      if (parseLine(bytes.subarray(0, -1)) !== null) throw damaged(path, number, 'its line break was altered')
      tornAt = sum.count > 0 ? batchLine : number
      break
    }
    const record = parseLine(bytes)
    if (record === null) throw damaged(path, number, 'its checksum does not fit')
    if ((record.kind === 'header') !== (number === 1)) throw damaged(path, number, 'it does not belong there')
    if (record.kind === 'line') {
      if (sum.count === 0) batchLine = number
      sum.add(record.dataset, record.sha)
      tornAt = batchLine
      continue
    }
    const last = batches.at(-1)
    if (record.kind === 'commit') {
      const fits = record.sequence === (last?.sequence ?? 0) + 1 && record.count === sum.count && record.before === mark
      if (!fits || sum.mark(record.sequence, mark) !== record.hash)
        throw damaged(path, number, 'the chain of batches breaks')
      batches.push({
        sequence: record.sequence,
        aborted: false,
        start: end,
        line: record.count > 0 ? batchLine : number
      })
      mark = record.hash
    } else if (record.kind === 'abort') {
      const fits = last?.sequence === record.sequence && !last.aborted && record.before === mark && sum.count === 0
      if (!fits) throw damaged(path, number, 'it ends a batch that is not there')
      last.aborted = true
      mark = record.hash
    }
    sum = new BatchHash()
    tornAt = null
    end = next
  }
  return { batches, mark, end, tornAt }
}
