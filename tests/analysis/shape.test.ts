import { describe, expect, test } from 'vitest'
import { measures } from '../../src/analysis/measures/registry.ts'
import { shape } from '../../src/analysis/shape/shape.ts'
import { type Shape } from '../../src/analysis/shape/types.ts'
import { cocaineCalls, heroinCalls, managers } from '../fixtures/published-groups.ts'
import { claim, group, treeOrders } from './groups.ts'

const turned = (edges: string): string => edges.split(' ').map(pair => pair.split('-').reverse().join('-')).join(' ') // prettier-ignore
const ids = (reasons: Shape['reasons']): string[] => reasons.map((reason) => reason.id)
const names = ['ranks', 'territory', 'sanctions'] as const

/** Eight actors, seven recorded orders, nobody over more than one of them. */
const looseOrders = '0-1 2-3 4-5 6-7 1-0 3-2 5-4'
const ring = '0-1 1-2 2-3 3-4 4-5 5-6 6-7 7-0'

describe('published groups', () => {
  test('managers, who reports to whom turned round: a standard hierarchy, with the measures it rests on', () => {
    const found = shape(group({ n: managers.n, orders: turned(managers.reportsTo), how: 'SURVEY' }))
    expect(found).toMatchObject({
      family: 'HIERARCHICAL',
      type: 'standardHierarchy',
      standsAlone: true,
      probability: null
    })
    expect(found.aliases).toContain('rigid hierarchy')
    expect(found.reasons[0]).toMatchObject({ id: 'orders.tree', speaksFor: 'HIERARCHICAL' })
    expect(found.reasons[0]?.words).toContain(
      'A6 stands above 20 of the 20 other members (100 %) along orders, 2 steps deep'
    )
    expect(found.reasons[0]?.restsOn).toContainEqual({ measure: 'rootShare', value: 1 })
  })

  test('the same managers with departments as parts stay standard: a department has no territory of its own', () => {
    const parts = ['1', '2', '3', '4'].map((label) => ({ label, ownTerritory: null, ownDiscipline: null }))
    expect(shape(group({ n: managers.n, orders: turned(managers.reportsTo), parts })).type).toBe('standardHierarchy')
  })

  test('reports not turned round are not a hierarchy of the bottom', () => {
    expect(shape(group({ n: managers.n, orders: managers.reportsTo })).family).not.toBe('HIERARCHICAL')
  })

  test('friendships among the same managers: not hierarchical, and worded as "none visible"', () => {
    const found = shape(group({ n: managers.n, contacts: managers.friends, how: 'SURVEY' }))
    expect(found.family).toBe('CANNOT_TELL')
    expect(found.words).toContain('0 orders')
    const contacts = found.reasons.find((reason) => reason.id === 'contacts.noHierarchyVisible')
    expect(contacts?.speaksFor).toBe('CANNOT_TELL')
    expect(contacts?.words).toContain('does not mean that there is none')
  })

  test.each([
    ['cocaine', cocaineCalls],
    ['heroin', heroinCalls]
  ])('%s calls: the direction of a wiretapped call is never sold as command', (_, { n, edges }) => {
    const asContacts = shape(group({ n, contacts: edges, how: 'WIRETAP' }))
    const asCommand = shape(group({ n, orders: edges, how: 'WIRETAP', evidence: null }))
    expect(asContacts.family).toBe('CANNOT_TELL')
    expect(asCommand.family).toBe('CANNOT_TELL')
    expect(asCommand.setAside[0]).toContain('shows who was tapped or seen, not who commands')
    expect(asCommand.measures.find((m) => m.id === 'rootShare')).toMatchObject({ value: null })
  })
})

