import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { cliContext } from '../../src/cli/context.ts'
import { registerKeys } from '../../src/cli/keys.ts'
import { HttpServer } from '../../src/server/http.ts'
import { Keys, type NewKey } from '../../src/service/keys.ts'
import { openWorld, type Answer, type World } from './support.ts'

const wanted = (name: string, more: Partial<NewKey> = {}): NewKey => ({
  name,
  rank: 'GREEN',
  organisations: ['alpha'],
  scopes: ['READ'],
  until: null,
  ...more
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skein-keys-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('a list of keys', () => {
  let folder: string
  let now: number
  let keys: Keys
  beforeEach(() => {
    folder = newFolder()
    now = Date.parse('2026-11-25T12:00:00Z')
    keys = new Keys(folder, () => now)
  })
  const text = (): string => readFileSync(join(folder, 'keys.json'), 'utf8')

  it('opens with the whole token alone, and keeps none of it', () => {
    const { token, key } = keys.add(wanted('ngo-reader', { until: '2026-12-01T00:00:00.000Z' }))
    expect(keys.viewerOf(token)).toEqual({
      id: 'key:ngo-reader',
      organisations: ['alpha'],
      rank: 1,
      owner: false,
      scopes: ['READ']
    })
    const secret = token.slice('skein_ngo-reader_'.length)
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(text()).not.toContain(secret)
    expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600)
    expect(keys.list()).toEqual([key])
    const other = keys.add(wanted('other')).token
    const wrong = [
      '',
      'skein_',
      token.slice(0, -1),
      `${token}A`,
      token.replace('ngo-reader', 'other'),
      token.toUpperCase()
    ]
    for (const one of [...wrong, other.replace('other', 'ngo-reader'), `skein_absent_${secret}`])
      expect(keys.viewerOf(one), one).toBeNull()
  })

  it('lets nobody in after the end or after the revocation, in another process too', () => {
    const { token } = keys.add(wanted('short', { until: '2026-11-25T13:00:00.000Z' }))
    const kept = keys.add(wanted('kept')).token
    expect(keys.viewerOf(token)).not.toBeNull()
    now += 3_600_000
    expect(keys.viewerOf(token)).toBeNull()
    expect(keys.viewerOf(kept)).not.toBeNull()
    const ended = new Keys(folder, () => now).revoke('kept')
    expect(keys.viewerOf(kept)).toBeNull()
    expect(keys.revoke('kept')).toEqual(ended)
    expect(() => keys.add(wanted('kept'))).toThrow(expect.objectContaining({ code: 'CONFLICT' }))
    expect(() => keys.revoke('absent')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
  })

  it.each<[string, Partial<NewKey>]>([
    ['name', { name: 'Two words' }],
    ['rank', { rank: 'SECRET' as 'RED' }],
    ['scopes.0', { scopes: ['ROOT' as 'READ'] }],
    ['scopes', { scopes: [] }],
    ['organisations.0', { organisations: ['alpha/open'] }],
    ['organisations.0', { organisations: ['owner'] }],
    ['until', { until: '2026-11-25T11:59:59.000Z' }],
    ['until', { until: 'tomorrow' }],
    ['rank', { scopes: ['READ', 'WRITE'], rank: 'AMBER_STRICT' }]
  ])('says what is wrong with the %s', (path, more) => {
    const issues: unknown = expect.arrayContaining([expect.objectContaining({ path })])
    expect(() => keys.add(wanted('one', more))).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', details: { issues } })
    )
    expect(keys.list()).toEqual([])
  })

  it('lets nobody in where the file cannot be read, and leaves it as it is', () => {
    const { token } = keys.add(wanted('one'))
    const broken = text().replace('"keys"', '"kees"')
    writeFileSync(join(folder, 'keys.json'), broken)
    for (const use of [() => keys.viewerOf(token), () => keys.add(wanted('two')), () => keys.revoke('one')])
      expect(use).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }))
    expect(text()).toBe(broken)
  })

  it('is changed by one command at a time, and outlives one that was killed', () => {
    const half = join(folder, 'keys.json.new')
    writeFileSync(half, '{"keys": [')
    utimesSync(half, now / 1000, now / 1000)
    expect(() => keys.add(wanted('one'))).toThrow(expect.objectContaining({ code: 'CONFLICT' }))
    now += 11_000
    const { token } = keys.add(wanted('one'))
    expect(keys.viewerOf(token)).not.toBeNull()
  })
})

