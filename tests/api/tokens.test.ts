import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readConfig, type TokenConfig } from '../../src/config.ts'
import { HttpServer } from '../../src/server/http.ts'
import { openTokens } from '../../src/server/tokens.ts'
import { openWorld, type Answer, type World } from './support.ts'

const folder = mkdtempSync(join(tmpdir(), 'skein-tokens-'))
const file = join(folder, 'keys.json')
const pair = {
  ed: generateKeyPairSync('ed25519'),
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  next: generateKeyPairSync('ed25519')
}
const jwk = (key: KeyObject, kid: string, alg: string): object => ({ ...key.export({ format: 'jwk' }), kid, alg })
const ED = jwk(pair.ed.publicKey, 'ed', 'EdDSA')
const RSA = jwk(pair.rsa.publicKey, 'rsa', 'RS256')
const NEXT = jwk(pair.next.publicKey, 'next', 'EdDSA')
function keep(...keys: object[]): void {
  writeFileSync(`${file}.new`, JSON.stringify({ keys }))
  renameSync(`${file}.new`, file)
}
keep(ED, RSA)

const config: TokenConfig = {
  issuer: 'https://id.example',
  audience: 'skein',
  keys: file,
  algorithms: ['EdDSA', 'ES256', 'RS256'],
  skew: 30,
  rank: 'AMBER'
}
const now = (): number => Math.floor(Date.now() / 1000)
/** A token that is right but for what is given; `undefined` leaves a claim out. */
function signed(more: object = {}, key: KeyObject = pair.ed.privateKey, kid = 'ed', alg = 'EdDSA'): Promise<string> {
  const claims = {
    iss: config.issuer,
    aud: config.audience,
    sub: 'partner@ngo.example',
    exp: now() + 300,
    rank: 'AMBER',
    organisations: ['alpha'],
    scopes: ['READ'],
    ...more
  }
  return new SignJWT(JSON.parse(JSON.stringify(claims)) as Record<string, unknown>)
    .setProtectedHeader({ alg, kid })
    .sign(key)
}
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const bodyOf = (token: string): string => token.split('.')[1] ?? ''

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('signed tokens', () => {
  let world: World
  let server: HttpServer
  const logged: string[] = []
  beforeAll(async () => {
    world = await openWorld()
    const log = (line: string): void => void logged.push(line)
    server = await HttpServer.listen({ host: '127.0.0.1', port: 0, tokens: openTokens(config, log), log })
    server.ready(world.skein)
  })
  afterAll(async () => {
    await server.close(500)
    await world.close()
  })
  beforeEach(() => {
    keep(ED, RSA)
    logged.length = 0
  })
  const asked = async (token: string, query: string): Promise<{ status: number; answer: Answer; text: string }> => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query })
    })
    const text = await response.text()
    return { status: response.status, answer: (text === '' ? {} : JSON.parse(text)) as Answer, text }
  }
  const VIEWER = '{ viewer { id rank organisations owner scopes } search(text: "Hidden Harbourmaster") { totalCount } }'
  const viewer = {
    id: 'jwt:partner@ngo.example',
    rank: 'AMBER',
    organisations: ['alpha'],
    owner: false,
    scopes: ['READ']
  }

  it('say who asks, and show him what his organisation keeps closed', async () => {
    const data = { viewer, search: { totalCount: 1 } }
    expect((await asked(await signed(), VIEWER)).answer).toEqual({ data })
    expect((await asked(await signed({}, pair.rsa.privateKey, 'rsa', 'RS256'), VIEWER)).answer).toEqual({ data })
    const low = await asked(await signed({ rank: 'GREEN', organisations: [] }), VIEWER)
    expect(low.answer.data).toEqual({
      viewer: { ...viewer, rank: 'GREEN', organisations: [] },
      search: { totalCount: 0 }
    })
    const mutation = 'mutation { withdrawDataset(input: { dataset: "alpha/open" }) { dataset } }'
    expect((await asked(await signed(), mutation)).answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })

  it('hold within the clocks’ difference', async () => {
    for (const more of [{ exp: now() - 20 }, { nbf: now() + 20 }])
      expect((await asked(await signed(more), VIEWER)).status).toBe(200)
  })

  /** RS256's public key taken for the secret of HS256. */
  const confused = async (): Promise<string> => {
    const text = `${part({ alg: 'HS256', kid: 'rsa' })}.${bodyOf(await signed())}`
    const secret = pair.rsa.publicKey.export({ type: 'spki', format: 'pem' })
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
  }
  /** A signature that is right, by an algorithm that was not allowed. */
  const otherAlgorithm = async (): Promise<string> => {
    const text = `${part({ alg: 'RS512', kid: 'rsa' })}.${bodyOf(await signed())}`
    return `${text}.${createSign('RSA-SHA512').update(text).sign(pair.rsa.privateKey, 'base64url')}`
  }
  const wrong: [string, () => Promise<string>, RegExp][] = [
    ['of another issuer', () => signed({ iss: 'https://other.example' }), /iss/],
    ['without issuer', () => signed({ iss: undefined }), /iss/],
    ['for another audience', () => signed({ aud: 'other' }), /aud/],
    ['ended', () => signed({ exp: now() - 40 }), /exp/],
    ['without end', () => signed({ exp: undefined }), /exp/],
    ['with an end that is text', () => signed({ exp: '2999' }), /exp/],
    ['not valid yet', () => signed({ nbf: now() + 60 }), /nbf/],
    ['unsigned', async () => `${part({ alg: 'none' })}.${bodyOf(await signed())}.`, /ERR_/],
    ['signed with the public key as a secret', confused, /ALG_NOT_ALLOWED/],
    ['by another algorithm', otherAlgorithm, /ALG_NOT_ALLOWED/],
    ['by an unknown key', () => signed({}, pair.next.privateKey, 'next'), /NO_MATCHING_KEY/],
    ['by another key under a known name', () => signed({}, pair.next.privateKey), /SIGNATURE/],
    [
      'changed',
      async () => (await signed()).replace(/\.[^.]+\./, `.${bodyOf(await signed({ sub: 'other' }))}.`),
      /SIGN/
    ],
    ['without subject', () => signed({ sub: undefined }), /sub/],
    ['with an empty subject', () => signed({ sub: '' }), /sub/],
    ['with a subject of several words', () => signed({ sub: 'a b' }), /sub/],
    ['without rank', () => signed({ rank: undefined }), /rank/],
    ['with an unknown rank', () => signed({ rank: 'SECRET' }), /rank/],
    ['with a rank by number', () => signed({ rank: 2 }), /rank/],
    ['above the highest rank', () => signed({ rank: 'RED' }), /rank is above AMBER/],
    ['without organisations', () => signed({ organisations: undefined }), /organisations/],
    ['with the id of a key as organisation', () => signed({ organisations: ['key:ada'] }), /organisations/],
    ['with the owner as organisation', () => signed({ organisations: ['owner'] }), /organisations/],
    ['without scopes', () => signed({ scopes: undefined }), /scopes/],
    ['with no scope', () => signed({ scopes: [] }), /scopes/],
    ['with an unknown scope', () => signed({ scopes: ['OWNER'] }), /scopes/],
    ['of garbage', () => Promise.resolve('a.b.c'), /ERR_|no token/],
    ['of one word', () => Promise.resolve('garbage'), /ERR_/],
    ['that is long', () => signed({ more: 'x'.repeat(9_000) }), /8192/]
  ]
  it.each(wrong)('open nothing when %s; all wrong ones get one answer', async (_, make, why) => {
    const token = await make()
    const { status, answer } = await asked(token, VIEWER)
    expect(status).toBe(401)
    const { requestId: _id, ...extensions } = answer.errors?.[0]?.extensions ?? { requestId: '' }
    expect({ ...answer.errors?.[0], extensions }).toEqual({
      message: 'the credential is unknown or has expired',
      extensions: { code: 'UNAUTHENTICATED', hint: expect.stringContaining('Authorization: Bearer') as string }
    })
    expect(logged).toEqual([expect.stringMatching(why)])
    expect(logged[0]).not.toContain(token.slice(-20))
  })

  it('of a megabyte are not even read', async () => {
    const token = `a.${'x'.repeat(1_000_000)}.b`
    expect(await openTokens(config, () => undefined)(token)).toBeNull()
    expect([401, 431]).toContain((await asked(token, VIEWER)).status)
    expect((await asked(await signed(), VIEWER)).status).toBe(200)
  })

  it('follow the file of keys while the server runs', async () => {
    const [old, fresh] = [await signed(), await signed({}, pair.next.privateKey, 'next')]
    expect([(await asked(old, VIEWER)).status, (await asked(fresh, VIEWER)).status]).toEqual([200, 401])
    keep(ED, NEXT)
    expect([(await asked(old, VIEWER)).status, (await asked(fresh, VIEWER)).status]).toEqual([200, 200])
    keep(NEXT)
    expect([(await asked(old, VIEWER)).status, (await asked(fresh, VIEWER)).status]).toEqual([401, 200])
    for (const spoil of [() => writeFileSync(file, '{"keys": ['), () => rmSync(file)]) {
      spoil()
      const { status, text } = await asked(fresh, VIEWER)
      expect(status).toBe(503)
      expect(text).not.toContain(folder)
    }
    keep(NEXT)
    expect((await asked(fresh, VIEWER)).status).toBe(200)
  })

  it('by address: keys are fetched, and a place that does not answer lets nobody in', async () => {
    let keys: string | null = JSON.stringify({ keys: [ED] })
    const there = createServer((_, response) => {
      response.statusCode = keys === null ? 500 : 200
      response.end(keys ?? '')
    })
    await new Promise<void>((resolve) => there.listen(0, '127.0.0.1', resolve))
    const place = { ...config, keys: `http://127.0.0.1:${(there.address() as AddressInfo).port}/keys` }
    try {
      expect(await openTokens(place, () => undefined)(await signed())).toMatchObject({ id: viewer.id })
      keys = null
      await expect(openTokens(place, () => undefined)(await signed())).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    } finally {
      there.close()
    }
  })

  it('open nothing where none are expected', async () => {
    const plain = await HttpServer.listen({ host: '127.0.0.1', port: 0, log: () => undefined })
    try {
      await expect(plain.auth.viewerOf({ authorization: `Bearer ${await signed()}` })).rejects.toMatchObject({
        code: 'UNAUTHENTICATED'
      })
    } finally {
      await plain.close(100)
    }
  })
})

