import { describe, expect, test } from 'vitest'
import { bestCore } from '../../src/analysis/measures/core-periphery.ts'
import {
  commandMeasures,
  contactMeasures,
  measureCommand,
  measures,
  type MeasureResult
} from '../../src/analysis/measures/registry.ts'
import { trophicLevels } from '../../src/analysis/measures/trophic.ts'
import { directedGraph, pairs, undirectedGraph } from '../../src/graph/graph.ts'
import { seeded } from '../../src/graph/random.ts'
import { commandGraphs, type CommandFixture } from '../fixtures/command-graphs.ts'
import { contactGraphs, type ContactFixture } from '../fixtures/contact-graphs.ts'
import { parseEdges } from '../fixtures/edges.ts'
import { caviarPhases, managers } from '../fixtures/published-groups.ts'
import { randomArcs } from '../graph/random-graphs.ts'

const byId = <T extends { id: string }>(list: readonly T[], id: string): T => {
  const found = list.find((item) => item.id === id)
  if (!found) throw new Error(`No measure ${id}`)
  return found
}
const close = (found: number | null | undefined, expected: number): void => {
  expect(found).not.toBeNull()
  expect(Math.abs((found ?? NaN) - expected)).toBeLessThanOrEqual(1e-6)
}

/** What each measure of orders must come to on the small command graphs. The last two are read off the graphs by hand. */
const commandExpected: Record<string, (fixture: CommandFixture, name: string) => number> = {
  connectedness: (fixture) => fixture.connectedness,
  hierarchy: (fixture) => fixture.hierarchy,
  efficiency: (fixture) => fixture.efficiency,
  leastUpperBoundedness: (fixture) => fixture.leastUpperBoundedness,
  globalReachingCentrality: (fixture) => fixture.globalReachingCentrality,
  flowHierarchy: (fixture) => fixture.flowHierarchy,
  trophicIncoherence: (fixture) => fixture.trophicIncoherence,
  rootShare: (_, name) => reach[name]?.[0] ?? NaN,
  commandDepth: (_, name) => reach[name]?.[1] ?? NaN
}
const reach: Record<string, [number, number]> = {
  outtree7: [1, 2],
  outstar5: [1, 1],
  chain5: [1, 4],
  cycle5: [1, 4],
  complete5: [1, 1],
  butterfly: [2 / 3, 1],
  twostars: [2 / 5, 1],
  tree7Back: [1, 4],
  tree7Matrix: [1, 2],
  lubCounter: [2 / 3, 2],
  council3x3: [3 / 11, 1],
  tree13: [1, 2]
}

/** What each measure of contacts must come to on the public contact graphs. */
const contactExpected: Record<string, (fixture: ContactFixture, ties: number) => number> = {
  density: (fixture) => fixture.density,
  meanDegree: (fixture, ties) => (2 * ties) / fixture.n,
  degreeCentralisation: (fixture) => fixture.degree,
  betweennessCentralisation: (fixture) => fixture.betweenness,
  closenessCentralisation: (fixture) => fixture.closeness,
  transitivity: (fixture) => fixture.transitivity,
  assortativity: (fixture) => fixture.assortativity,
  treeness: (fixture, ties) => (fixture.n - 1) / ties,
  articulationShare: (fixture) => fixture.articulation / fixture.n,
  bridgeShare: (fixture, ties) => fixture.bridges / ties,
  largestCore: (fixture) => fixture.largestCore,
  modularity: (fixture) => fixture.modularity,
  relativeDistance: (fixture) => fixture.meanDistance / Math.log(fixture.n),
  corePeriphery: (fixture) => (fixture.core.size >= 3 ? fixture.core.fit : (coresOfThree[fixture.n] ?? NaN))
}
/** Where the best core of any size is smaller than three: the best of all sets of three to five (exhaustive search in Python). By actors. */
const coresOfThree: Record<number, number> = { 25: 0.418218714522845, 28: 0.5471492720446174, 38: 0.40302832709248826 }

