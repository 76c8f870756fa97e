import type { Row } from '../../engine/port.ts'
import { recordId } from '../../claims/ids.ts'
import type { Seen } from '../../query/seen.ts'
import type { Thing } from './line.ts'

/** What is read of a claim for the log. */
export const CLAIM_COLUMNS = ['id', 'rank', 'about', 'from', 'to'] as const

/** A claim with the ids of what it is about: records' names become ids, since no name is logged. */
export function claimThing([id, rank, about, from, to]: Row): Thing {
  const ends = [from, to].flatMap((name) => (typeof name === 'string' ? [recordId(name)] : []))
  return [id as string, rank as number, ...(typeof about === 'string' ? [about] : []), ...ends]
}

const ID = /^[a-z]:[0-9a-f]{20}$/

/** What an answer showed of marked things. */
export const seenThings = ({ things }: Seen): Thing[] =>
  [...things].map(([id, { rank, of }]) => [id, rank, ...of.map((each) => (ID.test(each) ? each : recordId(each)))])

/** A decision on identity with the records that it is about, given by name. */
export const judgementThing = (id: string, rank: number, left: string, right: string): Thing => [
  id,
  rank,
  recordId(left),
  recordId(right)
]
