import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { HttpServer } from '../../src/server/http.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { Keys } from '../../src/service/keys.ts'
import { openSkein } from '../../src/service/skein.ts'
import { PUBLIC } from '../../src/service/viewer.ts'
import { pack } from '../../src/service/import/archive.ts'
import { describeNeo4j } from '../support/engines.ts'
import { openStream, type Stream } from './stream.ts'
import { DATASETS, openWorld, OWNER, writeFolder, type Answer, type World } from './support.ts'

let world: World
let server: HttpServer
let keys: Keys
let folder: string
const open: Stream[] = []
const logged: string[] = []
beforeAll(async () => {
  world = await openWorld()
  folder = mkdtempSync(join(tmpdir(), 'skein-streams-'))
  keys = new Keys(folder)
  server = await HttpServer.listen({ host: '127.0.0.1', port: 0, keys, log: (line) => logged.push(line) })
  server.ready(world.skein)
})
afterEach(async () => {
  for (const stream of open.splice(0)) stream.close()
  await expect.poll(() => server.openStreams).toBe(0)
})
afterAll(async () => {
  await server.close(500)
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })

const subscribe = async (query: string, headers: Record<string, string> = {}, at = server.url): Promise<Stream> => {
  const stream = await openStream(at, query, headers)
  open.push(stream)
  return stream
}

const CHANGES = 'subscription { changes { revision previous } }'
const importing = async (name: string, more = ''): Promise<void> => {
  const files = { ...DATASETS[name], 'more.csv': `id,kind,name\n${randomUUID()},Person,Someone new\n${more}` }
  const path = writeFolder(join(world.folder, randomUUID()), files)
  const report = await importDataset(world.skein, OWNER, { paths: [path] })
  if (!report.written) throw new Error(JSON.stringify(report.problems))
}
const soon = <T>(what: () => T) => expect.poll(what, { timeout: 8_000, interval: 20 })

