import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PUBLIC } from '../../src/access/viewer.ts'
import { SkeinError } from '../../src/errors.ts'
import { signedCursors } from '../../src/query/cursor.ts'
import type { Store } from '../../src/store/store.ts'
import { describeOnEngines } from '../support/engines.ts'
import { asking, openWorld, preparedOf, Rows, testPlanner, viewer, type Asking } from './world.ts'

const NAMES = ['Ana', 'ana', 'Ánà', 'Bo', 'Ćiro', null, 'Zed', 'Дана', '—', 'Bo']
const GRADES = ['A1', 'B2', '', 'C3', 'F6']

function crowd(): Rows {
  const rows = new Rows('crowd/all')
  rows.entity('hub', 'Group', { name: 'Hub' })
  for (let i = 0; i < 40; i++) {
    const name = NAMES[i % NAMES.length]
    rows.entity(`p${i}`, 'Person', name === null || name === undefined ? { note: 'nameless' } : { name })
    rows.tie('MEMBER_OF', `p${i}`, 'hub', {}, { grade: GRADES[i % GRADES.length] ?? '' })
  }
  rows
    .entity('veiled', 'Person', { name: 'Bo' }, { marking: 'AMBER' })
    .tie('MEMBER_OF', 'veiled', 'hub', {}, { marking: 'AMBER' })
  return rows
}

interface Page {
  totalCount: number
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  edges: { cursor: string; node: { id: string; name?: string | null } }[]
}

describeOnEngines('pages', (engine) => {
  let store: Store
  let asked: Asking
  const rows = crowd()
  beforeAll(async () => {
    await engine.wipe()
    store = await openWorld(engine.config())
    await rows.write(store)
    asked = asking(store.engine)
  })
  afterAll(() => store.close())

  const FIELDS =
    'totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id ... on Entity { name records } } }'
  /** Goes through all pages, each of `first` items. */
  async function through(
    ask: (variables: { first: number; after: string | null }) => Promise<Page>,
    first: number
  ): Promise<Page['edges']> {
    const edges: Page['edges'] = []
    let after: string | null = null
    for (let pages = 0; pages < 100; pages++) {
      const page: Page = await ask({ first, after })
      edges.push(...page.edges)
      expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)?.cursor ?? null)
      if (!page.pageInfo.hasNextPage) return edges
      expect(page.edges).toHaveLength(first)
      after = page.pageInfo.endCursor
    }
    throw new Error('the pages never end')
  }

  for (const order of engine.name === 'embedded' ? ['NAME', 'ID'] : ['NAME'])
    it(`entities by ${order}: every one once, whatever the page size, those without a name last`, async () => {
      const text = `query ($first: Int, $after: String) { entities(filter: { kinds: [Person] }, orderBy: ${order}, first: $first, after: $after) { ${FIELDS} } }`
      const ask = async (variables: object): Promise<Page> =>
        (await asked.at('entities', text, PUBLIC, { ...variables })) as Page
      const whole = await through(ask, 200)
      expect(new Set(whole.map((edge) => edge.node.id)).size).toBe(40)
      for (const first of engine.name === 'embedded' ? [1, 3, 7, 39, 40] : [7])
        expect(await through(ask, first)).toEqual(whole)
      expect((await ask({ first: 2, after: whole[10]?.cursor })).totalCount).toBe(40)
      if (order === 'NAME') {
        expect(whole.slice(-4).map((edge) => edge.node.name)).toEqual([null, null, null, null])
        expect(whole.slice(0, 4).map((edge) => edge.node.name)).toEqual(['—', '—', '—', '—'])
      }
    })

  it('ties by grade, below a thing and with more read of each', async () => {
    const text = `query ($id: ID!, $first: Int, $after: String) { entity(id: $id) { ... on Collective { members(first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id grade origins other { id claims(first: 1) { totalCount } } } } } } } }`
    const ask = async (variables: object): Promise<Page> =>
      (await asked.at('entity.members', text, viewer(1), { id: rows.id('hub'), ...variables })) as Page
    const whole = await through(ask, 200)
    expect(whole).toHaveLength(40)
    const grades = whole.map((edge) => (edge.node as unknown as { grade: string | null }).grade)
    expect(grades.slice(0, 24)).toEqual(['A1', 'B2', 'C3'].flatMap((grade) => Array.from({ length: 8 }, () => grade)))
    expect(await through(ask, 9)).toEqual(whole)
  })

  it('a cursor stays good when something comes before it', async () => {
    const text = 'query ($after: String) { entities(first: 5, after: $after) { pageInfo { endCursor } nodes { id } } }'
    const after = await asked.at('entities.pageInfo.endCursor', text)
    const before = await asked.at('entities.nodes', text, PUBLIC, { after })
    await new Rows('crowd/more').entity('x', 'Person', { name: '  aaa' }).write(store)
    expect(await asked.at('entities.nodes', text, PUBLIC, { after })).toEqual(before)
  })

  it('a hidden item is no gap, no count and no page', async () => {
    const text = `{ entities(filter: { name: { eq: "Bo" } }, first: 8) { totalCount pageInfo { hasNextPage } } }`
    expect(await asked.at('entities', text)).toEqual({ totalCount: 8, pageInfo: { hasNextPage: false } })
    expect(await asked.at('entities', text, viewer(2))).toEqual({ totalCount: 9, pageInfo: { hasNextPage: true } })
  })

  it('first: 0 asks whether there is anything', async () => {
    const text = `{ entities(first: 0) { pageInfo { hasNextPage endCursor } nodes { id } }
      entity(id: "${rows.id('hub')}") { relations(first: 0) { totalCount pageInfo { hasNextPage endCursor } nodes { origins } } } }`
    const nothing = { pageInfo: { hasNextPage: true, endCursor: null }, nodes: [] }
    expect(await asked.at('entities', text)).toEqual(nothing)
    expect(await asked.at('entity.relations', text)).toEqual({ totalCount: 40, ...nothing })
  })
})

