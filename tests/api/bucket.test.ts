import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApi, type Api } from '../../src/server/api.ts'
import { Buckets } from '../../src/server/bucket.ts'
import { networkOf } from '../../src/server/lane.ts'
import { LIMITS } from '../../src/server/limits.ts'
import type { Viewer } from '../../src/service/viewer.ts'
import { ADA, openWorld, OWNER, type Answer, type World } from './support.ts'

describe('buckets', () => {
  const spend = (buckets: Buckets, key: string, cost: number, isPublic = false): number | null => {
    try {
      buckets.take(key, isPublic, cost)
      return null
    } catch (error) {
      return (error as { details: { retryAfter: number } }).details.retryAfter
    }
  }

  it('hold 20,000 units, of which 2,000 come back in a second; the public a tenth', () => {
    let now = 0
    const buckets = new Buckets(undefined, () => now)
    expect(spend(buckets, 'a', 20_000)).toBeNull()
    expect(spend(buckets, 'a', 1)).toBe(1)
    expect(spend(buckets, 'a', 20_000)).toBe(10)
    expect(spend(buckets, 'p', 2_000, true)).toBeNull()
    expect(spend(buckets, 'p', 401, true)).toBe(3)
    // Who waits as told passes, and who asks a moment earlier does not.
    now = 2_004
    expect(spend(buckets, 'p', 401, true)).toBe(1)
    now = 2_005
    expect(spend(buckets, 'p', 401, true)).toBeNull()
    expect(spend(buckets, 'a', 4_010)).toBeNull()
  })

  it('let pass what costs nothing, and take nothing where they refuse', () => {
    const buckets = new Buckets({ units: 10, refill: 1 }, () => 0)
    expect(spend(buckets, 'a', 10)).toBeNull()
    expect(spend(buckets, 'a', 0)).toBeNull()
    expect(spend(buckets, 'b', 11)).toBe(1)
    expect(spend(buckets, 'b', 10)).toBeNull()
  })

  it('take the payload of a change without refusing it, to at most one bucket of debt', () => {
    let now = 0
    const buckets = new Buckets({ units: 10, refill: 1 }, () => now)
    for (let i = 0; i < 5; i++) buckets.owe('a', false, 10)
    expect(spend(buckets, 'a', 1)).toBe(11)
    now = 11_000
    expect(spend(buckets, 'a', 1)).toBeNull()
  })

  it('are forgotten when they are full again', () => {
    let now = 0
    const buckets = new Buckets({ units: 10, refill: 1 }, () => now)
    for (let i = 0; i < 1_000; i++) buckets.take(`public ${i}`, true, 1)
    expect(buckets.size).toBe(1_000)
    now = 60_000
    buckets.take('a', false, 1)
    expect(buckets.size).toBe(1)
  })

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::6', '2001:db8:1:2'],
    ['2001:db8::6', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['', '']
  ])('are one for the network of %s', (address, network) => expect(networkOf(address)).toBe(network))
})

describe('the bucket of a viewer', () => {
  let world: World
  let api: Api
  beforeAll(async () => {
    world = await openWorld()
    api = createApi(world.skein, { bucket: { units: 1_000, refill: 500 } })
  })
  afterAll(() => world.close())

  const ask = async (
    query: string,
    address: string,
    viewer?: Viewer
  ): Promise<{ answer: Answer; response: Response }> => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query })
    }
    const response = await api.fetch('http://localhost/graphql', init, {
      address,
      ...(viewer === undefined ? {} : { viewer })
    })
    return { response, answer: (await response.clone().json()) as Answer }
  }
  const page = (first: number): string => `{ entities(first: ${first}) { nodes { id } } }`

  it('is refused before the store is touched, as a whole, with what was met and when to try again', async () => {
    expect((await ask(page(100), '203.0.113.1')).answer.errors).toBeUndefined()
    const { engine } = world.skein.store
    const read = engine.read.bind(engine)
    let reads = 0
    engine.read = (...args) => {
      reads++
      return read(...args)
    }
    try {
      const { answer, response } = await ask(
        `{ viewer { id } a: ${page(40).slice(1, -1)} b: ${page(40).slice(1, -1)} }`,
        '203.0.113.1'
      )
      expect(reads).toBe(0)
      expect(answer.data).toBeUndefined()
      expect(answer.errors).toHaveLength(1)
      const { code, limit, retryAfter, retry } = answer.errors?.[0]?.extensions as unknown as Record<string, unknown>
      expect({ code, retryAfter, retry }).toEqual({ code: 'LIMIT_EXCEEDED', retryAfter: 2, retry: true })
      expect(limit).toMatchObject({ name: 'bucket', value: 100 })
      expect((limit as { met: number }).met).toBeGreaterThan(100)
      expect([response.status, response.headers.get('retry-after')]).toEqual([429, '2'])
    } finally {
      engine.read = read
    }
  })

  it('lets pass what costs nothing, other addresses, and who is signed in', async () => {
    expect((await ask(page(100), '203.0.113.2')).answer.errors).toBeUndefined()
    expect((await ask(page(100), '203.0.113.2')).answer.errors).toHaveLength(1)
    for (const free of ['{ __typename }', '{ viewer { rank } }', '{ __schema { queryType { name } } }'])
      expect((await ask(free, '203.0.113.2')).answer.errors).toBeUndefined()
    expect((await ask(page(100), '203.0.113.3')).answer.errors).toBeUndefined()
    for (const viewer of [OWNER, ADA])
      for (let i = 0; i < 5; i++) expect((await ask(page(200), '203.0.113.2', viewer)).answer.errors).toBeUndefined()
    expect((await ask(page(200), '203.0.113.4', OWNER)).answer.errors).toHaveLength(1)
  })

  it('passes for who waits as long as he was told', async () => {
    expect((await ask(page(100), '203.0.113.5')).answer.errors).toBeUndefined()
    const { answer } = await ask(page(40), '203.0.113.5')
    const [refusal] = answer.errors ?? []
    const { retryAfter } = refusal?.extensions as unknown as { retryAfter: number }
    await new Promise((resolve) => setTimeout(resolve, 1_000 * retryAfter))
    expect((await ask(page(40), '203.0.113.5')).answer.errors).toBeUndefined()
  })

  it('is as large as the largest question allowed', () => {
    expect(LIMITS.bucket).toBe(20_000)
    expect(LIMITS.bucketRefill).toBe(2_000)
  })
})
