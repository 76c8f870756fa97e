/** Dates with the precision that a source gives. `2003` spans the year; nothing is ever filled in. */

const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const daysIn = (year: number, month: number): number =>
  month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0) ? 29 : (LENGTHS[month - 1] ?? 0)

/** Why a text is no date; null where it is one. */
export function dateProblem(text: string): string | null {
  const match = SHAPE.exec(text)
  if (match === null) return `${JSON.stringify(text)} is not a date`
  const [, year, month, day] = match
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) return `month ${month} does not exist`
  if (day !== undefined && (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))))
    return `the day ${text} does not exist`
  return null
}

/** The first day that a date can mean, as `2003-01-01`. */
export function lowDay(date: string): string {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date
}

/** The last day that a date can mean, as `2003-12-31`. */
export function highDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`
  if (date.length === 7)
    return `${date}-${String(daysIn(Number(date.slice(0, 4)), Number(date.slice(5)))).padStart(2, '0')}`
  return date
}
