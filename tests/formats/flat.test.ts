import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { pagesOf, toCsv, toJsonLines } from '../../src/formats/flat.ts'

const pageInfo = { hasNextPage: true, endCursor: 'abc' }

describe('the pages of an answer', () => {
  it('are those nearest to its root, by nodes or by edges, and lists', () => {
    const nodes = [{ id: 'a', ties: { nodes: [{ id: 'inner' }] } }]
    expect(pagesOf({ entities: { totalCount: 9, nodes, pageInfo }, revision: 4 })).toEqual([
      { path: 'entities', rows: nodes, more: true, endCursor: 'abc' }
    ])
    const edges = [{ cursor: 'x', node: { id: 'a' } }]
    expect(pagesOf({ entity: { name: 'A', ties: { edges, pageInfo: { hasNextPage: false } } } })).toEqual([
      { path: 'entity.ties', rows: edges, more: false, endCursor: null }
    ])
    expect(
      pagesOf({ a: [{ id: '1' }], b: { nodes: [] }, deeper: { c: [{ id: '2' }] } }).map(({ path }) => path)
    ).toEqual(['a', 'b'])
    expect(pagesOf({ revision: 4, entity: null, names: ['a'] })).toEqual([])
  })
})

describe('CSV', () => {
  it('has a column per field of any row, and empty cells for what is unknown', () => {
    const rows = [
      { id: '1', group: null, size: 3, aliases: ['x', 'y'] },
      { id: '2', group: { name: 'Crew', place: { name: 'Port' } }, size: null, aliases: [] },
      { id: '3', group: { name: null, place: null }, known: false, ties: { nodes: [{ id: 'r' }] } }
    ]
    expect(toCsv(rows)).toBe(
      [
        'id,size,aliases,group.name,group.place.name,known,ties',
        '1,3,x | y,,,,',
        '2,,,Crew,Port,,',
        '3,,,,,false,"{""nodes"":[{""id"":""r""}]}"',
        ''
      ].join('\r\n')
    )
    expect(toCsv([])).toBe('\r\n')
  })

  it('comes back whole through a strict reader', () => {
    const texts = ['plain', 'a,b', 'say "no"', 'two\nlines', ' spaced ', 'Żółć', '']
    const read = parse(toCsv(texts.map((text, i) => ({ i, text }))))
    expect(read).toEqual([['i', 'text'], ...texts.map((text, i) => [String(i), text])])
  })

  it('never holds a text that a spreadsheet would run, and leaves numbers alone', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])
      expect(toCsv([{ text }]).split('\r\n')[1]?.replace(/^"/, '')[0], JSON.stringify(text)).toBe("'")
    expect(toCsv([{ low: -1, high: 2.5 }])).toBe('low,high\r\n-1,2.5\r\n')
  })
})

it('JSON lines hold each row as it came', () => {
  const rows = [{ id: 'a', deep: { x: [1, null] } }, { id: 'b\n' }]
  expect(
    toJsonLines(rows)
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
  ).toEqual(rows)
})
