import { createHash } from 'node:crypto'

/** A marked thing: its id, the rank at which it was read, and the ids of what it is about or ties together. */
export type Thing = readonly [id: string, rank: number, ...of: string[]]

/** What a line tells: ids, numbers and names of operations. Never content, and never text that a caller gave. */
export interface Entry {
  /** Id of the viewer; null for the public. */
  readonly viewer: string | null
  /** Root field, mutation or command. */
  readonly operation: string
  /** `answered`, `intended`, `done`, `nothing written`, or the code of the error with which it was refused. */
  readonly outcome: string
  /** Hash of the question without its values. */
  readonly shape?: string
  readonly things?: readonly Thing[]
  readonly counts?: Readonly<Record<string, number>>
  /** Of an outcome: the sequence number of its intent. */
  readonly intent?: number
}

export interface Line extends Entry {
  readonly seq: number
  /** The moment, ISO 8601 in UTC. */
  readonly at: string
  /** Hash of the line before. */
  readonly prev: string
  readonly hash: string
}

/** What the first line names as the hash of the line before. */
export const START = '0'.repeat(64)
const END = /,"hash":"([0-9a-f]{64})"\}$/

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The text of a line, without its end of line, and its hash: SHA-256 of the same JSON without `hash`. */
export function writeLine(entry: Entry, seq: number, at: string, prev: string): { text: string; hash: string } {
  const { viewer, operation, outcome, ...more } = entry
  const body = JSON.stringify({ seq, at, viewer, operation, outcome, ...more, prev })
  const hash = sha256(body)
  return { text: `${body.slice(0, -1)},"hash":"${hash}"}`, hash }
}

/** A line whose hash fits its text; null for every other text. */
export function readLine(text: string): Line | null {
  const hash = END.exec(text)?.[1]
  if (hash === undefined || sha256(text.replace(END, '}')) !== hash) return null
  try {
    const line = JSON.parse(text) as Partial<Line>
    const fits = typeof line.seq === 'number' && typeof line.at === 'string' && typeof line.prev === 'string'
    return fits && typeof line.operation === 'string' && typeof line.outcome === 'string' ? (line as Line) : null
  } catch {
    return null
  }
}
