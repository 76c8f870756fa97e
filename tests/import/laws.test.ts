import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { idOf, canonical } from '../../src/claims/ids.ts'
import { claimIdOf } from '../../src/service/import/claim-id.ts'
import { IdTable } from '../../src/service/import/id-table.ts'
import type { Store } from '../../src/store/store.ts'
import { datasetFolder, graphOf, now, run, scratchStore } from './support.ts'

const SEED = 20240517

interface Rows {
  nodes: string[][]
  ties: string[][]
  judgements: string[][]
}

const id = fc.constantFrom('a', 'b', 'c', 'd')
const marking = fc.constantFrom('', '', '', 'GREEN', 'AMBER', 'RED;desk')
const secret = (text: string): string[] => (text === 'RED;desk' ? ['RED', 'desk'] : [text, ''])
const optional = (...values: string[]) => fc.constantFrom('', ...values)
const nodeRow = fc
  .tuple(
    fc.nat({ max: 3 }),
    optional('Ana', 'Bo; "B"', 'line\nbreak'),
    optional('s', 't'),
    optional('B2', 'F6'),
    optional('2003', '2003-05'),
    marking
  )
  .map(([n, name, source, grade, from, m]) => [
    `abcd`[n] ?? 'a',
    n === 3 ? 'Group' : 'Person',
    name,
    source,
    grade,
    from,
    ...secret(m)
  ])
const tieRow = fc
  .tuple(
    fc.constantFrom('PAYS', 'ALLIED_WITH', 'CONTACTS'),
    id,
    id,
    optional('1', '2.5'),
    optional('s'),
    marking,
    fc.nat({ max: 50 })
  )
  .filter(([, from, to]) => from !== to)
  .map(([kind, from, to, weight, source, m, row]) => [kind, from, to, weight, source, String(row), ...secret(m)])
const judgementRow = fc
  .tuple(id, id, fc.constantFrom('SAME', 'DIFFERENT', 'UNSURE'))
  .filter(([left, right]) => left !== right)
  .map(([left, right, verdict]) => [left, right, verdict, 'looks so'])
const dataset: fc.Arbitrary<Rows> = fc.record({
  nodes: fc.array(nodeRow, { maxLength: 6 }),
  ties: fc.array(tieRow, { maxLength: 6 }),
  judgements: fc.array(judgementRow, { maxLength: 2 })
})

const cell = (text: string): string => (/[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const csv = (header: string, rows: readonly string[][]): string =>
  [header, ...rows.map((row) => row.map(cell).join(','))].join('\n')
const BASE = ['a', 'b', 'c'].map((n) => [n, 'Person', '', '', '', '', '', ''])

function filesOf({ nodes, ties, judgements }: Rows): Record<string, string> {
  const unique = <T>(rows: readonly T[]): T[] => [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()]
  return {
    'sources.csv': 'id,title\ns,One\nt,Two\n',
    'nodes.csv': csv('id,kind,name,source,grade,validFrom,marking,audience', [
      ...BASE,
      ['d', 'Group', '', '', '', '', '', ''],
      ...nodes
    ]),
    'ties.csv': csv('kind,from,to,weight,source,rowId,marking,audience', unique(ties)),
    'judgements.csv': csv('left,right,verdict,why', unique(judgements))
  }
}

describe('laws of import', () => {
  let folder = ''
  beforeAll(() => {
    folder = datasetFolder({})
  })
  const put = (rows: Rows): void => {
    for (const name of readdirSync(folder)) if (name !== 'dataset.json') rmSync(join(folder, name))
    for (const [name, text] of Object.entries(filesOf(rows))) writeFileSync(join(folder, name), text)
  }
  const emptied = async (store: Store): Promise<void> => {
    await store.withdraw('local/case', now())
  }

  it(
    `import twice = once; a version after another = that version alone; withdraw undoes it (seed ${SEED})`,
    { timeout: 600_000 },
    async () => {
      const store = await scratchStore()
      const other = await scratchStore()
      const nothing = await graphOf(store)
      await fc.assert(
        fc.asyncProperty(dataset, dataset, async (first, second) => {
          put(first)
          const one = await run(store, folder, { acceptPartial: true })
          const graph = await graphOf(store)
          const sequence = await store.sequence()
          const again = await run(store, folder, { acceptPartial: true })
          expect(again).toMatchObject({
            added: 0,
            changed: 0,
            retracted: 0,
            unchanged: one.added,
            problemCount: one.problemCount
          })
          expect(await store.sequence()).toBe(sequence)
          expect(await graphOf(store)).toEqual(graph)
          put(second)
          await run(store, folder, { acceptPartial: true })
          await run(other, folder, { acceptPartial: true })
          const withoutSources = (graph_: unknown[]): unknown[] => graph_.filter((_, i) => i !== 3)
          expect(withoutSources(await graphOf(store))).toEqual(withoutSources(await graphOf(other)))
          await emptied(store)
          await emptied(other)
          expect(await graphOf(store)).toEqual(nothing)
        }),
        { seed: SEED, numRuns: 60 }
      )
    }
  )
})

describe('ids of claims', () => {
  it('are those of idOf over canonical parts, whatever the texts', () => {
    const text = fc.string({ unit: 'binary', maxLength: 8 })
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.dictionary(text, fc.oneof(text, fc.double({ noNaN: true }), fc.array(text))),
        fc.option(text),
        (a, b, source, properties, phase) => {
          const content = { properties, phase, grade: null, validFrom: '2003', validTo: null }
          for (const about of [
            { kind: a, from: b, to: a },
            { kind: a, record: b }
          ])
            expect(claimIdOf('o/d', about, source, content, '1')).toBe(
              idOf('c', 'o/d', canonical(about), source, canonical(content), '1')
            )
        }
      ),
      { seed: SEED, numRuns: 100 }
    )
  })

  it('are kept apart in the table of ids, which gives them back', () => {
    const table = new IdTable(4)
    const ids = Array.from({ length: 5_000 }, (_, i) => idOf('c', String(i)))
    const places = new Map<string, number>()
    for (const one of ids) {
      const place = table.place(one)
      table.count[place] = (table.count[place] ?? 0) + 1
    }
    for (const one of [...ids, ...ids]) places.set(one, table.place(one))
    expect(table.size).toBe(ids.length)
    expect(new Set(places.values()).size).toBe(ids.length)
    for (const [one, place] of places) {
      expect(`c:${table.idAt(place)}`).toBe(one)
      expect(table.count[place]).toBe(1)
    }
  })
})
