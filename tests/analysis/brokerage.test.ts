import { describe, expect, test } from 'vitest'
import { brokerage } from '../../src/analysis/measures/brokerage.ts'
import { participation } from '../../src/analysis/measures/participation.ts'
import { actorMeasureDocs } from '../../src/analysis/measures/registry.ts'
import { directedGraph, pairs, undirectedGraph } from '../../src/graph/graph.ts'

test('measures per actor are documented in full', () => {
  expect(actorMeasureDocs.map((doc) => doc.id).sort()).toEqual(['brokerage', 'participation'])
  for (const doc of actorMeasureDocs)
    for (const text of Object.values<string>({ ...doc })) expect(text.length, doc.id).toBeGreaterThan(3)
})

describe('participation', () => {
  test.each([
    [[4, 0, 0, 0], 0],
    [[2, 2, 0, 0], 0.666667],
    [[3, 1, 0, 0], 0.5],
    [[6, 3, 1, 0], 0.72],
    [[1, 1, 1, 1], 1]
  ])('of %j is %f', (ties, expected) => {
    const { value } = participation(ties)
    expect(Math.abs((value ?? NaN) - expected)).toBeLessThan(1e-6)
  })

  test('is undefined without ties or with one good', () => {
    expect(participation([0, 0])).toEqual({ value: null, why: 'no ties in any good' })
    expect(participation([5])).toEqual({ value: null, why: 'fewer than two goods' })
  })
})

describe('brokerage', () => {
  const roleOf = (classes: [number, number, number]) => brokerage(directedGraph(3, pairs([[0, 1], [1, 2]])), classes)[1] // prettier-ignore
  const none = { coordinator: 0, consultant: 0, gatekeeper: 0, representative: 0, liaison: 0 }

  test.each([
    ['coordinator', [1, 1, 1]],
    ['consultant', [1, 2, 1]],
    ['gatekeeper', [1, 2, 2]],
    ['representative', [1, 1, 2]],
    ['liaison', [1, 2, 3]]
  ] as const)('a %s stands between classes %j', (role, [a, v, c]) => {
    expect(roleOf([a, v, c])).toEqual({ ...none, [role]: 1 })
  })

  test('a tie past the broker leaves nothing to broker', () => {
    const graph = directedGraph(3, pairs([[0, 1], [1, 2], [0, 2]])) // prettier-ignore
    expect(brokerage(graph, [1, 1, 1])[1]).toEqual(none)
  })

  test('an undirected path counts both ways', () => {
    const graph = undirectedGraph(3, pairs([[0, 1], [1, 2]])) // prettier-ignore
    expect(brokerage(graph, [1, 1, 2])[1]).toEqual({ ...none, representative: 1, gatekeeper: 1 })
  })
})
