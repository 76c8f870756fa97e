import { messageOf } from '../errors.ts'
import { NOT_UTF8, textBlocks, UnreadableText } from './lines.ts'
import type { Bytes, TableBlock, TableRow, TextProblem } from './table.ts'

const MOST_COLUMNS = 1_000
const HINT = 'Write one object per line, such as {"id": "a1", "kind": "Person"}.'

/**
 * Reads JSON lines as a stream: one object per line, its keys are the columns. A row's number is its line's. Lines that are no
 * object or not UTF-8 are reported and left out.
 */
export async function* jsonLines(bytes: Bytes, problem: (p: TextProblem) => void): AsyncGenerator<TableBlock> {
  const columns: string[] = []
  const places = new Map<string, number>()
  let row = 0
  try {
    for await (const block of textBlocks(bytes)) {
      const bad = new Set(block.bad.map((place) => row + 1 + place))
      const lines = block.text.split('\n')
      if (lines.at(-1) === '') lines.pop()
      const rows: TableRow[] = []
      for (const line of lines) {
        row++
        if (bad.has(row)) problem({ row, column: null, reason: `the line ${NOT_UTF8.reason}`, hint: NOT_UTF8.hint })
        else if (line.trim() !== '') {
          const cells = cellsOf(line, columns, places)
          if (typeof cells === 'string') problem({ row, column: null, reason: cells, hint: HINT })
          else rows.push({ row, line: row, cells })
        }
      }
      yield { columns, rows, bytes: block.bytes }
    }
    if (row === 0) problem({ row: null, column: null, reason: 'the file is empty', hint: HINT })
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error
    problem({ row: row + 1, column: null, reason: error.reason, hint: error.hint })
  }
}

function cellsOf(line: string, columns: string[], places: Map<string, number>): unknown[] | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    return `the line is not JSON: ${messageOf(error)}`
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'the line is no JSON object'
  const cells: unknown[] = []
  for (const [key, cell] of Object.entries(value)) {
    let place = places.get(key)
    if (place === undefined) {
      if (columns.length >= MOST_COLUMNS) return `the file has more than ${MOST_COLUMNS} different keys`
      place = columns.push(key) - 1
      places.set(key, place)
    }
    cells[place] = cell
  }
  return cells
}
