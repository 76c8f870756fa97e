import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { readLine, START, type Line } from './line.ts'

/** The last line that was acknowledged. Kept beside the log, so that a log whose end was cut off is known for one. */
export interface Head {
  seq: number
  hash: string
}

const head = z.strictObject({ seq: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) })
const HEAD_LENGTH = 128

/** Null where there is none; `unreadable` counts as none. */
export function readHead(path: string): Head | null {
  try {
    return head.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

/** In place and of one length: a crash leaves the old one or the new one. */
export function writeHead(path: string, { seq, hash }: Head): void {
  const handle = openSync(path, statSync(path, { throwIfNoEntry: false }) === undefined ? 'wx' : 'r+', 0o600)
  try {
    writeSync(handle, `${JSON.stringify({ seq, hash }).padEnd(HEAD_LENGTH - 1)}\n`, 0)
  } finally {
    closeSync(handle)
  }
}

/** What a log ends in. */
export interface Tail {
  size: number
  /** The last whole line; null where there is none, or where its hash does not fit. */
  last: Line | null
  /** Bytes after the last whole line. */
  torn: number
}

const STEP = 65_536

export function readTail(path: string): Tail {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return { size: 0, last: null, torn: 0 }
  const handle = openSync(path, 'r')
  try {
    const { size } = fstatSync(handle)
    for (let length = STEP; ; length *= 4) {
      const from = Math.max(0, size - length)
      const bytes = Buffer.alloc(size - from)
      readSync(handle, bytes, 0, bytes.length, from)
      const end = bytes.lastIndexOf(10)
      const start = end < 1 ? -1 : bytes.lastIndexOf(10, end - 1)
      if (from > 0 && (end < 0 || start < 0)) continue
      return {
        size,
        last: end < 0 ? null : readLine(bytes.toString('utf8', start + 1, end)),
        torn: bytes.length - end - 1
      }
    }
  } finally {
    closeSync(handle)
  }
}

/** Where the next line goes, and what has to be said of the place first. */
export interface Place extends Head {
  size: number
  /** Bytes of a line that a crash left half written, never acknowledged: they are cut off. */
  torn: number
  /** Whether acknowledged lines are missing at the end, or were replaced there. */
  broken: boolean
}

/** A torn end after the acknowledged lines is a crash; where acknowledged lines are missing, it is not. */
export function placeAfter(tail: Tail, known: Head | null): Place {
  const { size, last, torn } = tail
  const acknowledged = known ?? { seq: 0, hash: START }
  const follows = last !== null && (last.seq > acknowledged.seq || last.hash === acknowledged.hash)
  if (follows) return { size, seq: last.seq, hash: last.hash, torn, broken: known === null }
  const empty = size === torn && acknowledged.seq === 0
  return { size, ...acknowledged, torn, broken: !empty }
}
