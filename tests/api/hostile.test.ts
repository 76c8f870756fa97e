import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../src/errors.ts'
import { LIMITS } from '../../src/server/limits.ts'
import { codesOf, OWNER, openWorld, type Answer, type World } from './support.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** What no answer may hold: places in our code, names of engines, what they said. */
const LEAK = /node_modules|\bat [\w.<>]+ \((?:file:|node:|\/)|\.ts:\d+|\.js:\d+|\/root\/|\/home\/|GRAFEO|Neo4j|Cypher/i

function expectClean(answer: Answer): void {
  expect(JSON.stringify(answer)).not.toMatch(LEAK)
  for (const code of codesOf(answer)) {
    expect(ERROR_CODES).toHaveProperty(code)
    expect(code).not.toBe('INTERNAL')
  }
}
const nest = (n: number): string => 'relations(first: 200) { nodes { other { '.repeat(n) + 'id' + ' } } }'.repeat(n)
const times = (n: number, part: (i: number) => string): string => Array.from({ length: n }, (_, i) => part(i)).join(' ')

describe('documents too large', () => {
  it.each([
    ['depth', 'depth', `{ entities(first: 200) { nodes { ${nest(20)} } } }`],
    ['cost', 'cost', `{ entities(first: 200) { nodes { ${nest(3)} } } }`],
    ['aliases', 'aliases', `{ ${times(40, (i) => `a${i}: __typename`)} }`],
    ['root fields', 'rootFields', `{ ${times(11, (i) => `r${i}: entities(first: 1) { totalCount }`)} }`],
    ['tokens', 'tokens', `{ ${'revision '.repeat(2_000)} }`],
    ['directives', 'directives', `{ revision ${'@include(if: true) '.repeat(200)} }`]
  ])('%s', async (_name, limit, query) => {
    const answer = await world.ask(query)
    expectClean(answer)
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: { name: limit } })
    const { value, met } = answer.errors?.[0]?.extensions.limit ?? { value: 0, met: 0 }
    expect(met).toBeGreaterThan(value)
  })

  it('adds up the cost of all root fields, and then answers none', async () => {
    const page = (n: number): string =>
      `{ ${times(n, (i) => `r${i}: entities(first: 200) { nodes { relations(first: 2) { nodes { id } } } }`)} }`
    expect(codesOf(await world.ask(page(1)))).toEqual([])
    const many = await world.ask(page(6))
    expect(many.data).toBeNull()
    expect(many.errors?.[0]?.extensions.limit?.name).toBe('cost')
    // The owner's budget is ten times as large.
    expect(codesOf(await world.ask(page(6), OWNER))).toEqual([])
  })

  it('takes 2,000 tokens and not one more', async () => {
    const some = LIMITS.tokens - 3
    // graphql itself gives up comparing so many equal fields; what matters is that it got that far.
    expect(codesOf(await world.ask(`{ ${'revision '.repeat(some)} }`))).not.toContain('LIMIT_EXCEEDED')
    expect(codesOf(await world.ask(`{ ${'revision '.repeat(some + 2)} }`))).toEqual(['LIMIT_EXCEEDED'])
  })

  it('pages: 200 and no more, none negative', async () => {
    expect(codesOf(await world.ask('{ entities(first: 200) { nodes { id } } }'))).toEqual([])
    for (const first of [201, 100_000, -1]) {
      const answer = await world.ask(`{ entities(first: ${first}) { totalCount } }`)
      expectClean(answer)
      expect(answer.errors).toHaveLength(1)
    }
  })

  it('circles of fragments', async () => {
    const answer = await world.ask('query { ...A } fragment A on Query { ...B } fragment B on Query { ...A }')
    expect(codesOf(answer)).toContain('GRAPHQL_VALIDATION_FAILED')
    expectClean(answer)
  })

  it('introspection as tools send it is answered, to the public too', async () => {
    const { getIntrospectionQuery } = await import('graphql')
    expect(codesOf(await world.ask(getIntrospectionQuery()))).toEqual([])
  })
})

