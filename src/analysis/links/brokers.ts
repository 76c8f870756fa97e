import { betweennessAcross } from '../../graph/across.ts'
import { sidesOf, type Sides } from './sides.ts'
import type { Support, TradeTies } from './types.ts'

/** How far each node is between two goods: betweenness over pairs of one tied to the first alone and one to the second alone. */
export const betweenSides = ({ graph, first, second }: Sides): Float64Array => betweennessAcross(graph, first, second)

/**
 * For each of some nodes, the origins without which it is on no shortest path between the two goods any more: the graph is built
 * anew without what rests on that origin alone. O(origins that alone carry something · sources · ties).
 */
export function brokersBreakingWithout(
  input: TradeTies,
  goods: readonly [number, number],
  brokers: readonly number[]
): Map<number, number[]> {
  const broken = new Map(brokers.map((node) => [node, [] as number[]]))
  if (brokers.length === 0) return broken
  for (const origin of carryingAlone(input)) {
    const score = betweenSides(sidesOf(without(input, origin), ...goods))
    for (const [node, list] of broken) if ((score[node] ?? 0) === 0) list.push(origin)
  }
  return broken
}

/** What is left of the ties without one origin. */
export const without = (input: TradeTies, origin: number): TradeTies => {
  const stays = ({ origins }: Support): boolean => origins.some((each) => each !== origin)
  return { ...input, ties: input.ties.filter(stays), between: input.between.filter(stays) }
}

/** Origins on which alone at least one tie rests. */
function carryingAlone({ ties, between }: TradeTies): number[] {
  const alone = [...ties, ...between].flatMap(({ origins }) => (origins.length === 1 ? [...origins] : []))
  return [...new Set(alone)].sort((a, b) => a - b)
}
