import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { Auth } from '../../src/server/auth.ts'
import { isLoopback, refuseForeign } from '../../src/server/origin.ts'
import { OWNER, PUBLIC } from '../../src/service/viewer.ts'

const cookieOf = (set: string): string => set.slice(0, set.indexOf(';'))

describe('who asks', () => {
  it('is the public without a credential', async () => {
    expect(await new Auth(4000).viewerOf({})).toBe(PUBLIC)
  })

  it('is the owner with the bearer token, and nobody with another', async () => {
    const auth = new Auth(4000)
    expect(await auth.viewerOf({ authorization: `Bearer ${auth.bearer}` })).toBe(OWNER)
    for (const authorization of [`Bearer ${auth.bearer}x`, 'Bearer ', auth.bearer, 'Basic abc', ''])
      await expect(auth.viewerOf({ authorization })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it('changes a link into a session once', async () => {
    const auth = new Auth(4000)
    const code = auth.newCode()
    const set = auth.enter(code)
    expect(set).toMatch(/HttpOnly; SameSite=Strict/)
    expect(set).not.toContain(code)
    expect(await auth.viewerOf({ cookie: `other=1; ${cookieOf(set)}` })).toBe(OWNER)
    expect(() => auth.enter(code)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }))
  })

  it('takes an unknown session, or one of another port, as the public', async () => {
    const auth = new Auth(4000)
    const other = new Auth(4001)
    expect(await auth.viewerOf({ cookie: `${auth.cookie}=guess` })).toBe(PUBLIC)
    expect(await auth.viewerOf({ cookie: cookieOf(other.enter(other.newCode())) })).toBe(PUBLIC)
  })

  it('ends a session', async () => {
    const auth = new Auth(4000)
    const cookie = cookieOf(auth.enter(auth.newCode()))
    expect(auth.leave({ cookie })).toContain('Max-Age=0')
    expect(await auth.viewerOf({ cookie })).toBe(PUBLIC)
  })
})

describe('pages of other origins', () => {
  const request = (headers: Record<string, string>, method = 'POST'): IncomingMessage =>
    ({ method, headers }) as unknown as IncomingMessage
  const refused = (headers: Record<string, string>, method?: string): boolean => {
    try {
      refuseForeign(request(headers, method), '127.0.0.1')
      return false
    } catch (error) {
      expect(error).toMatchObject({ code: 'FORBIDDEN' })
      return true
    }
  }

  it('may not ask', () => {
    expect(refused({ host: '127.0.0.1:4000', origin: 'https://example.org' })).toBe(true)
    expect(refused({ host: '127.0.0.1:4000', origin: 'null' })).toBe(true)
    expect(refused({ host: '127.0.0.1:4000', origin: 'http://127.0.0.1:4001' })).toBe(true)
    expect(
      refused({ host: '127.0.0.1:4000', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 'GET')
    ).toBe(true)
  })

  it('may not reach a loopback address by a name of their own', () => {
    expect(refused({ host: 'rebound.example:4000' }, 'GET')).toBe(true)
    expect(() => refuseForeign(request({ host: 'skein.example' }), '0.0.0.0')).not.toThrow()
  })

  it('may link here, and our own pages and programs may ask', () => {
    expect(
      refused({ host: '127.0.0.1:4000', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 'GET')
    ).toBe(false)
    expect(refused({ host: '127.0.0.1:4000', origin: 'http://127.0.0.1:4000', 'sec-fetch-site': 'same-origin' })).toBe(
      false
    )
    expect(refused({ host: 'localhost:4000' })).toBe(false)
    expect(refused({ host: '[::1]:4000' })).toBe(false)
  })

  it('knows loopback addresses', () => {
    expect(['127.0.0.1', '127.1.2.3', 'localhost', '::1', '[::1]'].every(isLoopback)).toBe(true)
    expect(['0.0.0.0', '10.0.0.1', 'example.org', '127.example.org'].some(isLoopback)).toBe(false)
  })
})
