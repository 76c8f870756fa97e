import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isDeepStrictEqual } from 'node:util'
import { SkeinError } from '../errors.ts'
import { RefusedSignIns } from '../service/audit/sign-ins.ts'
import type { Keys } from '../service/keys.ts'
import type { Skein } from '../service/skein.ts'
import { Uploads } from '../service/uploads.ts'
import { PUBLIC } from '../service/viewer.ts'
import { ask, createApi, type Api, type ApiOptions } from './api.ts'
import { Auth } from './auth.ts'
import { plainError } from './errors.ts'
import { DocumentationPages } from './documentation.ts'
import { explorer, page, PAGE_HEADERS, sendPage } from './explorer.ts'
import { LIMITS } from './limits.ts'
import { refuseForeign } from './origin.ts'
import { ownerLink, ownerRoute } from './owner.ts'
import type { Tokens } from './tokens.ts'

export interface HttpOptions {
  host: string
  port: number
  /** Absent: nobody has one. */
  keys?: Keys
  /** Absent: no signed token opens anything. */
  tokens?: Tokens
  log: (line: string) => void
}

const STARTING = page(
  'Skein',
  '<h1>Skein is starting</h1><p>The console shows how far it is.</p>',
  '<meta http-equiv="refresh" content="2">'
)

/** The HTTP server: it listens at once and answers 503 until the store is loaded. */
export class HttpServer {
  readonly url: string
  readonly auth: Auth
  readonly #server: Server
  readonly #host: string
  readonly #log: (line: string) => void
  readonly #explorer = explorer()
  #documentation: DocumentationPages | null = null
  #skein: Skein | null = null
  #refused: RefusedSignIns | null = null
  #api: Api | null = null
  #busy = 0

  private constructor(server: Server, { host, keys, tokens, log }: HttpOptions) {
    const { port } = server.address() as AddressInfo
    this.#server = server
    this.#host = host
    this.#log = log
    this.auth = new Auth(port, (token) => keys?.viewerOf(token) ?? null, tokens)
    const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
    this.url = `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`
    server.on('request', (request, response) => void this.#handle(request, response))
  }

  static async listen(options: HttpOptions): Promise<HttpServer> {
    const server = createServer({ keepAliveTimeout: 5_000 })
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, options)))
      server.listen(options.port, options.host, resolve)
    })
    return new HttpServer(server, options)
  }

  /** From now on questions are answered. */
  ready(skein: Skein, options: ApiOptions = {}): void {
    this.#skein = skein
    this.#refused = new RefusedSignIns(skein.audit)
    this.#documentation = new DocumentationPages(skein.schema)
    this.#api = createApi(skein, { log: this.#log, ...options })
  }

  /** How many subscriptions are open. */
  get openStreams(): number {
    return this.#api?.streams.open ?? 0
  }

  /** How many documents run, and how many requests have not got their whole answer. */
  get running(): number {
    return this.#api?.gate.running ?? 0
  }
  get unanswered(): number {
    return this.#busy
  }

  newOwnerLink(): string {
    return ownerLink(this.auth, this.url)
  }

  /** Stops listening, lets what runs come to its end for `grace` milliseconds, then cuts it off. */
  async close(grace: number): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    this.#server.closeIdleConnections()
    this.#api?.streams.close()
    const until = performance.now() + grace
    while (this.#busy > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20))
    this.#server.closeAllConnections()
    await closed
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#busy++
    response.once('close', () => this.#busy--)
    const requestId = randomUUID()
    try {
      await this.#route(request, response)
    } catch (error) {
      const { status, body } = plainError(error, requestId, this.#log)
      if (response.headersSent) response.destroy()
      else {
        // What is left of the body is not read, so the connection cannot be used again.
        response.writeHead(status, {
          'content-type': 'application/json; charset=utf-8',
          'cache-control': 'no-store',
          connection: 'close'
        })
        response.end(JSON.stringify(body))
      }
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
    if (path === '/health') {
      await this.#health(response)
      return
    }
    refuseForeign(request, this.#host)
    if (path === '/owner' || path.startsWith('/owner/') || path === '/owner.js')
      await ownerRoute(this.auth, this.url, path, request, response)
    else if (path === '/graphql' || path.startsWith('/uploads/')) await this.#service(path, request, response)
    else await this.#page(path, request, response)
  }

  /** What needs the store. */
  async #service(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const skein = this.#skein
    const api = this.#api
    if (skein === null || api === null)
      throw new SkeinError('UNAVAILABLE', 'the service is starting; try again in a moment')
    const viewer = await this.auth.viewerOf(request.headers).catch((error: unknown) => {
      if (error instanceof SkeinError && error.code === 'UNAUTHENTICATED') this.#refused?.note()
      throw error
    })
    if (path === '/graphql')
      await api.handle(request, response, {
        viewer,
        address: request.socket.remoteAddress ?? '',
        still: async () => isDeepStrictEqual(await this.auth.viewerOf(request.headers), viewer)
      })
    else await this.#upload(skein, viewer, path.slice('/uploads/'.length), request, response)
  }

  async #page(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { ...PAGE_HEADERS, allow: 'GET, HEAD' })
      response.end()
    } else if (this.#skein === null) sendPage(response, 503, STARTING)
    else if ((await this.#documentation?.send(path, request, response)) !== true) this.#explorer(request, response)
  }

  async #health(response: ServerResponse): Promise<void> {
    const send = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      response.end(JSON.stringify(body))
    }
    if (this.#skein === null || this.#api === null) {
      send(503, { status: 'starting' })
      return
    }
    const engine = this.#skein.store.engine.name
    const answer = await ask(this.#api, '{ revision }', { viewer: PUBLIC })
    const revision = (answer as { data?: { revision?: number } | null }).data?.revision
    if (revision === undefined) send(503, { status: 'unavailable', engine, revision: null })
    else send(200, { status: 'ok', engine, revision })
  }

  async #upload(
    skein: Skein,
    viewer: Parameters<Uploads['keep']>[0],
    id: string,
    request: IncomingMessage,
    response: ServerResponse
  ): Promise<void> {
    if (request.method !== 'PUT') throw new SkeinError('BAD_REQUEST', 'uploads are sent with PUT')
    const length = Number(request.headers['content-length'] ?? 0)
    if (length > LIMITS.upload)
      throw new SkeinError('LIMIT_EXCEEDED', `an upload has at most ${LIMITS.upload} bytes`, {
        limit: { name: 'upload', value: LIMITS.upload, met: length }
      })
    const bytes = await skein.uploads.keep(viewer, id, request, LIMITS.upload)
    response.writeHead(201, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    response.end(JSON.stringify({ id, bytes }))
  }
}

function listenError(error: NodeJS.ErrnoException, { host, port }: HttpOptions): SkeinError {
  if (error.code === 'EADDRINUSE')
    return new SkeinError(
      'MISCONFIGURED',
      `port ${port} on ${host} is taken`,
      { hint: 'Set PORT to another one, or to 0 for any free one.' },
      { cause: error }
    )
  if (error.code === 'EACCES')
    return new SkeinError(
      'MISCONFIGURED',
      `port ${port} on ${host} needs more rights`,
      { hint: 'Set PORT to one above 1023.' },
      { cause: error }
    )
  return new SkeinError(
    'MISCONFIGURED',
    `${host} port ${port} cannot be listened on (${error.code ?? 'unknown'})`,
    { hint: 'Look at HOST and PORT.' },
    { cause: error }
  )
}
