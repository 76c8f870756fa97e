import { participation } from '../measures/participation.ts'
import type { Measured } from '../measures/measure.ts'
import { layersOf } from './layers.ts'
import type { TradeTies } from './types.ts'
import { behind, direct, joins, showingAlone, type Held } from './ways.ts'

/** Somebody or something tied to two or more goods. No accusation: look at the standing of each tie. */
export interface Across {
  readonly node: number
  /** One entry per good: the ties with stage, standings, grade, datasets and origins. */
  readonly held: readonly Held[]
  /** Stages of the chain per good, in the order of `held`; empty where no source says. */
  readonly stages: readonly (readonly string[])[]
  /** Ids of a smallest set of datasets that together show all of it; empty where one does alone. */
  readonly joins: readonly string[]
  readonly singleSource: boolean
  readonly origins: number
  /** How evenly its ties to others are spread over all goods; noise where `ties` < 4. */
  readonly participation: Measured
  /** Ties to others in the layers of all goods together: the o of participation. */
  readonly ties: number
}

/**
 * Who or what is tied to two or more goods, in the order of nodes, never of guilt: actors by `TRADES_IN`, legs and events by
 * `CARRIES`. Give other `held` for what is tied through something else (`through`). O(ties · datasets).
 */
export function whoAcross(input: TradeTies, list: readonly Held[] = direct(input)): Across[] {
  const byNode = new Map<number, Held[]>()
  for (const held of list) byNode.set(held.node, [...(byNode.get(held.node) ?? []), held])
  const { degrees } = layersOf(input)
  return [...byNode].flatMap(([node, held]) => {
    if (held.length < 2) return []
    const perGood = Array.from(degrees(node))
    return {
      node,
      held,
      stages: held.map(({ ways }) => [
        ...new Set(ways.flat().flatMap((tie) => ('stage' in tie && tie.stage !== null ? [tie.stage] : [])))
      ]),
      joins: joins(input, held),
      singleSource: showingAlone(held, 'datasets').length > 0,
      origins: behind(held, 'origins').length,
      participation: participation(perGood),
      ties: perGood.reduce((a, b) => a + b, 0)
    }
  })
}
