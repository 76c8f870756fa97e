import { makeExecutableSchema } from '@graphql-tools/schema'
import { createYoga, type YogaServerInstance } from 'graphql-yoga'
import type { Skein } from '../service/skein.ts'
import { PUBLIC } from '../service/viewer.ts'
import { Buckets, type BucketLimits } from './bucket.ts'
import type { Caller, Context } from './context.ts'
import { Documents } from './documents.ts'
import { execution } from './execution.ts'
import { Gate, type GateLimits } from './gate.ts'
import { LIMITS } from './limits.ts'
import { resolvers } from './resolvers.ts'
import { Streams, type StreamLimits } from './streams.ts'
import { subscription } from './subscription.ts'
import { transport } from './transport.ts'

/** GraphQL over HTTP: limits, validation, execution and errors, without any listening. `fetch` serves tests and the CLI. */
export type Api = YogaServerInstance<Caller, Context> & {
  readonly streams: Streams
  readonly gate: Gate
}

export interface ApiOptions {
  log?: (line: string) => void
  /** Milliseconds a question may take; tests shorten it. */
  time?: number
  /** Milliseconds for taking a whole answer; tests shorten it. */
  answer?: number
  gate?: GateLimits
  bucket?: BucketLimits
  streams?: StreamLimits
}

export function createApi(skein: Skein, options: ApiOptions = {}): Api {
  const { log = (line) => process.stderr.write(`${line}\n`), time = LIMITS.time } = options
  const schema = makeExecutableSchema({ typeDefs: skein.ontology.sdl, resolvers: resolvers() })
  const documents = new Documents(schema)
  const gate = new Gate(options.gate)
  const buckets = new Buckets(options.bucket)
  const streams = new Streams(options.streams)
  const executed = new WeakSet<object>()
  const yoga = createYoga<Caller, Context>({
    schema,
    context: ({ viewer }) => ({
      skein,
      viewer: viewer ?? PUBLIC,
      asking: { signal: new AbortController().signal, cost: 0, moments: new Set<string>(), pay: () => undefined }
    }),
    plugins: [
      transport((result) => executed.has(result), log, options.answer),
      execution({ documents, gate, buckets, time, ran: (result) => executed.add(result) }),
      subscription(streams)
    ],
    // Errors are presented in one place (transport.ts); yoga's own masking depends on NODE_ENV.
    maskedErrors: false,
    logging: false,
    cors: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    batching: false,
    parserAndValidationCache: false,
    // Checked in transport.ts.
    maxRequestBodySize: false
  })
  return Object.assign(yoga, { streams, gate })
}

/** Asks the API in this process: the same limits, checks and texts as over HTTP. */
export async function ask(api: Api, query: string, caller: Caller, variables?: unknown): Promise<unknown> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query, variables })
  }
  const response = await api.fetch('http://localhost/graphql', init, caller)
  return response.json()
}
