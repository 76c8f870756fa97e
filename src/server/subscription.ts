import { GraphQLError, type ExecutionArgs, type ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { SkeinError } from '../errors.ts'
import { fieldResolver, typeResolver } from '../service/query.ts'
import type { Caller, Context } from './context.ts'
import { laneOf } from './lane.ts'
import type { Streams } from './streams.ts'

type Events = AsyncIterableIterator<ExecutionResult>

/** Subscriptions: a bounded number, freed at once when the client leaves, and ended when the credential is no longer good. */
export function subscription(streams: Streams): Plugin<Context & Caller> {
  return {
    onSubscribe({ args, subscribeFn, setSubscribeFn }) {
      const { request, viewer, address, still } = args.contextValue
      const subscribe = subscribeFn as (args: ExecutionArgs) => unknown
      setSubscribeFn(async (given: ExecutionArgs): Promise<object> => {
        refuseOtherTypes(request)
        const ending = new AbortController()
        const leave = streams.enter(laneOf(viewer, address), ending)
        const left = (): void => ending.abort()
        request.signal.addEventListener('abort', left, { once: true })
        const end = (): void => {
          request.signal.removeEventListener('abort', left)
          leave()
          ending.abort()
        }
        ending.signal.addEventListener('abort', end, { once: true })
        try {
          const context = {
            ...(given.contextValue as Context),
            asking: { signal: ending.signal, cost: 0, moments: new Set<string>(), pay: () => undefined }
          }
          const result = await subscribe({ ...given, contextValue: context, fieldResolver, typeResolver })
          if (typeof result === 'object' && result !== null && Symbol.asyncIterator in result)
            return ended(result as Events, end, still)
          end()
          return result as object
        } catch (error) {
          end()
          throw error
        }
      })
    }
  }
}

/** Nothing but a stream can hold events: refused before there are any, since nobody would ever end them. */
function refuseOtherTypes(request: Request): void {
  const accepted = request.headers.get('accept') ?? '*/*'
  if (/text\/(event-stream|\*)|\*\/\*/.test(accepted)) return
  throw new GraphQLError('A subscription is answered as text/event-stream: accept it', {
    extensions: { code: 'BAD_REQUEST', http: { status: 406 } }
  })
}

/** The same events; `end` is called when they are over, whoever ends them. */
function ended(events: Events, end: () => void, still: () => Promise<boolean> = () => Promise.resolve(true)): Events {
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    next: async () => {
      try {
        const event = await events.next()
        if (event.done === true) end()
        else if (!(await still().catch(() => false)))
          throw new SkeinError('UNAUTHENTICATED', 'the credential is no longer good')
        return event
      } catch (error) {
        end()
        throw error
      }
    },
    return: async () => {
      // First: what waits for the next event is woken by it, and only then hears that it is over.
      end()
      await events.return?.()
      return { done: true, value: undefined }
    }
  }
}