describe('every registered measure', () => {
  test('has a test', () => {
    expect(Object.keys(commandExpected).sort()).toEqual(commandMeasures.map((m) => m.id).sort())
    // Shuffles have no published value: what they come to stands in modularity.test.ts.
    const fixed = contactMeasures.filter((m) => m.id !== 'modularityZ')
    expect(Object.keys(contactExpected).sort()).toEqual(fixed.map((m) => m.id).sort())
  })

  test('is found under one id and documented in full', () => {
    expect(new Set(measures.map((m) => m.id)).size).toBe(measures.length)
    for (const m of measures) {
      for (const text of [
        m.title,
        m.formula,
        m.range,
        m.unit,
        m.undefinedWhen,
        m.missingBias,
        m.source,
        m.purpose,
        m.notFor,
        m.cost
      ]) {
        expect(text.trim().length, m.id).toBeGreaterThan(2)
      }
    }
  })

  test('is never NaN: on degenerate graphs it is a number or says why not', () => {
    const shapes: [number, [number, number][]][] = [
      [0, []],
      [1, []],
      [2, []],
      [2, [[0, 1]]],
      [3, [[0, 1], [1, 0]]],
      [3, [[0, 1], [1, 2], [2, 0]]],
      [6, []],
      [4, [[0, 1], [2, 3]]]
    ] // prettier-ignore
    for (const [n, list] of shapes) {
      const results = [
        ...commandMeasures.map((m) => m.compute(directedGraph(n, pairs(list)))),
        ...contactMeasures.map((m) => m.compute(undirectedGraph(n, pairs(list))))
      ]
      for (const result of results) {
        if (result.value === null) expect(result.why.length).toBeGreaterThan(5)
        else expect(Number.isFinite(result.value)).toBe(true)
      }
    }
  })

  test('keeps to its range and does not depend on how actors are numbered', () => {
    const random = seeded(11)
    for (let round = 0; round < 25; round++) {
      const n = 4 + random.below(20)
      const edges = randomArcs(random, n, 0.05 + 0.2 * random.next())
      const renamed = random.shuffle([...Array(n).keys()])
      const other = { from: edges.from.map((v) => renamed[v] ?? 0), to: edges.to.map((v) => renamed[v] ?? 0) }
      for (const m of measures) {
        // Equal degrees are told apart by number, at last; a search and shuffles are drawn by it.
        if (['corePeriphery', 'modularity', 'modularityZ'].includes(m.id)) continue
        const run = (list: typeof edges) =>
          m.layer === 'command' ? m.compute(directedGraph(n, list)) : m.compute(undirectedGraph(n, list))
        const [a, b] = [run(edges), run(other)]
        if (a.value === null || b.value === null) {
          expect(a).toEqual(b)
          continue
        }
        expect(Math.abs(a.value - b.value), m.id).toBeLessThan(1e-8)
        const [low, high] = { '0 … 1': [0, 1], '−1 … 1': [-1, 1] }[m.range] ?? [0, n]
        expect(a.value, m.id).toBeGreaterThanOrEqual((low ?? 0) - 1e-9)
        expect(a.value, m.id).toBeLessThanOrEqual((high ?? n) + 1e-9)
      }
    }
  })
})

describe.each(Object.entries(commandGraphs))('orders of %s', (name, fixture) => {
  const graph = directedGraph(fixture.n, parseEdges(fixture.edges))
  test.each(commandMeasures.map((m) => m.id))('%s', (id) => {
    close(byId(commandMeasures, id).compute(graph).value, commandExpected[id]?.(fixture, name) ?? NaN)
  })
  test('trophic levels', () => {
    const { levels } = trophicLevels(graph)
    fixture.levels.forEach((level, v) => close(levels?.[v], level))
  })
})

describe.each(Object.entries(contactGraphs))('contacts of %s', (_, fixture) => {
  const graph = undirectedGraph(fixture.n, parseEdges(fixture.edges))
  test.each(Object.keys(contactExpected))('%s', (id) => {
    close(byId(contactMeasures, id).compute(graph).value, contactExpected[id]?.(fixture, graph.edges) ?? NaN)
  })
  test('best core of any size', () => {
    const fit = bestCore(graph, 1)
    close(fit?.correlation, fixture.core.fit)
    expect(fit?.core.length).toBe(fixture.core.size)
  })
})

describe('published groups', () => {
  test('the managers report as a perfect tree of depth two', () => {
    const { from, to } = parseEdges(managers.reportsTo)
    const orders = directedGraph(managers.n, { from: to, to: from })
    const results: MeasureResult[] = measureCommand(orders)
    for (const id of [
      'connectedness',
      'hierarchy',
      'efficiency',
      'leastUpperBoundedness',
      'rootShare',
      'flowHierarchy'
    ]) {
      close(byId(results, id).value, 1)
    }
    close(byId(results, 'trophicIncoherence').value, 0)
    close(byId(results, 'commandDepth').value, 2)
  })

  test.each(caviarPhases)('CAVIAR phase $phase: degree centralisation $degree', (phase) => {
    const graph = undirectedGraph(phase.n, parseEdges(phase.edges))
    const found = byId(contactMeasures, 'degreeCentralisation').compute(graph).value
    close(found, phase.degree)
    expect(found).toBeCloseTo(phase.phase <= 3 ? 0.79 : 0.25, 2)
  })
})
