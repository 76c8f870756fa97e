import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS as QUERY_LIMITS } from '../../src/query/limits.ts'
import { LIMITS } from '../../src/server/limits.ts'
import { codesOf, openWorld, OWNER, type World } from './support.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe('limits of a request, from both sides', () => {
  it('cost: 2,000 for the public and 20,000 for who is signed in, and not one more', async () => {
    // A page of n with m ties each costs n × (1 + m).
    const question = (rows: number): string =>
      `{ entities(first: 100) { nodes { relations(first: ${rows / 100 - 1}) { nodes { id } } } } }`
    const more = '{ revision ' + question(QUERY_LIMITS.costPublic).slice(1)
    expect(codesOf(await world.ask(question(QUERY_LIMITS.costPublic)))).toEqual([])
    const refused = await world.ask(more)
    expect(refused.errors?.[0]?.extensions.limit).toEqual({ name: 'cost', value: 2_000, met: 2_001 })
    expect(codesOf(await world.ask(question(QUERY_LIMITS.cost), OWNER))).toEqual([])
    const over = await world.ask('{ revision ' + question(QUERY_LIMITS.cost).slice(1), OWNER)
    expect(over.errors?.[0]?.extensions.limit).toEqual({ name: 'cost', value: 20_000, met: 20_001 })
  })

  it.each(['declared', 'in pieces'])('body: 128 KiB and not a byte more, its length %s', async (how) => {
    const send = async (size: number): Promise<number> => {
      const empty = JSON.stringify({ query: '{ revision }', extensions: { a: '' } })
      const body = JSON.stringify({ query: '{ revision }', extensions: { a: 'x'.repeat(size - empty.length) } })
      expect(Buffer.byteLength(body)).toBe(size)
      const headers = { 'content-type': 'application/json', accept: 'application/json' }
      const bytes = Buffer.from(body)
      const pieces = new ReadableStream({
        start: (into) => {
          for (let at = 0; at < bytes.length; at += 60_000) into.enqueue(bytes.subarray(at, at + 60_000))
          into.close()
        }
      })
      const sent = how === 'declared' ? { body } : { body: pieces, duplex: 'half' }
      const response = await world.api.fetch('http://localhost/graphql', { method: 'POST', headers, ...sent })
      return response.status
    }
    expect(LIMITS.body).toBe(128 * 1024)
    expect(await send(LIMITS.body)).toBe(200)
    expect(await send(LIMITS.body + 1)).toBe(413)
  })

  it('aliases: 30 and not one more', async () => {
    const aliases = (n: number): string => `{ ${Array.from({ length: n }, (_, i) => `a${i}: id`).join(' ')} }`
    expect(codesOf(await world.ask(`{ viewer ${aliases(LIMITS.aliases)} }`))).toEqual([])
    expect(codesOf(await world.ask(`{ viewer ${aliases(LIMITS.aliases + 1)} }`))).toEqual(['LIMIT_EXCEEDED'])
  })

  it('root fields: 10 and not one more', async () => {
    const fields = (n: number): string => `{ ${Array.from({ length: n }, (_, i) => `r${i}: revision`).join(' ')} }`
    expect(codesOf(await world.ask(fields(LIMITS.rootFields)))).toEqual([])
    expect(codesOf(await world.ask(fields(LIMITS.rootFields + 1)))).toEqual(['LIMIT_EXCEEDED'])
  })
})
