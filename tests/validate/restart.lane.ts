import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startNeo4j, type LocalNeo4j } from '../../src/cli/neo4j-local.ts'
import { ERROR_CODES, SkeinError } from '../../src/errors.ts'
import { HttpServer } from '../../src/server/http.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import { OWNER } from '../../src/service/viewer.ts'
import { openStream } from '../api/stream.ts'
import { DATASETS, writeFolder, type Answer } from '../api/support.ts'

/** Neo4j is stopped, or killed, and started again on the same data while Skein is asked and written to. */
const folder = mkdtempSync(join(tmpdir(), 'skein-restart-'))
const cache = process.env['SKEIN_NEO4J_HOME'] ?? '.cache/neo4j'
const logged: string[] = []
let neo4j: LocalNeo4j
let skein: Skein
let server: HttpServer

const start = (boltPort: number): Promise<LocalNeo4j> =>
  startNeo4j({ cache, home: join(folder, 'neo4j'), password: 'skein-tests', boltPort })

beforeAll(async () => {
  neo4j = await start(0)
  const { uri, user, password } = neo4j
  skein = await openSkein({ store: uri, user, password, data: join(folder, 'data'), secret: 'tests' })
  for (const [name, files] of Object.entries(DATASETS))
    await importDataset(skein, OWNER, { paths: [writeFolder(join(folder, name), files)] })
  server = await HttpServer.listen({ host: '127.0.0.1', port: 0, log: (line) => logged.push(line) })
  // What the questions cost is not looked at here.
  server.ready(skein, { bucket: { units: 1e9, refill: 1e9 } })
}, 300_000)
afterAll(async () => {
  await server.close(500)
  await skein.close()
  await neo4j.stop()
  rmSync(folder, { recursive: true, force: true })
})

const QUESTIONS = [
  '{ entities(filter: { kinds: [Person] }) { totalCount nodes { id name grade } } }',
  '{ search(text: "quay") { totalCount nodes { id name } } }',
  '{ entities(filter: { kinds: [Group] }) { nodes { id ... on Collective { members { totalCount } shape { family } } } } }'
]
const ask = async (query: string): Promise<Answer> => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${server.auth.bearer}` }
  const answer = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) })
  return (await answer.json()) as Answer
}
const health = async (): Promise<number> => (await fetch(`${server.url}/health`)).status

/** A company of its own: acknowledged, or refused with what was thrown. */
async function write(name: string): Promise<unknown> {
  const files = {
    'dataset.json': (DATASETS['alpha/open']?.['dataset.json'] ?? '').replace('alpha/open', `alpha/${name}`),
    'companies.csv': `id,kind,name\nc,Company,${name}\n`
  }
  try {
    const report = await importDataset(skein, OWNER, { paths: [writeFolder(join(folder, name), files)] })
    return report.written ? null : report.problems
  } catch (error) {
    return error
  }
}

it.each(['stopped', 'killed'] as const)('a Neo4j that is %s and started again', { timeout: 900_000 }, async (how) => {
  const right = await Promise.all(QUESTIONS.map(ask))
  expect(right.flatMap(({ errors }) => errors ?? [])).toEqual([])
  const stream = await openStream(server.url, 'subscription { changes { revision previous } }', {
    authorization: `Bearer ${server.auth.bearer}`
  })

  const over = new AbortController()
  const wrong: unknown[] = []
  const refused = { reads: 0, writes: 0 }
  const answered = { reads: 0 }
  const acknowledged: string[] = []
  const readers = [0, 1, 2, 0].map(async (at) => {
    while (!over.signal.aborted) {
      const answer = await ask(QUESTIONS[at] ?? '')
      const errors = answer.errors ?? []
      if (errors.length === 0) {
        answered.reads++
        if (JSON.stringify(answer) !== JSON.stringify(right[at])) wrong.push(answer)
      } else {
        refused.reads++
        const passing = errors.every(
          ({ extensions }) =>
            ['UNAVAILABLE', 'TIMEOUT'].includes(extensions.code) && (extensions as { retry?: true }).retry
        )
        if (!passing) wrong.push(answer)
      }
      await pause(20)
    }
  })
  const writer = (async () => {
    for (let turn = 0; !over.signal.aborted; turn++) {
      const name = `${how}-${turn}`
      const error = await write(name)
      if (error === null) acknowledged.push(name)
      else {
        refused.writes++
        if (!(error instanceof SkeinError && ERROR_CODES[error.code].retry)) wrong.push(error)
      }
      await pause(100)
    }
  })()

  await expect.poll(() => acknowledged.length, { timeout: 180_000 }).toBeGreaterThan(2)
  const port = Number(new URL(neo4j.uri).port)
  if (how === 'killed') process.kill(neo4j.pid, 'SIGKILL')
  await neo4j.stop()
  await expect.poll(health, { timeout: 180_000 }).toBe(503)
  await expect.poll(() => refused.reads > 10 && refused.writes > 1, { timeout: 180_000 }).toBe(true)
  const before = { reads: answered.reads, writes: acknowledged.length, events: stream.events.length }

  neo4j = await start(port)
  await expect.poll(health, { timeout: 180_000 }).toBe(200)
  await expect.poll(() => answered.reads, { timeout: 180_000 }).toBeGreaterThan(before.reads + 20)
  await expect.poll(() => acknowledged.length, { timeout: 180_000 }).toBeGreaterThan(before.writes + 1)
  over.abort()
  await Promise.all([...readers, writer])
  await expect.poll(() => stream.events.length, { timeout: 60_000 }).toBeGreaterThan(before.events)
  expect(stream.over()).toBe(false)
  stream.close()

  console.log(`${how}:`, { answered: answered.reads, refused, acknowledged: acknowledged.length })
  expect(wrong).toEqual([])
  expect(await Promise.all(QUESTIONS.map(ask))).toEqual(right)
  const there = await ask(
    `{ entities(filter: { kinds: [Company], name: { search: "${how}" } }, first: 200) { nodes { name } } }`
  )
  const names = (there.data as { entities: { nodes: { name: string }[] } }).entities.nodes.map(({ name }) => name)
  expect(acknowledged.filter((name) => !names.includes(name))).toEqual([])
  // Nothing of it was a bug.
  expect(logged).toEqual([])
})
