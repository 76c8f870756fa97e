import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Journal } from '../../src/engine/journal.ts'
import { scanJournal } from '../../src/engine/journal-scan.ts'
import type { Line } from '../../src/engine/port.ts'

const folder = mkdtempSync(join(tmpdir(), 'skein-journal-'))
afterAll(() => rmSync(folder, { recursive: true }))

const BATCHES: Line[][] = [
  [
    { dataset: 'a', content: '{"text":"tabs\\tand Ünïcode 𝒳"}' },
    { dataset: null, content: '1' }
  ],
  [{ dataset: 'b', content: '{"x":2}' }],
  [{ dataset: 'a', content: '"third"' }]
]

let made = 0
async function journalWith(batches: readonly Line[][]): Promise<{ path: string; journal: Journal }> {
  const path = join(folder, `${++made}.log`)
  const journal = await Journal.open(path)
  for (const lines of batches) await journal.append(lines)
  return { path, journal }
}
const contentsOf = async (path: string, after = 0): Promise<string[][]> => {
  const journal = await Journal.open(path)
  try {
    return journal.after(after).map((batch) => journal.contents(batch))
  } finally {
    await journal.close()
  }
}
const WHOLE = BATCHES.map((lines) => lines.map(({ content }) => content))

describe('the journal', () => {
  it('gives back what was appended, from any batch on', async () => {
    const { path, journal } = await journalWith(BATCHES)
    await journal.close()
    expect(await contentsOf(path)).toEqual(WHOLE)
    expect(await contentsOf(path, 2)).toEqual(WHOLE.slice(2))
    expect(await contentsOf(path, 3)).toEqual([])
  })

  it('leaves out batches that the engine rejected, and goes on after them', async () => {
    const { path, journal } = await journalWith(BATCHES.slice(0, 2))
    await journal.abort()
    await journal.append(BATCHES[2] ?? [])
    await journal.close()
    expect(await contentsOf(path)).toEqual([WHOLE[0], WHOLE[2]])
  })

  it('keeps a batch without lines, and refuses a line break inside a line', async () => {
    const { path, journal } = await journalWith([[], ...BATCHES.slice(0, 1)])
    await expect(journal.append([{ dataset: null, content: 'a\nb' }])).rejects.toMatchObject({ code: 'INTERNAL' })
    await journal.close()
    expect(await contentsOf(path)).toEqual([[], WHOLE[0]])
  })

  it('refuses any flipped bit, naming the line', async () => {
    const { path, journal } = await journalWith(BATCHES)
    await journal.abort()
    await journal.close()
    const good = readFileSync(path)
    const bad = join(folder, 'flipped.log')
    let line = 1
    for (let at = 0; at < good.length; at++) {
      const bytes = Buffer.from(good)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))
      writeFileSync(bad, bytes)
      const lines = `line ${line}:`
      expect(() => scanJournal(bad), `byte ${at}`).toThrow(lines)
      if (good[at] === 10) line++
    }
  })

  it('drops an interrupted last batch wherever it was cut, and never a whole one', async () => {
    const { path, journal } = await journalWith(BATCHES)
    await journal.close()
    const good = readFileSync(path)
    const ends = [
      0,
      ...scanJournal(path)
        .batches.slice(1)
        .map(({ start }) => start),
      good.length
    ]
    const cut = join(folder, 'cut.log')
    for (let size = 0; size <= good.length; size++) {
      writeFileSync(cut, good.subarray(0, size))
      const scan = scanJournal(cut)
      expect(scan.batches.length, `size ${size}`).toBe(ends.slice(1).filter((end) => end <= size).length)
    }
    // Cut inside the second batch, repaired, and written on.
    writeFileSync(cut, good.subarray(0, (ends[2] ?? 0) - 5))
    const again = await Journal.open(cut)
    expect(again.tornAt).toBe(5)
    await again.dropTorn()
    await again.append(BATCHES[2] ?? [])
    await again.close()
    expect(await contentsOf(cut)).toEqual([WHOLE[0], WHOLE[2]])
  })

  it('refuses lines that were taken out, put in or exchanged', async () => {
    const { path, journal } = await journalWith(BATCHES)
    await journal.close()
    const lines = readFileSync(path, 'utf8').split(/(?<=\n)/)
    const write = (changed: string[]): (() => unknown) => {
      const file = join(folder, 'changed.log')
      writeFileSync(file, changed.join(''))
      return () => scanJournal(file)
    }
    expect(write(lines.filter((_, i) => i !== 2))).toThrow('line 3: the chain of batches breaks')
    expect(write(lines.filter((_, i) => i !== 4 && i !== 5))).toThrow('the chain of batches breaks')
    expect(write([...lines.slice(0, 2), lines[1] ?? '', ...lines.slice(2)])).toThrow(
      'line 5: the chain of batches breaks'
    )
    expect(write(lines.slice(1))).toThrow('line 1')
  })

  it('erases the content of a dataset and keeps the chain', async () => {
    const { path, journal } = await journalWith(BATCHES)
    expect(await journal.erase('a')).toBe(true)
    expect(await journal.erase('a')).toBe(false)
    expect(await journal.erase('unknown')).toBe(false)
    await journal.append([{ dataset: 'a', content: '"again"' }])
    await journal.close()
    const text = readFileSync(path, 'utf8')
    expect(text).not.toMatch(/Ünïcode|third/)
    expect(await contentsOf(path)).toEqual([['1'], WHOLE[1], [], ['"again"']])
  })

  it('ignores what an interrupted erasure left beside it', async () => {
    const { path, journal } = await journalWith(BATCHES)
    await journal.close()
    writeFileSync(`${path}.new`, 'half')
    expect(await contentsOf(path)).toEqual(WHOLE)
  })

  it('takes lines longer than the piece it reads at once', async () => {
    const long = JSON.stringify('x'.repeat(3_000_000))
    const { path, journal } = await journalWith([
      [
        { dataset: 'a', content: long },
        { dataset: 'b', content: '2' }
      ]
    ])
    await journal.close()
    expect(await contentsOf(path)).toEqual([[long, '2']])
    truncateSync(path, 2_000_000)
    expect(scanJournal(path)).toMatchObject({ batches: [], tornAt: 2 })
    appendFileSync(path, '\n')
    expect(() => scanJournal(path)).toThrow('line 2')
  })
})
