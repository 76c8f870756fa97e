import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OWNER, PUBLIC } from '../../src/access/viewer.ts'
import { SkeinError } from '../../src/errors.ts'
import { seeded } from '../../src/graph/random.ts'
import { signedCursors } from '../../src/query/cursor.ts'
import { orderName } from '../../src/ontology/filters.ts'
import type { Store } from '../../src/store/store.ts'
import { describeOnEngines } from '../support/engines.ts'
import { inOrder, meets, seenBy, type Seen } from './filter-reference.ts'
import { crowd, pick, randomFilter, type Filter } from './filter-world.ts'
import { asking, ontology, openWorld, preparedOf, Rows, testPlanner, viewer, type Asking } from './world.ts'

const SEED = 20261125
const VIEWERS = [PUBLIC, viewer(1), viewer(2), OWNER]
const QUERY =
  'query ($filter: EntityFilter, $orderBy: EntityOrder, $direction: OrderDirection) { entities(filter: $filter, orderBy: $orderBy, direction: $direction, first: 200) { totalCount nodes { id } } }'

describeOnEngines('filters and orders', (engine) => {
  // Neo4j compiles each of these texts anew: few, asked by two viewers.
  const cases = engine.name === 'embedded' ? 800 : 5
  const viewers = engine.name === 'embedded' ? VIEWERS : [PUBLIC, viewer(2)]
  let store: Store
  let asked: Asking
  beforeAll(async () => {
    await engine.wipe()
    store = await openWorld(engine.config())
    await crowd(SEED, 60).write(store)
    asked = asking(store.engine)
  })
  afterAll(() => store.close())

  it(`answer what they say, in ${cases} random questions`, { timeout: 300_000 }, async () => {
    const random = seeded(SEED + 1)
    const orders = [...ontology.entityProperties.values()].filter(({ list }) => !list).map(({ name }) => name)
    const seen = new Map<(typeof VIEWERS)[number], Map<string, Seen>>()
    const embedded = engine.name === 'embedded' ? store : await openWorld({ store: '', folder: null })
    try {
      if (embedded !== store) await crowd(SEED, 60).write(embedded)
      for (const as of viewers) seen.set(as, await seenBy(asking(embedded.engine), as))
    } finally {
      if (embedded !== store) await embedded.close()
    }
    const sizes = new Set<number>()
    let some = 0
    for (let i = 0; i < cases; i++) {
      const as = pick(random, viewers)
      const all = seen.get(as) ?? new Map<string, Seen>()
      const filter = randomFilter(random)
      const property = pick(random, orders)
      const direction = pick(random, ['ASC', 'DESC'])
      const found = await asked.at('entities', QUERY, as, { filter, orderBy: orderName(property), direction })
      const expected = [...all.values()].filter((thing) => meets(all, thing, filter))
      const label = `case ${i}: ${JSON.stringify(filter)} by ${property} ${direction} for ${as.id ?? 'public'}`
      expect(found, label).toEqual({
        totalCount: expected.length,
        nodes: inOrder(expected, property, direction === 'DESC').map((id) => ({ id }))
      })
      sizes.add(expected.length)
      if (expected.length > 0 && expected.length < all.size) some++
    }
    // Most questions must divide the crowd, or they say nothing.
    expect(some).toBeGreaterThan(cases * 0.3)
    expect(sizes.size).toBeGreaterThan(Math.min(30, cases / 4))
  })

  it('a page is stable while things come and go: nothing twice, nothing lost that was there throughout', async () => {
    const orders = [
      ['AGE', 'DESC'],
      ['NOTE', 'ASC'],
      ['ID', 'DESC']
    ] as const
    for (const [orderBy, direction] of engine.name === 'embedded' ? orders : orders.slice(0, 1)) {
      const text = `query ($after: String) { entities(filter: { kinds: [Person, Group] }, orderBy: ${orderBy}, direction: ${direction}, first: 3, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`
      const there = `{ entities(filter: { kinds: [Person, Group] }, first: 200) { nodes { id } } }`
      const idsOf = async (): Promise<string[]> =>
        ((await asked.at('entities.nodes', there)) as { id: string }[]).map(({ id }) => id)
      const before = await idsOf()
      const found: string[] = []
      let pages = 0
      for (let after: string | null = null; ;) {
        const page = (await asked.at('entities', text, PUBLIC, { after })) as {
          nodes: { id: string }[]
          pageInfo: { hasNextPage: boolean; endCursor: string }
        }
        found.push(...page.nodes.map(({ id }) => id))
        if (!page.pageInfo.hasNextPage) break
        after = page.pageInfo.endCursor
        pages++
        const name = `come/${orderBy.toLowerCase()}${pages % 3}`
        if (pages % 6 > 2) await store.withdraw(name, '2026-03-01T00:00:00.000Z')
        else {
          const rows = new Rows(name)
          for (const [i, age] of [0, 2, 10, 50].entries()) rows.entity(`n${i}`, 'Person', { age, note: `Bo ${age}` })
          await rows.entity('none', 'Group', { name: 'No age' }).write(store)
        }
      }
      const after = new Set(await idsOf())
      const label = `${orderBy} ${direction}`
      expect(pages, label).toBeGreaterThan(3)
      expect(new Set(found).size, label).toBe(found.length)
      for (const id of before.filter((each) => after.has(each))) expect(found, label).toContain(id)
    }
  })

  it('a code of a good that nobody here trades under that name is named, not passed over', async () => {
    const text = `{ entities(filter: { goods: ["drugz", "drugs", "people"], has: { goods: ["armss"] } }) { totalCount unknown } search(text: "ana", filter: { goods: ["drugz"] }) { unknown } other: entities { unknown } }`
    expect(await asked.data(text)).toMatchObject({
      entities: { totalCount: 0, unknown: ['drugz', 'people', 'armss'] },
      search: { unknown: ['drugz'] },
      other: { unknown: [] }
    })
    expect(await asked.at('entities.unknown', text, viewer(2))).toEqual(['drugz', 'armss'])
  })

  it('search takes a filter too', async () => {
    const text = `{ entities(filter: { name: { search: "bo" }, kinds: [Group, Leg] }, orderBy: NAME) { nodes { id } }
      search(text: "bo", filter: { kinds: [Group, Leg], name: { search: "bo" } }) { nodes { id } } }`
    const { entities, search } = (await asked.data(text)) as Record<string, { nodes: unknown[] }>
    expect(search).toEqual(entities)
    expect(entities?.nodes.length).toBeGreaterThan(0)
  })
})

