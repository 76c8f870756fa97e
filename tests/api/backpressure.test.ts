import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtempSync, rmSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { HttpServer } from '../../src/server/http.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { Keys } from '../../src/service/keys.ts'
import { DATASETS, openWorld, OWNER, writeFolder, type Answer, type World } from './support.ts'

/** Clients that send half of their question and stop, and clients that ask and take little or nothing of the answer. */
const SLOW = { senders: 180, takers: 20 }
/** People with long texts: an answer of 4.8 MB, more than Linux takes into its buffers for one connection (4 MB). */
const PEOPLE = 150
const LARGE = `{ ${['a', 'b'].map((name) => `${name}: entities(filter: { name: { search: "talker" } }, first: ${PEOPLE}) { nodes { ... on Person { publishedRole } } }`).join(' ')} }`
const SMALL = '{ entities(filter: { kinds: [Person] }, first: 5) { nodes { id name } } }'

let world: World
let server: HttpServer
let folder: string
let key: (name: string) => string
/** The server's side of every request, as node tells it. */
const responses = new Set<ServerResponse>()
const note = (message: unknown): void => void responses.add((message as { response: ServerResponse }).response)
const open: Socket[] = []

beforeAll(async () => {
  world = await openWorld()
  folder = mkdtempSync(join(tmpdir(), 'skein-slow-'))
  const people = Array.from({ length: PEOPLE }, (_, i) => `q${i},Person,Talker ${i},${'x'.repeat(16_000)}\n`)
  const files = {
    'dataset.json': (DATASETS['alpha/open']?.['dataset.json'] ?? '').replace('alpha/open', 'alpha/long'),
    'people.csv': `id,kind,name,publishedRole\n${people.join('')}`
  }
  const report = await importDataset(world.skein, OWNER, { paths: [writeFolder(join(folder, 'long'), files)] })
  expect(report.problems).toEqual([])
  const keys = new Keys(folder)
  key = (name) => keys.add({ name, rank: 'CLEAR', organisations: [], scopes: ['READ'], until: null }).token
  server = await HttpServer.listen({ host: '127.0.0.1', port: 0, keys, log: () => undefined })
  // The places are what is looked at here, not what the questions cost, nor how long they take on a busy machine.
  server.ready(world.skein, { bucket: { units: 1e9, refill: 1e9 }, time: 120_000 })
  subscribe('http.server.request.start', note)
})
afterAll(async () => {
  unsubscribe('http.server.request.start', note)
  for (const socket of open) socket.destroy()
  await server.close(500)
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Sends half of a question; or all of it, and reads nothing, or next to nothing, of the answer. */
function slow(how: 'sends' | 'takes nothing' | 'trickles'): Promise<void> {
  const body = JSON.stringify({ query: LARGE })
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  open.push(socket)
  socket.on('error', () => undefined)
  socket.pause()
  if (how === 'trickles') socket.on('readable', () => void socket.read(1))
  const sent = how === 'sends' ? body.slice(0, body.length / 2) : body
  return new Promise((resolve) =>
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${sent}`,
      () => resolve()
    )
  )
}

const ask = async (token: string): Promise<Answer> => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query: SMALL })
  })
  return (await answer.json()) as Answer
}
const held = (): ServerResponse[] => [...responses].filter((response) => response.headersSent && !response.closed)

it('slow readers and a greedy viewer starve nobody, hold no place, and leave nothing behind', async () => {
  const greedy = key('greedy')
  const second = key('second')
  const expected = await ask(second)
  expect(expected.errors).toBeUndefined()
  responses.clear()

  await Promise.all(Array.from({ length: SLOW.senders }, () => slow('sends')))
  await expect.poll(() => responses.size).toBe(SLOW.senders)
  await Promise.all(Array.from({ length: SLOW.takers }, (_, i) => slow(i % 2 === 0 ? 'trickles' : 'takes nothing')))
  await expect.poll(() => held().length).toBe(SLOW.takers)
  // Their answers wait to be read, and not one of them holds a place among those that run.
  expect(held().every(({ statusCode, writableLength }) => statusCode === 200 && writableLength > 0)).toBe(true)
  expect(server.running).toBe(0)

  const stop = new AbortController()
  const codes = new Set<string | undefined>()
  const grabbing = Array.from({ length: 100 }, async () => {
    while (!stop.signal.aborted) codes.add((await ask(greedy)).errors?.[0]?.extensions.code)
  })
  try {
    await expect.poll(() => codes.has('LIMIT_EXCEEDED')).toBe(true)
    for (let turn = 0; turn < 30; turn++) expect(await ask(second)).toEqual(expected)
  } finally {
    stop.abort()
    await Promise.all(grabbing)
  }
  // What did not fit was told so, and nothing else went wrong.
  expect(codes).toEqual(new Set([undefined, 'LIMIT_EXCEEDED']))

  const sockets = held().map(({ req }) => req.socket)
  for (const socket of open) socket.destroy()
  await expect.poll(() => [held().length, server.running, server.unanswered]).toEqual([0, 0, 0])
  expect(sockets.every(({ destroyed, writableLength }) => destroyed && writableLength === 0)).toBe(true)
  expect((await ask(second)).data).toEqual(expected.data)
})
