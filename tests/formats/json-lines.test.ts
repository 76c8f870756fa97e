import { describe, expect, it } from 'vitest'
import { readTable } from '../../src/formats/read-table.ts'
import type { TextProblem } from '../../src/formats/table.ts'

async function read(content: string | Uint8Array) {
  const problems: TextProblem[] = []
  const rows: Record<string, unknown>[] = []
  // eslint-disable-next-line @typescript-eslint/require-await -- a stream is asynchronous
  const stream = async function* () {
    const bytes = Buffer.from(content as string)
    for (let i = 0; i < bytes.length; i += 5) yield bytes.subarray(i, i + 5)
  }
  for await (const block of readTable('jsonl', stream(), (p) => problems.push(p)))
    for (const { row, cells } of block.rows) {
      const own: [string, unknown][] = block.columns.map((name, i) => [name, cells[i]])
      rows.push({ row, ...Object.fromEntries(own.filter(([, value]) => value !== undefined)) })
    }
  return { rows, problems }
}

describe('JSON lines', () => {
  it('reads one object per line, whatever keys each has', async () => {
    const { rows, problems } = await read('\ufeff{"id":"a","kind":"Person"}\r\n\n{"kind":"KIN_OF","from":"a","to":"é"}')
    expect(problems).toEqual([])
    expect(rows).toEqual([
      { row: 1, id: 'a', kind: 'Person' },
      { row: 3, kind: 'KIN_OF', from: 'a', to: 'é' }
    ])
  })

  it('names the line that is no object, no JSON or no UTF-8, and goes on', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"id":"a"}\n[1]\n{"id":\n"x"\n{"id":"'),
      Buffer.from([0xc3]),
      Buffer.from('"}\n{"id":"b"}\n')
    ])
    const { rows, problems } = await read(bytes)
    expect(rows.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(problems.map(({ row, reason }) => [row, reason.split(':')[0]])).toEqual([
      [2, 'the line is no JSON object'],
      [3, 'the line is not JSON'],
      [4, 'the line is no JSON object'],
      [5, 'the line is not valid UTF-8']
    ])
  })
})