describe('cursors that we did not sign', () => {
  it.each(['["zzz","entity"]', '', '{}', 'null', '[]'])('%s', async (text) => {
    const a = Buffer.from(text).toString('base64')
    for (const part of ['nodes { id }', 'totalCount']) {
      const answer = await world.ask(`query($a: String) { entities(first: 1, after: $a) { ${part} } }`, undefined, {
        a
      })
      expectClean(answer)
      expect(codesOf(answer)).toEqual(['INVALID_INPUT'])
    }
  })
})

const STRINGS = [
  "'",
  '"',
  '`',
  '\\',
  "' OR 1=1 //",
  '"}) DETACH DELETE n //',
  '}}}',
  '${7*7}',
  '%00',
  '\u0000',
  '\ud800',
  '\u202e',
  '𝕊'.repeat(300),
  'a'.repeat(100_000),
  '../../etc/passwd',
  '<script>',
  '*',
  '.*',
  '(a+)+$',
  '-1',
  'NaN',
  'null',
  `e:${'0'.repeat(40)}`,
  '🧵',
  'ﷺ',
  '\n\r\t'
]
const TEMPLATES = {
  search: 'query($s: String!) { search(text: $s, first: 5) { totalCount nodes { id } } }',
  entity: 'query($s: ID!) { entity(id: $s) { id } }',
  node: 'query($s: ID!) { node(id: $s) { id } }',
  nodes: 'query($s: ID!) { nodes(ids: [$s]) { id } }',
  after: 'query($s: String) { entities(first: 1, after: $s) { nodes { id } } }',
  name: 'query($s: String) { entities(filter: {name: {eq: $s}}) { totalCount } }',
  start: 'query($s: String) { entities(filter: {name: {startsWith: $s}}) { totalCount } }',
  goods: 'query($s: String!) { entities(filter: {goods: [$s]}) { totalCount } }',
  claims: 'query($s: ID, $t: String) { claims(filter: {about: $s, dataset: $t, source: $t}) { totalCount } }',
  graph: 'query($s: ID!, $t: String!) { graph(input: {around: $s, goods: [$t], minGrade: "F6"}) { nodes { id } } }'
}

describe('hostile strings', () => {
  it.each(Object.keys(TEMPLATES) as (keyof typeof TEMPLATES)[])('in %s', async (name) => {
    const before = (await world.ask('{ entities { totalCount } }', OWNER)).data
    for (const s of STRINGS) expectClean(await world.ask(TEMPLATES[name], undefined, { s, t: s }))
    expect((await world.ask('{ entities { totalCount } }', OWNER)).data).toEqual(before)
  })

  it('never stores text that is none', async () => {
    const judge = (why: string): Promise<Answer> =>
      world.ask(
        'mutation($why: String!) { judge(input: {left: "alpha/open:p1", right: "beta/notes:x1", verdict: UNSURE, why: $why}) { keptApartBy } }',
        OWNER,
        { why }
      )
    expect(codesOf(await judge('half \ud83d'))).toEqual(['INVALID_INPUT'])
    expect(codesOf(await judge('nul \u0000'))).toEqual(['INVALID_INPUT'])
    expect(
      codesOf(
        await world.ask(
          'mutation { judge(input: {left: "alpha/open:p1", right: "beta/notes:x1", verdict: UNSURE, why: "\\u0000"}) { keptApartBy } }',
          OWNER
        )
      )
    ).toEqual(['INVALID_INPUT'])
  })

  it('treats names of prototypes as any other', async () => {
    const answer = await world.ask('{ __proto__: revision constructor: __typename viewer { toString: rank } }')
    expect(codesOf(answer)).toEqual([])
    expect(JSON.stringify(answer.data)).toContain('"constructor":"Query"')
    expect(JSON.stringify(answer.data)).toContain('"toString":"CLEAR"')
  })
})

describe('ids that are none of ours', () => {
  it.each(['x', '', 'q:00000000000000000000', '__proto__'])('%j is nothing', async (id) => {
    const answer = await world.ask(
      'query($id: ID!) { node(id: $id) { id } nodes(ids: [$id, $id]) { id } entity(id: $id) { id } }',
      undefined,
      { id }
    )
    expectClean(answer)
    expect(answer).toEqual({ data: { node: null, nodes: [null, null], entity: null } })
  })

  it('no ids at all are no error', async () => {
    expect(await world.ask('{ nodes(ids: []) { id } }')).toEqual({ data: { nodes: [] } })
  })
})
