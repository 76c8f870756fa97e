import { GraphQLError } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ERROR_CODES, SkeinError } from '../../src/errors.ts'
import { present } from '../../src/server/errors.ts'
import { ADA, codesOf, openWorld, type World } from './support.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ time: 300 })
})
afterAll(() => world.close())

const post = async (body: string, headers: Record<string, string> = {}): Promise<Response> =>
  world.api.fetch('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    body
  })

describe('errors of a request', () => {
  it.each([
    ['{ "query": "{ revision', 400, 'BAD_REQUEST'],
    ['', 400, 'BAD_REQUEST'],
    ['[]', 400, 'BAD_REQUEST'],
    ['[{"query":"{ revision }"}]', 400, 'BAD_REQUEST'],
    ['{"query":null}', 400, 'BAD_REQUEST'],
    ['{"query":42}', 400, 'BAD_REQUEST'],
    ['{"query":"{ revision }","variables":[]}', 400, 'BAD_REQUEST'],
    ['{"query":"{"}', 400, 'GRAPHQL_PARSE_FAILED'],
    ['{"query":"{ nope }"}', 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['{"query":"query($n: Int) { entities(first: $n) { totalCount } }","variables":{"n":"x"}}', 400, 'BAD_USER_INPUT'],
    ['{"query":"query A { revision } query B { revision }"}', 400, 'BAD_REQUEST'],
    [`{"query":"{ revision }","variables":{"a":${'['.repeat(60_000)}${']'.repeat(60_000)}}}`, 429, 'LIMIT_EXCEEDED'],
    [JSON.stringify({ query: '{ revision }', variables: { a: 'x'.repeat(131_072) } }), 413, 'BAD_REQUEST']
  ])('%s', async (body, status, code) => {
    const response = await post(body)
    const answer = (await response.json()) as { data?: unknown; errors: { extensions: Record<string, unknown> }[] }
    expect(response.status).toBe(status)
    expect(answer.errors[0]?.extensions['code']).toBe(code)
    expect(answer.errors[0]?.extensions['requestId']).toBe(response.headers.get('x-request-id'))
    expect(answer.errors[0]?.extensions).not.toHaveProperty('http')
    expect(answer).not.toHaveProperty('data')
    expect(ERROR_CODES).toHaveProperty(code)
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    ''
  ])('refuses a body of type %j: a form of another site could send it', async (type) => {
    const response = await post('query={revision}', { 'content-type': type })
    expect(response.status).toBe(415)
    const answer = (await response.json()) as { errors: { extensions: { code: string } }[] }
    expect(answer.errors[0]?.extensions.code).toBe('BAD_REQUEST')
  })

  it('refuses a change by GET', async () => {
    const query = encodeURIComponent('mutation { unjudge(input: {id: "j:1"}) { keptApartBy } }')
    const response = await world.api.fetch(`http://localhost/graphql?query=${query}`, {
      headers: { accept: 'application/json' }
    })
    expect(response.status).toBe(405)
  })

  it('takes no origin as its own', async () => {
    const response = await post('{"query":"{ revision }"}', { origin: 'https://example.org' })
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    const preflight = await world.api.fetch('http://localhost/graphql', {
      method: 'OPTIONS',
      headers: { origin: 'https://example.org' }
    })
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
    expect(preflight.headers.get('access-control-allow-methods')).toBeNull()
  })

  it('suggests names to those signed in, and to nobody else', async () => {
    const query = '{ entitees { totalCount } }'
    expect((await world.ask(query)).errors?.[0]?.message).not.toMatch(/did you mean/i)
    expect((await world.ask(query, ADA)).errors?.[0]?.message).toMatch(/did you mean "entities"/i)
  })

  it('keeps nothing that it answered', async () => {
    expect((await post('{"query":"{ revision }"}')).headers.get('cache-control')).toBe('no-store')
  })
})

describe('errors while answering', () => {
  it('answers the other fields, with status 200, code and path', async () => {
    const answer = await world.ask('{ revision entities(first: -1) { totalCount } }')
    expect(answer.errors).toHaveLength(1)
    expect(answer.errors?.[0]).toMatchObject({ path: ['entities'], extensions: { code: 'INVALID_INPUT' } })
  })

  it('shows nothing of a bug but an id, under which the log has it', async () => {
    const secret = 'engine text with /home/somebody/file.ts:12'
    const original = world.skein.planner.execute.bind(world.skein.planner)
    const planner = world.skein.planner as { execute: unknown }
    planner.execute = () => Promise.reject(new Error(secret))
    try {
      const answer = await world.ask('{ revision }')
      const [error] = answer.errors ?? []
      expect(error?.extensions.code).toBe('INTERNAL')
      expect(JSON.stringify(answer)).not.toContain('engine text')
      expect(world.logged.join('\n')).toContain(secret)
      expect(world.logged.join('\n')).toContain(error?.extensions.requestId ?? 'no id')
    } finally {
      planner.execute = original
    }
  })

  it('gives up after the time for a question, and frees its place', async () => {
    const original = world.skein.planner.execute.bind(world.skein.planner)
    const planner = world.skein.planner as { execute: unknown }
    const signals: AbortSignal[] = []
    planner.execute = (_info: unknown, _viewer: unknown, _engine: unknown, { signal }: { signal: AbortSignal }) => {
      signals.push(signal)
      return new Promise(() => undefined)
    }
    try {
      const begun = performance.now()
      const answers = await Promise.all(Array.from({ length: 6 }, () => world.ask('{ revision }')))
      expect(answers.map(codesOf)).toEqual(Array.from({ length: 6 }, () => ['TIMEOUT']))
      expect(performance.now() - begun).toBeLessThan(2_000)
      expect(signals.length).toBeGreaterThanOrEqual(4)
      expect(signals.every((signal) => signal.aborted)).toBe(true)
    } finally {
      planner.execute = original
    }
    expect(codesOf(await world.ask('{ revision }'))).toEqual([])
  })

  it('says UNAVAILABLE, to be tried again, where two states of the store were met', () => {
    const error = present(
      new GraphQLError('x', { originalError: new SkeinError('UNAVAILABLE', 'busy') }),
      'id',
      true,
      () => undefined
    )
    expect(error.extensions).toMatchObject({ code: 'UNAVAILABLE', retry: true, requestId: 'id' })
  })
})

describe('presenting', () => {
  const codeOf = (error: unknown, executed = false): unknown =>
    present(error, 'id', executed, () => undefined).extensions['code']

  it('keeps each code of the list that is meant for clients', () => {
    for (const code of Object.keys(ERROR_CODES) as (keyof typeof ERROR_CODES)[]) {
      const shown = codeOf(new SkeinError(code, 'text'))
      expect(shown).toBe(code === 'MISCONFIGURED' ? 'INTERNAL' : code)
    }
  })

  it('takes anything else for a bug', () => {
    const logged: string[] = []
    for (const thrown of [new TypeError('x is undefined'), 'text', null, { message: 'odd' }]) {
      const shown = present(thrown, 'id', true, (line) => logged.push(line))
      expect(shown.extensions['code']).toBe('INTERNAL')
      expect(shown.message).not.toContain('undefined')
    }
    expect(logged).toHaveLength(4)
  })

  it('finds ours behind any number of wrappers', () => {
    const ours = new SkeinError('CONFLICT', 'there already', { hint: 'look' })
    const wrapped = new GraphQLError('a', { originalError: new GraphQLError('b', { originalError: ours }) })
    expect(present(wrapped, 'id', true, () => undefined)).toMatchObject({
      message: 'there already',
      extensions: { code: 'CONFLICT', hint: 'look' }
    })
  })
})
