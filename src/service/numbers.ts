import { chainOf } from '../analysis/numbers/chain.ts'
import { groupFigures } from '../analysis/numbers/figures.ts'
import { countOutcomes, groupOutcomes } from '../analysis/numbers/outcomes.ts'
import { totalOf } from '../analysis/numbers/total.ts'
import type { Numbers } from '../query/numbers.ts'

/** What the planner's answers on numbers and responses are made with. */
export const numbers: Numbers = {
  groups: groupFigures,
  total: totalOf,
  outcomes: countOutcomes,
  outcomeGroups: groupOutcomes,
  chain: chainOf
}
