import { afterAll, beforeAll, expect, it } from 'vitest'
import { PUBLIC } from '../../src/access/viewer.ts'
import type { Store } from '../../src/store/store.ts'
import { describeOnEngines } from '../support/engines.ts'
import { sampleRows } from './sample.ts'
import { asking, each, openWorld, viewer, type Asking } from './world.ts'

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
  const get = (path: string, text: string, as = PUBLIC, variables = {}) => asked.at(path, text, as, variables)

  it('an entity shows the summary of what the viewer sees, and says what is withheld and disputed', async () => {
    const text = `{ entity(id: "${p1}") { name aliases note same: note ... on Person { withheld legalName }
      conflicts { property origins values } records restricted grade } }`
    expect(await get('entity', text)).toEqual({
      name: 'Émile Zóla',
      aliases: ['Mil'],
      note: 'a note',
      same: 'a note',
      withheld: ['legalName', 'birthDate', 'identifiers'],
      legalName: null,
      conflicts: [{ property: 'country', origins: 1, values: ['FR', 'DE'] }],
      records: ['alpha/one:p1'],
      restricted: 0,
      grade: 'B2'
    })
    const green = await get('entity', text, viewer(1))
    expect(green).toMatchObject({ note: 'another', grade: 'A1', withheld: ['legalName', 'birthDate', 'identifiers'] })
    expect(await get('entity.conflicts', text, viewer(1))).toContainEqual({
      property: 'note',
      origins: 1,
      values: ['another', 'a note']
    })
    expect(await get('entity', `{ entity(id: "${p2}") { ... on Person { legalName withheld } } }`, viewer(2))).toEqual({
      legalName: 'Robert',
      withheld: []
    })
  })

  it('sensitive properties stay out of the claims of who is below their level', async () => {
    const text = `{ entity(id: "${p2}") { claims { nodes { properties { name value } } } } }`
    const names = async (as = PUBLIC) => each(await get('entity.claims.nodes.0.properties', text, as), 'name')
    expect(await names()).toEqual(['name'])
    expect(await names(viewer(1))).toEqual(['name'])
    expect(await names(viewer(2))).toEqual(['legalName', 'name'])
  })

  it('relations say who, how well and on whose word', async () => {
    const text = `{ entity(id: "${p1}") { relations(kinds: [MEMBER_OF]) { totalCount nodes {
      kind role standing standings { standing date } origins sources datasets grade from { name } to { name } other { name kind } } } } }`
    expect(await get('entity.relations', text)).toEqual({
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

  const relations = async (id: string, args: string, variables = {}): Promise<unknown[]> => {
    const text = `query ($kinds: [RelationKind!]) { entity(id: "${id}") { unused: relations(kinds: $kinds) { totalCount } relations(${args}) { nodes { kind } } } }`
    return each(await get('entity.relations.nodes', text, PUBLIC, variables), 'kind').sort()
  }

  it('direction holds for directed kinds; symmetric kinds are followed either way', async () => {
    expect(await relations(p1, 'direction: OUT')).toEqual(['COMMANDS', 'KIN_OF', 'MEMBER_OF', 'TRADES_IN'])
    expect(await relations(p1, 'direction: IN')).toEqual(['CONTACTS', 'KIN_OF'])
    expect(await relations(p1, 'direction: BOTH')).toEqual(['COMMANDS', 'CONTACTS', 'KIN_OF', 'MEMBER_OF', 'TRADES_IN'])
    expect(await relations(p2, 'direction: IN, kinds: [KIN_OF, COMMANDS]')).toEqual(['COMMANDS', 'KIN_OF'])
    expect(await relations(p2, 'direction: OUT, kinds: [COMMANDS]')).toEqual([])
    expect(await relations(p1, 'direction: OUT, kinds: $kinds', { kinds: ['KIN_OF', 'CONTACTS'] })).toEqual(['KIN_OF'])
    expect(await relations(p1, 'kinds: []')).toEqual([])
  })

  it('filters on ties: period with stated precision, phase, grade, goods with the narrower ones', async () => {
    const undated = ['CONTACTS', 'KIN_OF', 'MEMBER_OF', 'TRADES_IN']
    expect(await relations(p1, 'period: { from: "2003-05" }')).toEqual(['COMMANDS', ...undated])
    expect(await relations(p1, 'period: { from: "2004-06-30" }')).toEqual(['COMMANDS', ...undated])
    expect(await relations(p1, 'period: { from: "2004-07" }')).toEqual(undated)
    expect(await relations(p1, 'period: { to: "2002" }')).toEqual(undated)
    expect(await relations(p1, 'period: { phase: "2" }')).toEqual(['COMMANDS', 'KIN_OF', 'MEMBER_OF', 'TRADES_IN'])
    expect(await relations(p1, 'minGrade: "B2"')).toEqual(['COMMANDS', 'MEMBER_OF', 'TRADES_IN'])
    expect(await relations(p1, 'minGrade: "A1"')).toEqual(['COMMANDS'])
    expect(await relations(p1, 'goods: ["drugs"]')).toEqual(['CONTACTS', 'TRADES_IN'])
    expect(await relations(p1, 'goods: ["drugs/heroin", "drug"]')).toEqual([])
    expect(await relations(one.id('cocaine'), 'goods: ["drugs"]')).toEqual(['BROADER', 'CARRIES', 'TRADES_IN'])
  })

  it('filters on entities', async () => {
    const names = async (filter: string) =>
      each(await get('entities.nodes', `{ entities(filter: ${filter}) { totalCount nodes { name } } }`), 'name')
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
    const search = 'query ($text: String!) { search(text: $text) { totalCount nodes { name } } }'
    const found = (text: string, as = PUBLIC) => get('search', search, as, { text })
    expect(await found('ЗОЛА')).toEqual({ totalCount: 1, nodes: [{ name: 'Émile Zóla' }] })
    expect(await found('mil')).toEqual({ totalCount: 2, nodes: [{ name: 'Emil Z.' }, { name: 'Émile Zóla' }] })
    expect(await found(' …!')).toEqual({ totalCount: 0, nodes: [] })
    expect(await found('veiled')).toMatchObject({ totalCount: 0 })
    expect(await found('veiled', viewer(2))).toMatchObject({ totalCount: 1 })
  })

  it('node and nodes find everything by id, keep the order, and answer null for absent and hidden alike', async () => {
    const ties = `{ entity(id: "${p1}") { relations(kinds: [COMMANDS]) { nodes { id claims { nodes { id } } } } } }`
    const [tie, claim] = [
      await get('entity.relations.nodes.0.id', ties),
      await get('entity.relations.nodes.0.claims.nodes.0.id', ties)
    ]
    const source = one.sources[0]?.id
    const ids = [source, p1, one.id('p3'), tie, 'e:nothing', 'nonsense', claim, one.manifest.id, p1]
    const text =
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Entity { name } ... on Relation { from { name } to { name } } } }'
    expect(await get('nodes', text, PUBLIC, { ids })).toEqual([
      { __typename: 'Source', id: source },
      { __typename: 'Person', id: p1, name: 'Émile Zóla' },
      null,
      { __typename: 'Relation', id: tie, from: { name: 'Émile Zóla' }, to: { name: 'Bob' } },
      null,
      null,
      { __typename: 'Claim', id: claim },
      { __typename: 'Dataset', id: one.manifest.id },
      { __typename: 'Person', id: p1, name: 'Émile Zóla' }
    ])
    const judgement = { id: two.judgements[0]?.id }
    const node = 'query ($id: ID!) { node(id: $id) { ... on Judgement { verdict } } }'
    expect(await get('node', node, PUBLIC, judgement)).toBeNull()
    expect(await get('node', node, viewer(2, 'beta'), judgement)).toEqual({ verdict: 'SAME' })
  })

  it('a tie that only a judgement makes is found by id by those who may see it', async () => {
    const beta = viewer(2, 'beta')
    const text = `{ entity(id: "${p1}") { relations(kinds: [SAME_AS]) { nodes { id other { id } } } } }`
    expect(await get('entity.relations.nodes.0.other.id', text, beta)).toBe(x)
    const id = await get('entity.relations.nodes.0.id', text, beta)
    const find = 'query ($id: ID!) { node(id: $id) { ... on Relation { kind other { id } } } }'
    expect(await get('node.kind', find, beta, { id })).toBe('SAME_AS')
    expect(await get('node', find, PUBLIC, { id })).toBeNull()
  })

  it('claims lead to what they are about and where they come from', async () => {
    const text = `{ claims(filter: { dataset: "beta/two" }) { totalCount nodes { kind records entity { name }
      relation { kind from { name } to { name } } source { key } dataset { name } } } }`
    expect(await get('claims.totalCount', text)).toBe(2)
    expect(await get('claims.nodes', text)).toContainEqual({
      kind: 'TRADES_IN',
      records: ['beta/two:x', 'alpha/one:arms'],
      entity: null,
      relation: { kind: 'TRADES_IN', from: { name: 'Emil Z.' }, to: { name: 'Arms' } },
      source: { key: 'beta/two:t1' },
      dataset: { name: 'beta/two' }
    })
    const count = (filter: string, as = PUBLIC) =>
      get('claims.totalCount', `{ claims(filter: ${filter}) { totalCount } }`, as)
    expect(await count('{ source: "alpha/one:s3" }')).toBe(1)
    expect(await count('{ source: "alpha/one:s3" }', viewer(1))).toBe(2)
    expect(await count(`{ about: "${p1}", dataset: "alpha/one" }`)).toBe(2)
    expect(await count(`{ about: "${p1}", dataset: "beta/two" }`)).toBe(0)
  })

  it('sources tell their origins; datasets count their claims; the revision counts what the viewer sees something of', async () => {
    const text = '{ sources { nodes { key origins } } datasets { totalCount nodes { name claimCount } } revision }'
    const id = (local: string) => one.sources.find((source) => source.key.endsWith(`:${local}`))?.id
    expect(await get('sources.nodes', text)).toContainEqual({ key: 'alpha/one:s2', origins: [id('s1')] })
    expect(each(await get('sources.nodes', text), 'key')).not.toContain('alpha/one:hidden')
    expect(await get('datasets', text)).toEqual({
      totalCount: 2,
      nodes: [
        { name: 'alpha/one', claimCount: one.claims.filter((claim) => claim.marking === 'CLEAR').length },
        { name: 'beta/two', claimCount: 2 }
      ]
    })
    expect(await get('revision', text)).toBe(2)
  })

  it('labelledAs lists what sources call a structure', async () => {
    const text = `{ entity(id: "${g}") { ... on Collective {
      labelledAs { label family words claim { records } } again: labelledAs { it: claim { kind } } } } }`
    expect(await get('entity', text)).toEqual({
      labelledAs: [{ label: 'CORE_GROUP', family: 'LOOSE', words: 'a core', claim: { records: ['alpha/one:g'] } }],
      again: [{ it: { kind: 'Group' } }]
    })
  })

  it('one name can mean different things on different kinds', async () => {
    const text =
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Actor { where: country } ... on Place { where: country } ... on Leg { price } } }'
    expect(await get('nodes', text, viewer(1), { ids: [p1, one.id('port'), one.id('leg')] })).toEqual([
      { where: 'FR' },
      { where: 'FRA' },
      { price: 10.5 }
    ])
  })

  it('skip, include, aliases and fragments give what the executor asks for', async () => {
    const text = `query ($yes: Boolean!, $first: Int) {
      a: entity(id: "${p1}") { ...f n: name @skip(if: $yes) x: relations(first: $first) { nodes { id } } }
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
})
