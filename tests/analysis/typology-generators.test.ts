import { describe, expect, test } from 'vitest'
import { collect, usual } from '../../src/analysis/typology/collection.ts'
import { type Group } from '../../src/analysis/typology/draft.ts'
import { generateGroup, isHierarchical, TYPES } from '../../src/analysis/typology/generators.ts'
import { shifted, training } from '../../src/analysis/typology/ranges.ts'
import { globalReachingCentrality } from '../../src/analysis/measures/reaching.ts'
import { weakComponents } from '../../src/graph/components.ts'
import { directedGraph, undirectedGraph } from '../../src/graph/graph.ts'
import { seeded } from '../../src/graph/random.ts'

const groups = (type: (typeof TYPES)[number], count: number, ranges = training): Group[] =>
  Array.from({ length: count }, (_, i) => generateGroup(type, ranges, seeded(i + 1)))
const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length

describe.each(TYPES)('%s', (type) => {
  test.each([
    ['training', training],
    ['shifted', shifted]
  ])('%s: 18–110 members, ties among them, each once and never to oneself', (_, ranges) => {
    for (const { n, contacts, orders } of groups(type, 40, ranges)) {
      expect(n).toBeGreaterThanOrEqual(18)
      expect(n).toBeLessThanOrEqual(110)
      // The graph's own count of what it had to drop.
      expect(undirectedGraph(n, contacts).dropped).toEqual({ loops: 0, repeated: 0 })
      expect(directedGraph(n, orders).dropped).toEqual({ loops: 0, repeated: 0 })
      expect(orders.from.length).toBeGreaterThan(0)
    }
  })

  test('sizes are log-uniform: half of them below √(18 · 110) ≈ 44', () => {
    const below = groups(type, 400).filter(({ n }) => n < Math.sqrt(18 * 110)).length
    expect(below / 400).toBeGreaterThan(0.42)
    expect(below / 400).toBeLessThan(0.58)
  })

  test('the same seed makes the same group, another seed another', () => {
    expect(generateGroup(type, training, seeded(7))).toEqual(generateGroup(type, training, seeded(7)))
    expect(generateGroup(type, training, seeded(7))).not.toEqual(generateGroup(type, training, seeded(8)))
  })
})

test('how many orders there are does not tell the families apart: means per member within a quarter of each other', () => {
  const perMember = (hierarchical: boolean): number =>
    mean(
      TYPES.filter((type) => isHierarchical(type) === hierarchical).flatMap((type) =>
        groups(type, 100).map(({ n, orders }) => orders.from.length / n)
      )
    )
  expect(perMember(true) / perMember(false)).toBeGreaterThan(0.75)
  expect(perMember(true) / perMember(false)).toBeLessThan(1.33)
})

test('one leader stands above all in a standard hierarchy, several heads in a clustered one, nobody in loose groups', () => {
  const share = (type: (typeof TYPES)[number]): number =>
    mean(groups(type, 60).map(({ n, orders }) => globalReachingCentrality.compute(directedGraph(n, orders)).value ?? 0))
  expect(share('standardHierarchy')).toBeGreaterThan(0.8)
  expect(share('clusteredHierarchy')).toBeLessThan(0.6)
  expect(share('coreGroup')).toBeLessThan(0.6)
})

describe('collection', () => {
  const group = generateGroup('standardHierarchy', training, seeded(3), 100)

  test('with everything known and no errors the group comes back as it is', () => {
    const perfect = { ...usual, outsiders: [0, 0], false: [0, 0], reversed: [0, 0] } as const
    const seen = collect(group, perfect, seeded(1), { missing: 0, orders: 1 })
    expect(seen.contacts.from.length).toBe(group.contacts.from.length)
    expect(seen.orders.from.length).toBe(group.orders.from.length)
    expect(seen.n).toBe(100)
    const parts = (n: number, ties: Group['contacts']) => [...weakComponents(undirectedGraph(n, ties)).sizes].sort()
    expect(parts(seen.n, seen.contacts)).toEqual(parts(group.n, group.contacts))
  })

  test('the knobs are kept exactly', () => {
    const exact = { ...usual, outsiders: [0, 0], false: [0, 0] } as const
    const seen = collect(group, exact, seeded(1), { missing: 0.4, orders: 0.25 })
    expect(seen.contacts.from.length).toBe(Math.round(0.6 * group.contacts.from.length))
    expect(seen.orders.from.length).toBe(Math.round(0.25 * group.orders.from.length))
  })

  test('all ties of targets are heard, up to half of the others, and leaders are tapped less often than others', () => {
    const how = { ...usual, elsewhere: [0, 0], outsiders: [0, 0], false: [0, 0] } as const
    let leaders = 0
    let others = 0
    for (let seed = 0; seed < 200; seed++) {
      const blind = { ...group, leaders: new Uint8Array(group.n) }
      const seen = collect(blind, how, seeded(seed))
      const tapped = new Set(seen.tapped)
      const { from, to } = seen.contacts
      expect(from.every((a, i) => tapped.has(a) || tapped.has(to[i] ?? -1))).toBe(true)
      others += seen.contacts.from.length
      leaders += collect(group, how, seeded(seed)).contacts.from.length
    }
    // Shielding leaders hides ties.
    expect(leaders).toBeLessThan(others)
  })
})
