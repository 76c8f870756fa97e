import { afterAll, beforeAll, expect, it } from 'vitest'
import { OWNER, PUBLIC } from '../../src/access/viewer.ts'
import { seeded } from '../../src/graph/random.ts'
import type { Store } from '../../src/store/store.ts'
import { describeOnEngines } from '../support/engines.ts'
import { corridorsOf, seenBy, type CorridorsInput } from './filter-reference.ts'
import { crowd, pick } from './filter-world.ts'
import { asking, openWorld, Rows, viewer, type Asking } from './world.ts'

const SEED = 20261125

/** Legs between few places, so that several run along one corridor. */
function passages(): Rows {
  const rows = crowd(SEED, 30)
  const random = seeded(SEED)
  for (const place of ['p0', 'p1', 'p2', 'p3']) rows.entity(place, 'Place', { name: place })
  rows.entity('r0', 'Route', { name: 'Long way' }).entity('r1', 'Route', { name: 'Short way' })
  for (let i = 0; i < 30; i++) {
    const options = {
      marking: pick(random, ['CLEAR', 'CLEAR', 'GREEN', 'AMBER'] as const),
      source: pick(random, ['s', 't']),
      grade: pick(random, ['', 'B2', 'C3'])
    }
    const leg = `leg${i}`
    rows.entity(leg, 'Leg', { mode: pick(random, ['SEA', 'ROAD', 'AIR']), sequence: 30 - i }, options)
    const when = (): object => (random.next() < 0.5 ? {} : { validFrom: pick(random, ['2003', '2003-05', '2004']), validTo: '2004' })
    rows.tie('DEPARTS_FROM', leg, `p${random.below(3)}`, {}, { ...options, ...when() })
    rows.tie('ARRIVES_AT', leg, `p${1 + random.below(3)}`, {}, { ...options, ...when() })
    if (random.next() < 0.6) rows.tie('CARRIES', leg, `good${random.below(4)}`, {}, { ...options, ...when() })
    if (i < 20) rows.tie('LEG_OF', leg, `r${i % 2}`, {}, options)
  } // prettier-ignore
  return rows
}

const QUERY = `query ($input: CorridorsInput!) { corridors(input: $input) { totalCount nodes {
  from { id } to { id } legs { id } routes { id } legCount goods modes } pageInfo { hasNextPage endCursor } } }`

