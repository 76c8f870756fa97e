import { randomUUID } from 'node:crypto'
import { GraphQLError, type ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { SkeinError } from '../errors.ts'
import { present } from './errors.ts'
import { mendValue } from './text.ts'

const JSON_TYPES = /^application\/(graphql\+)?json\s*(;|,|$)/i

/** Requests in and answers out: content types, ids of requests, and the one way in which errors leave. */
export function transport(wasExecuted: (result: object) => boolean, log: (line: string) => void): Plugin {
  const ids = new WeakMap<Request, string>()
  const idOf = (request: Request): string => {
    let id = ids.get(request)
    if (id === undefined) ids.set(request, (id = randomUUID()))
    return id
  }
  return {
    onRequestParse({ request }) {
      // Only types that a form of another site cannot send, so that no such form is ever answered.
      if (request.method === 'POST' && !JSON_TYPES.test(request.headers.get('content-type') ?? ''))
        throw new GraphQLError('The body of a POST must be application/json', {
          extensions: { code: 'BAD_REQUEST', http: { status: 415 } }
        })
      if (request.method === 'GET') refuseBrokenJson(new URL(request.url).searchParams)
    },
    onParams: (payload) => {
      const { params } = payload
      const variables: unknown = params.variables
      if (variables !== undefined && variables !== null)
        payload.setParams({ ...params, variables: mendValue(variables) as Record<string, unknown> })
    },
    onResultProcess: (payload) => {
      const { request, result } = payload
      if (Array.isArray(result) || Symbol.asyncIterator in result) return
      const { errors, ...rest } = result as ExecutionResult
      if (errors === undefined) return
      const all =
        errors.length > 0 ? errors : [new SkeinError('UNAVAILABLE', 'the request ended before it was answered')]
      const executed = wasExecuted(result)
      payload.setResult({ errors: all.map((error) => present(error, idOf(request), executed, log)), ...rest })
    },
    onResponse({ request, response }) {
      response.headers.set('x-request-id', idOf(request))
      response.headers.set('cache-control', 'no-store')
      response.headers.set('x-content-type-options', 'nosniff')
    }
  }
}

/** Yoga reads these of a GET with `JSON.parse` and takes what that throws for a fault of the server. */
function refuseBrokenJson(given: URLSearchParams): void {
  for (const name of ['variables', 'extensions'])
    try {
      JSON.parse(given.get(name) || 'null')
    } catch {
      throw new GraphQLError(`The parameter ${name} must be JSON`, {
        extensions: { code: 'BAD_REQUEST', http: { status: 400 } }
      })
    }
}