describe('not enough to tell', () => {
  test('fewer than eight actors in the largest component', () => {
    const found = shape(group({ n: 12, orders: `${treeOrders(7, 2)} 7-8 8-9 10-11` }))
    expect(found.family).toBe('CANNOT_TELL')
    expect(found.reasons[0]).toMatchObject({ id: 'refusal.tooSmall' })
    expect(found.wouldChange[0]).toContain('at least 8 of each')
  })

  test('fewer than five orders and fewer than three attributes; five orders or three attributes pass', () => {
    const refused = (orders: string, attributes: number): boolean =>
      ids(
        shape(
          group({
            n: 8,
            contacts: ring,
            orders,
            attributes: names.slice(0, attributes).map((kind) => claim(kind, true, [kind]))
          })
        ).reasons
      ).includes('refusal.littleKnown')
    expect(refused('0-1 0-2 0-3 0-4', 2)).toBe(true)
    expect(refused('0-1 0-2 0-3 0-4 0-5', 0)).toBe(false)
    expect(refused('0-1 0-2 0-3 0-4', 3)).toBe(false)
  })

  test('an attribute repeated by many is known once', () => {
    const attributes = ['a', 'b', 'c', 'd'].map((origin) => claim('ranks', true, [origin]))
    expect(ids(shape(group({ n: 8, contacts: ring, attributes })).reasons)).toContain('refusal.littleKnown')
  })

  test('one of two origins behind more than 70 % of the ties; a single study is not refused for that but stands alone', () => {
    const orders = treeOrders(21, 4)
    const by = (share: number) => shape(group({ n: 21, orders, origin: (i) => [i < share * 20 ? 'one' : 'two'] }))
    expect(by(1)).toMatchObject({ family: 'HIERARCHICAL', standsAlone: true })
    expect(by(0.7)).toMatchObject({ family: 'HIERARCHICAL', standsAlone: false })
    expect(by(0.75)).toMatchObject({ family: 'CANNOT_TELL', standsAlone: false })
    expect(by(0.75).reasons[0]).toMatchObject({ id: 'refusal.oneOrigin', origins: ['one'] })
    const corroborated = shape(group({ n: 21, orders, origin: () => ['one', 'two'] }))
    expect(corroborated.family).toBe('HIERARCHICAL')
  })

  test('co-attendance is not comparable, and does not spoil what else is known', () => {
    expect(shape(group({ n: 8, contacts: ring, how: 'CO_ATTENDANCE' })).reasons[0]?.id).toBe('refusal.notComparable')
    const mixed = group({ n: 21, contacts: '0-20 1-19', orders: treeOrders(21, 4) })
    const found = shape({
      ...mixed,
      contacts: mixed.contacts.map((tie) => ({ ...tie, datasets: ['events'] })),
      datasets: [...mixed.datasets, { id: 'events', howCollected: 'CO_ATTENDANCE' }]
    })
    expect(found.family).toBe('HIERARCHICAL')
    expect(found.setAside[0]).toContain('2 ties of co-attendance left out')
    expect(found.howCollected[1]?.caution).toContain('not comparable')
  })

  test('improbable orders are set aside', () => {
    const input = group({ n: 21, orders: treeOrders(21, 4) })
    const found = shape({ ...input, commands: input.commands.map((tie) => ({ ...tie, weight: 0.1 })) })
    expect(found.family).toBe('CANNOT_TELL')
    expect(found.setAside[0]).toContain('20 ties left out')
  })

  test('no actors at all', () => {
    expect(shape(group({ n: 0 })).family).toBe('CANNOT_TELL')
  })

  test('few orders among many show no absence of a root', () => {
    const contacts = Array.from({ length: 39 }, (_, v) => `${v}-${v + 1}`).join(' ')
    const attributes = [claim('rewires', true, ['x'], 0.5)]
    const found = shape(group({ n: 40, contacts, orders: '0-1 2-3 4-5 6-7 8-9', attributes }))
    expect(found.family).toBe('CANNOT_TELL')
    expect(found.reasons[0]?.words).toContain('no root shows is no finding')
    expect(found.wouldChange[0]).toContain('7 more orders')
  })
})

describe('hierarchies', () => {
  test('a perfect tree of eight is enough when its ties are', () => {
    const orders = treeOrders(8, 2)
    expect(shape(group({ n: 8, orders, contacts: ring })).type).toBe('standardHierarchy')
  })

  test('three parts with territory and discipline of their own make it regional', () => {
    const part = (label: string) => ({ label, ownTerritory: true, ownDiscipline: true })
    const input = { n: 21, orders: treeOrders(21, 4) }
    expect(shape(group({ ...input, parts: ['north', 'south'].map(part) })).type).toBe('standardHierarchy')
    const found = shape(group({ ...input, parts: ['north', 'south', 'port'].map(part) }))
    expect(found.type).toBe('regionalHierarchy')
    expect(found.aliases).toContain('devolved hierarchy')
    expect(ids(found.reasons)).toContain('parts.own')
  })

  test('three trees whose heads are tied make a cluster; without the ties it cannot be told', () => {
    const tree = (at: number): string => [[0, 1], [0, 2], [1, 3], [1, 4], [2, 5], [2, 6]].map(([a = 0, b = 0]) => `${a + at}-${b + at}`).join(' ') // prettier-ignore
    const orders = [0, 7, 14].map(tree).join(' ')
    const tied = shape(group({ n: 21, orders, contacts: '0-7 7-14' }))
    expect(tied).toMatchObject({ family: 'HIERARCHICAL', type: 'clusteredHierarchy' })
    expect(tied.aliases).toContain('hierarchical conglomerate')
    const body = shape(group({ n: 22, orders, contacts: '21-0 21-7 21-14' }))
    expect(body.type).toBe('clusteredHierarchy')
    expect(body.reasons[0]?.words).toContain('all tied to A21, who orders none of them')
    expect(shape(group({ n: 21, orders, contacts: '3-10 10-17' })).family).toBe('CANNOT_TELL')
  })

  test('orders one step deep are a foreman, not a hierarchy', () => {
    const found = shape(group({ n: 9, orders: '0-1 0-2 0-3 0-4 0-5 0-6 0-7 0-8' }))
    expect(found.family).toBe('CANNOT_TELL')
    expect(found.reasons[0]?.words).toContain('only 1 step deep')
  })

  test('orders that close a circle at the top leave no single root', () => {
    const found = shape(group({ n: 21, orders: `${treeOrders(21, 4)} 1-0` }))
    expect(found.family).toBe('CANNOT_TELL')
    expect(ids(found.reasons)).toContain('orders.severalTops')
    expect(found.wouldChange[0]).toBe('Who of A0, A1 gives orders to whom')
  })

  test('a circle further down does not', () => {
    expect(shape(group({ n: 21, orders: `${treeOrders(21, 4)} 5-1` })).type).toBe('standardHierarchy')
  })

  test('says how many members must turn out to stand elsewhere', () => {
    const found = shape(group({ n: 21, orders: treeOrders(21, 4) }))
    expect(found.wouldChange[0]).toContain('9 members or more of those under A0')
  })
})