describe('changes', () => {
  it('come to those who may see them, and nothing at all to others', async () => {
    const open = await subscribe(CHANGES)
    const owner = await subscribe(CHANGES, bearer(server.auth.bearer))
    expect([open.status, owner.status]).toEqual([200, 200])
    await importing('alpha/closed')
    await soon(() => owner.events.length).toBe(1)
    const [first] = owner.events
    expect(first?.data?.changes?.revision).toBe((first?.data?.changes?.previous ?? 0) + 1)
    // What the public sees next is its own: of the closed dataset it got no event.
    await importing('beta/notes')
    await soon(() => open.events.length).toBe(1)
    const { revision } = (await world.ask('{ revision }')).data as { revision: number }
    expect(open.events[0]?.data?.changes?.revision).toBe(revision)
    await soon(() => owner.events.length).toBe(2)
    expect(open.events).toHaveLength(1)
  })

  it('come at once to who knows an older revision, and not to who knows this one', async () => {
    const { revision } = (await world.ask('{ revision }')).data as { revision: number }
    const behind = await subscribe(`subscription { changes(since: ${revision - 1}) { revision previous } }`)
    const present = await subscribe(`subscription { changes(since: ${revision}) { revision previous } }`)
    await soon(() => behind.events).toEqual([{ data: { changes: { revision, previous: revision - 1 } } }])
    await soon(present.pings).toBeGreaterThan(1)
    expect(present.events).toEqual([])
  })

  it('keep the connection alive', async () => {
    const stream = await subscribe(CHANGES)
    await soon(stream.pings).toBeGreaterThan(2)
  })

  it('free everything within a second when 50 clients go away', async () => {
    server.ready(world.skein, { streams: { subscriptions: 50, subscriptionsInAll: 50 } })
    const streams = await Promise.all(Array.from({ length: 50 }, () => subscribe(CHANGES)))
    expect(streams.every(({ status }) => status === 200)).toBe(true)
    await soon(() => [server.openStreams, world.skein.changes.listening]).toEqual([50, 50])
    expect((await subscribe(CHANGES, bearer(server.auth.bearer))).status).toBe(429)
    const begun = performance.now()
    for (const stream of streams) stream.close()
    await soon(() => [server.openStreams, world.skein.changes.listening]).toEqual([0, 0])
    expect(performance.now() - begun).toBeLessThan(1_000)
    server.ready(world.skein)
  })

  it('are followed ten times at once by one viewer, and not once more', async () => {
    const streams = await Promise.all(Array.from({ length: 10 }, () => subscribe(CHANGES)))
    expect(streams.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
    expect((await subscribe(CHANGES)).status).toBe(429)
    // Another viewer has places of his own.
    expect((await subscribe(CHANGES, bearer(server.auth.bearer))).status).toBe(200)
    streams[0]?.close()
    await soon(() => server.openStreams).toBe(10)
    expect((await subscribe(CHANGES)).status).toBe(200)
  })

  it('end when the key is revoked', async () => {
    const { token } = keys.add({
      name: 'reader',
      rank: 'AMBER',
      organisations: ['alpha'],
      scopes: ['READ'],
      until: null
    })
    const stream = await subscribe(CHANGES, bearer(token))
    await importing('alpha/closed')
    await soon(() => stream.events.length).toBe(1)
    keys.revoke('reader')
    await importing('alpha/closed')
    await soon(stream.over).toBe(true)
    expect(stream.events[1]).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
    expect(stream.events[1]?.data).toBeUndefined()
  })

  it('are refused to pages of other origins, and to clients that cannot take a stream', async () => {
    expect((await subscribe(CHANGES, { origin: 'https://example.org' })).status).toBe(403)
    expect((await subscribe(CHANGES, { accept: 'application/json' })).status).toBe(406)
    expect([server.openStreams, world.skein.changes.listening]).toEqual([0, 0])
  })

  it('end at once when the server stops', async () => {
    const other = await HttpServer.listen({ host: '127.0.0.1', port: 0, log: (line) => logged.push(line) })
    other.ready(world.skein)
    const stream = await subscribe(CHANGES, {}, other.url)
    const begun = performance.now()
    await other.close(5_000)
    expect(performance.now() - begun).toBeLessThan(2_000)
    expect(stream.over()).toBe(true)
    await soon(() => world.skein.changes.listening).toBe(0)
  })
})

describe('a job', () => {
  const token = (name: string, organisations: string[], scopes: ('READ' | 'WRITE')[]): string =>
    keys.add({ name, rank: 'RED', organisations, scopes, until: null }).token
  const follow = (id: string): string => `subscription { job(id: "${id}") { state phase done total } }`
  const ask = async (query: string, key: string): Promise<Answer> => {
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer(key) },
      body: JSON.stringify({ query })
    })
    return (await answer.json()) as Answer
  }
  const upload = async (key: string, people: number): Promise<string> => {
    const id = randomUUID()
    const rows = Array.from({ length: people }, (_, i) => `q${i},Person,Someone ${i}\n`)
    const path = writeFolder(join(world.folder, id), {
      ...DATASETS['alpha/open'],
      'dataset.json': (DATASETS['alpha/open']?.['dataset.json'] ?? '').replaceAll(
        'alpha/open',
        `alpha/d${id.slice(0, 8)}`
      ),
      'people.csv': `id,kind,name\n${rows.join('')}`
    })
    const body = Readable.from(pack([path]))
    const put = await fetch(`${server.url}/uploads/${id}`, {
      method: 'PUT',
      headers: bearer(key),
      body,
      duplex: 'half'
    } as unknown as RequestInit)
    expect(put.status).toBe(201)
    return id
  }
  const imports = (id: string): string => `mutation { importDataset(input: { upload: "${id}" }) { written added } }`

  it('is followed from its upload to its end, by its starter alone', async () => {
    const mine = token('mine', ['alpha'], ['READ', 'WRITE'])
    const theirs = token('theirs', ['alpha'], ['READ', 'WRITE'])
    const id = await upload(mine, 3_000)
    const stream = await subscribe(follow(id), bearer(mine))
    await soon(() => stream.events.length).toBe(1)
    const foreign = await subscribe(follow(id), bearer(theirs))
    const absent = await subscribe(follow(randomUUID()), bearer(mine))
    const steady = ({ events }: Stream): unknown =>
      JSON.parse(JSON.stringify(events).replace(/"requestId":"[^"]*"/g, '""'.concat(':0')))
    await soon(() => [foreign.events.length, absent.events.length]).toEqual([1, 1])
    expect(steady(foreign)).toEqual(steady(absent))
    expect(absent.events[0]?.errors?.[0]?.extensions.code).toBe('NOT_FOUND')
    expect((await ask(imports(id), mine)).data).toMatchObject({ importDataset: { written: true } })
    await soon(stream.over).toBe(true)
    const states = stream.events.map(({ data }) => data?.job?.state)
    expect([states[0], states.at(-1)]).toEqual(['WAITING', 'DONE'])
    expect(world.skein.jobs.listening).toBe(0)
  })

  it(
    'is stopped at a batch, and goes on where it stopped when it is asked for again',
    { timeout: 600_000 },
    async () => {
      const key = token('stopper', ['alpha'], ['READ', 'WRITE'])
      const id = await upload(key, 10_000)
      const stream = await subscribe(follow(id), bearer(key))
      const importing = ask(imports(id), key)
      await soon(() => stream.events.some(({ data }) => data?.job?.phase === 'write' && data.job.done > 0)).toBe(true)
      const cancel = `mutation { cancelJob(input: { id: "${id}" }) { job { id state } } }`
      expect((await ask(cancel, key)).data).toEqual({ cancelJob: { job: { id, state: 'RUNNING' } } })
      expect((await importing).errors?.[0]?.extensions.code).toBe('UNAVAILABLE')
      await soon(stream.over).toBe(true)
      expect(stream.events.at(-1)?.data?.job?.state).toBe('STOPPED')
      expect((await ask(cancel, key)).data).toEqual({ cancelJob: { job: { id, state: 'STOPPED' } } })
      const again = (await ask(imports(id), key)).data as { importDataset: { written: boolean; added: number } }
      expect(again.importDataset.written).toBe(true)
      expect(again.importDataset.added).toBeLessThan(10_000)
    }
  )

  it('needs WRITE, whatever the target', async () => {
    const reader = token('only-reads', ['alpha'], ['READ'])
    const refused = await subscribe(follow(randomUUID()), bearer(reader))
    await soon(() => refused.events[0]?.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    const answer = await ask('mutation { cancelJob(input: { id: "anything-at-all" }) { job { id } } }', reader)
    expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect(
      (await ask('mutation { cancelJob(input: { id: "anything-at-all" }) { job { id } } }', server.auth.bearer))
        .errors?.[0]?.extensions.code
    ).toBe('NOT_FOUND')
  })
})

