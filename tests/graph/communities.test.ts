/** Louvain's communities, and random graphs with the same degrees. Expected values by hand, or by counting all graphs. */
import { expect, it } from 'vitest'
import { bestCommunities, communities } from '../../src/graph/communities.ts'
import { degree, hasEdge, pairs, undirectedGraph, type UndirectedGraph } from '../../src/graph/graph.ts'
import { seeded } from '../../src/graph/random.ts'
import { rewired } from '../../src/graph/rewire.ts'
import { edgesOf } from '../../src/graph/views.ts'
import { randomArcs } from './random-graphs.ts'

/** Newman's formula over all pairs: slow and obvious. */
function modularityOf(graph: UndirectedGraph, of: Int32Array): number {
  let sum = 0
  for (let v = 0; v < graph.n; v++)
    for (let w = 0; w < graph.n; w++) {
      if (of[v] !== of[w]) continue
      sum += Number(v !== w && hasEdge(graph, v, w)) - (degree(graph, v) * degree(graph, w)) / (2 * graph.edges)
    }
  return sum / (2 * graph.edges)
}

const ring = (cliques: number, size: number): UndirectedGraph => {
  const list: [number, number][] = []
  for (let c = 0; c < cliques; c++) {
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) list.push([c * size + i, c * size + j])
    list.push([c * size, ((c + 1) % cliques) * size + 1])
  }
  return undirectedGraph(cliques * size, pairs(list))
}

it('a ring of eight cliques falls into the eight', () => {
  const found = bestCommunities(ring(8, 5), seeded(1), 5)
  expect(found.count).toBe(8)
  // Each holds 10 of 88 ties and 22 of 176 degrees.
  expect(found.modularity).toBeCloseTo(80 / 88 - 8 * (22 / 176) ** 2, 12)
})

it('the modularity told is that of the division given, whatever the graph', () => {
  const random = seeded(5)
  for (let round = 0; round < 200; round++) {
    const n = 2 + random.below(30)
    const graph = undirectedGraph(n, randomArcs(random, n, 0.3 * random.next()))
    const { of, count, modularity } = communities(graph, random)
    expect(new Set(of).size).toBe(count)
    expect(modularity).toBeCloseTo(graph.edges === 0 ? 0 : modularityOf(graph, of), 10)
    expect(modularity).toBeGreaterThanOrEqual(-1e-12)
  }
})

it('is 0 without ties, and for one actor', () => {
  for (const n of [0, 1, 4]) expect(communities(undirectedGraph(n, pairs([])), seeded(1)).modularity).toBe(0)
})

it('every graph with the same degrees comes up as often as any other', () => {
  // Six actors with two contacts each: 60 hexagons and 10 pairs of triangles (720/12 and (6 over 3)/2).
  const graph = undirectedGraph(6, pairs([[0, 1], [1, 2], [2, 0], [3, 4], [4, 5], [5, 3]])) // prettier-ignore
  const seen = new Map<string, number>()
  let draws = 0
  for (const drawn of rewired(graph, seeded(3))) {
    const { from, to } = edgesOf(drawn)
    const name = from.map((a, i) => `${a}${to[i] ?? 0}`).join()
    seen.set(name, (seen.get(name) ?? 0) + 1)
    if (++draws === 14_000) break
  }
  expect(seen.size).toBe(70)
  // Each is due 200 times, ± 14 (one standard deviation).
  for (const times of seen.values()) expect(Math.abs(times - 200)).toBeLessThan(85)
})

it('keeps every degree, and leaves what cannot change as it is', () => {
  const random = seeded(9)
  const graph = undirectedGraph(20, randomArcs(random, 20, 0.2))
  let draws = 0
  for (const drawn of rewired(graph, random)) {
    expect(drawn.edges).toBe(graph.edges)
    for (let v = 0; v < 20; v++) expect(degree(drawn, v)).toBe(degree(graph, v))
    if (++draws === 20) break
  }
  for (const list of [
    [],
    [[0, 1]],
    [
      [0, 1],
      [0, 2],
      [0, 3]
    ]
  ] as [number, number][][]) {
    const fixed = undirectedGraph(4, pairs(list))
    expect(edgesOf(rewired(fixed, random).next().value)).toEqual(edgesOf(fixed))
  }
})