describe('loose groups', () => {
  test('no root, no core, ties made anew by claim: a criminal network', () => {
    const found = shape(
      group({ n: 8, contacts: ring, orders: looseOrders, attributes: [claim('rewires', true, ['x'])] })
    )
    expect(found).toMatchObject({ family: 'LOOSE', type: 'criminalNetwork', against: [] })
    expect(found.reasons[0]).toMatchObject({ id: 'orders.noRoot', speaksFor: 'LOOSE' })
  })

  test('the same without that claim cannot be told: ignorance is not a type', () => {
    const found = shape(group({ n: 8, contacts: ring, orders: looseOrders }))
    expect(found.family).toBe('CANNOT_TELL')
    expect(found.wouldChange[0]).toContain('Whether ties are temporary')
  })

  const core = '0-1 0-2 0-3 1-2 1-3 2-3 0-4 1-5 2-6 3-7 0-8 1-9'
  const few = '4-0 5-1 6-2 7-3 8-9'

  test('no root and a dense core with the others tied to it: a core group', () => {
    const found = shape(group({ n: 10, contacts: core, orders: few }))
    expect(found).toMatchObject({ family: 'LOOSE', type: 'coreGroup' })
    expect(found.reasons.find((reason) => reason.id === 'contacts.core')?.words).toContain('A0, A1, A2, A3')
  })

  test('a core that is the list of those who were tapped is none', () => {
    const found = shape(group({ n: 10, contacts: core, orders: few, how: 'WIRETAP', tapped: [0, 1, 2, 3] }))
    expect(found.family).toBe('CANNOT_TELL')
    expect(
      found.reasons.some((reason) => reason.words.includes('the list of those who were tapped, and so no finding'))
    ).toBe(true)
    expect(shape(group({ n: 10, contacts: core, orders: few, how: 'WIRETAP', tapped: [4, 5, 0] })).type).toBe(
      'coreGroup'
    )
  })

  test('where it is not known who was tapped, the core is no finding, and the list is what would settle it', () => {
    const found = shape(group({ n: 10, contacts: core, orders: few, how: 'WIRETAP' }))
    expect(found.family).toBe('CANNOT_TELL')
    expect(found.wouldChange[0]).toContain('The list of those whose phones were tapped')
  })
})

test('the order of ties and claims does not matter', () => {
  const attributes = [
    claim('rewires', true, ['x']),
    claim('ranks', true, ['x', 'y'], 0.5),
    claim('territory', false, ['y'])
  ]
  const input = group({ n: 10, contacts: ring, orders: looseOrders, attributes, origin: (i) => [i % 2 ? 'x' : 'y'] })
  const other = {
    ...input,
    contacts: input.contacts.toReversed(),
    commands: input.commands.toReversed(),
    attributes: input.attributes.toReversed()
  }
  expect(shape(other)).toEqual(shape(input))
})

test('every reason rests on registered measures, and two things would change each verdict', () => {
  const inputs = [
    group({ n: 21, orders: treeOrders(21, 4) }),
    group({ n: 10, contacts: ring, orders: looseOrders }),
    group({ n: 8, contacts: ring, orders: looseOrders, attributes: [claim('rewires', true, ['x'])] }),
    group({ n: cocaineCalls.n, contacts: cocaineCalls.edges, how: 'WIRETAP' }),
    group({ n: 3 })
  ]
  const known = new Set(measures.map((measure) => measure.id))
  for (const input of inputs) {
    const found = shape(input)
    for (const { measure } of [...found.reasons, ...found.against].flatMap((reason) => reason.restsOn)) {
      expect(known.has(measure), measure).toBe(true)
    }
    // Parts of a group are no sign of either family.
    const looked = [...known].filter((id) => !id.startsWith('modularity'))
    expect(found.measures.map((m) => m.id).sort()).toEqual(looked.sort())
    expect(found.wouldChange.every((text) => text.length > 20)).toBe(true)
    expect(found.wouldChange[0]).not.toBe(found.wouldChange[1])
    expect(shape(input)).toEqual(found)
  }
})