describe('filters', () => {
  const planner = testPlanner()
  const prepared = (filter: Filter) => preparedOf(planner, QUERY, PUBLIC, { filter })
  const problem = (filter: Filter): SkeinError => {
    try {
      for (const { emitted, run } of prepared(filter)) emitted.statement(run)
    } catch (error) {
      if (error instanceof SkeinError) return error
      throw error
    }
    throw new Error('nothing was refused')
  }
  const textOf = (filter: Filter): string | undefined => prepared(filter)[0]?.emitted.text
  const not = (depth: number): Filter => (depth === 0 ? { kinds: ['Person'] } : { not: not(depth - 1) })

  it('nest three deep and hold thirty tests; more is refused with the number', () => {
    expect(textOf(not(3))).toContain('NOT')
    expect(problem(not(4))).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { limit: { name: 'filter depth', value: 3, met: 4 } }
    })
    expect(problem({ has: { to: { has: { to: { has: { to: { not: {} } } } } } } }).code).toBe('LIMIT_EXCEEDED')
    const many = (n: number): Filter => ({ or: Array.from({ length: n }, () => ({ name: { eq: 'x' } })) })
    expect(textOf(many(30))).toContain('OR')
    expect(problem(many(31)).details.limit).toEqual({ name: 'filter tests', value: 30, met: 31 })
    expect(problem({ name: { in: Array.from({ length: 101 }, (_, i) => String(i)) } }).code).toBe('LIMIT_EXCEEDED')
    expect(problem({ note: { startsWith: 'x'.repeat(501) } }).code).toBe('LIMIT_EXCEEDED')
    const dates = [{ eq: '2003-13' }, { in: ['2003', 'May'] }, { gte: '20030101' }, { startsWith: '2003-' }]
    for (const founded of dates) {
      const { code, details } = problem({ founded })
      expect(code).toBe('INVALID_INPUT')
      expect(details.issues?.[0]?.path).toContain('founded')
    }
    expect(problem({ period: { from: '2004', to: '2003' } }).code).toBe('INVALID_INPUT')
    expect(problem({ not: { has: { minGrade: 'F6' } } }).code).toBe('INVALID_INPUT')
  })

  it('have one text for one shape, whatever their values and however many', () => {
    const filter = (...values: string[]): Filter => ({
      kinds: ['Person', 'Group'].slice(0, values.length),
      or: [{ name: { in: values, search: values[0] } }, { age: { in: values.map((_, i) => i) } }],
      has: { goods: values, period: { from: '2003' }, to: { founded: { startsWith: '2003' } } }
    })
    expect(textOf(filter('a'))).toBe(textOf(filter("x'}) DETACH DELETE n //", '$rank')))
    expect(prepared(filter('a'))[0]?.emitted.text).toContain('EXISTS')
    expect(textOf({ or: [{}, {}] })).not.toBe(textOf({ or: [{}] }))
  })

  it('and orders are there for every stored property of an entity, and stated once', () => {
    for (const { name, list } of ontology.entityProperties.values()) {
      expect(textOf({ [name]: { isNull: true } }), name).toContain(`.${name}`)
      const [ordered] = list ? [] : preparedOf(planner, QUERY, PUBLIC, { orderBy: orderName(name) })
      if (!list) expect(ordered?.emitted.text, name).toContain(`.${name}`)
    }
  })

  it('cursors belong to one order', () => {
    const text = 'query ($after: String) { entities(orderBy: AGE, direction: DESC, after: $after) { nodes { id } } }'
    const cursor = (order: string): string => signedCursors('a secret for tests').write(order, { key: 4, id: 'e:1' })
    const taken = (order: string) => () => preparedOf(planner, text, PUBLIC, { after: cursor(order) })
    expect(taken('entities by age descending')).not.toThrow()
    expect(taken('entities by age')).toThrow()
    expect(taken('entities by tenure descending')).toThrow()
  })
})
