import { describe, expect, test } from 'vitest'
import { strandsOf } from '../../ui/src/graph/elements.ts'
import { labelPlaces } from '../../ui/src/graph/labels.ts'
import { firstNode, nextTie, tiesAround, towards } from '../../ui/src/graph/walk.ts'
import { tie } from './make.ts'

const positions = {
  c: { x: 0, y: 0 },
  n: { x: 0, y: -10 },
  e: { x: 10, y: 0 },
  s: { x: 1, y: 10 },
  far: { x: 100, y: 0 }
}
const strands = strandsOf([tie('c', 'n'), tie('e', 'c'), tie('s', 'c'), tie('c', 'far')])
const end = (id: string | undefined): string => (id ?? '').replace('|', '').replace('c', '')

describe('walking by keyboard', () => {
  test('ties are stepped through clockwise from the top, round and round', () => {
    expect(tiesAround('c', strands, positions).map((s) => end(s.id))).toEqual(['n', 'e', 'far', 's'])
    expect(end(nextTie({ node: 'c', strand: null }, 1, strands, positions)?.id)).toBe('n')
    expect(end(nextTie({ node: 'c', strand: 'c|s' }, 1, strands, positions)?.id)).toBe('n')
    expect(end(nextTie({ node: 'c', strand: 'c|n' }, -1, strands, positions)?.id)).toBe('s')
  })

  test('an arrow follows the tie that leads that way, the nearer of two', () => {
    expect(end(towards('c', 'ArrowUp', strands, positions)?.id)).toBe('n')
    expect(end(towards('c', 'ArrowRight', strands, positions)?.id)).toBe('e')
    expect(towards('c', 'ArrowLeft', strands, positions)).toBeNull()
  })

  test('every entity that is tied at all is reached by stepping and following', () => {
    const reached = new Set(['c'])
    for (const id of reached) for (const s of tiesAround(id, strands, positions)) reached.add(s.source).add(s.target)
    expect([...reached].sort()).toEqual(Object.keys(positions).sort())
  })

  test('it begins at the entity with the most ties', () => {
    expect(firstNode(['e', 'c', 'n'], strands)).toBe('c')
    expect(firstNode([], strands)).toBeNull()
  })
})

describe('names', () => {
  test('two names never cover each other: the better tied keeps its place', () => {
    const nodes = ['a', 'b', 'c'].map((id) => ({ id, label: 'Long Name' }))
    const at = { a: { x: 0, y: 0 }, b: { x: 30, y: 0 }, c: { x: 60, y: 0 } }
    const { places } = labelPlaces(nodes, at, new Map([['b', 5]]))
    expect(places.get('b')).toBe('under')
    expect(places.get('a')).toBe('over')
    expect(new Set(places.values())).toEqual(new Set(['under', 'over']))
  })
})
