import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMPTY, homes, merge, NO_DATA, type ViewDocument } from '../../ui/src/view/document.ts'
import { begin, perform, redo, undo, type History } from '../../ui/src/view/history.ts'
import { reduce, type Action } from '../../ui/src/view/reduce.ts'
import { visible } from '../../ui/src/view/visible.ts'
import { group, node, tie } from './make.ts'

const ids = ['a', 'b', 'c', 'd', 'e', 'f']
const id = fc.constantFrom(...ids)
const positions = fc.dictionary(
  id,
  fc.record({ x: fc.integer({ min: -99, max: 99 }), y: fc.integer({ min: -99, max: 99 }) })
)
const someIds = fc.uniqueArray(id, { maxLength: 4 })
const addition = fc.record({
  id: fc.constantFrom('x', 'y', 'z'),
  of: fc.constantFrom('g', 'h', null),
  label: fc.constant('l'),
  nodes: someIds
})

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    do: fc.constant('open' as const),
    groups: someIds,
    additions: fc.array(addition, { maxLength: 2 }),
    positions
  }),
  fc.record({ do: fc.constant('add' as const), groups: someIds, addition, positions }),
  fc.record({ do: fc.constant('collapse' as const), addition: fc.constantFrom('x', 'y', 'z') }),
  fc.record({ do: fc.constant('remove' as const), nodes: someIds }),
  fc.record({ do: fc.constant('move' as const), positions }),
  fc.record({ do: fc.constant('tidy' as const), positions }),
  fc.record({ do: fc.constant('filter' as const), filters: fc.record({ goodsOff: fc.subarray(['people', 'arms']) }) })
)
const actions = fc.array(action, { maxLength: 25 })
const run = (steps: readonly Action[]): History => steps.reduce(perform, begin(EMPTY))

describe('undo and redo', () => {
  test('undo after a step is the view before it', () => {
    fc.assert(
      fc.property(actions, action, (steps, last) => {
        const before = run(steps)
        const after = perform(before, last)
        // What changes nothing is no step, and costs no undo.
        expect(after === before ? before.present : undo(after).present).toEqual(before.present)
      }),
      { seed: 11 }
    )
  })

  test('everything can be undone, and done again, without limit', () => {
    fc.assert(
      fc.property(actions, (steps) => {
        const end = run(steps)
        let back = end
        for (let i = 0; i < steps.length; i++) back = undo(back)
        expect(back.present).toEqual(EMPTY)
        for (let i = 0; i < steps.length; i++) back = redo(back)
        expect(back.present).toEqual(end.present)
      }),
      { seed: 12 }
    )
  })

  test('a new step forgets what was undone', () => {
    const first = run([{ do: 'open', groups: [], additions: [], positions: { a: { x: 0, y: 0 } } }])
    const other = perform(undo(first), { do: 'open', groups: [], additions: [], positions: { b: { x: 0, y: 0 } } })
    expect(redo(other)).toBe(other)
  })
})

describe('steps', () => {
  const open: ViewDocument = reduce(EMPTY, {
    do: 'open',
    groups: ['g'],
    additions: [{ id: 'group:g', of: 'g', label: 'G', nodes: ['a', 'b'] }],
    positions: { a: { x: 1, y: 2 }, b: { x: 3, y: 4 } }
  })
  const added = reduce(open, {
    do: 'add',
    groups: [],
    addition: { id: 'x', of: 'a', label: 'tied to a', nodes: ['b', 'c'] },
    positions: { a: { x: 99, y: 99 }, c: { x: 5, y: 6 } }
  })

  test('adding never moves what is there, whatever the new positions say', () => {
    fc.assert(
      fc.property(actions, addition, positions, (steps, what, places) => {
        const before = run(steps).present
        const after = reduce(before, { do: 'add', groups: [], addition: what, positions: places })
        for (const [key, p] of Object.entries(before.positions)) expect(after.positions[key]).toEqual(p)
      }),
      { seed: 13 }
    )
  })

  test('filtering moves nothing', () => {
    expect(reduce(added, { do: 'filter', filters: { goodsOff: ['arms'] } }).positions).toBe(added.positions)
  })

  test('collapsing takes back one expansion, and keeps what something else brought in', () => {
    expect(Object.keys(reduce(added, { do: 'collapse', addition: 'x' }).positions).sort()).toEqual(['a', 'b'])
    const rest = reduce(added, { do: 'collapse', addition: 'group:g' })
    expect(Object.keys(rest.positions).sort()).toEqual(['b', 'c'])
    expect(rest.groups).toEqual([])
  })

  test('tidying cannot bring in what is not shown', () => {
    expect(Object.keys(reduce(open, { do: 'tidy', positions: { z: { x: 0, y: 0 } } }).positions)).toEqual(['a', 'b'])
  })
})

describe('what is visible', () => {
  const data = {
    ...merge(
      NO_DATA,
      [
        node('a', { goods: ['arms'], in: ['g', 'case'] }),
        node('b', { goods: ['arms', 'drugs/heroin'], in: ['case'] }),
        node('c', { in: ['case'] })
      ],
      [tie('a', 'b', { grade: 'A1' }), tie('b', 'c', { grade: null, kind: 'COMMANDS' }), tie('a', 'c', { grade: 'C3' })]
    ),
    groups: { g: group('g', 'HIERARCHICAL'), case: group('case', 'CANNOT_TELL') }
  }
  const shown: ViewDocument = {
    ...EMPTY,
    groups: ['case', 'g'],
    positions: { a: { x: 0, y: 0 }, b: { x: 0, y: 0 }, c: { x: 0, y: 0 } }
  }
  const withFilters = (filters: Partial<ViewDocument['filters']>) =>
    visible({ ...shown, filters: { ...shown.filters, ...filters } }, data)

  test('one in a group inside a case is drawn in the smaller of the two', () => {
    expect([...homes(shown, data)]).toEqual([
      ['a', 'g'],
      ['b', 'case'],
      ['c', 'case']
    ])
  })

  test('switching a good off hides who has no other, and never who has none recorded', () => {
    const { nodes, hidden } = withFilters({ goodsOff: ['arms'] })
    expect(nodes.map((n) => n.id)).toEqual(['b', 'c'])
    expect(hidden).toBe(1)
  })

  test('a least grade hides worse ties and those not graded, as the API does', () => {
    expect(withFilters({ minStep: 3 }).ties.map((t) => t.id)).toEqual(['a-b', 'a-c'])
    expect(withFilters({ minStep: 1 }).ties.map((t) => t.id)).toEqual(['a-b'])
  })

  test('switching a shape off hides the members of its groups', () => {
    expect(withFilters({ familiesOff: ['CANNOT_TELL'] }).nodes.map((n) => n.id)).toEqual(['a'])
  })

  test('a smaller answer never takes back goods that a larger one knew', () => {
    const again = merge(data, [node('a', { goods: [], in: [] })], [])
    expect(again.nodes.a?.goods).toEqual(['arms'])
  })
})
