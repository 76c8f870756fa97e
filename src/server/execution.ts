import { setMaxListeners } from 'node:events'
import {
  getOperationAST,
  OperationTypeNode,
  visit,
  BREAK,
  type DocumentNode,
  type ExecutionArgs,
  type Source
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { SkeinError } from '../errors.ts'
import { fieldResolver, typeResolver } from '../service/query.ts'
import { PUBLIC } from '../service/viewer.ts'
import type { Buckets } from './bucket.ts'
import type { Caller, Context } from './context.ts'
import type { Documents } from './documents.ts'
import type { Gate } from './gate.ts'
import { laneOf } from './lane.ts'
import { LIMITS } from './limits.ts'
import { NEVER } from './text.ts'

export interface ExecutionOptions {
  documents: Documents
  gate: Gate
  buckets: Buckets
  /** Milliseconds a question may take, waiting included. Changes have no such end: they are refused whole or done. */
  time: number
  /** Told each result of a document that was run. */
  ran: (result: object) => void
}

const ended = (): SkeinError => new SkeinError('UNAVAILABLE', 'the request ended before it was answered')

/** Documents: parsed and validated through the cache, run a few at a time per viewer, ended when the time is up or the client has left. */
export function execution({ documents, gate, buckets, time, ran }: ExecutionOptions): Plugin<Context & Caller> {
  return {
    onParse({ setParseFn }) {
      setParseFn((source: string | Source) => documents.parse(typeof source === 'string' ? source : source.body))
    },
    onValidate({ params, context, setResult }) {
      const signedIn = ((context as Partial<Caller>).viewer ?? PUBLIC) !== PUBLIC
      setResult([...documents.validate(params.documentAST as DocumentNode, signedIn)])
    },
    onExecute({ args, executeFn, setExecuteFn }) {
      const { request, viewer, address } = args.contextValue
      const execute = executeFn as (args: ExecutionArgs) => unknown
      setExecuteFn(async (given: ExecutionArgs): Promise<object> => {
        const isQuery = getOperationAST(given.document, given.operationName)?.operation === OperationTypeNode.QUERY
        if (!isQuery) refuseBroken(given)
        const ending = new AbortController()
        // Every root field listens while it reads, and the request as a whole.
        setMaxListeners(2 * LIMITS.rootFields, ending.signal)
        const late = (): void => ending.abort(new SkeinError('TIMEOUT', `the answer took longer than ${time / 1000} s`))
        const left = (): void => ending.abort(ended())
        const timer = isQuery ? setTimeout(late, time) : undefined
        request.signal.addEventListener('abort', left, { once: true })
        const lane = laneOf(viewer, address)
        let paid = 0
        let refused: unknown
        // Its root fields are answered together or not at all: a refusal of one is that of the whole request.
        const pay = (cost: number): void => {
          if (refused !== undefined) throw refused as Error
          if (address === undefined) return
          try {
            if (isQuery) buckets.take(lane, viewer.id === null, cost - paid)
            else buckets.owe(lane, viewer.id === null, cost - paid)
            paid = cost
          } catch (error) {
            refused = error
            throw error
          }
        }
        const context = {
          ...(given.contextValue as Context),
          asking: { signal: ending.signal, cost: 0, moments: new Set<string>(), pay }
        }
        try {
          const result = await gate.run(lane, ending.signal, () =>
            within(ending.signal, execute({ ...given, contextValue: context, fieldResolver, typeResolver }))
          )
          if (refused !== undefined) throw refused as Error
          ran(result as object)
          return result as object
        } finally {
          clearTimeout(timer)
          request.signal.removeEventListener('abort', left)
        }
      })
    }
  }
}

/** Changes keep what they are given, so they refuse text that no engine can hold; questions merely find nothing with it. */
function refuseBroken({ document, variableValues }: ExecutionArgs): void {
  let broken = JSON.stringify(variableValues ?? null).includes(NEVER)
  visit(document, {
    StringValue: ({ value }) => {
      if (!value.includes(NEVER)) return undefined
      broken = true
      return BREAK
    }
  })
  if (broken)
    throw new SkeinError('INVALID_INPUT', 'a text holds U+0000 or half a character', {
      hint: 'Send valid Unicode text without U+0000.'
    })
}

/** `work`, or the reason of `signal` where that comes first; `work` then goes on unheard. */
async function within(signal: AbortSignal, work: unknown): Promise<unknown> {
  let stop: (() => void) | undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
  })
  const promised = Promise.resolve(work)
  promised.catch(() => undefined)
  try {
    return await Promise.race([promised, aborted])
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop)
  }
}
