/** Root fields that ask about an earlier moment, answered as the service does: from a replay, whose statements are counted too. */
import type { GraphQLFieldResolver } from 'graphql'
import type { Viewer } from '../../src/access/viewer.ts'
import { counting, type CountingEngine } from '../../src/engine/counting.ts'
import type { Engine } from '../../src/engine/port.ts'
import { momentOf, Past } from '../../src/service/past.ts'
import type { Store } from '../../src/store/store.ts'
import { schema } from '../query/world.ts'
import { NOW } from './reference/past.ts'

export interface Replays {
  /** Counts of all replays since `reset`. */
  readonly counts: () => { statements: number; flights: number }
  readonly reset: () => void
  readonly settled: () => Promise<unknown>
  readonly close: () => Promise<void>
}

/** Makes every root field that takes `asKnownAt` heed it; `asking` has given them their resolvers. */
export function heedMoments(store: Store): Replays {
  const past = new Past(store, { claims: 100_000, kept: 2, replays: 1_000, patience: 60_000 })
  const pending = new Set<Promise<unknown>>()
  const counted = new Map<Engine, CountingEngine>()
  const wrapped = (engine: Engine): CountingEngine => {
    const known = counted.get(engine) ?? counting(engine)
    counted.set(engine, known)
    return known
  }
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const resolve = field.resolve as GraphQLFieldResolver<unknown, { viewer: Viewer; engine: Engine }> | undefined
    if (resolve === undefined || !field.args.some(({ name }) => name === 'asKnownAt')) continue
    field.resolve = (
      source,
      args: Readonly<Record<string, unknown>>,
      context: { viewer: Viewer; engine: Engine },
      info
    ): unknown => {
      const moment = momentOf(args['asKnownAt'], NOW)
      if (moment === null) return resolve(source, args, context, info)
      const answer = past.at(moment, context.viewer, (engine) =>
        Promise.resolve(resolve(source, args, { ...context, engine: { ...wrapped(engine) } }, info))
      )
      pending.add(answer)
      return answer.finally(() => pending.delete(answer))
    }
  }
  return {
    counts: () => {
      const all = [...counted.values()].map(({ counts }) => counts)
      const sum = (of: 'statements' | 'flights'): number => all.reduce((total, each) => total + each[of], 0)
      return { statements: sum('statements'), flights: sum('flights') }
    },
    // Replays come and go: those of the last question are forgotten.
    reset: () => {
      counted.clear()
    },
    settled: () => Promise.allSettled(pending),
    close: () => past.close()
  }
}