it('changes since what is no revision are refused, with what to do', async () => {
  const answer = await subscribe('subscription { changes(since: -5) { revision } }', bearer(server.auth.bearer))
  await soon(() => answer.events.length).toBe(1)
  expect(answer.events[0]?.errors?.[0]?.extensions).toMatchObject({
    code: 'INVALID_INPUT',
    issues: [{ path: 'since', hint: expect.stringContaining('revision') as string }]
  })
})

describe('the examples of subscriptions', () => {
  it.each(['changes', 'job'])('%s is valid, and changes runs', async (name) => {
    const text = readFileSync(join('schema', 'examples', 'subscriptions', `${name}.graphql`), 'utf8')
    expect(text).toMatch(/^# (An analyst|A researcher|A trainer)\b.{30,}\n/)
    const stream = await subscribe(text, bearer(server.auth.bearer))
    await soon(() => stream.events.length).toBe(1)
    if (name === 'changes') expect(stream.events[0]?.data?.changes?.previous).toBe(0)
    else expect(stream.events[0]?.errors?.[0]?.extensions.code).toBe('NOT_FOUND')
  })

  it('nothing of all this was a bug', () => expect(logged).toEqual([]))
})

describeNeo4j('changes by another process', (engine) => {
  it('are seen', { timeout: 600_000 }, async () => {
    await engine.wipe()
    const config = { ...engine.config(), data: null, secret: 'tests' } as Parameters<typeof openSkein>[0]
    const [here, there] = [await openSkein(config), await openSkein(config)]
    try {
      const ending = new AbortController()
      const events = await here.changes.follow(PUBLIC, null, ending.signal)
      const next = events.next()
      const path = writeFolder(join(folder, 'elsewhere'), DATASETS['alpha/open'] ?? {})
      await importDataset(there, OWNER, { paths: [path] })
      expect((await next).value).toMatchObject({ previous: 0 })
      ending.abort()
      await events.return(undefined)
      expect(here.changes.listening).toBe(0)
    } finally {
      await here.close()
      await there.close()
    }
  })
})
