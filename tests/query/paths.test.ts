import { afterAll, beforeAll, expect, it } from 'vitest'
import { OWNER, PUBLIC } from '../../src/access/viewer.ts'
import type { Store } from '../../src/store/store.ts'
import { describeOnEngines } from '../support/engines.ts'
import { asking, each, openWorld, Rows, viewer, type Asking } from './world.ts'

/** Ada – Ben – Cy – Dee, with a weak short cut, kinship, a case, a good and a place beside them. All invented. */
function world(): { rows: Rows; id: (local: string) => string } {
  const rows = new Rows('alpha/paths')
  rows
    .source('s1')
    .source('s2')
    .entity('case', 'Case', { name: 'A case' })
    .entity('good', 'Good', { name: 'Cocaine', code: 'drugs/cocaine' })
    .entity('town', 'Place', { name: 'Town' })
    .entity('twin', 'Person', { name: 'Cy too' }, { marking: 'AMBER', audience: ['beta'] })
  for (const name of ['ada', 'ben', 'cy', 'dee', 'eve', 'fay']) rows.entity(name, 'Person', { name })
  rows
    .tie('CONTACTS', 'ada', 'ben', {}, { source: 's1', grade: 'B2', validFrom: '2003-05', validTo: '2003' })
    .tie('PAYS', 'ben', 'ada', {}, { source: 's2', grade: 'C3' })
    .tie('CONTACTS', 'cy', 'ben', { goods: ['drugs/cocaine'] }, { grade: 'A1', validFrom: '2002', validTo: '2004' })
    .tie('SUPPLIES', 'cy', 'dee', { goods: ['drugs'] }, { grade: 'B3', validFrom: '2003' })
    .tie('CONTACTS', 'ada', 'dee', { goods: ['arms'] }, { grade: 'D4', validFrom: '1999', validTo: '1999' })
    .tie('KIN_OF', 'ada', 'eve', {}, { grade: 'A1' })
    .tie('CONTACTS', 'eve', 'dee', {}, { grade: 'A2', validFrom: '2001', validTo: '2001-06' })
    .tie('CONTACTS', 'ben', 'eve', {}, { marking: 'GREEN' })
    .tie('CONTACTS', 'twin', 'fay', {}, { grade: 'B1', marking: 'AMBER', audience: ['beta'] })
  for (const name of ['ada', 'dee', 'fay']) rows.tie('OBSERVED_IN', name, 'case').tie('LOCATED_IN', name, 'town')
  for (const name of ['ada', 'fay']) rows.tie('TRADES_IN', name, 'good')
  rows.judge(rows.record('cy'), rows.record('twin'), 'SAME', 'AMBER', ['beta'])
  return { rows, id: (local) => rows.id(local) }
}

const { rows, id } = world()
const HOPS = `hops { from { id } to { id } relation { id kind grade validFrom from { id } claims { totalCount nodes { grade marking source { key } } } } ties others weakest sameActor }`
const ALL = `paths { length entities weakestGrade undated ${HOPS} } excluded { reason count } truncated { shown because }`
const paths = (args: string, what = ALL): string =>
  `query ($from: [ID!]!, $to: [ID!]!) { paths(from: $from, to: $to${args === '' ? '' : `, ${args}`}) { ${what} } }`
const between = (from: string, to: string) => ({ from: [id(from)], to: [id(to)] })

