import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../src/formats/read-table.ts'
import type { TextProblem } from '../../src/formats/table.ts'

/** Reads bytes handed over in pieces of `size`, as a stream would. */
async function read(content: string | Uint8Array, size = 7) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const problems: TextProblem[] = []
  const rows: { row: number; line: number; cells: readonly unknown[] }[] = []
  let columns: readonly string[] = []
  // eslint-disable-next-line @typescript-eslint/require-await -- a stream is asynchronous
  const stream = async function* () {
    for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
  }
  for await (const block of readTable('csv', stream(), (p) => problems.push(p))) {
    columns = block.columns
    rows.push(...block.rows)
  }
  return { columns, rows, problems, cells: rows.map((row) => row.cells) }
}

describe('CSV', () => {
  it.each([
    ['commas', 'id,kind\na,Person\n'],
    ['semicolons', 'id;kind\na;Person\n'],
    ['tabs', 'id\tkind\na\tPerson\n'],
    ['CRLF', 'id,kind\r\na,Person\r\n'],
    ['a BOM', '\ufeffid,kind\na,Person\n'],
    ['no line break at the end', 'id,kind\na,Person'],
    ['quotes everywhere', '"id","kind"\n"a","Person"\n'],
    ['blanks around cells', 'id , kind\n a, Person \n'],
    ['blank lines before the header', '\n\r\nid,kind\na,Person\n'],
    ['a separator at the end of each row', 'id,kind,\na,Person,\n']
  ])('reads %s', async (_title, text) => {
    const { columns, cells, problems } = await read(text)
    expect(problems).toEqual([])
    expect(columns).toEqual(['id', 'kind'])
    expect(cells.map((row) => row.map((cell) => String(cell).trim()))).toEqual([['a', 'Person']])
  })

  it('takes the separator that parts the header, though cells hold the others', async () => {
    const { columns, cells } = await read('id;note\na;"one, two, three"\nb;x,y\n')
    expect(columns).toEqual(['id', 'note'])
    expect(cells).toEqual([
      ['a', 'one, two, three'],
      ['b', 'x,y']
    ])
  })

  it('numbers rows as a spreadsheet does, and knows the line where they differ', async () => {
    const { rows } = await read('id,note\na,"two\nlines"\n\nb,one\n')
    expect(rows.map(({ row, line }) => [row, line])).toEqual([
      [2, 2],
      [4, 5]
    ])
  })

  it('names the row with too many or too few cells, and its line, and goes on', async () => {
    const { cells, problems } = await read('id,kind\na,"x\ny"\nb\nc,Person,more\nd,Person,,\n')
    expect(cells).toEqual([
      ['a', 'x\ny'],
      ['d', 'Person']
    ])
    expect(problems.map(({ row, reason }) => [row, reason])).toEqual([
      [3, 'has 1 cells, the header 2 (line 4)'],
      [4, 'has 3 cells, the header 2 (line 5)']
    ])
  })

  it('names the row that is not UTF-8, and goes on', async () => {
    const bytes = Buffer.concat([Buffer.from('id,note\na,fine\nb,'), Buffer.from([0xe9]), Buffer.from('\nc,fine\n')])
    for (const size of [1, 3, 1000]) {
      const { cells, problems } = await read(bytes, size)
      expect(cells).toEqual([
        ['a', 'fine'],
        ['c', 'fine']
      ])
      expect(problems).toMatchObject([{ row: 3, reason: 'the row is not valid UTF-8' }])
    }
  })

  it('keeps the row of bytes that are not UTF-8 right behind cells with line breaks', async () => {
    const bytes = Buffer.concat([Buffer.from('id,note\na,"x\ny\nz"\nb,'), Buffer.from([0xff]), Buffer.from('\n')])
    expect((await read(bytes, 4)).problems).toMatchObject([{ row: 3, reason: 'the row is not valid UTF-8 (line 5)' }])
  })

  it('names the row whose quotes are wrong, and goes on', async () => {
    const { cells, problems } = await read('id,note\na,5" pipe\nb,"fine"\nc,"no"t fine\nd,fine\n', 1000)
    expect(cells).toEqual([
      ['b', 'fine'],
      ['d', 'fine']
    ])
    expect(problems.map(({ row }) => row)).toEqual([2, 4])
  })

  it('names the row whose quote is never closed', async () => {
    const { problems } = await read('id,note\na,fine\nb,"open\nc,fine\n')
    expect(problems).toMatchObject([{ row: 3, reason: 'a quote opens a cell and is never closed' }])
  })

  it.each([
    ['an empty file', '', 'the file is empty'],
    ['a column that stands twice', 'id,kind,id\na,Person,b\n', 'the column id stands twice in the header'],
    ['lines that end with CR alone', 'id,kind\ra,Person\r', 'lines end with CR alone'],
    ['UTF-16', Buffer.from('\ufeffid,kind\na,Person\n', 'utf16le'), 'the file is UTF-16, not UTF-8']
  ])('refuses %s', async (_title, content, reason) => {
    const { rows, problems } = await read(content)
    expect(rows).toEqual([])
    expect(problems.map((problem) => problem.reason)).toEqual([reason])
  })

  it('refuses a line without end before it fills the memory', async () => {
    const { problems } = await read(Buffer.alloc(6 * 1024 * 1024, 'x'), 65_536)
    expect(problems).toMatchObject([{ row: 1, reason: expect.stringContaining('longer than') as string }])
  })

  it('reads back whatever was written, in whatever pieces it comes (seed 7)', async () => {
    const cell = fc.stringMatching(/^[a-z"\n;, é𝄞]{0,6}$/u).map((text) => text.trim())
    const table = fc.array(fc.tuple(fc.constantFrom('k', 'l'), cell), { minLength: 1, maxLength: 8 })
    const quoted = (text: string): string => (/["\n;,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom('\n', '\r\n'),
        async (rows, separator, size, end) => {
          const text = [['id', 'note'], ...rows].map((row) => row.map(quoted).join(separator)).join(end)
          const { cells, problems } = await read(text, size)
          expect(problems).toEqual([])
          expect(cells).toEqual(rows)
        }
      ),
      { seed: 7, numRuns: 300 }
    )
  })
})
