/** Modularity beyond chance: expected values from counting all graphs with the same degrees, and from random graphs. */
import { expect, it } from 'vitest'
import { modularity, modularityBeyondChance } from '../../src/analysis/measures/modularity.ts'
import { pairs, undirectedGraph } from '../../src/graph/graph.ts'
import { seeded } from '../../src/graph/random.ts'
import { randomArcs } from '../graph/random-graphs.ts'

it('two triangles lie √6 standard deviations above chance, as counting all 70 such graphs gives', () => {
  const triangles = undirectedGraph(6, pairs([[0, 1], [1, 2], [2, 0], [3, 4], [4, 5], [5, 3]])) // prettier-ignore
  expect(modularity.compute(triangles).value).toBeCloseTo(1 / 2, 12)
  const z = modularityBeyondChance.compute(triangles).value ?? Number.NaN
  // Of 40 shuffles 5.7 ± 2.2 are pairs of triangles.
  expect(z).toBeGreaterThan(1.6)
  expect(z).toBeLessThan(5)
})

it('random contacts lie near chance, cells far above', () => {
  const random = seeded(4)
  const near = Array.from({ length: 20 }, () => {
    const graph = undirectedGraph(40, randomArcs(random, 40, 0.05))
    return modularityBeyondChance.compute(graph).value ?? 0
  })
  expect(near.filter((z) => Math.abs(z) > 2.5).length).toBeLessThanOrEqual(2)
  const cells: [number, number][] = [[0, 5], [5, 10], [10, 15]] // prettier-ignore
  for (let cell = 0; cell < 4; cell++)
    for (let i = 0; i < 5; i++) for (let j = 0; j < i; j++) cells.push([5 * cell + i, 5 * cell + j])
  expect(modularityBeyondChance.compute(undirectedGraph(20, pairs(cells))).value).toBeGreaterThan(5)
})

it('says why there is none', () => {
  const why = (n: number, list: [number, number][]): unknown =>
    modularityBeyondChance.compute(undirectedGraph(n, pairs(list)))
  expect(why(3, [])).toEqual({ value: null, why: 'no ties' })
  expect(why(4, [[0, 1], [0, 2], [0, 3]])).toEqual({ value: null, why: 'shuffling the contacts changes nothing' }) // prettier-ignore
  expect(why(2_001, [[0, 1]])).toEqual({ value: null, why: 'more than 2,000 actors' })
})
