import { afterAll, beforeAll, expect, it } from 'vitest'
import { OWNER, PUBLIC } from '../../src/access/viewer.ts'
import type { Store } from '../../src/store/store.ts'
import { describeOnEngines } from '../support/engines.ts'
import { QUESTIONS } from './questions.ts'
import { sampleRows } from './sample.ts'
import { asking, openWorld, viewer, type Asking } from './world.ts'

const { one, two } = sampleRows()
const [p1, p2, g, x] = [one.id('p1'), one.id('p2'), one.id('g'), two.id('x')]

describeOnEngines('answers', (engine) => {
  let store: Store
  let asked: Asking
  beforeAll(async () => {
    await engine.wipe()
    store = await openWorld(engine.config())
    await one.write(store)
    await two.write(store)
    asked = asking(store.engine)
  })
  afterAll(() => store.close())
  const data = (text: string, as = PUBLIC, variables = {}) => asked.data(text, as, variables)

  it('an entity shows the summary of what the viewer sees, and says what is withheld and disputed', async () => {
    const text = `{ entity(id: "${p1}") { name aliases note country: note ... on Person { withheld legalName }
      conflicts { property origins values } records restricted grade } }`
    expect((await data(text)).entity).toEqual({
      name: 'Émile Zóla',
      aliases: ['Mil'],
      note: 'a note',
      country: 'a note',
      withheld: ['legalName', 'birthDate', 'identifiers'],
      legalName: null,
      conflicts: [{ property: 'country', origins: 1, values: ['FR', 'DE'] }],
      records: ['alpha/one:p1'],
      restricted: 0,
      grade: 'B2'
    })
    const green = (await data(text, viewer(1))).entity
    expect(green).toMatchObject({ note: 'another', grade: 'A1', withheld: ['legalName', 'birthDate', 'identifiers'] })
    expect(green.conflicts).toContainEqual({ property: 'note', origins: 1, values: ['another', 'a note'] })
    expect((await data(`{ entity(id: "${p2}") { ... on Person { legalName withheld } } }`, viewer(2))).entity).toEqual({
      legalName: 'Robert',
      withheld: []
    })
  })

  it('sensitive properties stay out of the claims of who is below their level', async () => {
    const text = `{ entity(id: "${p2}") { claims { nodes { properties { name value } } } } }`
    const names = async (as = PUBLIC) =>
      (await data(text, as)).entity.claims.nodes[0].properties.map((p: { name: string }) => p.name)
    expect(await names()).toEqual(['name'])
    expect(await names(viewer(1))).toEqual(['name'])
    expect(await names(viewer(2))).toEqual(['legalName', 'name'])
  })

  it('relations say who, how well and on whose word', async () => {
    const { relations } = (
      await data(`{ entity(id: "${p1}") { relations(kinds: [MEMBER_OF]) { totalCount nodes {
      kind role standing standings { standing date } origins sources datasets grade from { name } to { name } other { name kind } } } } }`)
    ).entity
    expect(relations).toEqual({
      totalCount: 1,
      nodes: [
        {
          kind: 'MEMBER_OF',
          role: 'boss',
          standing: 'ALLEGED',
          standings: [
            { standing: 'ALLEGED', date: '2001' },
            { standing: 'ACQUITTED', date: '2004' }
          ],
          origins: 1,
          sources: 2,
          datasets: [one.manifest.id],
          grade: 'B2',
          from: { name: 'Émile Zóla' },
          to: { name: 'The Firm' },
          other: { name: 'The Firm', kind: 'Group' }
        }
      ]
    })
  })

  it('direction holds for directed kinds; symmetric kinds are followed either way', async () => {
    const kinds = async (id: string, direction: string, extra = '') =>
      (
        await data(
          `{ entity(id: "${id}") { relations(direction: ${direction}${extra}) { nodes { kind other { name } } } } }`
        )
      ).entity.relations.nodes
        .map((n: { kind: string }) => n.kind)
        .sort()
    expect(await kinds(p1, 'OUT')).toEqual(['COMMANDS', 'KIN_OF', 'MEMBER_OF', 'TRADES_IN'])
    expect(await kinds(p1, 'IN')).toEqual(['CONTACTS', 'KIN_OF'])
    expect(await kinds(p1, 'BOTH')).toEqual(['COMMANDS', 'CONTACTS', 'KIN_OF', 'MEMBER_OF', 'TRADES_IN'])
    expect(await kinds(p2, 'IN', ', kinds: [KIN_OF, COMMANDS]')).toEqual(['COMMANDS', 'KIN_OF'])
    expect(await kinds(p2, 'OUT', ', kinds: [COMMANDS]')).toEqual([])
    const given = await data(
      `query ($kinds: [RelationKind!]) { entity(id: "${p1}") { relations(kinds: $kinds, direction: OUT) { nodes { kind } } } }`,
      PUBLIC,
      { kinds: ['KIN_OF', 'CONTACTS'] }
    )
    expect(given.entity.relations.nodes).toEqual([{ kind: 'KIN_OF' }])
    expect(
      (await data(`{ entity(id: "${p1}") { relations(kinds: []) { totalCount nodes { kind } } } }`)).entity.relations
    ).toEqual({
      totalCount: 0,
      nodes: []
    })
  })

  it('filters on ties: period with stated precision, phase, grade, goods with the narrower ones', async () => {
    const kinds = async (args: string, id = p1) =>
      (await data(`{ entity(id: "${id}") { relations(${args}) { nodes { kind } } } }`)).entity.relations.nodes
        .map((n: { kind: string }) => n.kind)
        .sort()
    const undated = ['CONTACTS', 'KIN_OF', 'MEMBER_OF', 'TRADES_IN']
    expect(await kinds('period: { from: "2003-05" }')).toEqual(['COMMANDS', ...undated])
    expect(await kinds('period: { from: "2004-06-30" }')).toEqual(['COMMANDS', ...undated])
    expect(await kinds('period: { from: "2004-07" }')).toEqual(undated)
    expect(await kinds('period: { to: "2002" }')).toEqual(undated)
    expect(await kinds('period: { phase: "2" }')).toEqual(['COMMANDS', 'KIN_OF', 'MEMBER_OF', 'TRADES_IN'])
    expect(await kinds('minGrade: "B2"')).toEqual(['COMMANDS', 'MEMBER_OF', 'TRADES_IN'])
    expect(await kinds('minGrade: "A1"')).toEqual(['COMMANDS'])
    expect(await kinds('goods: ["drugs"]')).toEqual(['CONTACTS', 'TRADES_IN'])
    expect(await kinds('goods: ["drugs/heroin", "drug"]')).toEqual([])
    expect(await kinds('goods: ["drugs"]', one.id('cocaine'))).toEqual(['BROADER', 'CARRIES', 'TRADES_IN'])
  })

  it('filters on entities', async () => {
    const names = async (filter: string) =>
      (await data(`{ entities(filter: ${filter}) { totalCount nodes { name } } }`)).entities.nodes.map(
        (n: { name: string }) => n.name
      )
    expect(await names('{ kinds: [Person] }')).toEqual(['Bob', 'Emil Z.', 'Émile Zóla', null])
    expect(await names('{ name: { eq: "Émile Zóla" } }')).toEqual(['Émile Zóla'])
    expect(await names('{ name: { eq: "emile zola" } }')).toEqual([])
    expect(await names('{ name: { startsWith: "EMÍL" } }')).toEqual(['Emil Z.', 'Émile Zóla'])
    expect(await names('{ name: { search: "zola emil" } }')).toEqual(['Émile Zóla'])
    expect(await names('{ name: { isNull: true } }')).toEqual([null])
    expect(await names('{ goods: ["drugs"] }')).toEqual(['A leg', 'Émile Zóla'])
    expect(await names('{ goods: ["arms", "drugs/cocaine"], kinds: [Person] }')).toEqual(['Emil Z.', 'Émile Zóla'])
    expect(await names('{ goods: ["arms"], name: { eq: "Émile Zóla" } }')).toEqual([])
  })

  it('search finds names and other names in any script, and nothing for nothing', async () => {
    const names = async (text: string) =>
      (await data('query ($text: String!) { search(text: $text) { totalCount nodes { name } } }', PUBLIC, { text }))
        .search
    expect(await names('ЗОЛА')).toEqual({ totalCount: 1, nodes: [{ name: 'Émile Zóla' }] })
    expect(await names('mil')).toEqual({ totalCount: 2, nodes: [{ name: 'Emil Z.' }, { name: 'Émile Zóla' }] })
    expect(await names(' …!')).toEqual({ totalCount: 0, nodes: [] })
    expect((await data('{ search(text: "veiled") { totalCount } }', PUBLIC)).search.totalCount).toBe(0)
    expect((await data('{ search(text: "veiled") { totalCount } }', viewer(2))).search.totalCount).toBe(1)
  })

  it('node and nodes find everything by id, keep the order, and answer null for absent and hidden alike', async () => {
    const { relations } = (
      await data(`{ entity(id: "${p1}") { relations(kinds: [COMMANDS]) { nodes { id claims { nodes { id } } } } } }`)
    ).entity
    const [tie] = relations.nodes
    const ids = [
      one.sources[0]?.id,
      p1,
      one.id('p3'),
      tie.id,
      'e:nothing',
      'nonsense',
      tie.claims.nodes[0].id,
      one.manifest.id,
      p1
    ]
    const text =
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Entity { name } ... on Relation { from { name } to { name } } } }'
    expect((await data(text, PUBLIC, { ids })).nodes).toEqual([
      { __typename: 'Source', id: ids[0] },
      { __typename: 'Person', id: p1, name: 'Émile Zóla' },
      null,
      { __typename: 'Relation', id: tie.id, from: { name: 'Émile Zóla' }, to: { name: 'Bob' } },
      null,
      null,
      { __typename: 'Claim', id: ids[6] },
      { __typename: 'Dataset', id: ids[7] },
      { __typename: 'Person', id: p1, name: 'Émile Zóla' }
    ])
    const one_ = await data('query ($id: ID!) { node(id: $id) { id } }', PUBLIC, { id: two.judgements[0]?.id })
    expect(one_.node).toBeNull()
    const judgement = { id: two.judgements[0]?.id }
    expect(
      (await data('query ($id: ID!) { node(id: $id) { ... on Judgement { verdict } } }', viewer(2, 'beta'), judgement))
        .node
    ).toEqual({
      verdict: 'SAME'
    })
  })

  it('a tie that only a judgement makes is found by id by those who may see it', async () => {
    const beta = viewer(2, 'beta')
    const same = (
      await data(`{ entity(id: "${p1}") { relations(kinds: [SAME_AS]) { nodes { id other { id } } } } }`, beta)
    ).entity
    const [tie] = same.relations.nodes
    expect(tie.other.id).toBe(x)
    const find = 'query ($id: ID!) { node(id: $id) { ... on Relation { kind other { id } } } }'
    expect((await data(find, beta, { id: tie.id })).node.kind).toBe('SAME_AS')
    expect((await data(find, PUBLIC, { id: tie.id })).node).toBeNull()
  })

  it('claims lead to what they are about and where they come from', async () => {
    const { claims } = await data(
      `{ claims(filter: { dataset: "beta/two" }) { totalCount nodes { kind records entity { name } relation { kind from { name } to { name } } source { key } dataset { name } } } }`
    )
    expect(claims.totalCount).toBe(2)
    expect(claims.nodes).toContainEqual({
      kind: 'TRADES_IN',
      records: ['beta/two:x', 'alpha/one:arms'],
      entity: null,
      relation: { kind: 'TRADES_IN', from: { name: 'Emil Z.' }, to: { name: 'Arms' } },
      source: { key: 'beta/two:t1' },
      dataset: { name: 'beta/two' }
    })
    const bySource = await data('{ claims(filter: { source: "alpha/one:s3" }) { totalCount } }')
    expect(bySource.claims.totalCount).toBe(1)
    expect(
      (await data('{ claims(filter: { source: "alpha/one:s3" }) { totalCount } }', viewer(1))).claims.totalCount
    ).toBe(2)
    expect(
      (await data(`{ claims(filter: { about: "${p1}", dataset: "alpha/one" }) { totalCount } }`)).claims.totalCount
    ).toBe(2)
  })

  it('sources tell their origins; datasets count their claims', async () => {
    const { sources, datasets } = await data(
      '{ sources { nodes { key origins } } datasets { totalCount nodes { name claimCount } } }'
    )
    const id = (local: string) => one.sources.find((s) => s.key.endsWith(`:${local}`))?.id
    expect(sources.nodes.find((s: { key: string }) => s.key === 'alpha/one:s2').origins).toEqual([id('s1')])
    expect(sources.nodes.some((s: { key: string }) => s.key === 'alpha/one:hidden')).toBe(false)
    expect(datasets).toEqual({
      totalCount: 2,
      nodes: [
        { name: 'alpha/one', claimCount: one.claims.filter((c) => c.marking === 'CLEAR').length },
        { name: 'beta/two', claimCount: 2 }
      ]
    })
  })

  it('revision counts what touches something that the viewer may see', async () => {
    expect((await data('{ revision }')).revision).toBe(2)
  })

  it('labelledAs lists what sources call a structure', async () => {
    const { entity } = await data(
      `{ entity(id: "${g}") { ... on Collective { labelledAs { label family words claim { records } } again: labelledAs { it: claim { kind } } } } }`
    )
    expect(entity).toEqual({
      labelledAs: [{ label: 'CORE_GROUP', family: 'LOOSE', words: 'a core', claim: { records: ['alpha/one:g'] } }],
      again: [{ it: { kind: 'Group' } }]
    })
  })

  it('one name can mean different things on different kinds', async () => {
    const text = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Actor { where: country } ... on Place { where: country } ... on Leg { price } } }`
    expect((await data(text, viewer(1), { ids: [p1, one.id('port'), one.id('leg')] })).nodes).toEqual([
      { where: 'FR' },
      { where: 'FRA' },
      { price: 10.5 }
    ])
  })

  it('skip, include, aliases and fragments give what the executor asks for', async () => {
    const text = `query ($yes: Boolean!, $first: Int) { a: entity(id: "${p1}") { ...f n: name @skip(if: $yes) x: relations(first: $first) { nodes { id } } }
      b: entity(id: "${p1}") { __proto__: name x: relations(first: 1) { nodes { kind } } } }
      fragment f on Entity { name @include(if: $yes) id ... on Person { id country } }`
    const yes = await asked.ask(text, PUBLIC, { yes: true, first: 2 })
    expect(yes.errors).toBeUndefined()
    expect(Object.keys(yes.data?.['a'] as object)).toEqual(['name', 'id', 'country', 'x'])
    expect(Reflect.get(yes.data?.['b'] as object, '__proto__')).toBe('Émile Zóla')
    const no = await asked.ask(text, PUBLIC, { yes: false, first: 1 })
    expect(Object.keys(no.data?.['a'] as object)).toEqual(['id', 'country', 'n', 'x'])
    expect((no.data?.['a'] as { x: { nodes: unknown[] } }).x.nodes).toHaveLength(1)
  })

  it('every question is one statement in one flight; computed fields cost one more', async () => {
    for (const [name, text] of Object.entries(QUESTIONS)) {
      for (const as of engine.name === 'embedded' ? [PUBLIC, viewer(1), OWNER] : [viewer(1)]) {
        asked.engine.reset()
        const { data: answer, errors } = await asked.ask(text, as, { id: g, ids: [p1, g] })
        expect(errors, name).toBeUndefined()
        const roots = Object.keys(answer ?? {}).length
        expect(asked.engine.counts.statements, name).toBe(name === 'structure' ? 2 : roots)
        expect(asked.engine.counts.flights, name).toBe(name === 'structure' ? 2 : 1)
      }
    }
  })
})
