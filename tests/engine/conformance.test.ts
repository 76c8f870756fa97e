import { expect, it } from 'vitest'
import type { Engine, Row, Statement, Value } from '../../src/engine/port.ts'
import { SkeinError } from '../../src/errors.ts'
import { counting } from '../../src/engine/counting.ts'
import { cost, describeOnEngines } from '../support/engines.ts'

const SCHEMA = [
  'CREATE CONSTRAINT thing_id IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE',
  'CREATE INDEX thing_id_index IF NOT EXISTS FOR (n:Thing) ON (n.id)'
]
const say = (text: string, columns: string[] = [], params: Record<string, Value> = {}): Statement => ({
  text,
  columns,
  params
})
const CREATE = 'UNWIND $rows AS row CREATE (n:Thing) SET n = row'
const create = (engine: Engine, ...rows: Record<string, Value>[]): Promise<Row[]> =>
  engine.transaction((transaction) => transaction.run(say(CREATE, [], { rows })))
const ids = async (engine: Engine): Promise<Value[]> =>
  (await engine.read(say('MATCH (n:Thing) RETURN n.id AS id ORDER BY n.id', ['id']))).map(([id]) => id ?? null)
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof SkeinError ? error.code : `not ours: ${String(error)}`)
  )

describeOnEngines('the port', ({ name, open }) => {
  it('gives rows of scalars and lists in the order of the columns', async () => {
    const engine = await open({ schema: SCHEMA })
    await create(
      engine,
      { id: 'a', n: 3, f: 0.5, t: true, l: ['x', 'y'], none: null, big: Number.MAX_SAFE_INTEGER },
      { id: 'b', n: -1 }
    )
    const text =
      'MATCH (n:Thing) RETURN n.id AS id, n.n AS n, n.f AS f, n.t AS t, n.l AS l, n.none AS none, n.big AS big ORDER BY n.id DESC'
    expect(await engine.read(say(text, ['id', 'n', 'f', 't', 'l', 'none', 'big']))).toEqual([
      ['b', -1, null, null, null, null, null],
      ['a', 3, 0.5, true, ['x', 'y'], null, Number.MAX_SAFE_INTEGER]
    ])
  })

  it('keeps the order of a sorted answer, gives none for nothing found, and reads unions', async () => {
    const engine = await open({ schema: SCHEMA })
    await create(
      engine,
      ...Array.from({ length: 3000 }, (_, i) => ({ id: `n${String(i).padStart(4, '0')}`, key: (i * 7919) % 3000 }))
    )
    const keys = await engine.read(say('MATCH (n:Thing) RETURN n.key AS key ORDER BY n.key DESC', ['key']))
    expect(keys.map(([key]) => key)).toEqual(Array.from({ length: 3000 }, (_, i) => 2999 - i))
    expect(await engine.read(say("MATCH (n:Thing {id: 'no'}) RETURN n.id AS id", ['id']))).toEqual([])
    const union =
      "MATCH (n:Thing {id: 'n0001'}) RETURN n.id AS id UNION MATCH (n:Thing {id: 'n0002'}) RETURN n.id AS id"
    expect((await engine.read(say(union, ['id']))).flat().sort()).toEqual(['n0001', 'n0002'])
  })

  it('sends whole numbers as integers, and declared floats as floats, at any depth', async () => {
    const engine = await open({ schema: SCHEMA })
    const rows = [{ id: 'a', p: { weight: 2, count: 2 } }]
    const text = 'UNWIND $rows AS row CREATE (n:Thing {id: row.id}) SET n += row.p'
    await engine.transaction((transaction) => transaction.run({ ...say(text, [], { rows }), floats: ['weight'] }))
    const read =
      'MATCH (n:Thing) RETURN n.weight AS w, n.count AS c, n.count / 4 AS q, n.weight * 1.0 / 4 AS r SKIP $skip LIMIT $limit'
    expect(await engine.read(say(read, ['w', 'c', 'q', 'r'], { skip: 0, limit: 1 }))).toEqual([[2, 2, 0, 0.5]])
  })

  it('reads inside a transaction what it wrote; outside nobody sees it before the commit', async () => {
    const engine = await open({ schema: SCHEMA })
    await engine.transaction(async (transaction) => {
      await transaction.run(say(CREATE, [], { rows: [{ id: 'a' }] }))
      expect(
        await transaction.run(say('MATCH (n:Thing) WHERE n.id IN $ids RETURN n.id AS id', ['id'], { ids: ['a'] }))
      ).toEqual([['a']])
      expect(await ids(engine)).toEqual([])
    })
    expect(await ids(engine)).toEqual(['a'])
  })

  it('rolls everything back when a statement or the caller fails', async () => {
    const engine = await open({ schema: SCHEMA })
    await create(engine, { id: 'a' })
    const clash = engine.transaction(async (transaction) => {
      await transaction.run(say(CREATE, [], { rows: [{ id: 'b' }] }))
      await transaction.run(say(CREATE, [], { rows: [{ id: 'a' }] }))
    })
    expect(await codeOf(clash)).toBe('CONFLICT')
    const thrown = engine.transaction(async (transaction) => {
      await transaction.run(say(CREATE, [], { rows: [{ id: 'c' }] }))
      throw new RangeError('mine')
    })
    await expect(thrown).rejects.toThrow(RangeError)
    expect(await ids(engine)).toEqual(['a'])
  })

  it('ends a transaction with its first failure, even a swallowed one', async () => {
    const engine = await open({ schema: SCHEMA })
    let second = ''
    const swallowed = engine.transaction(async (transaction) => {
      await transaction.run(say(CREATE, [], { rows: [{ id: 'a' }] }))
      await transaction.run(say('MATCH (n:Thing) RETURN n.id + $missing AS x', ['x'])).catch(() => undefined)
      second = await codeOf(transaction.run(say('MATCH (n:Thing) RETURN n.id AS id', ['id'])))
    })
    expect(await codeOf(swallowed)).toBe('INTERNAL')
    expect(second).toBe('INTERNAL')
    expect(await ids(engine)).toEqual([])
  })

  it('refuses a statement that comes after its transaction', async () => {
    const engine = await open({ schema: SCHEMA })
    const late = await engine.transaction((transaction) => Promise.resolve(transaction))
    expect(await codeOf(late.run(say('RETURN 1 AS one', ['one'])))).toBe('INTERNAL')
  })

  it('runs writers one after another', async () => {
    const engine = await open({ schema: SCHEMA })
    await create(engine, { id: 'counter', n: 0 })
    const readThenWrite = (): Promise<void> =>
      engine.transaction(async (transaction) => {
        const [row] = await transaction.run(say("MATCH (n:Thing {id: 'counter'}) RETURN n.n AS n", ['n']))
        await transaction.run(say("MATCH (n:Thing {id: 'counter'}) SET n.n = $n", [], { n: Number(row?.[0]) + 1 }))
      })
    await Promise.all(Array.from({ length: 20 }, readThenWrite))
    expect(await engine.read(say("MATCH (n:Thing {id: 'counter'}) RETURN n.n AS n", ['n']))).toEqual([[20]])
  })

  it('tells the sequence: the same for the same state, another after a write', async () => {
    const engine = await open({ schema: SCHEMA })
    const seen: number[] = []
    const look = (): Promise<Row[]> =>
      engine.read(say('MATCH (n:Thing) RETURN count(n) AS c', ['c']), { at: (at) => seen.push(at) })
    await look()
    await look()
    await create(engine, { id: 'a' })
    await look()
    expect(seen[1]).toBe(seen[0])
    expect(seen[2]).not.toBe(seen[0])
  })

  it('keeps the texts of the engine to itself', async () => {
    const engine = await open({ schema: SCHEMA })
    await create(engine, { id: 'secret-id' })
    for (const work of [
      () => create(engine, { id: 'secret-id' }),
      () => engine.read(say('MATCH (n:Secret RETURN', ['x']))
    ]) {
      const error = await work().then(
        () => null,
        (thrown: unknown) => thrown
      )
      expect(error).toBeInstanceOf(SkeinError)
      expect((error as SkeinError).message).not.toMatch(/secret|neo4j|grafeo|cypher/i)
      expect((error as SkeinError).cause).toBeDefined()
    }
  })

  it('refuses columns that the statement does not return', async () => {
    const engine = await open()
    expect(await codeOf(engine.read(say('RETURN 1 AS one', ['two'])))).toBe('INTERNAL')
    const inside = engine.transaction((transaction) =>
      transaction.run(say('RETURN 1 AS one, 2 AS two', ['two', 'one']))
    )
    expect(await codeOf(inside)).toBe('INTERNAL')
  })

  it('gives up a read in time, or when told, and goes on well', async () => {
    const engine = await open({ schema: SCHEMA })
    const long = say(
      'UNWIND range(1, 2000) AS a UNWIND range(1, 2000) AS b WITH a, b WHERE a * b % 7 = 3 RETURN count(*) AS c',
      ['c']
    )
    expect(await codeOf(engine.read(long, { timeoutMs: 60 }))).toBe('TIMEOUT')
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 60)
    expect(await codeOf(engine.read(long, { signal: stop.signal }))).toBe('UNAVAILABLE')
    expect(await codeOf(engine.read(long, { signal: AbortSignal.abort() }))).toBe('UNAVAILABLE')
    expect(await engine.read(say('RETURN 1 AS one', ['one']))).toEqual([[1]])
  })

  it('uses the index for ids', async () => {
    const engine = await open({ schema: SCHEMA })
    await create(engine, ...Array.from({ length: 500 }, (_, i) => ({ id: `n${i}` })))
    for (const text of [
      'MATCH (n:Thing {id: $ids[0]}) RETURN n.id AS id',
      'MATCH (n:Thing) WHERE n.id IN $ids RETURN n.id AS id',
      'UNWIND $ids AS id MATCH (n:Thing {id: id}) RETURN n.id AS id'
    ].slice(name === 'embedded' ? 1 : 0)) {
      const found = await cost(engine, say(text, ['id'], { ids: ['n1', 'n2'] }))
      if ('scanned' in found) expect(found.scanned).toBeLessThanOrEqual(2)
      else expect(found.plan.join(' ')).toMatch(/IndexSeek/)
    }
  })

  it('refuses work after closing', async () => {
    const engine = await open()
    await engine.close()
    expect(await codeOf(engine.read(say('RETURN 1 AS one', ['one'])))).toBe('UNAVAILABLE')
    expect(await codeOf(engine.transaction(() => Promise.resolve()))).toBe('UNAVAILABLE')
  })

  it('can be counted', async () => {
    const engine = counting(await open({ schema: SCHEMA }))
    const one = say('RETURN 1 AS one', ['one'])
    await engine.read(one)
    await Promise.all([engine.read(one), engine.read(one)])
    await engine.transaction(async (transaction) => {
      await transaction.run(one)
      await transaction.run(one)
    })
    expect(engine.counts).toEqual({ statements: 5, flights: 4, texts: Array.from({ length: 5 }, () => one.text) })
    engine.reset()
    expect(engine.counts.statements).toBe(0)
  })
})
