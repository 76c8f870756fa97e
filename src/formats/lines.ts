import type { Bytes } from './table.ts'

/** Whole lines of a file, decoded. */
export interface TextBlock {
  text: string
  /** Places (0 = first line of the block) of lines that are not UTF-8; there the text holds replacement characters. */
  bad: readonly number[]
  /** How many bytes of the file were read so far. */
  bytes: number
  /** True for the last block: its text may lack the closing line break. */
  last: boolean
}

/** The longest line that is read: longer ones are no rows, and would have to be kept in memory whole. */
export const LONGEST_LINE = 4 * 1024 * 1024
const NEWLINE = 0x0a

/** Thrown where a file cannot be read on at all; `reason` and `hint` are for the person whose file it is. */
export class UnreadableText extends Error {
  readonly reason: string
  readonly hint: string
  constructor(reason: string, hint: string) {
    super(reason)
    this.reason = reason
    this.hint = hint
  }
}

/**
 * Cuts bytes into blocks of whole lines and decodes them as strict UTF-8. A line break is never inside a UTF-8 sequence, so a
 * block can be decoded by itself, and a bad one again line by line to find which line is at fault. A leading BOM is dropped.
 */
export async function* textBlocks(bytes: Bytes): AsyncGenerator<TextBlock> {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let carried: Uint8Array[] = []
  let length = 0
  let total = 0
  let first = true

  const decode = (block: Uint8Array, last: boolean): TextBlock => {
    const start = first ? skipByteOrderMark(block) : block
    first = false
    try {
      return { text: strict.decode(start), bad: [], bytes: total, last }
    } catch {
      return {
        text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(start),
        bad: badLines(start),
        bytes: total,
        last
      }
    }
  }

  for await (const chunk of bytes) {
    total += chunk.length
    const end = chunk.lastIndexOf(NEWLINE)
    if (end < 0) {
      carried.push(chunk)
      length += chunk.length
      if (length > LONGEST_LINE)
        throw new UnreadableText(
          `a line is longer than ${LONGEST_LINE} bytes`,
          'Is this a text file? End each row with a line break (LF or CRLF).'
        )
      continue
    }
    const block =
      carried.length === 0 ? chunk.subarray(0, end + 1) : Buffer.concat([...carried, chunk.subarray(0, end + 1)])
    carried = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : []
    length = chunk.length - end - 1
    yield decode(block, false)
  }
  yield decode(Buffer.concat(carried), true)
}

function skipByteOrderMark(block: Uint8Array): Uint8Array {
  const [a, b, c] = block
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    throw new UnreadableText('the file is UTF-16, not UTF-8', 'Save it again as “CSV UTF-8”.')
  return a === 0xef && b === 0xbb && c === 0xbf ? block.subarray(3) : block
}

function badLines(block: Uint8Array): number[] {
  const strict = new TextDecoder('utf-8', { fatal: true })
  const bad: number[] = []
  let line = 0
  for (let start = 0; start < block.length; line++) {
    const at = block.indexOf(NEWLINE, start)
    const end = at < 0 ? block.length : at + 1
    try {
      strict.decode(block.subarray(start, end))
    } catch {
      bad.push(line)
    }
    start = end
  }
  return bad
}

export const NOT_UTF8 = {
  reason: 'is not valid UTF-8',
  hint: 'Save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”).'
} as const
