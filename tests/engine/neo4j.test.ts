import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { openEngine, type EngineConfig } from '../../src/engine/open.ts'
import type { Engine, Row, Statement, Value } from '../../src/engine/port.ts'
import { SkeinError } from '../../src/errors.ts'
import { describeNeo4j } from '../support/engines.ts'

const WRITER = fileURLToPath(new URL('support/neo4j-writer.ts', import.meta.url))
const say = (text: string, columns: string[] = [], params: Record<string, Value> = {}): Statement => ({
  text,
  columns,
  params
})
const write = (engine: Engine, text: string, params: Record<string, Value> = {}): Promise<Row[]> =>
  engine.transaction((transaction) => transaction.run(say(text, [], params)))
const opening = { replay: () => Promise.resolve(), notice: () => undefined }
const refusal = (config: EngineConfig): Promise<unknown> =>
  openEngine(config, opening).then(
    async (engine) => {
      await engine.close()
      return 'opened'
    },
    (error: unknown) => error
  )

describe('an address that cannot be a store', () => {
  it('is refused with a sentence that says what to set', async () => {
    expect(await refusal({ store: 'http://localhost:7474', folder: null })).toMatchObject({
      code: 'MISCONFIGURED',
      message: expect.stringContaining('SKEIN_STORE is "http://localhost:7474"') as string
    })
    expect(await refusal({ store: 'bolt://127.0.0.1:1', folder: null })).toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringContaining('No Neo4j answers at bolt://127.0.0.1:1') as string
    })
  })
})

