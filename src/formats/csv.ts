import { parse } from 'csv-parse/sync'
import { messageOf } from '../errors.ts'
import { cutRecords, type Cut } from './csv-records.ts'
import { NOT_UTF8, textBlocks, UnreadableText } from './lines.ts'
import { atLine, type Bytes, type TableBlock, type TableRow, type TextProblem } from './table.ts'

const DELIMITERS = [',', ';', '\t'] as const
const MOST_COLUMNS = 1_000

const options = (delimiter: string) => ({
  delimiter,
  relax_column_count: true,
  trim: true,
  skip_empty_lines: false,
  record_delimiter: ['\n', '\r\n']
})

/** Splits one record (or several) into cells by csv-parse, which knows quotes; throws where quotes are used wrongly. */
const split = (text: string, delimiter: string): string[][] => parse(text, options(delimiter))

/**
 * Reads CSV as a stream: comma, semicolon or tab (whichever parts the header into most cells), LF or CRLF, quoted cells with
 * line breaks, blank lines anywhere. Rows are numbered as a spreadsheet does, the header being 1. Rows with too many or too
 * few cells, wrong quotes or bytes that are not UTF-8 are reported and left out; a header that cannot be used ends the file.
 */
export async function* csvTable(bytes: Bytes, problem: (p: TextProblem) => void): AsyncGenerator<TableBlock> {
  let rest = ''
  let columns: string[] | null = null
  let delimiter: string = ','
  let row = 0
  let line = 1
  const badLines = new Set<number>()
  try {
    let seen = 0
    for await (const block of textBlocks(bytes)) {
      for (const place of block.bad) badLines.add(line + seen + place)
      const text = rest + block.text
      if (columns === null) delimiter = detect(text, block.last)
      const cut: Cut = cutRecords(text, delimiter, block.last)
      rest = cut.rest
      const rows: TableRow[] = []
      for (const record of cellsOf(cut, delimiter)) {
        row++
        const at = line
        line += record.lines
        const where = (reason: string, hint: string, column: string | null = null): void =>
          problem({ row, column, reason: reason + atLine(row, at), hint })
        if (isBad(badLines, at, record.lines)) where(`the row ${NOT_UTF8.reason}`, NOT_UTF8.hint)
        else if (typeof record.cells === 'string')
          where(record.cells, 'Put cells that hold quotes or line breaks in quotes, and double each quote inside.')
        else if (columns === null) {
          if (isBlank(record.cells)) continue
          columns = header(record.cells, where)
          if (columns === null) return
          continue
        } else if (!isBlank(record.cells)) {
          const cells = fitted(record.cells, columns.length)
          if (cells !== null) rows.push({ row, line: at, cells })
          else
            where(
              `has ${record.cells.length} cells, the header ${columns.length}`,
              'Give each row as many cells as the header; put cells that hold the separator in quotes.'
            )
        }
      }
      seen = rest === '' ? 0 : rest.split('\n').length - 1
      if (seen === 0) badLines.clear()
      yield { columns: columns ?? [], rows, bytes: block.bytes }
    }
    if (columns === null)
      problem({ row: null, column: null, reason: 'the file is empty', hint: 'The first row names the columns.' })
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error
    problem({ row: row + 1, column: null, reason: error.reason, hint: error.hint })
  }
}

interface SplitRecord {
  /** The cells, or why they cannot be told apart. */
  cells: string[] | string
  lines: number
}

/** Records without a quote are split directly; the others by csv-parse, all at once, and one by one where that fails. */
function* cellsOf({ records, quoted }: Cut, delimiter: string): Generator<SplitRecord> {
  const isQuoted = (text: string): boolean => quoted && text.includes('"')
  const difficult = records.filter(({ text }) => isQuoted(text)).map(({ text }) => text)
  const together = tryAll(difficult, delimiter)
  let next = 0
  for (const { text, lines } of records)
    yield { cells: isQuoted(text) ? (together?.[next++] ?? one(text, delimiter)) : text.split(delimiter), lines }
}

function tryAll(texts: readonly string[], delimiter: string): string[][] | null {
  if (texts.length < 2) return null
  try {
    const all = split(texts.join('\n'), delimiter)
    return all.length === texts.length ? all : null
  } catch {
    return null
  }
}

function one(text: string, delimiter: string): string[] | string {
  try {
    return split(text, delimiter)[0] ?? ['']
  } catch (error) {
    return `quotes are used wrongly: ${messageOf(error).split(':')[0] ?? ''}`
  }
}

const isBad = (badLines: ReadonlySet<number>, line: number, count: number): boolean => {
  if (badLines.size === 0) return false
  for (let i = line; i < line + count; i++) if (badLines.has(i)) return true
  return false
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '')

/** The cells in the number of the header's; cells too many are dropped where they are empty. Null where they do not fit. */
function fitted(cells: string[], count: number): string[] | null {
  if (cells.length === count) return cells
  return cells.length > count && isBlank(cells.slice(count)) ? cells.slice(0, count) : null
}

/** The separator that parts the header into most cells. */
function detect(text: string, last: boolean): string {
  const start = /^(?:[ \t]*\r?\n)*/.exec(text)?.[0].length ?? 0
  let best: string = ','
  let most = 1
  for (const delimiter of DELIMITERS) {
    let count = 0
    try {
      const header = cutRecords(text.slice(start), delimiter, last).records[0]?.text ?? ''
      count = split(header, delimiter)[0]?.length ?? 0
    } catch {
      continue
    }
    if (count > most) {
      most = count
      best = delimiter
    }
  }
  return best
}

function header(
  cells: string[],
  problem: (reason: string, hint: string, column?: string | null) => void
): string[] | null {
  const names = cells.map((cell) => cell.trim())
  while (names.length > 1 && names.at(-1) === '') names.pop()
  if (names.length > MOST_COLUMNS) {
    problem(`the header has more than ${MOST_COLUMNS} columns`, 'Split the file.')
    return null
  }
  if (names.some((name) => name.includes('\r'))) {
    problem('lines end with CR alone', 'End lines with LF or CRLF.')
    return null
  }
  const double = names.find((name, i) => name !== '' && names.indexOf(name) !== i)
  if (double === undefined) return names
  problem(
    `the column ${double} stands twice in the header`,
    'Name each column once; separate several values of one cell by semicolons.',
    double
  )
  return null
}
