import { describe, expect, test } from 'vitest'
import { SkeinError } from '../../src/errors.ts'
import { degree, directedGraph, hasEdge, neighbours, pairs, undirectedGraph } from '../../src/graph/graph.ts'
import { edgesOf, reversed, subgraph, undirectedView } from '../../src/graph/views.ts'

describe('a graph', () => {
  test('drops self-loops and merges parallel edges, adding weights, and counts both', () => {
    const graph = directedGraph(3, { from: [0, 0, 1, 2], to: [1, 1, 1, 0], weight: [2, 3, 9, 1] })
    expect(graph.edges).toBe(2)
    expect(graph.dropped).toEqual({ loops: 1, repeated: 1 })
    expect([...(graph.out.weights ?? [])]).toEqual([5, 1])
  })

  test('keeps a → b and b → a apart when directed and as one edge when not', () => {
    const edges = pairs([
      [0, 1],
      [1, 0],
      [1, 2]
    ])
    expect(directedGraph(3, edges).edges).toBe(3)
    const undirected = undirectedGraph(3, edges)
    expect(undirected.edges).toBe(2)
    expect(undirected.dropped.repeated).toBe(1)
    expect(undirected.out).toBe(undirected.in)
  })

  test('lists neighbours in ascending order on both sides', () => {
    const graph = directedGraph(4, { from: [0, 0, 0, 2], to: [3, 1, 2, 1] })
    expect([...neighbours(graph, 0)]).toEqual([1, 2, 3])
    expect([...neighbours(graph, 1, 'in')]).toEqual([0, 2])
    expect(degree(graph, 1, 'in')).toBe(2)
    expect(degree(graph, 1)).toBe(0)
    expect(hasEdge(graph, 0, 3)).toBe(true)
    expect(hasEdge(graph, 3, 0)).toBe(false)
  })

  test('is the same whatever the order of its edges', () => {
    const one = directedGraph(4, { from: [0, 2, 1], to: [1, 3, 2], weight: [1, 2, 3] })
    const two = directedGraph(4, { from: [1, 0, 2], to: [2, 1, 3], weight: [3, 1, 2] })
    expect(two).toEqual(one)
  })

  test('refuses nodes that are not there, weights that are not positive, and lists of different length', () => {
    expect(() => directedGraph(2, pairs([[0, 2]]))).toThrow('Edge 0 joins 0 and 2; nodes are 0 … 1')
    expect(() => directedGraph(2, { from: [0], to: [1], weight: [0] })).toThrow(SkeinError)
    expect(() => undirectedGraph(2, { from: [0], to: [1], weight: [NaN] })).toThrow(SkeinError)
    expect(() => directedGraph(2, { from: [0], to: [] })).toThrow('Edge lists differ in length')
    expect(() => directedGraph(1.5, pairs([]))).toThrow(SkeinError)
  })

  test('may be empty', () => {
    expect(undirectedGraph(0, pairs([])).edges).toBe(0)
    expect(directedGraph(3, pairs([])).edges).toBe(0)
  })
})

describe('views', () => {
  const graph = directedGraph(4, { from: [0, 1, 1, 3], to: [1, 0, 2, 2], weight: [1, 2, 4, 8] })

  test('without direction, a ↔ b is one edge with both weights', () => {
    expect(edgesOf(undirectedView(graph))).toEqual({ from: [0, 1, 2], to: [1, 2, 3], weight: [3, 4, 8] })
  })

  test('turned round, every arc points the other way', () => {
    expect(edgesOf(reversed(graph))).toEqual({ from: [0, 1, 2, 2], to: [1, 0, 1, 3], weight: [2, 1, 4, 8] })
  })

  test('a subgraph keeps the edges among its nodes and numbers them in the order given', () => {
    const part = subgraph(graph, [2, 3, 1])
    expect(part.n).toBe(3)
    expect(edgesOf(part)).toEqual({ from: [1, 2], to: [0, 0], weight: [8, 4] })
  })
})
