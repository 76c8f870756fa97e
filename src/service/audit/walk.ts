import { open } from 'node:fs/promises'
import { SkeinError } from '../../errors.ts'
import { readLine, START, type Line } from './line.ts'

/** What is wrong with a log, and where: the number of the line in the file, from 1. */
export interface Fault {
  row: number
  what: string
}

export interface Walked {
  /** The last whole line; null in an empty log. */
  last: Line | null
  rows: number
  /** The first thing wrong; null where the chain holds. */
  fault: Fault | null
  /** Bytes after the last whole line. */
  torn: number
}

/** A line beyond this length is none of ours. */
const LONGEST = 64 * 1024 * 1024

/** Goes through a log line by line, however large it is. Every readable line is given to `each`, beyond the first fault too. */
export async function walkLog(path: string, each: (line: Line, row: number) => void): Promise<Walked> {
  let row = 0
  let last: Line | null = null
  let fault: Fault | null = null
  /** The number that was missing when the first fault was found: found later, the lines are out of order. */
  let missing: number | null = null
  const read = (text: string): void => {
    row++
    const line = readLine(text)
    if (line !== null) each(line, row)
    if (fault === null) {
      const what = line === null ? 'was altered: its text does not fit its hash' : misfit(last, line)
      if (what !== null) fault = { row, what }
      if (line !== null && what !== null && line.seq > nextOf(last)) missing = nextOf(last)
      last = line
    } else {
      if (line !== null && line.seq === missing) {
        fault = {
          row: fault.row,
          what: `is out of order: number ${missing}, which belongs there, stands in line ${row}`
        }
        missing = null
      }
      last = line ?? last
    }
  }
  const torn = await eachRow(path, read)
  return { last, rows: row, fault, torn }
}

const nextOf = (last: Line | null): number => (last === null ? 1 : last.seq + 1)

/** Why a line, sound in itself, may not follow the one before; null where it may. */
function misfit(last: Line | null, line: Line): string | null {
  const next = nextOf(last)
  if (line.seq > next) {
    const gone = line.seq - 1 === next ? `number ${next} is` : `numbers ${next} to ${line.seq - 1} are`
    return `follows a gap: ${gone} missing before it (removed, or lost at the end and written on)`
  }
  if (line.seq < next) return `is out of order: it has number ${line.seq} where ${next} belongs`
  if (line.prev !== (last?.hash ?? START)) return 'does not follow from the line before: one of the two was rewritten'
  if (line.operation === 'audit' && line.outcome === 'broken')
    return 'says that acknowledged lines before it, or audit.head, were gone when it was written'
  return null
}

/** Calls `read` with each whole line of a file as it is now; answers the number of bytes after the last. */
async function eachRow(path: string, read: (text: string) => void): Promise<number> {
  let file
  try {
    file = await open(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw unreadable(error)
  }
  try {
    let rest: Buffer[] = []
    let length = 0
    for await (const chunk of file.createReadStream({
      autoClose: false,
      highWaterMark: 1 << 20
    }) as AsyncIterable<Buffer>) {
      let from = 0
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        read(Buffer.concat([...rest, chunk.subarray(from, end)]).toString('utf8'))
        rest = []
        length = 0
        from = end + 1
      }
      rest.push(chunk.subarray(from))
      length += chunk.length - from
      if (length > LONGEST) throw unreadable(new Error('a line has no end'))
    }
    return length
  } catch (error) {
    throw error instanceof SkeinError ? error : unreadable(error)
  } finally {
    await file.close()
  }
}

const unreadable = (cause: unknown): SkeinError =>
  new SkeinError('UNAVAILABLE', `the audit log cannot be read: ${(cause as Error).message}`, {}, { cause })
