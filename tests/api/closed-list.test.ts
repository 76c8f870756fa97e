import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../src/errors.ts'
import { ADA, openWorld, type World } from './support.ts'

describe('the closed list of errors', () => {
  it('is that of README.md, row by row', () => {
    const readme = readFileSync('README.md', 'utf8')
    const section = readme.slice(readme.indexOf('\n## Errors\n'), readme.indexOf('\n## Limits\n'))
    const rows = [...section.matchAll(/^\| `(\w+)` \| (\d+) \| (\d+) \| (yes|no) \| (.+?) *\|$/gm)].map((row) =>
      row.slice(1)
    )
    expect(rows).toEqual(
      Object.entries(ERROR_CODES).map(([code, { status, exit, retry, meaning }]) => [
        code,
        String(status),
        String(exit),
        retry ? 'yes' : 'no',
        meaning
      ])
    )
  })
})

describe('did you mean', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  const JUDGE = 'mutation($i: JudgeInput!) { judge(input: $i) { keptApartBy } }'
  const SLIPS: [string, string, object, RegExp][] = [
    ['a kind in a filter', '{ entities(filter: {kinds: [Persn]}) { totalCount } }', {}, /"Person"/],
    [
      'a kind in a variable',
      'query($v: [EntityKind!]) { entities(filter: {kinds: $v}) { totalCount } }',
      { v: ['Persn'] },
      /"Person"/
    ],
    ['a field of a filter', '{ entities(filter: {kind: [Person]}) { totalCount } }', {}, /"kinds"/],
    [
      'the same in a variable',
      'query($v: EntityFilter) { entities(filter: $v) { totalCount } }',
      { v: { kind: [] } },
      /"kinds"/
    ],
    ['an order', '{ entities(orderBy: NAM) { totalCount } }', {}, /"NAME"/],
    ['a field', '{ entities { totalCont } }', {}, /"totalCount"/],
    ['a question', '{ compareGroup(ids: []) { note } }', {}, /"compareGroups"/],
    ['a change', 'mutation { saveVew(input: {}) { view { id } } }', {}, /"saveView"/],
    ['a verdict', JUDGE, { i: { left: 'a', right: 'b', verdict: 'SAM', why: 'x' } }, /"SAME"/],
    [
      'a field of a change',
      JUDGE,
      { i: { left: 'a', right: 'b', verdict: 'SAME', why: 'x', markin: 'CLEAR' } },
      /"marking"/
    ],
    ['a marking', JUDGE, { i: { left: 'a', right: 'b', verdict: 'SAME', why: 'x', marking: 'AMBR' } }, /"AMBER"/],
    [
      'a field of a row',
      'mutation($i: RecordClaimsInput!) { recordClaims(input: $i) { written } }',
      { i: { dataset: 'alpha/x', claims: [{ kind: 'Person', validFron: '2003' }] } },
      /"validFrom"/
    ]
  ]
  it.each(SLIPS)('%s is guessed for who is signed in', async (_, text, variables, guess) => {
    const mine = await world.ask(text, ADA, variables)
    const all = (mine.errors ?? []).map(({ message }) => message).join('\n')
    expect(all).toMatch(/Did you mean/)
    expect(all).toMatch(guess)
  })

  it('a kind of claims, which the schema takes as text, is refused and guessed, and both sorts of kinds are taken', async () => {
    const ask = (kind: string): ReturnType<typeof world.ask> =>
      world.ask(`{ claims(filter: { kinds: ["${kind}"] }) { totalCount } }`, ADA)
    expect((await ask('Persn')).errors?.[0]?.extensions).toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ path: 'filter.kinds', message: 'there is no kind "Persn"; did you mean Person?' }]
    })
    expect([(await ask('Person')).errors, (await ask('PAYS')).errors]).toEqual([undefined, undefined])
  })

  it('says where the names are to who is not told the nearest one', async () => {
    const answer = await world.ask('{ entitees { totalCount } }')
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
      hint: expect.stringContaining('`/schema#Query`') as string
    })
    const argument = await world.ask('{ corridors(goods: ["arms"]) { totalCount } }')
    expect(argument.errors?.[0]?.extensions.hint).toContain('`/schema#Query`')
    const nested = await world.ask('{ corridors { nodes { nope } } }')
    expect(nested.errors?.[0]?.extensions.hint).toContain('`/schema#Corridor`')
  })

  it('says what to write where a test of a filter is given a bare value', async () => {
    const hint = async (query: string, variables?: object): Promise<unknown> =>
      (await world.ask(query, undefined, variables)).errors?.[0]?.extensions.hint
    const BARE: [string, object | undefined, string][] = [
      ['{ entities(filter: { name: "x" }) { totalCount } }', undefined, '`{ eq: "x" }`'],
      ['{ entities(filter: { not: { aliases: "x" } }) { totalCount } }', undefined, '`{ includes: "x" }`'],
      ['{ entities(filter: { singleLeader: true }) { totalCount } }', undefined, '`{ eq: true }`'],
      ['{ entities(filter: { structureLabel: LOOSE }) { totalCount } }', undefined, '`{ eq: LOOSE }`'],
      ['query($f: EntityFilter) { entities(filter: $f) { totalCount } }', { f: { name: 'x' } }, '`{ eq: "x" }`'],
      ['query($f: EntityFilter) { entities(filter: $f) { totalCount } }', { f: { founded: '2003' } }, '`{ eq: … }`'],
      ['query($x: String) { entities(filter: { name: $x }) { totalCount } }', { x: 'x' }, '`{ eq: "x" }`']
    ]
    for (const [query, variables, write] of BARE) expect(await hint(query, variables), query).toContain(write)
    expect(await hint('{ entities(filter: "x") { totalCount } }')).not.toContain('eq')
    expect(await hint('{ entities(filter: { kinds: 3 }) { totalCount } }')).not.toContain('eq')
  })

  it('speaks of a next page only where there is one', async () => {
    const hint = async (query: string): Promise<unknown> =>
      (await world.ask(query, ADA)).errors?.[0]?.extensions['hint']
    expect(await hint('{ entities(first: 201) { totalCount } }')).toBe('Ask for 200 at most and go on with `after`.')
    expect(await hint('{ paths(from: "e:1", to: "e:2", first: 51) { paths { length } } }')).toBe('Ask for 50 at most.')
    expect(await hint('{ graph(input: { around: "e:1", first: 2000 }) { nodes { id } } }')).toBe(
      'Ask for 1500 at most.'
    )
  })
})
