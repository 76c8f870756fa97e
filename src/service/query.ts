import type { GraphQLResolveInfo } from 'graphql'
import type { Viewer } from '../access/viewer.ts'
import { checkCost } from '../query/cost.ts'
import { needScope } from './authority.ts'
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
}

/** Answers one root field: the object has the shape of the response, keyed by response key. */
export async function answer(skein: Skein, viewer: Viewer, info: GraphQLResolveInfo, asking: Asking): Promise<unknown> {
  needScope(viewer, 'READ')
  asking.cost += skein.planner.cost(info, viewer)
  // Root fields are asked side by side: a turn later all of them have added their cost, and the whole is refused before it runs.
  await Promise.resolve()
  checkCost(asking.cost, viewer)
  return skein.planner.execute(info, viewer, skein.store.engine, { signal: asking.signal })
}
