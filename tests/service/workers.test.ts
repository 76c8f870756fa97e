/** Worker threads: the same answers, errors that keep their code, nothing left behind by what is stopped. */
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../../src/graph/random.ts'
import type { Trade, TradeTie } from '../../src/query/computed.ts'
import { SkeinError } from '../../src/errors.ts'
import { computeLinks } from '../../src/service/links.ts'
import { linksIn } from '../../src/service/workers/links.ts'
import { errorFrom, plainError } from '../../src/service/workers/messages.ts'
import { Pool } from '../../src/service/workers/pool.ts'

/** Ties of random actors to five goods, told by three datasets, one of which looks at one good alone. */
function trade(ties: number, seed: number): Trade {
  const random = seeded(seed)
  const goods = ['arms', 'drugs', 'people', 'tobacco', 'wildlife']
  return {
    goods: null,
    datasets: new Map([
      ['a', goods],
      ['b', goods.slice(0, 3)],
      ['c', ['arms']]
    ]),
    ties: Array.from({ length: ties }, (_, i): TradeTie => {
      const dataset = ['a', 'b', 'c'][random.below(3)] ?? ''
      const claim = { dataset, origins: [`o${random.below(9)}`], grade: 'B2', standing: null, data: '{}' }
      return {
        id: `t${String(i).padStart(6, '0')}`,
        kind: 'TRADES_IN',
        holder: `h${random.below(ties / 2)}`,
        holderKind: 'Person',
        code: goods[random.below(5)] ?? '',
        stage: null,
        grade: 'B2',
        claims: [claim as unknown as TradeTie['claims'][number]]
      }
    })
  }
}

describe('a pool of workers', () => {
  let pool: Pool
  beforeAll(() => (pool = new Pool(2)))
  afterAll(() => pool.close())

  it('gives the links across goods that the main thread gives, part by part, however many ties there are', async () => {
    for (const ties of [0, 40, 600]) {
      const input = trade(ties, ties)
      const [here, apart] = [computeLinks(input), linksIn(pool)(input)]
      expect(Object.keys(apart)).toEqual(Object.keys(here))
      const [overlaps, blindSpots] = await Promise.all([apart.overlaps(), apart.blindSpots()])
      expect(overlaps).toEqual(await here.overlaps())
      expect(blindSpots).toEqual(here.blindSpots())
    }
    expect(pool.threads).toBeGreaterThan(0)
  })

  it('ends the worker of what is stopped, at once, and goes on with the next', async () => {
    const stop = new AbortController()
    const long = pool.run('linksPart', { trade: trade(20_000, 1), part: 'overlaps' }, { signal: stop.signal })
    const others = [2, 3].map((seed) => pool.run('linksPart', { trade: trade(60, seed), part: 'blindSpots' }))
    expect(await Promise.all(others)).toHaveLength(2)
    const threads = pool.threads
    stop.abort(new SkeinError('TIMEOUT', 'enough'))
    await expect(long).rejects.toMatchObject({ code: 'TIMEOUT' })
    await expect.poll(() => pool.threads).toBe(threads - 1)
    expect(await pool.run('linksPart', { trade: trade(60, 4), part: 'blindSpots' })).toHaveProperty('links')
  })

  it('never begins what is stopped while it waits', async () => {
    const narrow = new Pool(1)
    const [first, second] = [new AbortController(), new AbortController()]
    const running = narrow.run('linksPart', { trade: trade(20_000, 1), part: 'overlaps' }, { signal: first.signal })
    const waiting = narrow.run('linksPart', { trade: trade(60, 2), part: 'overlaps' }, { signal: second.signal })
    second.abort()
    await expect(waiting).rejects.toThrow('aborted')
    first.abort()
    await expect(running).rejects.toThrow('aborted')
    await expect(
      narrow.run('linksPart', { trade: trade(60, 2), part: 'overlaps' }, { signal: second.signal })
    ).rejects.toThrow('aborted')
    await expect.poll(() => narrow.threads).toBe(0)
  })

  it('tells what cannot be sent and what goes wrong inside, and stays of use', async () => {
    const odd = { ...trade(4, 1), datasets: (() => 1) as never }
    await expect(pool.run('linksPart', { trade: odd, part: 'overlaps' })).rejects.toThrow('could not be cloned')
    const bare = trade(4, 1)
    const unsupported = { ...bare, ties: bare.ties.map((tie) => ({ ...tie, claims: [] })) }
    const refused = await pool
      .run('linksPart', { trade: unsupported, part: 'overlaps' })
      .catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(SkeinError)
    expect(refused).toMatchObject({ code: 'INVALID_INPUT' })
    await expect(pool.run('linksPart', { trade: trade(4, 1), part: 'none' as never })).rejects.toThrow('not a function')
    expect(await pool.run('linksPart', { trade: trade(40, 1), part: 'overlaps' })).toHaveLength(10)
  })

  it('refuses everything once it is closed', async () => {
    const closing = new Pool(1)
    const run = (seed: number): Promise<unknown> =>
      closing.run('linksPart', { trade: trade(20_000, seed), part: 'overlaps' })
    const open = Promise.allSettled([run(1), run(2)])
    await closing.close()
    const late = await Promise.allSettled([run(3)])
    for (const one of [...(await open), ...late])
      expect(one).toMatchObject({ status: 'rejected', reason: { code: 'UNAVAILABLE' } })
    expect(closing.threads).toBe(0)
  })
})

it('an error keeps its class, its code and its details on the way out of a worker', () => {
  const thrown = new SkeinError('LIMIT_EXCEEDED', 'too many', { limit: { name: 'nodes', value: 1, met: 2 } })
  const back = errorFrom(structuredClone(plainError(thrown)))
  expect(back).toBeInstanceOf(SkeinError)
  expect(back).toMatchObject({ code: 'LIMIT_EXCEEDED', message: 'too many', details: thrown.details })
  expect(errorFrom(structuredClone(plainError(new TypeError('odd'))))).not.toBeInstanceOf(SkeinError)
})

it('a worker that has nothing to do does not keep the process alive', () => {
  const script = `import { Pool } from './src/service/workers/pool.ts'
    const pool = new Pool(1)
    const empty = { ties: [], datasets: new Map(), goods: null }
    const { links } = await pool.run('linksPart', { trade: empty, part: 'blindSpots' })
    console.log(links, pool.threads)`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
  expect(execFileSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 })).toBe('0 1\n')
})
