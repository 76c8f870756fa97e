import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isDeepStrictEqual } from 'node:util'
import { createYoga } from 'graphql-yoga'
import neo4j from 'neo4j-driver'
import { OWNER, PUBLIC } from '../../src/access/viewer.ts'
import { ask, createApi } from '../../src/server/api.ts'
import type { Skein } from '../../src/service/skein.ts'
import { NESTED, type Data, type Nested } from './nested-questions.ts'
import { peerSchema } from './peer.ts'
import { medianOf } from './time.ts'

const ROUNDS = 120
type Way = (question: Nested) => Promise<unknown>

interface Login {
  uri: string
  user: string
  password: string
}

/**
 * Six nested questions to one Neo4j: by the raw driver with the best Cypher by hand (the limit), by this service in process and
 * over HTTP, and by a peer on the same HTTP stack. All answers are compared before any time is read; the rounds alternate.
 */
export async function benchNested(skein: Skein, { uri, user, password }: Login): Promise<unknown> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the driver types its options as a class
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true })
  const api = createApi(skein, { log: () => undefined })
  const served = await serve((request, response) => void api.handle(request, response, { viewer: OWNER }))
  const schema = await peerSchema(driver)
  const yoga = typeof schema === 'string' ? null : createYoga({ schema, logging: false, graphiql: false })
  const peer = yoga === null ? null : await serve((request, response) => void yoga(request, response))
  const ways: Record<string, Way> = {
    raw: async ({ cypher, variables }) => {
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- as above
      const session = driver.session({ defaultAccessMode: neo4j.session.READ })
      try {
        const { records } = await session.executeRead((transaction) => transaction.run(cypher, { ...variables }))
        return records[0]?.get('answer') as unknown
      } finally {
        await session.close()
      }
    },
    inProcess: async ({ skein: query, variables, skeinForm }) =>
      skeinForm(dataOf(await ask(api, query, { viewer: OWNER }, variables))),
    inProcessPublic: async ({ skein: query, variables, skeinForm }) =>
      skeinForm(dataOf(await ask(api, query, { viewer: PUBLIC }, variables))),
    skein: async ({ skein: query, variables, skeinForm }) => skeinForm(await post(served.url, query, variables)),
    ...(peer === null
      ? {}
      : { peer: async ({ peer: query, variables, peerForm }) => peerForm(await post(peer.url, query, variables)) })
  }
  try {
    const results: Record<string, unknown> = {}
    for (const question of NESTED) results[question.name] = await compared(question, ways)
    return typeof schema === 'string' ? { ...results, peerMissing: schema } : results
  } finally {
    served.close()
    peer?.close()
    await driver.close()
  }
}

async function compared(question: Nested, ways: Readonly<Record<string, Way>>): Promise<unknown> {
  const names = Object.keys(ways)
  const answers: unknown[] = []
  for (const name of names) answers.push(await ways[name]?.(question))
  const [expected, ...others] = answers
  for (const [i, answer] of others.entries())
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(answer)), JSON.parse(JSON.stringify(expected))))
      throw new Error(
        `${question.name}: ${names[i + 1] ?? ''} answers ${JSON.stringify(answer).slice(0, 400)}, raw ${JSON.stringify(expected).slice(0, 400)}`
      )
  const times = new Map(names.map((name) => [name, [] as number[]]))
  for (let round = -10; round < ROUNDS; round++)
    // Whoever comes after a like one finds caches warm: each round another order.
    for (const name of shuffled(names, round)) {
      const begun = performance.now()
      await ways[name]?.(question)
      if (round >= 0) times.get(name)?.push(performance.now() - begun)
    }
  const ms = (name: string): number | null => {
    const list = times.get(name)
    return list === undefined ? null : Number(medianOf(list).toFixed(2))
  }
  const [raw, inProcess, http, theirs] = [ms('raw') ?? 0, ms('inProcess') ?? 0, ms('skein') ?? 0, ms('peer')]
  return {
    raw_ms: raw,
    skein_in_process_ms: inProcess,
    skein_in_process_public_ms: ms('inProcessPublic'),
    skein_ms: http,
    neo4jgraphql_ms: theirs,
    inProcessOverRaw: Number((inProcess / raw).toFixed(2)),
    addedShareOfPeers: theirs === null ? null : Number(((http - raw) / (theirs - raw)).toFixed(2)),
    peerOverSkein: theirs === null ? null : Number((theirs / http).toFixed(2))
  }
}

/** The names in an order that chance gives to the round, the same in every run. */
const shuffled = (names: readonly string[], round: number): string[] => {
  const chance = (name: string): string => createHash('sha256').update(`${round} ${name}`).digest('hex')
  return [...names].sort((a, b) => (chance(a) < chance(b) ? -1 : 1))
}

function dataOf(answer: unknown): Data {
  const { data, errors } = answer as { data?: Data | null; errors?: unknown }
  if (data == null || errors !== undefined) throw new Error(JSON.stringify(errors))
  return data
}

async function post(url: string, query: string, variables: unknown): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables })
  })
  return dataOf(await response.json())
}

async function serve(listener: Parameters<typeof createServer>[1]): Promise<{ url: string; close: () => void }> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    }
  }
}
