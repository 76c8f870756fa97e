import { expect, test } from 'vitest'
import { commandFeatures } from '../../src/analysis/typology/command-features.ts'
import { contactFeatures } from '../../src/analysis/typology/contact-features.ts'
import { featuresOf } from '../../src/analysis/typology/features.ts'
import { meanDistance } from '../../src/analysis/typology/mean-distance.ts'
import { relativeDistance } from '../../src/analysis/measures/fragility.ts'
import { largestComponent } from '../../src/graph/components.ts'
import { undirectedGraph } from '../../src/graph/graph.ts'
import { seeded } from '../../src/graph/random.ts'
import { parseEdges } from '../fixtures/edges.ts'
import { treeOrders } from './groups.ts'

const none = { from: [], to: [] }
const contact = (n: number, text: string): Record<string, number | null> =>
  named(contactFeatures, featuresOf(n, parseEdges(text), none).contact)
const command = (n: number, text: string): Record<string, number | null> =>
  named(commandFeatures, featuresOf(n, none, parseEdges(text)).command)
const named = (list: readonly { id: string }[], vector: ReturnType<typeof featuresOf>['contact']) =>
  Object.fromEntries(list.map(({ id }, i) => [id, vector?.defined[i] ? (vector.values[i] ?? null) : null]))

const star = '0-1 0-2 0-3 0-4 0-5 0-6 0-7 0-8'

test('a star of eight contacts, by hand', () => {
  const found = contact(12, star)
  // Only the nine with contacts count, though twelve are listed.
  expect(found.lnActors).toBeCloseTo(Math.log(9), 9)
  expect(found.leafShare).toBeCloseTo(8 / 9, 9)
  expect(found.degreeCentralisation).toBeCloseTo(1, 9)
  // Mean degree 16/9, mean square (64 + 8)/9 = 8.
  expect(found.lnDispersion).toBeCloseTo(Math.log((8 - (16 / 9) ** 2) / (16 / 9)), 9)
  expect(found.hubDensity).toBeCloseTo(2 / 3, 9)
  // Mean distance (8 · 1 + 28 · 2)/36 = 16/9; of random ones with the same contacts ln 9 ÷ ln(8 ÷ 16/9 − 1) = ln 9 ÷ ln 3.5.
  expect(found.stretch).toBeCloseTo((16 / 9 / Math.log(9)) * Math.log(3.5), 9)
  expect(found.localClustering).toBeNull()
})

test('the mean distance is that of a search from every actor, on 60 random groups of several parts', () => {
  for (let seed = 0; seed < 60; seed++) {
    const random = seeded(seed)
    const n = 2 + random.below(90)
    const ends = () => Array.from({ length: Math.round(n * 1.2) }, () => random.below(n))
    const graph = undirectedGraph(n, { from: ends(), to: ends() })
    const nodes = largestComponent(graph)
    const expected = relativeDistance.compute(graph).value
    const found = meanDistance(graph)
    if (expected === null || found === null) expect(found).toBe(expected)
    else expect(found / Math.log(nodes.length)).toBeCloseTo(expected, 9)
  }
})

test('what is undefined is marked so and holds no NaN', () => {
  const seen = featuresOf(10, parseEdges(star), parseEdges('0-1 2-3 4-5 6-7 8-9'))
  for (const vector of [seen.contact, seen.command]) {
    expect([...(vector?.values ?? [])].every(Number.isFinite)).toBe(true)
    expect([...(vector?.defined ?? [])]).toContain(0)
  }
})

test('fewer than eight contacts or five orders have no shape; loops and repetition do not help', () => {
  expect(featuresOf(9, parseEdges('0-1 1-2 2-3 3-4 4-5 5-6 6-7 0-1 1-0 2-2'), none).contact).toBeNull()
  expect(featuresOf(9, none, parseEdges('0-1 0-2 0-3 0-4 0-4')).command).toBeNull()
  expect(featuresOf(9, none, parseEdges('0-1 0-2 0-3 0-4 0-5')).command).not.toBeNull()
})

test('orders of a tree of three tiers, by hand', () => {
  const found = command(13, treeOrders(13, 3))
  // 12 orders: the root's three pass on to three each: chains 3 · 1 · 3 = 9, forks 4 · 3 = 12, no shared subordinate.
  expect(found.sharedSubordinates).toBe(0)
  expect(found.passedOn).toBeCloseTo(9 / 21, 9)
  expect(found.topGiver).toBeCloseTo(3 / 12, 9)
  expect(found.topShare).toBeCloseTo(1 / 4, 9)
  expect(found.rival).toBe(0)
  expect(found.inLine).toBeNull()
  expect(found.relativeDepth).toBeCloseTo(2 / Math.log(14), 9)
})

test('two heads, and a subordinate whom one’s superior also orders, by hand', () => {
  // 0 heads 1, 2; 1 heads 3; 0 orders 3 as well; 5 heads 6 and 3.
  const found = command(7, '0-1 0-2 1-3 0-3 5-6 5-3')
  expect(found.rival).toBeCloseTo(2 / 3, 9)
  // Pairs of superiors of 3: (0,1) in line, (0,5) and (1,5) not.
  expect(found.inLine).toBeCloseTo(1 / 3, 9)
})

test('the shape of orders, not their number: thinning a tree to half leaves the share of chains where it was, on average', () => {
  const full = parseEdges(treeOrders(100, 3))
  const at = commandFeatures.findIndex(({ id }) => id === 'passedOn')
  const all = featuresOf(100, none, full).command?.values[at] ?? 0
  let sum = 0
  for (let seed = 0; seed < 200; seed++) {
    const random = seeded(seed)
    const kept = full.from.map((_, i) => i).filter(() => random.next() < 0.5)
    const half = { from: kept.map((i) => full.from[i] ?? 0), to: kept.map((i) => full.to[i] ?? 0) }
    sum += (featuresOf(100, none, half).command?.values[at] ?? 0) / 200
  }
  expect(Math.abs(sum - all)).toBeLessThan(0.03)
})
