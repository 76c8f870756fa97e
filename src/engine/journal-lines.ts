/**
 * The journal's text form. One record per line, fields between tabs, the CRC-32 of the rest in front, so that any
 * flipped byte is found and named by its line:
 *
 *     crc H skein-journal 1                        first line
 *     crc L dataset sha256 content                 a line of a batch (dataset as JSON, content as it was given)
 *     crc X dataset sha256                         the same after its dataset was erased: the hash stays
 *     crc C sequence count hash before             ends a batch; `before` chains it to the mark before it
 *     crc A sequence hash before                   the engine rejected batch `sequence`
 *
 * `hash` covers the sequence, the mark before and every line's dataset and content hash, not the content itself:
 * erasing leaves the chain whole.
 */
import { createHash, hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { SkeinError } from '../errors.ts'
import type { Line } from './port.ts'

export type JournalRecord =
  | { kind: 'header' }
  | { kind: 'line'; dataset: string | null; sha: string; content: string | null }
  | { kind: 'commit'; sequence: number; count: number; hash: string; before: string }
  | { kind: 'abort'; sequence: number; hash: string; before: string }

const HEADER = 'H\tskein-journal\t1'
const TAB = 9
const CRC_DIGITS = 8
/** The mark before the first batch. */
export const GENESIS = '0'.repeat(64)

export const sha256 = (text: string): string => hash('sha256', text, 'hex')
const sealed = (body: string): string => `${crc32(body).toString(16).padStart(CRC_DIGITS, '0')}\t${body}\n`

export const headerLine = (): string => sealed(HEADER)
const linePart = (dataset: string | null, sha: string): string => `${JSON.stringify(dataset)}\t${sha}`
export const erasedLine = (dataset: string | null, sha: string): string => sealed(`X\t${linePart(dataset, sha)}`)

/** Sums up a batch while its lines pass; `mark` is its hash. */
export class BatchHash {
  count = 0
  readonly #hash = createHash('sha256')

  add(dataset: string | null, sha: string): void {
    this.count++
    this.#hash.update(`${linePart(dataset, sha)}\n`)
  }

  mark(sequence: number, before: string): string {
    return this.#hash.update(`C\t${sequence}\t${this.count}\t${before}\n`).digest('hex')
  }
}

/** The text of a whole batch, its commit line last, and its mark. */
export function encodeBatch(sequence: number, lines: readonly Line[], before: string): { text: string; hash: string } {
  const sum = new BatchHash()
  const parts: string[] = []
  for (const { dataset, content } of lines) {
    if (content.includes('\n')) throw new SkeinError('INTERNAL', 'A journal line must not contain a line break')
    const sha = sha256(content)
    sum.add(dataset, sha)
    parts.push(sealed(`L\t${linePart(dataset, sha)}\t${content}`))
  }
  const hash = sum.mark(sequence, before)
  parts.push(sealed(`C\t${sequence}\t${lines.length}\t${hash}\t${before}`))
  return { text: parts.join(''), hash }
}

const abortMark = (sequence: number, before: string): string => sha256(`A\t${sequence}\t${before}`)
export function encodeAbort(sequence: number, before: string): { text: string; hash: string } {
  const hash = abortMark(sequence, before)
  return { text: sealed(`A\t${sequence}\t${hash}\t${before}`), hash }
}

/** One line without its line break; null when it is not what was written. */
export function parseLine(bytes: Buffer): JournalRecord | null {
  if (bytes.length < CRC_DIGITS + 2 || bytes[CRC_DIGITS] !== TAB) return null
  const body = bytes.subarray(CRC_DIGITS + 1)
  if (bytes.toString('latin1', 0, CRC_DIGITS) !== crc32(body).toString(16).padStart(CRC_DIGITS, '0')) return null
  const text = body.toString('utf8')
  if (text === HEADER) return { kind: 'header' }
  const [kind, a = '', b = '', c = '', d = ''] = text.split('\t', 5)
  if (kind === 'L') {
    const content = text.slice(kind.length + a.length + b.length + 3)
    return sha256(content) === b ? { kind: 'line', dataset: JSON.parse(a) as string | null, sha: b, content } : null
  }
  if (kind === 'X') return { kind: 'line', dataset: JSON.parse(a) as string | null, sha: b, content: null }
  if (kind === 'C') return { kind: 'commit', sequence: Number(a), count: Number(b), hash: c, before: d }
  if (kind === 'A')
    return abortMark(Number(a), c) === b ? { kind: 'abort', sequence: Number(a), hash: b, before: c } : null
  return null
}
