import { GraphQLError } from 'graphql'
import type { FetchAPI, Plugin } from 'graphql-yoga'
import { LIMITS } from './limits.ts'

type Parser = Parameters<NonNullable<Plugin['onRequestParse']>>[0]['requestParser']

/**
 * Refuses a body of more than the limit: by its declared length, to which Node holds whoever sends it, and where none is declared by
 * counting while it is read. (Yoga's own check leads every body through a stream of its own, which costs more than planning it.)
 */
export function limited(request: Request, parser: Parser, { Request }: FetchAPI): Parser {
  const declared = request.headers.get('content-length')
  if (declared !== null) {
    if (!/^\d+$/.test(declared)) throw refused('Content-Length must be a number of bytes', 400)
    if (Number(declared) > LIMITS.body) throw tooLarge()
    return parser
  }
  if (parser === undefined || request.body === null) return parser
  return async (request) => {
    const { url, method, headers, signal } = request
    return parser(new Request(url, { method, headers, signal, body: await counted(request) }))
  }
}

async function counted({ body }: Request): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body as AsyncIterable<Uint8Array>) {
    size += part.byteLength
    if (size > LIMITS.body) throw tooLarge()
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}

const tooLarge = (): GraphQLError => refused(`The body of a request may have ${LIMITS.body} bytes`, 413)

const refused = (message: string, status: number): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status } } })
