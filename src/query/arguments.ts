import { fold } from '../claims/fold.ts'
import { gradeOrder, parseGrade, UNGRADED } from '../claims/grade.ts'
import { invalid } from '../errors.ts'
import { dateProblem, highDay, lowDay } from '../ontology/dates.ts'
import type { Place } from './cursor.ts'
import { exceeded, LIMITS } from './limits.ts'
import type { Arguments, Run } from './run.ts'

/** How many items were asked for: 25 when absent, at most `most`. `at`, here and below, leads to the arguments: `filter.`, `input.`. */
export function firstOf(
  args: Arguments,
  most: number = LIMITS.page,
  otherwise: number = LIMITS.pageDefault,
  at = ''
): number {
  const first = (args['first'] ?? otherwise) as number
  if (first < 0)
    throw invalid('first must not be negative', {
      path: `${at}first`,
      message: `${first} is below 0`,
      hint: `Ask for 0 to ${most}.`
    })
  // Drawings and paths, whose limits are their own, have no next page.
  const next = most === LIMITS.page ? ' and go on with `after`' : ''
  if (first > most) throw exceeded('page', most, first, `Ask for ${most} at most${next}.`)
  return first
}

/** The place after which to go on; null for the first page. Refuses a cursor that is not signed for `tag`. */
export function afterOf(run: Run, args: Arguments, tag: string): Place | null {
  const after = args['after'] as string | null | undefined
  return after === undefined || after === null ? null : run.cursors.read(tag, after)
}

/** The same of a page whose arguments stand in `input`. */
export const firstInInput = (input: Arguments): number => firstOf(input, LIMITS.page, LIMITS.pageDefault, 'input.')

/** A list argument, refused when too long. Undefined and null mean that it is absent. */
export function listOf(args: Arguments, name: string, most: number = LIMITS.list): readonly string[] | null {
  const list = args[name] as readonly string[] | null | undefined
  if (list === undefined || list === null) return null
  if (list.length > most) throw exceeded(name, most, list.length, 'Ask in several pieces.')
  return [...new Set(list)]
}

/** The order of the worst grade that still passes. */
export function minGradeOf(args: Arguments, at = ''): number {
  const text = args['minGrade'] as string
  const grade = parseGrade(text)
  const order = grade === null ? UNGRADED : gradeOrder(grade)
  if (order === UNGRADED)
    throw invalid('minGrade is no grade', {
      path: `${at}minGrade`,
      message: `${JSON.stringify(text)} has not both a reliability A–E and a credibility 1–5`,
      hint: 'Write a letter and a digit, such as B2. F and 6 mean unknown and cannot be a lower bound.'
    })
  return order
}

/** The first and last day of a period, and its phase; null where open. */
export function periodOf(args: Arguments, at = ''): { from: string | null; to: string | null; phase: string | null } {
  const period = args['period'] as Readonly<Record<string, string | null | undefined>>
  const read = (end: 'from' | 'to', day: (date: string) => string): string | null => {
    const date = period[end] ?? null
    if (date === null) return null
    const problem = dateProblem(date)
    if (problem !== null)
      throw invalid('period is no period', {
        path: `${at}period.${end}`,
        message: problem,
        hint: 'Write 2003, 2003-05 or 2003-05-17.'
      })
    return day(date)
  }
  const from = read('from', lowDay)
  const to = read('to', highDay)
  if (from !== null && to !== null && from > to)
    throw invalid('period ends before it begins', {
      path: `${at}period`,
      message: `${from} is after ${to}`,
      hint: 'Change the two ends round.'
    })
  return { from, to, phase: period['phase'] ?? null }
}

const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/

/** A moment in UTC, as the store writes it; a day is its beginning. */
export function momentOf(args: Arguments, name: string, at = ''): string {
  const text = args[name]
  const time = typeof text === 'string' && MOMENT.test(text) ? Date.parse(text) : NaN
  if (Number.isNaN(time))
    throw invalid(`${name} is no moment`, {
      path: at + name,
      message: `${JSON.stringify(text).slice(0, 64)} is no moment`,
      hint: 'Write 2024-03-01 or 2024-03-01T12:00:00Z.'
    })
  return new Date(time).toISOString()
}

/** The folded words of a text to look for. */
export function wordsOf(text: string, path: string): readonly string[] {
  if (text.length > LIMITS.text) throw exceeded(path, LIMITS.text, text.length, 'Look for fewer words.')
  const words = [...new Set(fold(text).split(' '))].filter((word) => word !== '')
  if (words.length > LIMITS.words) throw exceeded('words', LIMITS.words, words.length, 'Look for fewer words.')
  return words
}

/** Whether an argument, or a field of an input object in it, is there. Part of the presence-shape, so plans may depend on it. */
export const has = (args: Arguments, name: string): boolean => args[name] !== undefined && args[name] !== null
