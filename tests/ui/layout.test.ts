import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compose } from '../../ui/src/graph/layout/compose.ts'
import { pack } from '../../ui/src/graph/layout/pack.ts'
import { place } from '../../ui/src/graph/layout/place.ts'
import { superiors, tiersOf } from '../../ui/src/graph/layout/tiers.ts'
import { tidyTree } from '../../ui/src/graph/layout/tree.ts'
import type { LayoutInput, Point, Positions } from '../../ui/src/graph/layout/types.ts'
import { layoutGroup, tree, web } from './make.ts'

function threeGroups(): LayoutInput {
  const a = tree('a', 24)
  const b = web('b', 18, 40)
  const c = web('c', 9, 14, 5)
  const free = ['f0', 'f1', 'f2']
  const across = [
    { source: 'f0', target: 'a3', order: false },
    { source: 'f0', target: 'b2', order: false },
    { source: 'f1', target: 'c2', order: false }
  ]
  return {
    nodes: [...a.members, ...b.members, ...c.members, ...free],
    ties: [...a.ties, ...b.ties, ...c.ties, ...across],
    groups: [
      layoutGroup('A', 'tiers', a.members),
      layoutGroup('B', 'hull', b.members),
      layoutGroup('C', 'undecided', c.members)
    ]
  }
}

const box = (ids: readonly string[], positions: Positions) => {
  const points = ids.map((id) => positions[id] as Point)
  const xs = points.map((p) => p.x)
  const ys = points.map((p) => p.y)
  return { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) }
}

describe('tiers', () => {
  test('a chain of orders has one tier per step, the top first', () => {
    const orders = ['ab', 'bc', 'cd'].map((pair) => ({ source: pair.charAt(0), target: pair.charAt(1), order: true }))
    expect([...tiersOf(['a', 'b', 'c', 'd'], orders)]).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
      ['d', 3]
    ])
  })

  test('whoever neither gives nor takes an order has no tier, and contacts make none', () => {
    const tiers = tiersOf(
      ['a', 'b', 'c'],
      [
        { source: 'a', target: 'b', order: true },
        { source: 'b', target: 'c', order: false }
      ]
    )
    expect(tiers.has('c')).toBe(false)
  })

  test('trophic levels of a diamond with a short cut are those of MacKay and others: 0, 1, 1, 2 rounded', () => {
    const orders = ['ab', 'ac', 'bd', 'cd', 'ad'].map((p) => ({
      source: p.charAt(0),
      target: p.charAt(1),
      order: true
    }))
    const tiers = tiersOf(['a', 'b', 'c', 'd'], orders)
    expect(['a', 'b', 'c', 'd'].map((id) => tiers.get(id))).toEqual([0, 1, 1, 2])
  })

  test('a circle of orders ends and puts all on one tier', () => {
    const orders = ['ab', 'bc', 'ca'].map((pair) => ({ source: pair.charAt(0), target: pair.charAt(1), order: true }))
    expect(new Set(tiersOf(['a', 'b', 'c'], orders).values())).toEqual(new Set([0]))
  })

  test('one is drawn under the superior nearest above', () => {
    const orders = ['ab', 'bc', 'ac'].map((pair) => ({ source: pair.charAt(0), target: pair.charAt(1), order: true }))
    const tiers = new Map([
      ['a', 0],
      ['b', 1],
      ['c', 2]
    ])
    expect(superiors(tiers, orders).get('c')).toBe('b')
  })
})

describe('tidy tree', () => {
  test('every order points down, and no two members stand in the same place', () => {
    const { members, ties } = tree('m', 30, 4)
    const { positions } = tidyTree(members, ties)
    for (const { source, target } of ties) {
      expect(positions[source]?.y).toBeLessThan(positions[target]?.y ?? -Infinity)
    }
    const places = new Set(members.map((id) => `${positions[id]?.x ?? 0}/${positions[id]?.y ?? 0}`))
    expect(places.size).toBe(30)
  })

  test('members without a recorded order stand in a row of their own below', () => {
    const { members, ties } = tree('m', 8)
    const { positions } = tidyTree([...members, 'x', 'y'], ties)
    const lowest = Math.max(...members.map((id) => positions[id]?.y ?? 0))
    expect(positions.x?.y).toBeGreaterThan(lowest)
    expect(positions.x?.y).toBe(positions.y?.y)
  })
})

