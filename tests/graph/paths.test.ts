import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FOREVER } from '../../src/graph/path-search.ts'
import { bestPaths, type PathOrder } from '../../src/graph/paths.ts'
import { exhaustive, question, type Tie } from './paths-exhaustive.ts'

const SEED = 20261125
const RUNS = 1_500
const ORDERS: readonly PathOrder[] = ['shortest', 'strongest', 'time']

const cases = fc.integer({ min: 1, max: 7 }).chain((n) => {
  const node = fc.nat({ max: n - 1 })
  const time = fc.nat({ max: 4 })
  const span = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(time, time).map(([x, y]) => [Math.min(x, y), Math.max(x, y)] as const) },
    { weight: 1, arbitrary: time.map((from) => [from, FOREVER] as const) },
    { weight: 1, arbitrary: fc.constant([0, FOREVER] as const) }
  )
  const tie = fc
    .record({ a: node, b: node, weakness: fc.constantFrom(0, 1, 5, 99), span })
    .map(({ span: [from, to], ...rest }): Tie => ({ ...rest, from, to }))
  return fc.record({
    n: fc.constant(n),
    list: fc.array(tie, { maxLength: 14 }),
    sources: fc.array(node, { minLength: 1, maxLength: 3 }),
    targets: fc.array(node, { minLength: 1, maxLength: 3 }),
    maxHops: fc.integer({ min: 1, max: 8 }),
    first: fc.integer({ min: 1, max: 12 })
  })
})

const some = (found: Iterable<{ nodes: readonly number[]; ties: readonly number[] }>, first: number) => {
  const list: { nodes: number[]; ties: number[] }[] = []
  for (const { nodes, ties } of found) {
    if (list.length === first) break
    list.push({ nodes: [...nodes], ties: [...ties] })
  }
  return list
}

describe('paths', () => {
  for (const order of ORDERS)
    it(`${order}: the k best of ${RUNS} random graphs are those that trying all paths gives, in that order`, () => {
      let paths = 0
      fc.assert(
        fc.property(cases, ({ n, list, first, ...rest }) => {
          const asked = question(n, list, { ...rest, order })
          const found = some(bestPaths(asked), first)
          const all = exhaustive(list, asked)
          const weakest = (ties: number[]): number => Math.max(0, ...ties.map((t) => list[t]?.weakness ?? NaN))
          expect(found.map(({ nodes, ties }) => ({ nodes, weakness: weakest(ties) }))).toEqual(
            all.slice(0, first).map(({ nodes, weakness }) => ({ nodes, weakness }))
          )
          paths += found.length
          for (const { nodes, ties } of found) {
            expect(ties).toHaveLength(nodes.length - 1)
            let now = 0
            ties.forEach((t, i) => {
              const { a, b, from, to } = list[t] as Tie
              expect([a, b].sort()).toEqual([nodes[i], nodes[i + 1]].sort())
              if (order !== 'time') return
              now = Math.max(now, from)
              expect(now).toBeLessThanOrEqual(to)
            })
          }
        }),
        { seed: SEED, numRuns: RUNS }
      )
      expect(paths).toBeGreaterThan(RUNS)
    })

  it('each order prefers something else', () => {
    // 0 –weak– 4; 0 –strong– 1 –strong– 4; 0 –2– 4 by way of 2, the second tie before the first.
    const list: Tie[] = [
      { a: 0, b: 3, weakness: 40, from: 0, to: FOREVER },
      { a: 0, b: 1, weakness: 0, from: 5, to: 6 },
      { a: 1, b: 3, weakness: 0, from: 1, to: 2 },
      { a: 0, b: 2, weakness: 10, from: 1, to: 2 },
      { a: 2, b: 3, weakness: 10, from: 2, to: 3 }
    ]
    const paths = (order: PathOrder) =>
      some(bestPaths(question(4, list, { sources: [0], targets: [3], maxHops: 8, order })), 9).map(({ nodes }) => nodes)
    expect(paths('shortest')).toEqual([[0, 3], [0, 1, 3], [0, 2, 3]]) // prettier-ignore
    expect(paths('strongest')).toEqual([[0, 1, 3], [0, 2, 3], [0, 3]]) // prettier-ignore
    expect(paths('time')).toEqual([[0, 3], [0, 2, 3]]) // prettier-ignore
  })

  it('shows the strongest tie that time allows', () => {
    const tie = (a: number, b: number, weakness: number, from: number, to: number): Tie => ({
      a,
      b,
      weakness,
      from,
      to
    })
    const list = [tie(0, 1, 0, 5, 6), tie(0, 1, 3, 1, 1), tie(1, 2, 0, 2, 3), tie(1, 2, 0, 2, 2)]
    const rest = { sources: [0], targets: [2], maxHops: 2 }
    expect(some(bestPaths(question(3, list, { ...rest, order: 'time' })), 2)).toEqual([
      { nodes: [0, 1, 2], ties: [1, 2] }
    ])
    expect(some(bestPaths(question(3, list, { ...rest, order: 'shortest' })), 2)).toEqual([
      { nodes: [0, 1, 2], ties: [0, 2] }
    ])
  })
})
