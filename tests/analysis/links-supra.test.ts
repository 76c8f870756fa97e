import { describe, expect, test } from 'vitest'
import { layersOf } from '../../src/analysis/links/layers.ts'
import { supraBetweenness } from '../../src/analysis/links/supra.ts'
import { betweenness } from '../../src/graph/betweenness.ts'
import { neighbours, undirectedGraph, type UndirectedGraph } from '../../src/graph/graph.ts'
import { multiplex, multiplexBetweenness } from '../../src/graph/multiplex.ts'
import { seeded } from '../../src/graph/random.ts'
import { randomArcs } from '../graph/random-graphs.ts'
import { tradeTies } from './trade-ties.ts'

/** Every path in the supra-graph from node s to node t that visits no replica twice: its cost, and the nodes between. */
function allPaths(layers: readonly UndirectedGraph[], s: number, t: number, step: number, change: number) {
  const found: { cost: number; via: Set<number> }[] = []
  const there = (v: number, g: number): boolean => neighbours(layers[g] as UndirectedGraph, v).length > 0
  const walk = (v: number, g: number, cost: number, seen: readonly string[], via: readonly number[]): void => {
    if (v === t) found.push({ cost, via: new Set(via.filter((node) => node !== s && node !== t)) })
    else {
      const go = (w: number, at: number, price: number): void => {
        if (!seen.includes(`${w} ${at}`)) walk(w, at, cost + price, [...seen, `${w} ${at}`], [...via, w])
      }
      for (const w of neighbours(layers[g] as UndirectedGraph, v)) go(w, g, step)
      for (let at = 0; at < layers.length; at++) if (at !== g && there(v, at)) go(v, at, change)
    }
  }
  for (let g = 0; g < layers.length; g++) if (there(s, g)) walk(s, g, 0, [`${s} ${g}`], [])
  return found
}

describe('betweenness over layers', () => {
  test('is what trying all paths gives, on small random layers and several costs', () => {
    for (let seed = 0; seed < 12; seed++) {
      const random = seeded(seed)
      const n = 4 + random.below(2)
      const layers = Array.from({ length: 2 + random.below(2) }, () => undirectedGraph(n, randomArcs(random, n, 0.22)))
      for (const [step, change] of [
        [2, 1],
        [2, 2],
        [2, 4],
        [1, 3]
      ] as const) {
        const expected = new Array<number>(n).fill(0)
        for (let s = 0; s < n; s++)
          for (let t = 0; t < n; t++) {
            if (s === t) continue
            const paths = allPaths(layers, s, t, step, change)
            const least = Math.min(...paths.map(({ cost }) => cost))
            const best = paths.filter(({ cost }) => cost === least)
            for (let v = 0; v < n; v++)
              if (best.length > 0)
                expected[v] = (expected[v] ?? 0) + best.filter(({ via }) => via.has(v)).length / best.length
          }
        const score = multiplexBetweenness(multiplex(layers), step, change, Array(n).keys())
        for (let v = 0; v < n; v++) expect(score[v]).toBeCloseTo(expected[v] ?? NaN, 9)
      }
    }
  })

  test('of a single layer is ordinary betweenness', () => {
    const layer = undirectedGraph(40, randomArcs(seeded(8), 40, 0.06))
    const score = multiplexBetweenness(multiplex([layer]), 1, 1, Array(40).keys())
    const plain = betweenness(layer)
    for (let v = 0; v < 40; v++) expect(score[v]).toBeCloseTo(2 * (plain[v] ?? NaN), 9)
  })
})

describe('who stands between goods', () => {
  // a – x in people, x – c in drugs: either x changes goods, or the long way round p, q, r, s in arms alone.
  const ring = tradeTies({
    goods: ['people', 'drugs', 'arms'],
    ties: { a: 'people', x: 'people drugs', c: 'drugs' },
    between: [
      'a-x SUPPLIES people',
      'x-c SUPPLIES drugs',
      'a-p SUPPLIES arms',
      'p-q SUPPLIES arms',
      'q-c SUPPLIES arms',
      'a-c KIN_OF'
    ]
  })

  test('depends on what changing goods costs, and shows it', () => {
    const { places, costs, exact } = supraBetweenness(ring, { seed: 1 })
    const of = (name: string) => places.find(({ node }) => ring.nodes[node]?.id === name)?.between
    expect(costs).toEqual([0.5, 1, 2])
    expect(exact).toBe(true)
    // a to c: two ties and a change at x, or three ties through p and q: 2½, 3, 4 against 3. And p is always between a and q.
    expect(of('x')).toEqual([1, 0.5, 0])
    expect(of('p')).toEqual([1, 1.5, 2])
  })

  test('ties that name no good lie in every good that both ends share; others nowhere', () => {
    const mixed = tradeTies({
      goods: ['people', 'drugs'],
      ties: { a: 'people drugs', b: 'people drugs', c: 'drugs' },
      between: ['a-b CONTACTS', 'b-c CONTACTS', 'a-d CONTACTS', 'a-b SUPPLIES people', 'b-c MEMBER_OF']
    })
    const layers = layersOf(mixed)
    expect(layers).toMatchObject({ named: 1, assumed: 2, nowhere: 1 })
    expect(layers.graphs.map(({ edges }) => edges)).toEqual([1, 2])
    expect([...layers.leftOut]).toEqual([['MEMBER_OF', 1]])
  })

  test('too large to be exact: says so, and comes near', () => {
    const random = seeded(3)
    const between = Array.from({ length: 400 }, (_, i) => {
      const [from, to] = [random.below(80), random.below(80)]
      return `n${from}-n${to === from ? (to + 1) % 80 : to} SUPPLIES@d${i} ${i % 2 === 0 ? 'people' : 'drugs'}`
    })
    const large = tradeTies({ goods: ['people', 'drugs'], ties: { n0: 'people', n1: 'drugs' }, between })
    const whole = supraBetweenness(large, { seed: 1 })
    const part = supraBetweenness(large, { seed: 1, mostSteps: 3 * 900 * 40 })
    expect(whole).toMatchObject({ exact: true, sources: 80, ofTen: [expect.any(Number), 10, expect.any(Number)] })
    expect(part.exact).toBe(false)
    expect(part.sources).toBeLessThan(80)
    const total = (found: typeof whole): number => found.places.reduce((sum, { between: [x = 0] }) => sum + x, 0)
    expect(Math.abs(total(part) / total(whole) - 1)).toBeLessThan(0.15)
  })

  test('refuses a cost that is no multiple of one half', () => {
    expect(() => supraBetweenness(ring, { seed: 1, costs: [0.3] })).toThrow('0.3')
  })
})