describe('the whole picture', () => {
  test('the same input gives the same positions', () => {
    expect(compose(threeGroups())).toEqual(compose(threeGroups()))
  })

  test('everybody has a place and no two groups overlap', () => {
    const input = threeGroups()
    const positions = compose(input)
    expect(Object.keys(positions).sort()).toEqual([...input.nodes].sort())
    const boxes = input.groups.map((g) => box(g.members, positions))
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        expect(a.x1 < b.x0 || b.x1 < a.x0 || a.y1 < b.y0 || b.y1 < a.y0).toBe(true)
      }
    }
  })

  test('whoever is in no group stands outside all outlines', () => {
    const input = threeGroups()
    const positions = compose(input)
    for (const g of input.groups) {
      const { x0, x1, y0, y1 } = box(g.members, positions)
      for (const id of ['f0', 'f1', 'f2']) {
        const p = positions[id] as Point
        expect(p.x < x0 || p.x > x1 || p.y < y0 || p.y > y1).toBe(true)
      }
    }
  })

  test('packed rectangles never overlap', () => {
    const size = fc.integer({ min: 20, max: 600 })
    fc.assert(
      fc.property(fc.array(fc.tuple(size, size), { minLength: 1, maxLength: 12 }), (sizes) => {
        const items = sizes.map(([width, height], i) => ({ id: `i${i}`, width, height }))
        const centres = pack(
          items,
          items.slice(1).map((item) => ({ a: 'i0', b: item.id, weight: 1 }))
        )
        for (const [i, a] of items.entries()) {
          for (const b of items.slice(i + 1)) {
            const [p, q] = [centres.get(a.id) as Point, centres.get(b.id) as Point]
            const apart =
              Math.abs(p.x - q.x) >= (a.width + b.width) / 2 - 0.1 ||
              Math.abs(p.y - q.y) >= (a.height + b.height) / 2 - 0.1
            expect(apart).toBe(true)
          }
        }
      }),
      { numRuns: 25, seed: 3 }
    )
  })
})

describe('adding', () => {
  test('returns places of what is new and of nothing else', () => {
    const input = threeGroups()
    const fixed = compose(input)
    const fresh = ['n0', 'n1', 'n2']
    const added = place({
      ...input,
      nodes: [...input.nodes, ...fresh],
      ties: [...input.ties, ...fresh.map((id) => ({ source: 'b3', target: id, order: false }))],
      fixed,
      anchor: 'b3'
    })
    expect(Object.keys(added).sort()).toEqual(fresh)
  })

  test('what is new covers nothing and lies inside no outline that is not its own', () => {
    const input = threeGroups()
    const fixed = compose(input)
    const fresh = Array.from({ length: 20 }, (_, i) => `n${i}`)
    const added = place({ ...input, nodes: [...input.nodes, ...fresh], fixed, anchor: 'a0' })
    const all = Object.entries({ ...fixed, ...added })
    for (const id of fresh) {
      const p = added[id] as Point
      for (const [other, q] of all) if (other !== id) expect(Math.hypot(p.x - q.x, p.y - q.y)).toBeGreaterThan(20)
      for (const g of input.groups) {
        const { x0, x1, y0, y1 } = box(g.members, fixed)
        expect(p.x < x0 || p.x > x1 || p.y < y0 || p.y > y1).toBe(true)
      }
    }
  })

  test('a group opened beside others keeps clear of them', () => {
    const input = threeGroups()
    const fixed = compose(input)
    const d = tree('d', 15)
    const added = place({
      nodes: [...input.nodes, ...d.members],
      ties: [...input.ties, ...d.ties],
      groups: [...input.groups, layoutGroup('D', 'tiers', d.members)],
      fixed,
      anchor: null
    })
    const own = box(d.members, added)
    for (const g of input.groups) {
      const b = box(g.members, fixed)
      expect(own.x1 < b.x0 || b.x1 < own.x0 || own.y1 < b.y0 || b.y1 < own.y0).toBe(true)
    }
  })
})