describe('page arguments', () => {
  const planner = testPlanner()
  const problem = (text: string, as = PUBLIC): SkeinError => {
    try {
      for (const { emitted, run } of preparedOf(planner, text, as)) emitted.statement(run)
    } catch (error) {
      if (error instanceof SkeinError) return error
      throw error
    }
    throw new Error('nothing was refused')
  }

  it('refuses pages that are too large or below nothing, before any statement', () => {
    expect(problem('{ entities(first: 201) { totalCount } }')).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { limit: { name: 'page', value: 200, met: 201 } }
    })
    expect(problem('{ entities(first: -1) { nodes { id } } }').code).toBe('INVALID_INPUT')
    expect(problem('{ entity(id: "e:1") { relations(first: 1000) { nodes { id } } } }').code).toBe('LIMIT_EXCEEDED')
    const ids = JSON.stringify(Array.from({ length: 201 }, (_, i) => `e:${i}`))
    expect(problem(`{ nodes(ids: ${ids}) { id } }`).code).toBe('LIMIT_EXCEEDED')
    expect(problem('{ graph(input: { ids: [], first: 1501 }) { elements } }').code).toBe('LIMIT_EXCEEDED')
    expect(problem('{ graph(input: { first: 10 }) { elements } }').code).toBe('INVALID_INPUT')
  })

  it('refuses grades, periods, goods and texts that mean nothing, and says what to write', () => {
    expect(
      problem('{ entity(id: "e:1") { relations(minGrade: "F6") { nodes { id } } } }').details.issues?.[0]?.hint
    ).toContain('B2')
    expect(
      problem('{ entity(id: "e:1") { relations(period: { from: "2003-13" }) { nodes { id } } } }').details.issues?.[0]
        ?.path
    ).toBe('period.from')
    expect(
      problem('{ entity(id: "e:1") { relations(period: { from: "2004", to: "2003" }) { nodes { id } } } }').code
    ).toBe('INVALID_INPUT')
    expect(problem('{ crossGoods(input: { goods: ["drugs"] }) { totalCount } }').code).toBe('INVALID_INPUT')
    expect(problem('{ crossGoods(input: { goods: ["drugs", "drugs/cocaine"] }) { totalCount } }').code).toBe(
      'INVALID_INPUT'
    )
    expect(problem(`{ search(text: "${'a '.repeat(300)}") { totalCount } }`).code).toBe('LIMIT_EXCEEDED')
  })

  it('refuses cursors that are made up, altered, of another list, or of another secret', () => {
    const cursors = signedCursors('a secret for tests')
    const good = cursors.write('entities name', { key: 'bo', id: 'e:1' })
    const taken = (): unknown =>
      preparedOf(planner, `{ entities(after: "${good}") { nodes { id } } }`, PUBLIC).map(({ emitted, run }) =>
        emitted.statement(run)
      )
    expect(taken).not.toThrow()
    const other = signedCursors('another secret').write('entities name', { key: 'bo', id: 'e:1' })
    for (const bad of ['', 'x', 'AAAA', `${good}A`, `A${good.slice(1)}`, other, 'e:1', '{}'])
      expect(problem(`{ entities(after: ${JSON.stringify(bad)}) { nodes { id } } }`).code, bad).toBe('INVALID_INPUT')
    expect(problem(`{ entities(orderBy: ID, after: "${good}") { nodes { id } } }`).code).toBe('INVALID_INPUT')
    expect(problem(`{ search(text: "a", after: "${good}") { nodes { id } } }`).code).toBe('INVALID_INPUT')
  })
})
