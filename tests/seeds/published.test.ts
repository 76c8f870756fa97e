import { describe, expect, test } from 'vitest'
import { readSeed, type Cells } from './reading.ts'

const caseOf = (name: string) => readSeed(`cases/${name}`)
const label = (rows: readonly Cells[]): string | undefined =>
  rows.map((row) => row['structureLabel']).find((value) => value !== undefined)

describe('published cases hold what their studies count', () => {
  test.each([
    ['caviar-all', 110, 295, 'MIXED'],
    ['caviar-phases', 107, 650, 'MIXED'],
    ['ciel', 25, 45, 'HIERARCHICAL'],
    ['togo', 33, 47, 'LOOSE'],
    ['natarajan-cocaine', 28, 40, 'HIERARCHICAL'],
    ['natarajan-heroin', 38, 168, 'LOOSE'],
    ['krackhardt-reports-to', 21, 20, 'STANDARD_HIERARCHY'],
    ['krackhardt-friends', 21, 102, 'LOOSE'],
    ['zachary', 34, 78, 'OTHER']
  ])('%s: %i actors, %i ties, called %s', (name, actors, ties, called) => {
    const seed = caseOf(name)
    expect(seed.entities.filter((row) => row['kind'] === 'Person')).toHaveLength(actors)
    expect(seed.ties.filter((row) => ['CONTACTS', 'COMMANDS'].includes(row['kind'] ?? ''))).toHaveLength(ties)
    expect(label(seed.entities)).toBe(called)
  })

  test('contact is never command: only the chart of a firm holds orders', () => {
    const withOrders = [
      'caviar-all',
      'caviar-phases',
      'ciel',
      'togo',
      'natarajan-cocaine',
      'natarajan-heroin',
      'krackhardt-friends',
      'zachary',
      'krackhardt-reports-to'
    ].filter((name) => caseOf(name).ties.some((row) => row['kind'] === 'COMMANDS'))
    expect(withOrders).toEqual(['krackhardt-reports-to'])
  })

  test('orders of the firm run from the superior down: one root, nobody with two superiors', () => {
    const orders = caseOf('krackhardt-reports-to').ties.filter((row) => row['kind'] === 'COMMANDS')
    const below = orders.map((row) => row['to'])
    expect(new Set(below).size).toBe(20)
    expect([...new Set(orders.map((row) => row['from']))].filter((id) => !below.includes(id))).toEqual(['7'])
    expect(orders.every((row) => row['evidence'] === 'IS_REPORTED_TO')).toBe(true)
  })
})

test('CAVIAR is two codings: 295 and 303 pairs, 259 of them shared, three participants in one alone', () => {
  const pairs = (name: string): Set<string> =>
    new Set(
      caseOf(name)
        .ties.filter((row) => row['kind'] === 'CONTACTS')
        .map((row) => `${row['from'] ?? ''} ${row['to'] ?? ''}`)
    )
  const [whole, phases] = [pairs('caviar-all'), pairs('caviar-phases')]
  expect([whole.size, phases.size, [...whole].filter((pair) => phases.has(pair)).length]).toEqual([295, 303, 259])
  const people = new Set(caseOf('caviar-phases').entities.map((row) => row['id']))
  const missing = caseOf('caviar-all')
    .entities.map((row) => row['id'] ?? '')
    .filter((id) => !people.has(id))
  expect(missing.sort()).toEqual(['110', '57', '60'])
})

test('seizures keep the words and currency of their table, and claim no arrests', () => {
  const events = caseOf('caviar-phases').entities.filter((row) => row['kind'] === 'Event')
  expect(events.map((row) => row['phase'])).toEqual(['4', '6', '7', '8', '9', '10', '11'])
  expect(events[0]).toMatchObject({ what: '300 kg marijuana', value: '2500000', currency: 'USD' })
  expect(events.some((row) => row['arrests'] !== undefined)).toBe(false)
})

test('forty groups: classes and violence as the codes say, unexplained signs only in the note', () => {
  const { entities } = readSeed('unodc-forty-groups')
  const count = (property: string, value: string): number => entities.filter((row) => row[property] === value).length
  expect(
    ['STANDARD_HIERARCHY', 'REGIONAL_HIERARCHY', 'CLUSTERED_HIERARCHY', 'CORE_GROUP', 'CRIMINAL_NETWORK'].map((value) =>
      count('structureLabel', value)
    )
  ).toEqual([13, 10, 4, 8, 5])
  expect(count('violenceEssential', 'true') + count('violenceEssential', 'false')).toBe(40)
  const attributes = [
    'size',
    'activity',
    'transborder',
    'identity',
    'violence',
    'corruption',
    'politicalInfluence',
    'legitimateEconomy',
    'cooperation'
  ]
  const stated = entities.flatMap((row) => attributes.map((name) => row[name] ?? ''))
  expect(stated.filter((text) => /[?*]/.test(text))).toEqual([])
  expect(stated.filter((text) => text !== '' && !text.includes('meaning from memory'))).toEqual([])
})

test('treaties: parties as the depositary counts them to 2014, and France bound by the Convention of 1949', () => {
  const { ties, entities } = readSeed('treaties')
  const parties = (code: string): Cells[] => ties.filter((row) => row['to'] === code)
  const counts = ['7-8', '7-11.a', '6-19', '18-12', '18-12.a', '18-12.b', '18-12.c'].map((code) => [
    parties(code).length,
    parties(code).filter((row) => row['boundOn'] !== undefined).length
  ])
  expect(counts).toEqual([
    [5, 5],
    [95, 82],
    [189, 189],
    [185, 179],
    [167, 159],
    [152, 138],
    [123, 109]
  ])
  expect(parties('7-11.a').find((row) => row['from'] === 'skein/countries:FR')).toMatchObject({
    boundOn: '1960-11-19',
    boundBy: 'accession'
  })
  expect(ties.some((row) => row['reservations'] !== undefined)).toBe(false)
  const inForce = entities.filter((row) => row['inForce'] !== undefined)
  expect(inForce.every((row) => row['source'] === 'from-memory')).toBe(true)
})

test('goods: every narrower good has its broader one, and every code stands once', () => {
  const { entities, ties } = readSeed('goods')
  const codes = entities.map((row) => row['code'] ?? '')
  expect(new Set(codes).size).toBe(codes.length)
  expect(ties.map((row) => row['to'])).toEqual(
    codes.filter((code) => code.includes('/')).map((code) => code.replace(/\/[^/]+$/, ''))
  )
})
