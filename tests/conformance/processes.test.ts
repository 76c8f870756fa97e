/** Two processes on one Neo4j, and readers while an import runs: no summary is wrong, no answer is torn. */
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { PUBLIC } from '../../src/access/viewer.ts'
import { derive } from '../../src/claims/derive/derive.ts'
import { SkeinError } from '../../src/errors.ts'
import { asking, ontology, openWorld } from '../query/world.ts'
import { dumpDerived, dumpStored } from '../store/dump.ts'
import { describeNeo4j, describeOnEngines, type TestEngine } from '../support/engines.ts'
import { GROUP_ID, growing, historyOf, MEMBERS } from './support/batches.ts'
import { storedClaims, storedJudgements } from './support/stored.ts'

const WRITER = fileURLToPath(new URL('support/store-writer.ts', import.meta.url))
const SEEDS = [20261125, 20261126]

type Child = ChildProcessByStdio<null, Readable, null>
const children: Child[] = []
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'close')
  }
})

/** Another process that writes; resolved when its store is open. */
async function writer(engine: TestEngine, mode: string, number: number): Promise<Child> {
  const args = ['--import', 'tsx', WRITER, JSON.stringify(engine.config()), mode, String(number)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  await once(child.stdout, 'data')
  return child
}

describeNeo4j('several processes that write', (engine) => {
  it('leave the graph that derive makes of everything they wrote', { timeout: 600_000 }, async () => {
    await engine.wipe()
    const store = await openWorld(engine.config())
    try {
      const both = await Promise.all(SEEDS.map((seed) => writer(engine, 'history', seed)))
      // This process writes as well, and keeps what it remembers of the records between its batches.
      const mine = historyOf(20261127)
      for (const batch of mine) await store.write(batch)
      for (const child of both) if (child.exitCode === null) await once(child, 'close')
      expect(both.map((child) => child.exitCode)).toEqual([0, 0])
      const [claims, judgements] = [await storedClaims(store), await storedJudgements(store)]
      expect(new Set(claims.map((claim) => claim.dataset)).size).toBe(3)
      expect(judgements.length).toBeGreaterThan(5)
      expect(await dumpStored(store)).toEqual(dumpDerived(derive(ontology, claims, judgements)))
      const batches = mine.length + SEEDS.reduce((sum, seed) => sum + historyOf(seed).length, 0)
      expect(await store.sequence()).toBe(batches)
    } finally {
      await store.close()
    }
  })
})

const QUESTION = `query ($id: ID!) {
  entities(first: 200, filter: { kinds: [Person] }) { totalCount nodes { id } }
  entity(id: $id) { ... on Collective { members(first: 200) { totalCount nodes { id claims(first: 1) { totalCount } other { id } } } } }
  graph(input: { collectives: [$id], first: 500 }) { nodes { id kind } edges { id kind from { id } to { id } } truncated { shown of } }
  datasets { nodes { name claimCount } }
}`
const COUNTS = `CALL () { MATCH (e:Entity) RETURN count(e) AS entities }
CALL () { MATCH (r:Record) RETURN count(r) AS records }
CALL () { MATCH (c:Claim) WHERE c.from IS NOT NULL RETURN count(c) AS claims }
CALL () { MATCH (:Entity)-[t]->(:Entity) RETURN count(t) AS ties }
RETURN entities, records, claims, ties`

interface Seen {
  entities: { totalCount: number; nodes: unknown[] }
  entity: { members: { totalCount: number; nodes: { claims: { totalCount: number } }[] } } | null
  graph: { nodes: { id: string; kind: string }[]; edges: { kind: string; from: { id: string }; to: { id: string } }[] }
  datasets: { nodes: { claimCount: number }[] }
}

describeOnEngines('while an import runs', (engine) => {
  const batches = 20

  it('no answer is torn: counts and lists agree, and batches are seen whole', { timeout: 600_000 }, async () => {
    await engine.wipe()
    const store = await openWorld(engine.config())
    try {
      // Texts are compiled before the clock runs.
      const asked = asking(store.engine)
      await asked.data(QUESTION, PUBLIC, { id: GROUP_ID })
      await store.read(COUNTS, ['entities', 'records', 'claims', 'ties'])
      let writing: Promise<unknown>
      if (engine.name === 'embedded')
        writing = (async () => {
          for (const batch of growing(batches)) {
            await store.write(batch)
            await pause(5)
          }
        })()
      else {
        const child = await writer(engine, 'import', batches)
        writing = child.exitCode === null ? once(child, 'close') : Promise.resolve()
      }
      const state = { over: false }
      const done = writing.finally(() => (state.over = true))
      const sizes = new Set<number>()
      let refused = 0
      while (!state.over) {
        const looked = await answered(async () => {
          const seen = (await asked.data(QUESTION, PUBLIC, { id: GROUP_ID })) as Seen
          sizes.add(check(seen))
          const [row] = await store.read(COUNTS, ['entities', 'records', 'claims', 'ties'])
          const [entities, records, claims, ties] = row as number[]
          expect(records).toBe(entities)
          expect(claims).toBe(ties)
        })
        if (!looked) refused++
      }
      await done
      expect(sizes.size).toBeGreaterThan(3)
      expect(refused).toBeLessThan(sizes.size * 20)
      const last = (await asked.data(QUESTION, PUBLIC, { id: GROUP_ID })) as Seen
      expect(check(last)).toBe(batches * MEMBERS)
    } finally {
      await store.close()
    }
  })
})

/** A read may be refused while writers are busy; a wrong one is what must not be. */
async function answered(look: () => Promise<void>): Promise<boolean> {
  try {
    await look()
    return true
  } catch (error) {
    if (error instanceof SkeinError && error.code === 'UNAVAILABLE') return false
    throw error
  }
}

/** Each root field is a statement of its own, so each must agree with itself; answers how many members there were. */
function check({ entities, entity, graph, datasets }: Seen): number {
  expect(entities.totalCount % MEMBERS).toBe(0)
  expect(entities.nodes.length).toBe(Math.min(200, entities.totalCount))
  const members = entity?.members ?? { totalCount: 0, nodes: [] }
  expect(members.totalCount % MEMBERS).toBe(0)
  expect(members.nodes.length).toBe(Math.min(200, members.totalCount))
  for (const member of members.nodes) expect(member.claims.totalCount).toBe(1)
  const ids = new Set(graph.nodes.map(({ id }) => id))
  const people = graph.nodes.filter(({ kind }) => kind === 'Person').length
  expect(people % MEMBERS).toBe(0)
  for (const { from, to } of graph.edges) expect(ids.has(from.id) && ids.has(to.id)).toBe(true)
  expect(graph.edges.filter(({ kind }) => kind === 'CONTACTS').length).toBe(people)
  for (const { claimCount } of datasets.nodes) expect(claimCount % (3 * MEMBERS)).toBe(1)
  return members.totalCount
}
