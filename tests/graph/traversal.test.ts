import { describe, expect, test } from 'vitest'
import { betweenness, betweennessFrom } from '../../src/graph/betweenness.ts'
import { largestComponent, strongComponents, weakComponents } from '../../src/graph/components.ts'
import { coreNumbers } from '../../src/graph/cores.ts'
import { cuts } from '../../src/graph/cuts.ts'
import { distancesFrom, farness } from '../../src/graph/distance.ts'
import { directedGraph, hasEdge, neighbours, pairs, undirectedGraph, type Graph } from '../../src/graph/graph.ts'
import { seeded } from '../../src/graph/random.ts'
import { reachCounts, reaches } from '../../src/graph/reach.ts'
import { edgesOf, subgraph } from '../../src/graph/views.ts'
import { randomArcs } from './random-graphs.ts'

/** All distances by Floyd and Warshall: slow, short, and another way than the one tested. */
const allDistances = (graph: Graph): number[][] => {
  const nodes = [...Array(graph.n).keys()]
  const d = nodes.map((a) => nodes.map((b) => (a === b ? 0 : hasEdge(graph, a, b) ? 1 : Infinity)))
  const at = (a: number, b: number): number => d[a]?.[b] ?? Infinity
  for (const k of nodes) for (const a of nodes) d[a] = nodes.map((b) => Math.min(at(a, b), at(a, k) + at(k, b)))
  return d
}

const samples = [...Array(40).keys()].map((seed) => {
  const random = seeded(seed)
  const n = 2 + random.below(14)
  const edges = randomArcs(random, n, 0.04 + 0.3 * random.next())
  return { seed, n, directed: directedGraph(n, edges), undirected: undirectedGraph(n, edges) }
})

const range = (from: number, to: number): Int32Array => Int32Array.from({ length: to - from }, (_, i) => from + i)
const components = (graph: Graph): number => weakComponents(graph).count
const without = <G extends Graph>(graph: G, v: number): G =>
  subgraph(
    graph,
    [...Array(graph.n).keys()].filter((w) => w !== v)
  )

describe('on 40 random graphs', () => {
  test.each(samples)(
    'seed $seed: distances, reach and components agree with Floyd–Warshall',
    ({ n, directed, undirected }) => {
      const d = allDistances(directed)
      const strong = strongComponents(directed).of
      const weak = weakComponents(directed).of
      const contact = allDistances(undirected)
      for (let a = 0; a < n; a++) {
        expect([...distancesFrom(directed, a)]).toEqual(d[a]?.map((x) => (x === Infinity ? -1 : x)))
        expect(reachCounts(directed)[a]).toBe((d[a]?.filter((x) => x < Infinity).length ?? 0) - 1)
        for (let b = 0; b < n; b++) {
          const forth = (d[a]?.[b] ?? Infinity) < Infinity
          const back = (d[b]?.[a] ?? Infinity) < Infinity
          expect(reaches(directed, a, b)).toBe(forth)
          expect(strong[a] === strong[b]).toBe(forth && back)
          expect(weak[a] === weak[b]).toBe((contact[a]?.[b] ?? Infinity) < Infinity)
          if (hasEdge(directed, a, b)) expect(strong[a]).toBeGreaterThanOrEqual(strong[b] ?? 0)
        }
      }
    }
  )

  test.each(samples)(
    'seed $seed: articulation points and bridges are those whose removal breaks something',
    ({ undirected }) => {
      const { articulation, bridges } = cuts(undirected)
      const { from, to } = edgesOf(undirected)
      for (let v = 0; v < undirected.n; v++) {
        // Removing a node that is not isolated never lowers the number of components.
        expect(articulation.includes(v)).toBe(components(without(undirected, v)) > components(undirected))
      }
      const breaking = from.flatMap((a, i): [number, number][] => {
        const rest = undirectedGraph(undirected.n, {
          from: from.filter((_, j) => j !== i),
          to: to.filter((_, j) => j !== i)
        })
        return components(rest) > components(undirected) ? [[a, to[i] ?? 0]] : []
      })
      expect(bridges).toEqual(breaking)
    }
  )

  test.each(samples)('seed $seed: core numbers are those of peeling', ({ undirected }) => {
    const expected = new Array<number>(undirected.n).fill(0)
    for (let k = 1; k < undirected.n; k++) {
      const left = new Set(Array(undirected.n).keys())
      for (let peeled = true; peeled;) {
        peeled = false
        for (const v of left) {
          if (neighbours(undirected, v).filter((w) => left.has(w)).length >= k) continue
          left.delete(v)
          peeled = true
        }
      }
      for (const v of left) expected[v] = k
    }
    expect([...coreNumbers(undirected)]).toEqual(expected)
  })

  test.each(samples)('seed $seed: betweenness counts the shares of shortest paths', ({ n, directed, undirected }) => {
    for (const graph of [directed, undirected]) {
      const d = allDistances(graph)
      const at = (a: number, b: number): number => d[a]?.[b] ?? Infinity
      const paths = (a: number, b: number): number => {
        if (a === b) return 1
        if (at(a, b) === Infinity) return 0
        return [...neighbours(graph, b, 'in')].reduce(
          (sum, w) => sum + (at(a, w) + 1 === at(a, b) ? paths(a, w) : 0),
          0
        )
      }
      const found = betweenness(graph)
      for (let v = 0; v < n; v++) {
        let expected = 0
        for (let s = 0; s < n; s++) {
          for (let t = 0; t < n; t++) {
            if (s === t || s === v || t === v || at(s, v) + at(v, t) !== at(s, t) || at(s, t) === Infinity) continue
            expected += (paths(s, v) * paths(v, t)) / paths(s, t)
          }
        }
        expect(found[v]).toBeCloseTo(graph.directed ? expected : expected / 2, 9)
      }
    }
  })
})

test('betweenness of disjoint ranges of sources adds up to the whole', () => {
  const graph = undirectedGraph(30, randomArcs(seeded(5), 30, 0.08))
  const one = betweennessFrom(graph, range(0, 11))
  const two = betweennessFrom(graph, range(11, 30))
  const whole = betweenness(graph)
  for (let v = 0; v < 30; v++) expect(((one[v] ?? 0) + (two[v] ?? 0)) / 2).toBeCloseTo(whole[v] ?? 0, 9)
})

test('of equally large components the one with the smallest node is the largest', () => {
  const graph = undirectedGraph(5, pairs([[1, 2], [3, 4]])) // prettier-ignore
  expect([...largestComponent(graph)]).toEqual([1, 2])
  expect([...farness(graph).total]).toEqual([0, 1, 1, 1, 1])
})

test('a chain of 100,000 overflows no stack', () => {
  const n = 100_000
  const steps = [...Array(n - 1).keys()]
  const chain = { from: steps, to: steps.map((v) => v + 1) }
  expect(strongComponents(directedGraph(n, chain)).count).toBe(n)
  const graph = undirectedGraph(n, chain)
  expect(cuts(graph).bridges.length).toBe(n - 1)
  expect(coreNumbers(graph)[0]).toBe(1)
})