describe('keys over HTTP', () => {
  let world: World
  let server: HttpServer
  let folder: string
  beforeAll(async () => {
    world = await openWorld()
    folder = mkdtempSync(join(tmpdir(), 'skein-keys-'))
    server = await HttpServer.listen({ host: '127.0.0.1', port: 0, keys: new Keys(folder), log: () => undefined })
    server.ready(world.skein)
  })
  afterAll(async () => {
    await server.close(500)
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Runs `skein keys …` on the folder of the server. */
  async function skeinKeys(...args: string[]): Promise<string> {
    const printed: string[] = []
    const program = new Command()
    const context = cliContext()
    registerKeys(program, {
      ...context,
      config: () => ({ port: 0, host: '', data: folder, store: '' }),
      print: (line) => void printed.push(line),
      note: () => undefined
    })
    await program.parseAsync(['keys', ...args], { from: 'user' })
    return printed.join('\n')
  }
  const asked = async (token: string, query: string): Promise<{ status: number; answer: Answer }> => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query })
    })
    return { status: response.status, answer: (await response.json()) as Answer }
  }
  const HIDDEN = '{ search(text: "Hidden Harbourmaster") { totalCount } }'
  const seen = async (token: string): Promise<unknown> => (await asked(token, HIDDEN)).answer.data

  it('show a member what his organisation keeps closed, up to his rank', async () => {
    const token = await skeinKeys('add', 'ada', '--rank', 'amber', '--organisation', 'alpha')
    expect((await asked(token, '{ viewer { id rank organisations owner scopes } }')).answer.data).toEqual({
      viewer: { id: 'key:ada', rank: 'AMBER', organisations: ['alpha'], owner: false, scopes: ['READ'] }
    })
    expect(await seen(token)).toEqual({ search: { totalCount: 1 } })
    const low = await skeinKeys('add', 'low', '--rank', 'GREEN', '--organisation', 'alpha')
    const foreign = await skeinKeys('add', 'foreign', '--rank', 'RED', '--organisation', 'beta')
    // A key that is called like an organisation is not of it.
    const namesake = await skeinKeys('add', 'alpha', '--rank', 'RED')
    for (const one of [low, foreign, namesake]) expect(await seen(one)).toEqual({ search: { totalCount: 0 } })
  })

  it('do what their scopes say, and no more', async () => {
    const code = async (token: string, query: string): Promise<string | undefined> =>
      (await asked(token, query)).answer.errors?.[0]?.extensions.code
    const withdraw = 'mutation { withdrawDataset(input: { dataset: "beta/notes" }) { dataset } }'
    const judge =
      'mutation { judge(input: { left: "a/b:1", right: "a/b:2", verdict: SAME, why: "w" }) { judgement { id } } }'
    const reader = await skeinKeys('add', 'reader')
    expect([await code(reader, withdraw), await code(reader, judge)]).toEqual(['FORBIDDEN', 'FORBIDDEN'])
    const writer = await skeinKeys('add', 'writer', '--scope', 'WRITE', '--rank', 'RED', '--organisation', 'alpha')
    expect(await code(writer, '{ revision }')).toBe('FORBIDDEN')
    expect([await code(writer, withdraw), await code(writer, judge)]).toEqual(['NOT_FOUND', 'FORBIDDEN'])
    const put = (token: string): Promise<Response> =>
      fetch(`${server.url}/uploads/upload-0001`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}` },
        body: 'x'
      })
    expect((await put(reader)).status).toBe(403)
    expect((await put(writer)).status).toBe(201)
  })

  it('may not make owner links', async () => {
    const token = await skeinKeys('add', 'admin', '--scope', 'READ', 'ADMIN', '--rank', 'RED')
    const link = await fetch(`${server.url}/owner/link`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` }
    })
    expect(link.status).toBe(401)
  })

  it('open nothing from the request after their revocation on', async () => {
    const token = await skeinKeys('add', 'gone')
    expect((await asked(token, '{ revision }')).status).toBe(200)
    expect(JSON.parse(await skeinKeys('revoke', 'gone'))).toMatchObject({ name: 'gone' })
    const { status, answer } = await asked(token, '{ revision }')
    expect([status, answer.errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED'])
    const listed = await skeinKeys('list')
    expect(JSON.parse(listed)).toContainEqual(
      expect.objectContaining({ name: 'gone', revoked: expect.any(String) as string })
    )
    expect(listed).not.toContain(token.slice(-43))
  })

  it('end at the day that was given', async () => {
    await skeinKeys('add', 'dated', '--until', '2999-01-31')
    const listed = JSON.parse(await skeinKeys('list')) as { name: string; until: string }[]
    expect(listed.find(({ name }) => name === 'dated')?.until).toBe('2999-01-31T00:00:00.000Z')
    await expect(skeinKeys('add', 'undated', '--until', 'soon')).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(skeinKeys('add', 'undated', '--until', '2999-02-30')).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })
})