describeNeo4j('Neo4j', ({ open, config, wipe }) => {
  const children: ChildProcessByStdio<null, Readable, null>[] = []
  const second = async (...args: string[]): Promise<ChildProcessByStdio<null, Readable, null>> => {
    const child = spawn(process.execPath, ['--import', 'tsx', WRITER, JSON.stringify(config()), ...args], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    children.push(child)
    await once(child.stdout, 'data')
    return child
  }
  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      child.kill('SIGKILL')
      await once(child, 'close')
    }
  })

  it('names what is wrong with a password, a user or a database', async () => {
    const wrongPassword = await refusal({ ...config(), password: 'wrong' })
    expect(wrongPassword).toMatchObject({
      code: 'MISCONFIGURED',
      message: expect.stringContaining('SKEIN_NEO4J_PASSWORD') as string
    })
    const wrongDatabase = await refusal({ ...config(), database: 'nosuch' })
    expect(wrongDatabase).toMatchObject({
      code: 'MISCONFIGURED',
      message: expect.stringContaining('no database "nosuch"') as string
    })
  })

  it('accepts no torn read while another process writes', async () => {
    const engine = await open({ schema: ['CREATE INDEX flip_id IF NOT EXISTS FOR (n:Flip) ON (n.id)'] })
    await write(engine, 'UNWIND range(1, 6000) AS id CREATE (:Flip {id: id, number: 0})')
    await second('flip')
    const ends = say('MATCH (a:Flip {id: 1}), (b:Flip {id: 6000}) RETURN a.number AS a, b.number AS b', ['a', 'b'])
    const all = say('MATCH (n:Flip) WITH collect(DISTINCT n.number) AS numbers RETURN numbers', ['numbers'])
    const seen = new Set<Value | undefined>()
    const until = performance.now() + 4_000
    let reads = 0
    let refused = 0
    while (performance.now() < until) {
      for (const statement of [ends, ends, ends, all]) {
        // Refused reads are allowed (they may be tried again), wrong ones are not.
        const [row] = await engine.read(statement).catch((error: unknown) => {
          if (error instanceof SkeinError && error.code === 'UNAVAILABLE') return [[]] as Row[]
          throw error
        })
        if (row === undefined || row.length === 0) {
          refused++
          continue
        }
        const numbers = statement === all ? (row[0] as readonly Value[]) : [...new Set(row)]
        expect(numbers).toHaveLength(1)
        seen.add(numbers[0])
        reads++
      }
    }
    expect(reads).toBeGreaterThan(refused)
    expect(seen.size).toBeGreaterThan(3)
  }, 30_000)

  it('serialises writers of several processes', async () => {
    const engine = await open()
    await write(engine, 'CREATE (:Counter {count: 0})')
    const times = 15
    const others = [await second('count', String(times)), await second('count', String(times))]
    for (let i = 0; i < times; i++) {
      await engine.transaction(async (transaction) => {
        const [row] = await transaction.run(say('MATCH (n:Counter) RETURN n.count AS count', ['count']))
        await transaction.run(say('MATCH (n:Counter) SET n.count = $count', [], { count: Number(row?.[0]) + 1 }))
      })
    }
    for (const child of others) if (child.exitCode === null) await once(child, 'close')
    expect(await engine.read(say('MATCH (n:Counter) RETURN n.count AS count', ['count']))).toEqual([[3 * times]])
  }, 30_000)

  it('finishes what a writer that died in its commit left behind', async () => {
    const engine = await open()
    const odd = say("MATCH (q:Store {id: 'sequence'}) RETURN q.seq % 2 AS odd", ['odd'])
    await engine.prepare("MATCH (q:Store {id: 'sequence'}) SET q.seq = q.seq + 1 + q.seq % 2")
    const started = performance.now()
    expect(await engine.read(odd)).toEqual([[0]])
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('changes no sequence when a transaction changed nothing', async () => {
    const engine = await open()
    const seen: number[] = []
    const look = (): Promise<Row[]> => engine.read(say('RETURN 1 AS one', ['one']), { at: (at) => seen.push(at) })
    await look()
    await write(engine, 'MATCH (n:Nothing) SET n.x = 1')
    await look()
    await write(engine, 'CREATE (:Something)')
    await look()
    expect(seen[1]).toBe(seen[0])
    expect(seen[2]).toBe((seen[0] ?? 0) + 2)
  })

  it('answers a read in one flight', async () => {
    const wire = await listening(config().store)
    const engine = await openEngine({ ...config(), store: `bolt://127.0.0.1:${wire.port}` }, opening)
    try {
      const one = say('UNWIND range(1, 500) AS n RETURN n ORDER BY n', ['n'])
      await engine.read(one)
      wire.flights = 0
      for (let i = 0; i < 5; i++) expect(await engine.read(one)).toHaveLength(500)
      // Giving the connection back is a message of its own after each answer; nobody waits for it.
      expect(wire.flights).toBeLessThanOrEqual(10)
    } finally {
      await engine.close()
      wire.server.close()
    }
  })

  it('goes on after its connections were cut; what was cut off is not there', async () => {
    const wire = await listening(config().store)
    await wipe()
    const engine = await openEngine({ ...config(), store: `bolt://127.0.0.1:${wire.port}` }, opening)
    try {
      const count = say('MATCH (n:Cut) RETURN count(n) AS count', ['count'])
      await write(engine, 'CREATE (:Cut)')
      wire.cut()
      expect(await engine.read(count)).toEqual([[1]])
      const halfway = engine.transaction(async (transaction) => {
        await transaction.run(say('CREATE (:Cut)'))
        wire.cut()
        await transaction.run(say('CREATE (:Cut)'))
      })
      await expect(halfway).rejects.toMatchObject({ code: 'UNAVAILABLE' })
      expect(await engine.read(count)).toEqual([[1]])
      await write(engine, 'CREATE (:Cut)')
      expect(await engine.read(count)).toEqual([[2]])
    } finally {
      await engine.close()
      wire.server.close()
    }
  })

  it('ends an abandoned statement on the server', async () => {
    await wipe()
    const engine = await open()
    const stop = new AbortController()
    const long =
      'UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a * b % 7 = 8 RETURN count(*) AS abandoned'
    setTimeout(() => stop.abort(), 150)
    await expect(engine.read(say(long, ['abandoned']), { signal: stop.signal })).rejects.toMatchObject({
      code: 'UNAVAILABLE'
    })
    const running = say(
      "SHOW TRANSACTIONS YIELD currentQuery, status WHERE currentQuery CONTAINS $needle AND status = 'Running' RETURN count(*) AS running",
      ['running'],
      { needle: 'AS abandoned' }
    )
    await expect
      .poll(() => engine.transaction((transaction) => transaction.run(running)), { timeout: 5_000 })
      .toEqual([[0]])
  })
})

interface Wire {
  server: Server
  port: number
  /** Times the client spoke after the server had. */
  flights: number
  /** Breaks every connection that is open. */
  cut: () => void
}

/** A relay before the server that counts how often the client had to speak again. */
async function listening(uri: string): Promise<Wire> {
  const target = new URL(uri.replace(/^\w+(\+\w+)?:/, 'http:'))
  const open = new Set<Socket>()
  const cut = (): void => {
    for (const socket of open) socket.destroy()
  }
  const wire: Wire = { server: createServer(), port: 0, flights: 0, cut }
  wire.server.on('connection', (client) => {
    const upstream = connect(Number(target.port === '' ? 7687 : target.port), target.hostname)
    open.add(client)
    let serverSpoke = true
    client.on('data', (data) => {
      if (serverSpoke) wire.flights++
      serverSpoke = false
      upstream.write(data)
    })
    upstream.on('data', (data) => {
      serverSpoke = true
      client.write(data)
    })
    client.on('close', () => {
      open.delete(client)
      upstream.destroy()
    })
    upstream.on('close', () => client.destroy())
    client.on('error', () => undefined)
    upstream.on('error', () => undefined)
  })
  wire.server.listen(0, '127.0.0.1')
  await once(wire.server, 'listening')
  const address = wire.server.address()
  wire.port = typeof address === 'object' && address !== null ? address.port : 0
  return wire
}
