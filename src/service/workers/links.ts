import type { ComputedLinks, ComputeLinks, Trade } from '../../query/computed.ts'
import { computeLinks } from '../links.ts'
import type { Pool } from './pool.ts'

/** So few ties are worked out here: sooner than a worker has heard of them. */
const FEW = 300

const PARTS = Object.keys(computeLinks({ ties: [], datasets: new Map(), goods: null })) as (keyof ComputedLinks)[]

/** `computeLinks`, each part in a worker where there is much to do: the answers are the same. */
export const linksIn =
  (pool: Pool): ComputeLinks =>
  (trade: Trade) => {
    if (trade.ties.length <= FEW) return computeLinks(trade)
    const apart = PARTS.map((part) => [part, (): Promise<unknown> => pool.run('linksPart', { trade, part })] as const)
    return Object.fromEntries(apart) as unknown as ComputedLinks
  }
