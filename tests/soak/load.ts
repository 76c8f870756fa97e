/** The mixed load: readers, a writer, listeners, and those who go away half-way. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { pack } from '../../src/service/import/archive.ts'

/** What was done, by kind, and what went wrong, by code: LIMIT_EXCEEDED (told to wait) is part of the load, all else is a fault. */
export interface Tally {
  done: Record<string, number>
  errors: Record<string, number>
}

interface Answer {
  data?: Record<string, unknown> | null
  errors?: { message: string; extensions: { code: string; retryAfter?: number } }[]
}

export class Client {
  readonly #url: string
  readonly #headers: Record<string, string>
  readonly tally: Tally

  constructor(url: string, token: string, tally: Tally) {
    this.#url = url
    this.#headers = { authorization: `Bearer ${token}` }
    this.tally = tally
  }

  post(query: string, variables: object, accept: string, signal: AbortSignal | null = null): Promise<Response> {
    const headers = { ...this.#headers, 'content-type': 'application/json', accept }
    return fetch(`${this.#url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
      signal
    })
  }

  /** The data, or null where it was refused: counted, and waited for as told. */
  async ask(what: string, query: string, variables: object = {}): Promise<Answer['data']> {
    const { data, errors } = (await (await this.post(query, variables, 'application/json')).json()) as Answer
    const [error] = errors ?? []
    if (error === undefined) {
      count(this.tally.done, what)
      return data ?? null
    }
    const { code, retryAfter = 0 } = error.extensions
    count(this.tally.errors, code === 'LIMIT_EXCEEDED' ? code : `${code} of ${what}: ${error.message}`)
    await pause(retryAfter * 1000)
    return null
  }

  async put(id: string, folder: string): Promise<void> {
    const init = { method: 'PUT', headers: this.#headers, body: Readable.from(pack([folder])), duplex: 'half' }
    const { status } = await fetch(`${this.#url}/uploads/${id}`, init as unknown as RequestInit)
    count(
      status === 201 ? this.tally.done : this.tally.errors,
      status === 201 ? 'upload' : `status ${status} of an upload`
    )
  }
}

const count = (counts: Record<string, number>, what: string): void => {
  counts[what] = (counts[what] ?? 0) + 1
}

const SHAPES: Readonly<Record<string, string>> = {
  entities: '{ entities(filter: { kinds: [Person] }, first: 50) { totalCount nodes { id name grade } } }',
  search: '{ search(text: "mar", first: 20) { totalCount nodes { id kind name } } }',
  graph: '{ graph(input: { around: "e:b74f6109604790bfd8b9", first: 50 }) { elements truncated { of } } }',
  crossGoods: '{ crossGoods(input: { first: 10 }) { totalCount nodes { goods entity { name } } } }',
  paths: `{ paths(from: "e:5ce0f0bf2d780fd2fe0a", to: "e:d55154fb00d42507bde1", first: 3)
    { paths { length hops { relation { kind } } } } }`,
  shape: `{ entities(filter: { kinds: [Group] }, first: 5) { nodes { name ... on Collective {
    members { totalCount } shape { family type reasons { words } } } } } }`
}

/** The query of fixed shape whose latency is sampled. */
export const PROBE = '{ entities(filter: { kinds: [Group] }, first: 10) { nodes { id name } } }'

/** Reads one shape after another; every fifth request is left alone after some milliseconds. */
export async function read(client: Client, signal: AbortSignal): Promise<void> {
  const shapes = Object.entries(SHAPES)
  for (let turn = 0; !signal.aborted; turn++) {
    const [name = '', query = ''] = shapes[turn % shapes.length] ?? []
    if (turn % 5 === 4) {
      const leaves = AbortSignal.timeout(turn % 30)
      await client
        .post(query, {}, 'application/json', leaves)
        .then((answer) => answer.text())
        .catch(() => undefined)
      count(client.tally.done, 'cancelled or nearly')
    } else await client.ask(name, query)
    await pause(100)
  }
}

/** What was known a moment ago, which is a moment of its own each time. */
export async function readPast(client: Client, signal: AbortSignal): Promise<void> {
  const query = 'query ($at: Moment) { entities(first: 5, asKnownAt: $at) { totalCount nodes { name } } }'
  while (!signal.aborted) {
    await client.ask('asKnownAt', query, { at: new Date(Date.now() - 1_000).toISOString() })
    await pause(15_000, undefined, { signal }).catch(() => undefined)
  }
}

/** Imports a small dataset, a second version of it, and withdraws it. */
export async function write(client: Client, folder: string, signal: AbortSignal): Promise<void> {
  for (let turn = 0; !signal.aborted; turn++) {
    for (const version of [1, 2]) {
      const id = `soak-${turn}-${version}`
      await client.put(id, dataset(join(folder, 'data'), version))
      const query = 'mutation ($id: ID!) { importDataset(input: { upload: $id }) { written added retracted } }'
      await client.ask('import', query, { id })
    }
    await client.ask('withdrawal', 'mutation { withdrawDataset(input: { dataset: "soak/data" }) { claims } }')
    await pause(1_000)
  }
}

function dataset(folder: string, version: number): string {
  const about = { name: 'soak/data', title: 'Soak (invented)', publisher: 'A test', publisherRole: 'INVENTED' }
  const manifest = { ...about, licence: 'CC0-1.0', howCollected: 'CASEWORK', invented: true, grade: 'B2' }
  const people = Array.from({ length: 200 }, (_, i) => `p${i * version},Person,Someone ${i}`)
  const ties = people.slice(1).map((_, i) => `CONTACTS,p${i * version},p${(i + 1) * version}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'dataset.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'people.csv'), `id,kind,name\n${people.join('\n')}\n`)
  writeFileSync(join(folder, 'ties.csv'), `kind,from,to\n${ties.join('\n')}\n`)
  return folder
}

/** Opens a few subscriptions and goes away without a word. */
export async function listen(client: Client, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const leaving = new AbortController()
    const opened = Array.from({ length: 5 }, async () => {
      const stream = await client.post(
        'subscription { changes(since: 0) { revision } }',
        {},
        'text/event-stream',
        leaving.signal
      )
      if (stream.status !== 200) count(client.tally.errors, `status ${stream.status} of a subscription`)
      else count(client.tally.done, 'subscription')
      await stream.text()
    })
    await pause(1_500)
    leaving.abort()
    await Promise.allSettled(opened)
    await pause(500)
  }
}