interface Page {
  totalCount: number
  nodes: unknown[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

describeOnEngines('corridors', (engine) => {
  let store: Store
  let asked: Asking
  const rows = passages()
  beforeAll(async () => {
    await engine.wipe()
    store = await openWorld(engine.config())
    await rows.write(store)
    asked = asking(store.engine)
  })
  afterAll(() => store.close())

  it(
    'are what plain reading of the legs gives, by good, mode, place, period and grade',
    { timeout: 600_000 },
    async () => {
      const random = seeded(SEED + 3)
      const places = ['p0', 'p1', 'p2', 'p3'].map(rows.id)
      let some = 0
      const cases = engine.name === 'embedded' ? 120 : 2
      const beside = engine.name === 'embedded' ? store : await openWorld({ store: '', folder: null })
      if (beside !== store) await rows.write(beside)
      for (const as of engine.name === 'embedded' ? [PUBLIC, viewer(1), OWNER] : [viewer(1)]) {
        const seen = await seenBy(asking(beside.engine), as)
        for (let i = 0; i < cases; i++) {
          const maybe = (input: CorridorsInput): CorridorsInput => (random.next() < 0.35 ? input : {})
          const input = {
            ...maybe({ goods: [pick(random, ['drugs', 'arms', 'people', 'drugs/cocaine'])] }),
            ...maybe({ modes: ['SEA', pick(random, ['AIR', 'RAIL'])] }),
            ...maybe({ from: [pick(random, places)] }),
            ...maybe({ to: [pick(random, places), 'e:0'] }),
            ...maybe({ minGrade: 'B3' }),
            ...maybe({ period: pick(random, [{ to: '2003-04' }, { from: '2005' }, { from: '2003-05', to: '2003' }]) })
          }
          const expected = corridorsOf(seen, input)
          const page = await asked.at('corridors', QUERY, as, { input: { ...input, first: 60 } })
          expect(page, `${JSON.stringify(input)} for ${as.id ?? 'public'}`).toMatchObject({
            totalCount: expected.length,
            nodes: expected
          })
          if (expected.length > 0 && Object.keys(input).length > 0) some++
        }
      }
      if (beside !== store) await beside.close()
      else expect(some).toBeGreaterThan(cases / 3)
    }
  )

  // Neo4j would compile each text for seconds; that it answers the same is held by `statements.test.ts`.
  if (engine.name === 'neo4j') return

  it('say on whose word, from when to when, and come page by page, each once', async () => {
    const all = (await asked.at('corridors', QUERY, OWNER, { input: { first: 100 } })) as Page
    const found: unknown[] = []
    for (let after: string | null = null; ;) {
      const page = (await asked.at('corridors', QUERY, OWNER, { input: { first: 2, after } })) as Page
      found.push(...page.nodes)
      if (!page.pageInfo.hasNextPage) break
      after = page.pageInfo.endCursor
    }
    expect(found).toEqual(all.nodes)
    expect(all.nodes.length).toBeGreaterThan(5)
    const text = `{ corridors(input: { goods: ["drugs", "drugz"] }) { unknown note nodes { origins sources datasets validFrom validTo truncated { shown } } } }`
    const { unknown, nodes } = (await asked.at('corridors', text, OWNER)) as { unknown: string[]; nodes: Record<string, unknown>[] }
    expect(unknown).toEqual(['drugz'])
    for (const node of nodes) expect(node).toMatchObject({ datasets: ['crowd/all'], truncated: null })
    expect(nodes.map(({ origins }) => origins)).toContain(2)
    expect(nodes.map(({ validTo }) => validTo)).toContain('2004')
  }) // prettier-ignore

  it('routes refuse a grade or a period that is none, whatever else is asked', async () => {
    for (const args of ['minGrade: "A6"', 'period: { from: "May" }', 'period: { from: "2003", to: "2002" }'])
      for (const fields of ['unknown', 'totalCount', 'nodes { id }'])
        await expect(asked.data(`{ routes(${args}) { ${fields} } }`), args).rejects.toThrow(/minGrade|period/)
  })

  it('corridors and links across goods refuse a grade or a period that is none, whatever else is asked', async () => {
    for (const root of ['corridors', 'crossGoods'])
      for (const args of ['minGrade: "A6"', 'period: { from: "May" }', 'period: { from: "2003", to: "2002" }'])
        for (const fields of ['note', 'unknown', 'totalCount'])
          await expect(asked.data(`{ ${root}(input: { ${args} }) { ${fields} } }`), args).rejects.toThrow(
            /minGrade|period/
          )
    await expect(asked.data('{ crossGoods(input: { including: ["a/b"] }) { note } }')).rejects.toThrow(/include/)
  })

  it('the routes of a corridor are those of its legs, whenever and however well these are said to be a part of them', async () => {
    const asks = ['minGrade: "B2"', 'period: { from: "2003" }']
    const world = new Rows('routes/parts')
      .entity('leg', 'Leg', {})
      .entity('one', 'Place', { name: 'One' })
      .entity('two', 'Place', { name: 'Two' })
      .entity('route', 'Route', { name: 'Old and doubtful' })
      .tie('DEPARTS_FROM', 'leg', 'one', {}, { grade: 'A1' })
      .tie('ARRIVES_AT', 'leg', 'two', {}, { grade: 'A1' })
      .tie('LEG_OF', 'leg', 'route', {}, { grade: 'E5', validTo: '1999' })
    await world.write(store)
    for (const ask of asks) {
      const text = `{ corridors(input: { from: ["${world.id('one')}"], ${ask} }) { nodes { routes { name } } } }`
      expect(await asked.at('corridors.nodes', text, OWNER), ask).toEqual([{ routes: [{ name: 'Old and doubtful' }] }])
    }
  })

  it('a filter that means nothing is refused, also where nothing would be read', async () => {
    for (const page of ['search(text: " ", FILTER) { nodes { id } }', 'entities(FILTER) { unknown }'])
      for (const filter of ['minGrade: "A6"', 'date: { gte: "May" }', 'not: { has: { period: { from: "May" } } }'])
        await expect(asked.data(`{ ${page.replace('FILTER', `filter: { ${filter} }`)} }`), filter).rejects.toThrow()
  })

  it('routes come by what one of their legs does, with their legs in the order of travel', async () => {
    const text = `query ($places: [ID!], $after: String) { routes(goods: ["drugs", "arms"], modes: [SEA, ROAD], places: $places) { totalCount nodes { name legs(first: 4, after: $after) { pageInfo { endCursor } nodes { other { ... on Leg { sequence } } } } } } }`
    const places = [rows.id('p1'), rows.id('p2')]
    const { nodes } = (await asked.at('routes', text, OWNER, { places })) as {
      nodes: { legs: { pageInfo: { endCursor: string }; nodes: { other: { sequence: number } }[] } }[]
    }
    expect(nodes).toMatchObject([{ name: 'Long way' }, { name: 'Short way' }])
    const [first] = nodes
    const numbers = (page: typeof first): number[] => page?.legs.nodes.map(({ other }) => other.sequence) ?? []
    const after = first?.legs.pageInfo.endCursor
    const next = (await asked.at('routes.nodes.0', text, OWNER, { places, after })) as typeof first
    expect([...numbers(first), ...numbers(next)]).toEqual([12, 14, 16, 18, 20, 22, 24, 26])
    expect(await asked.at('routes.totalCount', text, OWNER, { places: [rows.id('r0')] })).toBe(0)
  })
})
