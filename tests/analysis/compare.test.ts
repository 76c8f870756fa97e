import { expect, test } from 'vitest'
import { comparePairs, type Side } from '../../src/analysis/compare/compare.ts'
import { assumptions } from '../../src/analysis/shape/assumptions.ts'
import { gatherEvidence } from '../../src/analysis/shape/evidence.ts'
import { group, type Sketch } from './groups.ts'

const CONTACTS = '0-1 1-2 2-3'
const ORDERS = '0-1 0-2 0-3'

const side = (id: string, sketch: Partial<Sketch>, more: Partial<Side> = {}): Side => ({
  id,
  name: `Group ${id}`,
  evidence: gatherEvidence(group({ n: 4, contacts: CONTACTS, orders: ORDERS, ...sketch }), assumptions),
  members: ['1', '2', '3', '4'].map((local) => `${id}${local}`),
  contactRoles: ['telephone call'],
  orderEvidence: ['ORDERS'],
  goods: ['drugs'],
  ...more
})
const compared = (a: Side, b: Side) => {
  const [pair] = comparePairs([a, b])
  if (pair === undefined) throw new Error('no pair')
  return { kinds: pair.cautions.map(({ kind }) => kind), contacts: pair.contacts, orders: pair.orders, pair }
}

test('like groups, collected alike, may be compared in all', () => {
  expect(compared(side('a', {}), side('b', {}))).toMatchObject({ kinds: [], contacts: true, orders: true })
})

test.each<[string, Side, string[], { contacts: boolean; orders: boolean }]>([
  ['another way of collecting', side('b', { how: 'WIRETAP' }), ['COLLECTION'], { contacts: false, orders: false }],
  [
    'a way that nobody knows',
    side('b', { how: 'UNKNOWN' }),
    ['COLLECTION_UNKNOWN'],
    { contacts: false, orders: false }
  ],
  ['no orders', side('b', { orders: '' }), ['NO_ORDERS'], { contacts: true, orders: false }],
  ['no contacts', side('b', { contacts: '' }), ['NO_CONTACTS'], { contacts: false, orders: true }],
  [
    'another meaning of a contact',
    side('b', {}, { contactRoles: ['names as a friend'] }),
    ['MEANING_OF_CONTACTS'],
    { contacts: false, orders: true }
  ],
  [
    'a meaning of contacts that no source gives: nothing to set against the other',
    side('b', {}, { contactRoles: [] }),
    [],
    { contacts: true, orders: true }
  ],
  [
    'other signs of orders',
    side('b', {}, { orderEvidence: ['TASK'] }),
    ['MEANING_OF_ORDERS'],
    { contacts: true, orders: true }
  ],
  ['no goods', side('b', {}, { goods: [] }), ['GOODS_UNKNOWN'], { contacts: true, orders: true }],
  [
    'twice the size',
    side('b', {}, { members: ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8'] }),
    ['SIZE'],
    { contacts: true, orders: true }
  ],
  [
    'a shared actor',
    side('b', {}, { members: ['a1', 'b2', 'b3', 'b4'] }),
    ['SAME_ACTORS'],
    { contacts: true, orders: true }
  ]
])('%s', (_, other, kinds, layers) => {
  expect(compared(side('a', {}), other)).toMatchObject({ kinds, ...layers })
  expect(compared(other, side('a', {}))).toMatchObject({ kinds, ...layers })
})

test('presence at the same events is no contact', () => {
  const together = side('b', { orders: '', how: 'CO_ATTENDANCE' })
  const { kinds, contacts } = compared(side('a', { orders: '', how: 'CO_ATTENDANCE' }), together)
  expect(contacts).toBe(false)
  expect(kinds.filter((kind) => kind === 'CO_ATTENDANCE')).toHaveLength(2)
})

test('who reports to whom and who is whose friend share nothing that is measured', () => {
  const reports = side('a', { contacts: '', how: 'SURVEY' }, { contactRoles: [] })
  const friends = side('b', { orders: '', how: 'SURVEY' }, { orderEvidence: [] })
  expect(compared(reports, friends)).toMatchObject({
    kinds: ['NO_CONTACTS', 'NO_ORDERS'],
    contacts: false,
    orders: false
  })
})

test('two ids of one group are said to be that, and every two are compared once', () => {
  expect(compared(side('a', {}), side('a', {}))).toMatchObject({
    kinds: ['SAME_GROUP'],
    contacts: false,
    orders: false
  })
  const pairs = comparePairs(['a', 'b', 'c', 'd'].map((id) => side(id, {})))
  expect(pairs.map(({ left, right }) => left + right)).toEqual(['ab', 'ac', 'ad', 'bc', 'bd', 'cd'])
})
