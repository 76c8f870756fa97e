import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HttpServer } from '../../src/server/http.ts'
import { ADA, openWorld, type Answer, type World } from './support.ts'

let world: World
let server: HttpServer
const logged: string[] = []
beforeAll(async () => {
  world = await openWorld()
  server = await HttpServer.listen({ host: '127.0.0.1', port: 0, log: (line) => logged.push(line) })
})
afterAll(async () => {
  await server.close(500)
  await world.close()
})

const at = (path: string): string => server.url + path
const query = (text: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(at('/graphql'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify({ query: text })
  })
const json = async (response: Response): Promise<Answer> => (await response.json()) as Answer
const codeOf = async (response: Response): Promise<string | undefined> =>
  (await json(response)).errors?.[0]?.extensions.code
const owner = async (headers: Record<string, string>): Promise<unknown> =>
  (await json(await query('{ viewer { owner } }', headers))).data

/** A request whose Host header says what fetch would not let us say. */
const withHost = (host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request(at('/graphql?query={revision}'), { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })

describe('the server while it starts', () => {
  it('says so, and answers nothing else', async () => {
    const health = await fetch(at('/health'))
    expect([health.status, await health.json()]).toEqual([503, { status: 'starting' }])
    expect((await fetch(at('/'))).status).toBe(503)
    const answer = await query('{ revision }')
    expect(answer.status).toBe(503)
    expect(await codeOf(answer)).toBe('UNAVAILABLE')
  })
})

describe('the server', () => {
  beforeAll(() => server.ready(world.skein))

  it.each(['variables', 'extensions'])(
    'takes %s that are no JSON for a bad request, not for a fault of its own',
    async (name) => {
      const before = logged.length
      const response = await fetch(at(`/graphql?query={revision}&${name}=${encodeURIComponent('{"a":')}`))
      expect([response.status, await codeOf(response)]).toEqual([400, 'BAD_REQUEST'])
      expect(logged).toHaveLength(before)
    }
  )

  it('tells health with the public revision', async () => {
    const health = await fetch(at('/health'))
    expect(health.status).toBe(200)
    const { revision } = (await world.ask('{ revision }')).data as { revision: number }
    expect(await health.json()).toEqual({ status: 'ok', engine: 'embedded', revision })
    expect(((await world.ask('{ revision }', ADA)).data as { revision: number }).revision).toBeGreaterThan(revision)
  })

  it('gives pages a strict policy and nothing from elsewhere', async () => {
    for (const path of ['/', '/owner', '/no-such-page']) {
      const page = await fetch(at(path))
      const policy = page.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|https?:|\*/)
      expect(page.headers.get('x-content-type-options')).toBe('nosniff')
      expect(page.headers.get('referrer-policy')).toBe('no-referrer')
      expect(page.headers.get('access-control-allow-origin')).toBeNull()
      const html = (await page.text()).replace(/<!--[^]*?-->/g, '')
      expect(html).toMatch(/<html/)
      expect(html).not.toMatch(/(src|href)="(https?:)?\/\//)
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/)
    }
    expect((await fetch(at('/no-such-page'))).status).toBe(404)
    expect((await fetch(at('/../package.json'))).status).toBe(404)
    expect((await fetch(at('/%2e%2e/package.json'))).status).toBe(404)
  })

  it('serves the public by default, and the owner by the token', async () => {
    expect(await owner({})).toEqual({ viewer: { owner: false } })
    expect(await owner({ authorization: `Bearer ${server.auth.bearer}` })).toEqual({ viewer: { owner: true } })
    const wrong = await query('{ revision }', { authorization: 'Bearer guess' })
    expect(wrong.status).toBe(401)
    expect(await codeOf(wrong)).toBe('UNAUTHENTICATED')
  })

  it('changes the owner link into a cookie once, from its own page alone', async () => {
    const [page, code] = server.newOwnerLink().split('#')
    expect(page).toBe(at('/owner'))
    const enter = (headers: Record<string, string> = {}): Promise<Response> =>
      fetch(at('/owner'), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ code })
      })
    expect((await enter({ origin: 'https://example.org' })).status).toBe(403)
    expect((await enter({ 'content-type': 'text/plain' })).status).toBe(400)
    const entered = await enter({ origin: server.url })
    expect(entered.status).toBe(200)
    const set = entered.headers.get('set-cookie') ?? ''
    expect(set).toMatch(/HttpOnly; SameSite=Strict/)
    const cookie = set.slice(0, set.indexOf(';'))
    expect(await owner({ cookie })).toEqual({ viewer: { owner: true } })
    expect((await enter()).status).toBe(401)
    await fetch(at('/owner'), { method: 'DELETE', headers: { cookie } })
    expect(await owner({ cookie })).toEqual({ viewer: { owner: false } })
  })

  it('gives another link to the owner alone', async () => {
    expect((await fetch(at('/owner/link'), { method: 'POST' })).status).toBe(401)
    const response = await fetch(at('/owner/link'), {
      method: 'POST',
      headers: { authorization: `Bearer ${server.auth.bearer}` }
    })
    expect(((await response.json()) as { link: string }).link).toMatch(/\/owner#.{40,}/)
  })

  it('refuses pages of other origins and names made to point here', async () => {
    const foreign = await query('{ revision }', { origin: 'https://example.org' })
    expect(foreign.status).toBe(403)
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
    expect(await codeOf(foreign)).toBe('FORBIDDEN')
    expect(await withHost('rebound.example')).toBe(403)
    expect(await withHost(new URL(server.url).host)).toBe(200)
  })

  it('takes uploads of those who may import, up to the cap', async () => {
    const put = (path: string, headers: Record<string, string> = {}, body = 'x'): Promise<Response> =>
      fetch(at(`/uploads/${path}`), { method: 'PUT', headers, body })
    expect(await codeOf(await put('upload-1'))).toBe('UNAUTHENTICATED')
    const authorization = `Bearer ${server.auth.bearer}`
    const kept = await put('upload-1', { authorization }, 'hello')
    expect([kept.status, await kept.json()]).toEqual([201, { id: 'upload-1', bytes: 5 }])
    for (const bad of ['..%2f..%2fx', 'short', 'a'.repeat(65), 'with.dots.in-it'])
      expect(await codeOf(await put(bad, { authorization }))).toBe('INVALID_INPUT')
    const large = request(at('/uploads/upload-2'), {
      method: 'PUT',
      headers: { authorization, 'content-length': String(2 ** 31) }
    })
    const status = await new Promise<number>((resolve) => {
      large.on('response', (response) => resolve(response.statusCode ?? 0)).on('error', () => resolve(0))
      large.flushHeaders()
    })
    large.destroy()
    expect(status).toBe(429)
  })

  it('ends a question whose asker has left, and frees its place', async () => {
    const { planner } = world.skein
    const original = planner.execute.bind(planner)
    let seen: AbortSignal | undefined
    const begun = new Promise<void>((resolve) => {
      ;(planner as { execute: unknown }).execute = (
        _i: unknown,
        _v: unknown,
        _e: unknown,
        { signal }: { signal: AbortSignal }
      ) => {
        seen = signal
        resolve()
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('gone'))))
      }
    })
    const leaving = new AbortController()
    const asked = fetch(at('/graphql'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ revision }"}',
      signal: leaving.signal
    }).catch(() => 'left')
    await begun
    leaving.abort()
    expect(await asked).toBe('left')
    await expect.poll(() => seen?.aborted).toBe(true)
    ;(planner as { execute: unknown }).execute = original
    expect((await query('{ revision }')).status).toBe(200)
  })

  it('says in a sentence that its port is taken', async () => {
    const port = Number(new URL(server.url).port)
    await expect(HttpServer.listen({ host: '127.0.0.1', port, log: () => undefined })).rejects.toMatchObject({
      code: 'MISCONFIGURED',
      message: `port ${port} on 127.0.0.1 is taken`
    })
  })

  it('logged no bug', () => {
    expect(logged).toEqual([])
  })
})
