import { UnreadableText } from './lines.ts'

/** The longest record that is read: a quote that is never closed would otherwise swallow the file. */
export const LONGEST_RECORD = 1024 * 1024

export interface CsvRecord {
  /** The record without the line break that ends it. */
  text: string
  /** How many lines it takes. */
  lines: number
}

export interface Cut {
  records: CsvRecord[]
  /** What is left: a record that goes on in the next block. */
  rest: string
  /** Whether any record holds a quote. */
  quoted: boolean
}

const withoutReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text)

/** Cuts text into records: at line breaks that are not inside a quoted cell. `last` says that no more text follows. */
export function cutRecords(text: string, delimiter: string, last: boolean): Cut {
  const records: CsvRecord[] = []
  if (!text.includes('"')) {
    const lines = text.split('\n')
    const rest = lines.pop() ?? ''
    for (const line of lines) records.push({ text: withoutReturn(line), lines: 1 })
    if (last && rest !== '') records.push({ text: withoutReturn(rest), lines: 1 })
    return { records, rest: last ? '' : rest, quoted: false }
  }
  let start = 0
  let quote = text.indexOf('"')
  let from = 0
  let lines = 1
  while (start < text.length) {
    const end = text.indexOf('\n', from)
    if (quote >= 0 && quote < from) quote = text.indexOf('"', from)
    if (quote >= 0 && (end < 0 || quote < end)) {
      const close = opens(text, quote, start, delimiter) ? closing(text, quote) : quote
      if (close < 0) break
      for (let at = text.indexOf('\n', quote); at >= 0 && at < close; at = text.indexOf('\n', at + 1)) lines++
      from = close + 1
      quote = text.indexOf('"', from)
      if (from < text.length) continue
    }
    if (end < 0 || from >= text.length) {
      if (!last) break
      records.push({ text: withoutReturn(text.slice(start)), lines })
      return { records, rest: '', quoted: true }
    }
    records.push({ text: withoutReturn(text.slice(start, end)), lines })
    start = from = end + 1
    lines = 1
  }
  const rest = text.slice(start)
  if (rest !== '' && (last || rest.length > LONGEST_RECORD))
    throw new UnreadableText(
      'a quote opens a cell and is never closed',
      'Close the quote; inside quotes, double each quote that belongs to the text.'
    )
  return { records, rest, quoted: true }
}

/** Whether a quote opens a cell: nothing but blanks stands between it and the separator or the start of the record. */
function opens(text: string, quote: number, start: number, delimiter: string): boolean {
  let at = quote - 1
  while (at >= start && text[at] !== delimiter && (text[at] === ' ' || text[at] === '\t')) at--
  return at < start || text[at] === delimiter
}

/** Where the quote that opens a cell is closed; -1 where it is not. Doubled quotes belong to the text. */
function closing(text: string, open: number): number {
  let at = text.indexOf('"', open + 1)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}