describeOnEngines('paths', (engine) => {
  let store: Store
  let asked: Asking
  beforeAll(async () => {
    await engine.wipe()
    store = await openWorld(engine.config())
    await rows.write(store)
    asked = asking(store.engine)
  })
  afterAll(() => store.close())

  /** Each shape of arguments is three texts, which Neo4j compiles anew. */
  const embedded = (name: string, test: () => Promise<void>): void => {
    if (engine.name === 'embedded') it(name, test)
  }
  const routes = async (args: string, from: string, to: string, as = PUBLIC): Promise<unknown[]> => {
    const names = new Map(
      ['ada', 'ben', 'cy', 'dee', 'eve', 'fay', 'twin', 'case', 'good', 'town'].map((name) => [id(name), name])
    )
    const found = await asked.at('paths.paths', paths(args, 'paths { entities }'), as, between(from, to))
    return each(found, 'entities').map((ids) => (ids as string[]).map((each) => names.get(each)).join(' '))
  }

  it('come with each hop, its claims, and the weakest hop marked', async () => {
    const answer = (await asked.data(paths('minGrade: "C3"'), PUBLIC, between('ada', 'dee'))) as {
      paths: { paths: { hops: object[] }[] }
    }
    expect(answer.paths).toMatchObject({
      paths: [{ length: 3, entities: ['ada', 'ben', 'cy', 'dee'].map(id), weakestGrade: 'B3', undated: 0 }],
      excluded: [
        { reason: 'TOO_WEAK', count: 1 },
        { reason: 'KINSHIP', count: 1 },
        { reason: 'OTHER_KIND', count: 5 }
      ],
      truncated: null
    })
    expect(answer.paths.paths[0]?.hops).toMatchObject([
      {
        from: { id: id('ada') },
        to: { id: id('ben') },
        relation: {
          kind: 'CONTACTS',
          grade: 'B2',
          validFrom: '2003-05',
          claims: { totalCount: 1, nodes: [{ grade: 'B2', marking: 'CLEAR', source: { key: 'alpha/paths:s1' } }] }
        },
        ties: 2,
        others: [expect.stringMatching(/^r:/)],
        weakest: false,
        sameActor: false
      },
      { relation: { kind: 'CONTACTS', from: { id: id('cy') } }, ties: 1, others: [], weakest: false },
      { relation: { kind: 'SUPPLIES', grade: 'B3' }, weakest: true }
    ])
  })

  embedded('come in the order asked for', async () => {
    expect(await routes('', 'ada', 'dee')).toEqual(['ada dee', 'ada ben cy dee'])
    expect(await routes('first: 1', 'ada', 'dee')).toEqual(['ada dee'])
    expect(await routes('orderBy: STRONGEST', 'ada', 'dee')).toEqual(['ada ben cy dee', 'ada dee'])
    expect(await routes('orderBy: TIME_RESPECTING', 'ada', 'dee')).toEqual(['ada dee', 'ada ben cy dee'])
    // Payment of 2003 or unknown, contact until 2004: from dee it can go 2003, 2003, 2003. By way of eve it cannot.
    expect(await routes('orderBy: TIME_RESPECTING, kinship: true', 'dee', 'ada')).toEqual([
      'dee ada',
      'dee eve ada',
      'dee cy ben ada'
    ])
    expect(await routes('orderBy: TIME_RESPECTING', 'ada', 'eve', viewer(1))).toEqual([
      'ada dee eve',
      'ada ben eve',
      'ada dee cy ben eve'
    ])
    expect(
      await routes('orderBy: TIME_RESPECTING, minGrade: "C3", kinds: [CONTACTS, SUPPLIES, KIN_OF]', 'cy', 'eve')
    ).toEqual(['cy ben ada eve'])
  })

  embedded('follow kinship only when asked, by name too', async () => {
    expect(await routes('maxHops: 2', 'ada', 'eve')).toEqual(['ada dee eve'])
    expect(await routes('maxHops: 2, kinship: true', 'ada', 'eve')).toEqual(['ada eve', 'ada dee eve'])
    expect(await routes('kinds: [KIN_OF]', 'ada', 'eve')).toEqual(['ada eve'])
    expect(await routes('kinds: [CONTACTS], kinship: true, maxHops: 1', 'ada', 'eve')).toEqual(['ada eve'])
    expect(await routes('kinds: []', 'ada', 'dee')).toEqual([])
  })

  it('do not pass through what ties everybody to everybody, but may begin and end there', async () => {
    expect(await routes('', 'ada', 'fay')).toEqual([])
    expect(await routes('kinds: [OBSERVED_IN]', 'ada', 'fay')).toEqual(['ada case fay'])
    expect(await routes('maxHops: 1', 'ada', 'case')).toEqual(['ada case'])
    expect(await routes('', 'good', 'ben')).toEqual(['good ada ben', 'good ada dee cy ben'])
  })

  embedded('keep to goods, period and grade, and count what that leaves out', async () => {
    const excluded = (args: string) =>
      asked.at('paths.excluded', paths(args, 'excluded { reason count }'), PUBLIC, between('ada', 'dee'))
    expect(await routes('goods: ["drugs"]', 'ben', 'dee')).toEqual(['ben cy dee'])
    expect(await routes('goods: ["arms"]', 'ada', 'dee')).toEqual(['ada dee'])
    expect(await routes('period: { from: "2003-06" }', 'ada', 'dee')).toEqual(['ada ben cy dee'])
    expect(await routes('period: { to: "2002" }, kinds: [CONTACTS]', 'ada', 'dee')).toEqual(['ada dee'])
    expect(await excluded('kinds: [CONTACTS, PAYS, SUPPLIES], maxHops: 1')).toEqual([
      { reason: 'KINSHIP', count: 1 },
      { reason: 'OTHER_KIND', count: 5 }
    ])
    expect(await excluded('maxHops: 1, minGrade: "B3", goods: ["arms"], period: { from: "2003" }')).toEqual([
      { reason: 'TOO_WEAK', count: 2 },
      { reason: 'OUT_OF_PERIOD', count: 2 },
      { reason: 'OTHER_GOOD', count: 4 },
      { reason: 'KINSHIP', count: 1 },
      { reason: 'OTHER_KIND', count: 5 }
    ])
  })

  it('follow SAME_AS as one actor, and only for those who may see it', async () => {
    const args = 'minGrade: "C3"'
    expect(await routes(args, 'ada', 'fay')).toEqual([])
    expect(await routes(args, 'ada', 'fay', viewer(2, 'beta'))).toEqual(['ada ben cy twin fay'])
    const [path] = (await asked.at('paths.paths', paths(args), viewer(2, 'beta'), between('ada', 'fay'))) as object[]
    expect(path).toMatchObject({
      length: 3,
      weakestGrade: 'B2',
      hops: [
        { sameActor: false },
        { sameActor: false },
        { sameActor: true, weakest: false, relation: { kind: 'SAME_AS' } },
        { sameActor: false }
      ]
    })
    expect(await routes('maxHops: 1', 'cy', 'fay', viewer(2, 'beta'))).toEqual(['cy twin fay'])
    expect(await routes('maxHops: 1', 'cy', 'twin', viewer(2, 'beta'))).toEqual(['cy twin'])
    expect(await routes('maxHops: 1', 'cy', 'twin')).toEqual([])
  })

  embedded('go between sets, which they meet only at their ends', async () => {
    const ask = (from: string[], to: string[], what = 'paths { length entities }') =>
      asked.at('paths.paths', paths('', what), PUBLIC, { from: from.map(id), to: to.map(id) })
    expect(await ask(['ada', 'ben'], ['cy', 'dee'])).toEqual([
      { length: 1, entities: [id('ben'), id('cy')] },
      { length: 1, entities: [id('ada'), id('dee')] }
    ])
    const shared = (await ask(['ada', 'ben'], ['ben', 'dee'], ALL)) as object[]
    expect(shared).toHaveLength(2)
    expect(shared[0]).toEqual({ length: 0, entities: [id('ben')], weakestGrade: null, undated: 0, hops: [] })
  })

  it('of nobody, of those who are hidden and of those who do not exist are one answer in as many statements', async () => {
    const seen: unknown[] = []
    for (const nobody of [id('twin'), 'e:00000000000000000000', 'x', ''])
      for (const variables of [
        { from: [id('ada')], to: [nobody] },
        { from: [nobody], to: [id('ada')] }
      ]) {
        asked.engine.reset()
        const { paths: found } = (await asked.data(
          paths('', 'paths { length } truncated { shown }'),
          PUBLIC,
          variables
        )) as {
          paths: unknown
        }
        seen.push([found, asked.engine.counts.statements])
      }
    for (const each of seen) expect(each).toEqual([{ paths: [], truncated: null }, 1])
  })

  it('take one statement a step and one for the hops, at most eight in as many flights', async () => {
    for (const [hops, least] of [
      [1, 2],
      [2, 2],
      [4, 3],
      [8, 3]
    ] as const) {
      asked.engine.reset()
      await asked.data(paths(`maxHops: ${hops}, orderBy: STRONGEST`), OWNER, between('ada', 'dee'))
      const { statements, flights } = asked.engine.counts
      expect(flights).toBe(statements)
      expect(statements).toBeGreaterThanOrEqual(least)
      expect(statements).toBeLessThanOrEqual(Math.max(2, hops))
    }
    asked.engine.reset()
    await asked.data(paths('maxHops: 8', 'excluded { count }'), PUBLIC, between('ada', 'town'))
    expect(asked.engine.counts.statements).toBeLessThanOrEqual(7)
  })

  embedded('show hops in every way asked for at once', async () => {
    const text = paths(
      'first: 1',
      `a: paths { x: hops { f: from { id } g: from { name } relation { id } } y: hops { relation { kind } w: weakest } length }
       b: paths { hops { to { name ... on Group { shape { family } } } } } paths { hops { __typename } }`
    )
    expect(await asked.at('paths', text, PUBLIC, between('ada', 'ben'))).toMatchObject({
      a: [
        {
          x: [{ f: { id: id('ada') }, g: { name: 'ada' } }],
          y: [{ relation: { kind: 'CONTACTS' }, w: true }],
          length: 1
        }
      ],
      b: [{ hops: [{ to: { name: 'ben' } }] }],
      paths: [{ hops: [{ __typename: 'PathHop' }] }]
    })
  })

  embedded(
    'are put together from one state of the store: asked again where it moved, three times at most',
    async () => {
      let writes = 0
      const disturbed = (times: number) =>
        asking({
          ...store.engine,
          name: 'embedded',
          read: async (statement, options) => {
            const found = await store.engine.read(statement, options)
            if (writes < times)
              await store.write({ at: `2026-02-0${++writes}T00:00:00.000Z`, dataset: null, judgements: [] })
            return found
          }
        })
      const once = disturbed(1)
      expect(await once.at('paths.paths', paths('', 'paths { length }'), PUBLIC, between('ada', 'dee'))).toHaveLength(2)
      expect(once.engine.counts.statements).toBeGreaterThan(4)
      await expect(disturbed(9).data(paths(''), PUBLIC, between('ada', 'dee'))).rejects.toMatchObject({
        code: 'UNAVAILABLE'
      })
    }
  )
})
