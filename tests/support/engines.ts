/** Runs one suite on every real engine: `describeOnEngines('name', (open) => { it(…) })`. */
import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import type { EngineConfig, OpenOptions } from '../../src/engine/open.ts'
import { openEngine } from '../../src/engine/open.ts'
import type { Engine, Statement } from '../../src/engine/port.ts'
import { neo4jForTests, neo4jMissing, type Neo4jLoan } from './neo4j.ts'

export type EngineName = Engine['name']

export interface TestEngine {
  name: EngineName
  /** An empty engine (in memory, or the emptied Neo4j), closed after the test. `keep: true` leaves what Neo4j holds. */
  open: (options?: Partial<OpenOptions> & { keep?: boolean }) => Promise<Engine>
  /** What `openEngine` is given, for suites that open through another layer; call `wipe` first. */
  config: () => EngineConfig
  wipe: () => Promise<void>
}

const LOAN_WAIT_MS = 15 * 60_000
const nothing = (): undefined => undefined
const noReplay = (): Promise<void> => Promise.resolve()

export function describeOnEngines(title: string, suite: (engine: TestEngine) => void): void {
  describe(`${title} [embedded]`, () => {
    suite(
      tracked(
        'embedded',
        () => ({ store: '', folder: null }),
        () => Promise.resolve()
      )
    )
  })
  describeNeo4j(title, suite)
}

/** The same on Neo4j alone; skipped with the reason in the title where there is none. */
export function describeNeo4j(title: string, suite: (engine: TestEngine) => void): void {
  const missing = neo4jMissing()
  describe.skipIf(missing !== null)(`${title} [neo4j${missing === null ? '' : `: skipped, ${missing}`}]`, () => {
    let loan: Neo4jLoan | null = null
    beforeAll(async () => {
      loan = await neo4jForTests()
    }, LOAN_WAIT_MS)
    afterAll(() => loan?.giveBack())
    const config = (): EngineConfig => {
      if (loan === null) throw new Error('Neo4j is lent only while tests run')
      return { store: loan.uri, folder: null, user: loan.user, password: loan.password }
    }
    suite(tracked('neo4j', config, () => wipeNeo4j(config())))
  })
}

function tracked(name: EngineName, config: () => EngineConfig, wipe: () => Promise<void>): TestEngine {
  const opened: Engine[] = []
  afterEach(async () => {
    for (const engine of opened.splice(0)) await engine.close()
  })
  return {
    name,
    config,
    wipe,
    open: async ({ keep = false, ...options } = {}) => {
      if (!keep) await wipe()
      const engine = await openEngine(config(), { replay: noReplay, notice: nothing, ...options })
      opened.push(engine)
      return engine
    }
  }
}

const WIPE_PAGE = 20_000

/** Empties the lent Neo4j but for the two nodes that belong to the adapter. Indexes and constraints stay: suites share theirs. */
async function wipeNeo4j(config: EngineConfig): Promise<void> {
  const engine = await openEngine(config, { replay: noReplay, notice: nothing })
  try {
    const text = `MATCH (n) WHERE NOT (n:Store AND n.id IN ['store', 'sequence']) WITH n LIMIT ${WIPE_PAGE} DETACH DELETE n RETURN count(*) AS c`
    let deleted: unknown
    do {
      const rows = await engine.transaction((transaction) => transaction.run({ text, params: {}, columns: ['c'] }))
      deleted = rows[0]?.[0]
    } while (deleted !== 0)
    // What a test put on the adapter's own node. The other one, the sequence, is written by no one else.
    const bare = "MATCH (s:Store {id: 'store'}) SET s = {id: s.id, lock: s.lock}"
    await engine.transaction((transaction) => transaction.run({ text: bare, params: {}, columns: [] }))
  } finally {
    await engine.close()
  }
}

interface Probes {
  scanned?: (statement: Statement) => Promise<number>
  plan?: (statement: Statement) => Promise<string[]>
}

/** Rows the embedded engine reads from storage for a statement; operators of Neo4j's plan. For tests of index use. */
export async function cost(engine: Engine, statement: Statement): Promise<{ scanned: number } | { plan: string[] }> {
  const probes = engine as Probes
  if (probes.scanned !== undefined) return { scanned: await probes.scanned(statement) }
  if (probes.plan !== undefined) return { plan: await probes.plan(statement) }
  throw new Error('This engine cannot be probed')
}
