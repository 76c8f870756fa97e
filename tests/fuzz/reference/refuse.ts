/** What the API refuses, checked in the plainest way: a page that is too large, a date that is none, a cursor of another list. */
import { gradeOrder, parseGrade, UNGRADED } from '../../../src/claims/grade.ts'
import type { ErrorCode } from '../../../src/errors.ts'
import { dateProblem, highDay, lowDay } from '../../../src/ontology/dates.ts'

export type Args = Readonly<Record<string, unknown>>

export class Refused extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode, what: string) {
    super(what)
    this.code = code
  }
}

export const given = (args: Args, name: string): boolean => args[name] !== undefined && args[name] !== null

/** An object among the arguments; empty where there is none. */
export const within = (args: Args, name: string): Args => (args[name] ?? {}) as Args

export const list = (args: Args, name: string): string[] | null => (args[name] ?? null) as string[] | null

export function sizeOf(args: Args, most = 200, otherwise = 25): number {
  const first = (args['first'] ?? otherwise) as number
  if (first < 0) throw new Refused('INVALID_INPUT', 'a page of less than nothing')
  if (first > most) throw new Refused('LIMIT_EXCEEDED', 'a page that is too large')
  return first
}

/** The place in the order of grades of the worst that passes. */
export function leastGrade(args: Args): number | null {
  if (!given(args, 'minGrade')) return null
  const grade = parseGrade(args['minGrade'] as string)
  const order = grade === null ? UNGRADED : gradeOrder(grade)
  if (order === UNGRADED) throw new Refused('INVALID_INPUT', 'no grade')
  return order
}

/** A moment in UTC; a day is its beginning. */
export function momentOf(text: unknown): string {
  const time = typeof text === 'string' && /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(time)) throw new Refused('INVALID_INPUT', 'no moment')
  return new Date(time).toISOString()
}

export interface Period {
  from: string | null
  to: string | null
  phase: string | null
}

export function periodOf(args: Args): Period | null {
  if (!given(args, 'period')) return null
  const { from = null, to = null, phase = null } = args['period'] as Partial<Period>
  for (const end of [from, to])
    if (end !== null && dateProblem(end) !== null) throw new Refused('INVALID_INPUT', 'no date')
  const [low, high] = [from === null ? null : lowDay(from), to === null ? null : highDay(to)]
  if (low !== null && high !== null && low > high) throw new Refused('INVALID_INPUT', 'a period that ends before it begins') // prettier-ignore
  return { from: low, to: high, phase }
}
