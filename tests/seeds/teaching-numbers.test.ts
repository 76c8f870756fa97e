import { describe, expect, test } from 'vitest'
import { firstStart, fullName, readSeed, type Cells } from './reading.ts'
import { PUBLIC, viewOf } from './teaching-world.ts'
import { truth } from './truth.ts'

const seeds = firstStart().filter((seed) => seed.folder.startsWith('teaching/'))
const view = viewOf(seeds, PUBLIC)
const rowsOf = (record: string): Cells[] => view.entities.filter((each) => each.record === record).map(({ row }) => row)
const tiesOf = (kind: string, end: 'from' | 'to', record: string) =>
  view.ties.filter((tie) => tie.kind === kind && tie[end] === record)
const cell = (records: readonly string[], name: string): (string | undefined)[] =>
  records.flatMap((record) => rowsOf(record).map((row) => row[name]))

describe('estimates that disagree', () => {
  const { estimates } = truth

  test('are all that the public sees, each of something, by a stated role', () => {
    const seen = [...view.kindOf].filter(([, kind]) => kind === 'Estimate').map(([record]) => record)
    expect(seen.sort()).toEqual(estimates.records.toSorted())
    expect(seen.length).toBeGreaterThanOrEqual(8)
    for (const record of seen) expect(tiesOf('MEASURES', 'from', record).length, record).toBeGreaterThan(0)
    const roles = new Set(cell(seen, 'publisherRole'))
    expect([...roles].sort()).toEqual(['ACADEMIA', 'DESTINATION', 'DONOR', 'IGO', 'LAW_ENFORCEMENT', 'MEDIA', 'NGO', 'ORIGIN', 'TRANSIT']) // prettier-ignore
  })

  test('one figure is printed four times under two definitions, each time from the one before', () => {
    const { records, sources, origin, point, definitions } = estimates.repeated
    expect(cell(records, 'point')).toEqual(records.map(() => String(point)))
    expect([...new Set(cell(records, 'definition'))]).toEqual(definitions)
    expect(cell(records, 'source').map((source) => `teaching/press:${source ?? ''}`)).toEqual(sources)
    const cites = new Map(
      seeds.flatMap((seed) =>
        seed.sources.map((row) => [fullName(seed, row['id'] ?? ''), fullName(seed, row['cites'] ?? '')])
      )
    )
    sources.slice(1).forEach((source, i) => expect(cites.get(source)).toBe(sources[i]))
    expect(sources[0]).toBe(origin)
    expect(cites.get(origin)).not.toMatch(/:\w/)
  })

  test('three states give three ranges by one definition, and one survey gives parts that make a whole', () => {
    const { byRole, addable } = estimates
    for (const record of byRole.records) {
      const [row] = rowsOf(record)
      const [low, high] = [row?.['low'] ?? row?.['point'], row?.['high'] ?? row?.['point']]
      expect([low, high].map(Number), record).toEqual(byRole.ranges[row?.['publisherRole'] ?? ''])
      expect(row?.['definition']).toBe(byRole.definition)
    }
    for (const record of addable.records)
      expect(tiesOf('PART_OF', 'from', record).map(({ to, row }) => [to, row['role']])).toEqual([
        [addable.whole, 'disjoint part']
      ])
    const sum = cell(addable.records, 'point').reduce((all, each) => all + Number(each), 0)
    expect(sum).toBe(addable.total)
    expect(cell([addable.whole], 'point')).toEqual([String(addable.total)])
  })
})

describe('interventions', () => {
  const { interventions } = truth

  test('are all that the public sees, aimed at different kinds of group, goods and places', () => {
    const seen = [...view.kindOf].filter(([, kind]) => kind === 'Intervention').map(([record]) => record)
    expect(seen.sort()).toEqual(interventions.records.toSorted())
    expect(seen.length).toBeGreaterThanOrEqual(8)
    expect(new Set(cell(seen, 'groupKind').filter((kind) => kind !== undefined)).size).toBeGreaterThanOrEqual(4)
    const targets = seen.flatMap((record) => tiesOf('TARGETS', 'from', record).map(({ to }) => to))
    expect(new Set(targets.filter((to) => to.startsWith('skein/goods:'))).size).toBeGreaterThanOrEqual(5)
    expect(new Set(targets.filter((to) => to.startsWith('teaching/places:'))).size).toBeGreaterThanOrEqual(6)
  })

  test('have evaluations of every outcome, as the truth counts them, and one has none', () => {
    const found = interventions.records.map((record) =>
      tiesOf('EVALUATES', 'to', record).flatMap(({ from }) => cell([from], 'outcome'))
    )
    for (const [outcome, { evaluations, interventions: of }] of Object.entries(interventions.outcomes)) {
      expect(found.flat().filter((each) => each === outcome).length, outcome).toBe(evaluations)
      expect(found.filter((each) => each.includes(outcome)).length, outcome).toBe(of)
      expect(of, outcome).toBeGreaterThan(0)
    }
    const none = interventions.records.filter((_, i) => found[i]?.length === 0)
    expect(none).toEqual(interventions.notEvaluated)
    const at = interventions.records.indexOf(interventions.disagree.record)
    expect(found[at]).toEqual(interventions.disagree.outcomes)
  })
})

test('the police of CAVIAR seized and arrested nobody, and the trade moved: that it did is a reading with a source of its own', () => {
  const seed = readSeed('cases/caviar-phases')
  const rows = seed.entities.filter((row) => ['Intervention', 'Evaluation'].includes(row['kind'] ?? ''))
  expect(rows.map((row) => [row['kind'], row['outcome'], row['source']])).toEqual([
    ['Intervention', undefined, 'study'],
    ['Intervention', undefined, 'study'],
    ['Evaluation', undefined, 'study'],
    ['Evaluation', 'DISPLACED', 'reading']
  ])
  expect(seed.sources.find((row) => row['id'] === 'reading')?.['cites']).toBe('study')
})
