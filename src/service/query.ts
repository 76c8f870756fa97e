import { getArgumentValues, type GraphQLResolveInfo } from 'graphql'
import type { Viewer } from '../access/viewer.ts'
import type { Engine } from '../engine/port.ts'
import { checkCost } from '../query/cost.ts'
import { exceeded } from '../query/limits.ts'
import type { Seen } from '../query/seen.ts'
import { recordRead } from './audit/read.ts'
import { needScope } from './authority.ts'
import { momentOf } from './past.ts'
import type { Skein } from './skein.ts'

/** The root fields that `answer` answers. */
export { PLANNED } from '../query/plan/root.ts'
/** How the executor reads what `answer` gives: by response key, so that an alias costs nothing. */
export { fieldResolver, typeResolver } from '../query/keyed.ts'

/** One operation: its root fields share an end and a budget. */
export interface Asking {
  signal: AbortSignal
  /** Expected rows of its root fields so far. */
  cost: number
  /** The moments as known at which its root fields ask. */
  moments: Set<string>
  /** Told that sum once it is whole, before the store is touched; throws where the asker may not spend so much. */
  pay: (cost: number) => void
}

/** Moments of the past in one operation: then and before then, beside now. */
const MOST_MOMENTS = 2
/** What a replay costs, in rows. */
const REPLAY_COST = 500

/** Answers one root field: the object has the shape of the response, keyed by response key. */
export async function answer(skein: Skein, viewer: Viewer, info: GraphQLResolveInfo, asking: Asking): Promise<unknown> {
  needScope(viewer, 'READ')
  const moment = momentOf(argumentOf(info, 'asKnownAt'), skein.now())
  if (moment !== null && !asking.moments.has(moment)) {
    asking.moments.add(moment)
    asking.cost += REPLAY_COST
  }
  const prepared = skein.planner.prepare(info, viewer)
  asking.cost += prepared.cost
  // Root fields are asked side by side: a turn later all of them have added their cost, and the whole is refused before it runs.
  await Promise.resolve()
  checkCost(asking.cost, viewer)
  if (asking.moments.size > MOST_MOMENTS)
    throw exceeded('asKnownAt', MOST_MOMENTS, asking.moments.size, 'Ask about other moments in a request of their own.')
  asking.pay(asking.cost)
  const execute = (engine: Engine): Promise<unknown> =>
    skein.planner.execute(info, viewer, engine, { prepared, signal: asking.signal, saw: (all) => (seen = all) })
  let seen: Seen | null = null
  const value = await (moment === null ? execute(skein.store.engine) : skein.past.at(moment, viewer, execute))
  // No audit, no answer.
  await recordRead(skein.audit, viewer, info, seen)
  return value
}

function argumentOf(info: GraphQLResolveInfo, name: string): unknown {
  const field = info.parentType.getFields()[info.fieldName]
  const [node] = info.fieldNodes
  return field === undefined || node === undefined
    ? undefined
    : getArgumentValues(field, node, info.variableValues)[name]
}
