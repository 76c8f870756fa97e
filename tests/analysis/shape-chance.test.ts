import { expect, test } from 'vitest'
import { shape } from '../../src/analysis/shape/shape.ts'
import { seeded, type Random } from '../../src/graph/random.ts'
import { managers } from '../fixtures/published-groups.ts'
import { group, treeOrders } from './groups.ts'

const randomEdges = (random: Random, n: number, count: number): string => {
  const edges = Array.from({ length: count }, () => {
    const a = random.below(n)
    return `${a}-${(a + 1 + random.below(n - 1)) % n}`
  })
  return edges.join(' ')
}

const shareCalledHierarchical = (
  rounds: number,
  draw: (random: Random, round: number) => Parameters<typeof group>[0]
): number => {
  let called = 0
  for (let round = 0; round < rounds; round++) {
    if (shape(group(draw(seeded(1000 + round), round))).family === 'HIERARCHICAL') called++
  }
  return called / rounds
}

test.each([0.8, 1, 1.3, 1.7, 2.5])(
  'random orders, %f per member, are called hierarchical in at most 5 %% of 120 groups',
  (perMember) => {
    const share = shareCalledHierarchical(120, (random, round) => {
      const n = 9 + (round % 5) * 6
      return { n, contacts: randomEdges(random, n, 2 * n), orders: randomEdges(random, n, Math.round(perMember * n)) }
    })
    expect(share).toBeLessThanOrEqual(0.05)
  }
)

test('orders shuffled so that each points up or down at random are called hierarchical in at most 5 % of 120 groups', () => {
  const share = shareCalledHierarchical(120, (random) => ({
    n: managers.n,
    orders: managers.reportsTo
      .split(' ')
      .map((pair) => (random.next() < 0.5 ? pair : pair.split('-').reverse().join('-')))
      .join(' ')
  }))
  expect(share).toBeLessThanOrEqual(0.05)
})

test('real trees survive gaps and errors: with 5 % of orders missing and 5 % false, most of 60 are still called hierarchical', () => {
  const share = shareCalledHierarchical(60, (random, round) => {
    const n = 20 + (round % 4) * 10
    const seen = treeOrders(n, 4).split(' ').filter(() => random.next() > 0.05) // prettier-ignore
    return { n, contacts: treeOrders(n, 4), orders: [...seen, randomEdges(random, n, Math.round(n / 20))].join(' ') }
  })
  expect(share).toBeGreaterThanOrEqual(0.6)
})