describe('settings of signed tokens', () => {
  const all = { SKEIN_JWT_ISSUER: 'i', SKEIN_JWT_AUDIENCE: 'a', SKEIN_JWT_KEYS: '/k.json' }
  const wrong = expect.objectContaining({ code: 'MISCONFIGURED' }) as Error

  it('are all there or none', () => {
    expect(readConfig({}).tokens).toBeUndefined()
    expect(readConfig({ SKEIN_JWT_ISSUER: '' }).tokens).toBeUndefined()
    expect(readConfig(all).tokens).toEqual({
      issuer: 'i',
      audience: 'a',
      keys: '/k.json',
      algorithms: ['EdDSA', 'ES256', 'RS256'],
      skew: 30,
      rank: 'RED'
    })
  })

  it.each<[string, Record<string, string>]>([
    ['SKEIN_JWT_AUDIENCE', { ...all, SKEIN_JWT_AUDIENCE: '' }],
    ['SKEIN_JWT_KEYS', { SKEIN_JWT_ISSUER: 'i', SKEIN_JWT_AUDIENCE: 'a' }],
    ['SKEIN_JWT_ISSUER', { SKEIN_JWT_SKEW: '10' }],
    ['SKEIN_JWT_ALGORITHMS', { ...all, SKEIN_JWT_ALGORITHMS: 'EdDSA,none' }],
    ['SKEIN_JWT_ALGORITHMS', { ...all, SKEIN_JWT_ALGORITHMS: 'HS256' }],
    ['SKEIN_JWT_SKEW', { ...all, SKEIN_JWT_SKEW: 'long' }],
    ['SKEIN_JWT_RANK', { ...all, SKEIN_JWT_RANK: 'SECRET' }],
    ['SKEIN_JWT_KEYS', { ...all, SKEIN_JWT_KEYS: 'http://id.example/keys' }],
    ['SKEIN_JWT_KEYS', { ...all, SKEIN_JWT_KEYS: 'file:///keys' }]
  ])('name the variable that is wrong: %s', (name, env) => {
    expect(() => readConfig(env)).toThrow(wrong)
    expect(() => readConfig(env)).toThrow(name)
  })

  it.each([
    ['no file', null],
    ['no JSON', 'x'],
    ['no keys', '{"keys": []}'],
    ['a private key', JSON.stringify({ keys: [jwk(pair.ed.privateKey, 'ed', 'EdDSA')] })],
    ['a shared secret', '{"keys": [{"kty": "oct", "k": "AAAA"}]}']
  ])('refuse %s in place of public keys at the start', (name, text) => {
    const keys = join(folder, `${name.replaceAll(' ', '-')}.json`)
    if (text !== null) writeFileSync(keys, text)
    expect(() => openTokens({ ...config, keys }, () => undefined)).toThrow(wrong)
    expect(() => openTokens({ ...config, keys }, () => undefined)).toThrow('SKEIN_JWT_KEYS')
  })
})
