import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HttpServer } from '../../src/server/http.ts'
import { openWorld, type World } from './support.ts'

const QUERY =
  '{ __schema { types { name description fields { name description args { name description type { name } } type { name } } } } }'
/** More than the system's buffers between the two ends of a connection hold. */
const ANSWERS = 36

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** How many whole answers a client gets that asks on one connection and takes nothing for 1.5 seconds. */
async function taken(answer: number): Promise<number> {
  const server = await HttpServer.listen({ host: '127.0.0.1', port: 0, log: () => undefined })
  try {
    server.ready(world.skein, { answer })
    const { host, port } = new URL(server.url)
    const socket = connect(Number(port), '127.0.0.1').pause()
    const body = JSON.stringify({ query: QUERY })
    for (let i = 1; i <= ANSWERS; i++)
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n` +
          `connection: ${i < ANSWERS ? 'keep-alive' : 'close'}\r\n\r\n${body}`
      )
    await pause(1_500)
    let text = ''
    socket.on('data', (part: Buffer) => (text += part.toString('latin1')))
    socket.resume()
    await new Promise<void>((done) => {
      socket.on('error', () => undefined).once('close', () => done())
    })
    return text.split('HTTP/1.1 200').length - 1
  } finally {
    await server.close(0)
  }
}

test('an answer that is not taken in time ends with its connection; one that is taken within it arrives whole', async () => {
  expect(await taken(500)).toBeLessThan(ANSWERS)
  expect(await taken(60_000)).toBe(ANSWERS)
})
