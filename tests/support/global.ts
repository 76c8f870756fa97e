/**
 * One Neo4j for the whole test run, started when the first test asks for it, stopped at the end, and lent to one test file
 * at a time (Community has a single database). Test files ask over a local socket: a connection is the loan, its end gives
 * the server back.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { missingForNeo4j, startNeo4j, type LocalNeo4j } from '../../src/cli/neo4j-local.ts'

export interface Neo4jAddress {
  uri: string
  user: string
  password: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** Port of the lender, or the reason why there is no Neo4j. */
    neo4j: { port: number } | { reason: string }
  }
}

const TEST_PASSWORD = 'skein-tests'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { SKEIN_NEO4J_URI: uri, SKEIN_NEO4J_HOME: cache = '.cache/neo4j', SKEIN_REQUIRE: required = '' } = process.env
  const given: Neo4jAddress | null =
    uri === undefined || uri === ''
      ? null
      : { uri, user: process.env.SKEIN_NEO4J_USER ?? 'neo4j', password: process.env.SKEIN_NEO4J_PASSWORD ?? '' }
  const missing = given === null ? missingForNeo4j(resolve(cache)) : null
  if (missing !== null) {
    if (required.split(',').includes('neo4j')) throw new Error(`SKEIN_REQUIRE asks for Neo4j, but: ${missing}`)
    project.provide('neo4j', { reason: missing })
    return () => Promise.resolve()
  }

  let home: string | null = null
  let server: Promise<LocalNeo4j> | null = null
  const address = async (): Promise<Neo4jAddress> => {
    if (given !== null) return given
    home ??= await mkdtemp(join(tmpdir(), 'skein-neo4j-'))
    server ??= startNeo4j({ cache, home, password: TEST_PASSWORD })
    const { uri, user, password } = await server
    return { uri, user, password }
  }

  const waiting: Socket[] = []
  let lentTo: Socket | null = null
  const lendNext = (): void => {
    const next = waiting.shift()
    lentTo = next ?? null
    if (next === undefined) return
    address().then(
      (found) => next.write(`${JSON.stringify(found)}\n`),
      (error: unknown) => next.write(`${JSON.stringify({ error: String(error) })}\n`)
    )
  }
  const lender = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (lentTo === socket) {
        lendNext()
        return
      }
      const at = waiting.indexOf(socket)
      if (at >= 0) waiting.splice(at, 1)
    })
    waiting.push(socket)
    if (lentTo === null) lendNext()
  })
  const port = await new Promise<number>((done) =>
    lender.listen(0, '127.0.0.1', () => {
      const bound = lender.address()
      done(typeof bound === 'object' && bound !== null ? bound.port : 0)
    })
  )
  project.provide('neo4j', { port })
  return async () => {
    lender.close()
    if (server !== null) await (await server).stop()
    if (home !== null) await rm(home, { recursive: true, force: true })
  }
}
