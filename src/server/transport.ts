import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { GraphQLError, type ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { SkeinError } from '../errors.ts'
import { limited } from './body.ts'
import { present } from './errors.ts'
import { LIMITS } from './limits.ts'
import { mendValue } from './text.ts'

const JSON_TYPES = /^application\/(graphql\+)?json\s*(;|,|$)/i

/** Requests in and answers out: content types, ids of requests, and the one way in which errors leave. */
export function transport(
  wasExecuted: (result: object) => boolean,
  log: (line: string) => void,
  answerTime: number = LIMITS.answer
): Plugin {
  const ids = new WeakMap<Request, string>()
  const idOf = (request: Request): string => {
    let id = ids.get(request)
    if (id === undefined) ids.set(request, (id = randomUUID()))
    return id
  }
  return {
    onRequestParse({ request, requestParser, setRequestParser, fetchAPI }) {
      // Only types that a form of another site cannot send, so that no such form is ever answered.
      if (request.method === 'POST' && !JSON_TYPES.test(request.headers.get('content-type') ?? ''))
        throw new GraphQLError('The body of a POST must be application/json', {
          extensions: { code: 'BAD_REQUEST', http: { status: 415 } }
        })
      if (request.method === 'GET') refuseBrokenJson(new URL(request.url).searchParams)
      const parser = limited(request, requestParser, fetchAPI)
      if (parser !== undefined) setRequestParser(parser)
    },
    onParams: (payload) => {
      const { params } = payload
      const variables: unknown = params.variables
      if (variables !== undefined && variables !== null)
        payload.setParams({ ...params, variables: mendValue(variables) as Record<string, unknown> })
    },
    onResultProcess: (payload) => {
      const { request, result } = payload
      if (Array.isArray(result)) return
      if (Symbol.asyncIterator in result) {
        payload.setResult(presented(result, (error) => present(error, idOf(request), true, log)))
        return
      }
      const { errors, ...rest } = result as ExecutionResult
      if (errors === undefined) return
      const all =
        errors.length > 0 ? errors : [new SkeinError('UNAVAILABLE', 'the request ended before it was answered')]
      const executed = wasExecuted(result)
      payload.setResult({ errors: all.map((error) => present(error, idOf(request), executed, log)), ...rest })
    },
    onResponse({ request, response, serverContext }) {
      const { res } = serverContext as { res?: ServerResponse }
      res?.setTimeout(LIMITS.stalled, () => res.destroy())
      const streams = response.headers.get('content-type')?.startsWith('text/event-stream') === true
      if (res !== undefined && !streams) {
        const end = setTimeout(() => res.destroy(), answerTime)
        res.once('close', () => clearTimeout(end))
      }
      response.headers.set('x-request-id', idOf(request))
      response.headers.set('cache-control', 'no-store')
      response.headers.set('x-content-type-options', 'nosniff')
    }
  }
}

/** Events as they leave: their errors presented, and what ends the stream told as a last event. */
function presented(
  events: AsyncIterable<ExecutionResult>,
  show: (error: unknown) => GraphQLError
): AsyncIterableIterator<ExecutionResult> {
  const inner = events[Symbol.asyncIterator]()
  let over = false
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    next: async () => {
      if (over) return { done: true, value: undefined }
      try {
        const event = await inner.next()
        if (event.done === true || event.value.errors === undefined) return event
        return { done: false, value: { ...event.value, errors: event.value.errors.map(show) } }
      } catch (error) {
        over = true
        return { done: false, value: { errors: [show(error)] } }
      }
    },
    return: async () => {
      over = true
      await inner.return?.()
      return { done: true, value: undefined }
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
