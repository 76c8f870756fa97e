import { seeded } from '../../graph/random.ts'
import { type TypologyAssumptions } from './assumptions.ts'
import { featuresOf, type Ties } from './features.ts'
import { layerLogOdds, standardise, type Model } from './model.ts'

const NONE: Ties = { from: [], to: [] }

/**
 * The share of random groups, as many orders among as many actors, whose orders speak as much for a hierarchy as these: a permutation test,
 * since a handful of orders thrown anywhere often looks like the pieces of a chain of command. (1 + as clear) ÷ (draws + 1), 0 … 1; it stops
 * when it is too many. Null where orders are too few to have a shape. Seeded. O(draws · orders · n / 32).
 * Source: North, Curtis & Sham 2002 (the added ones); expected in tests: false alarms on random groups.
 */
export const chanceOfOrders = (n: number, orders: Ties, model: Model, assume: TypologyAssumptions): number | null => {
  const clear = (ties: Ties): number | null => {
    const { command } = featuresOf(n, NONE, ties)
    return command && layerLogOdds(model.command, standardise(model.command.layer, command))
  }
  const seen = clear(orders)
  if (seen === null) return null
  const random = seeded(assume.redrawSeed + 1)
  let asClear = 0
  let drawn = 0
  while (drawn < assume.chanceDraws && asClear <= assume.chance * (assume.chanceDraws + 1)) {
    drawn++
    const from = Array.from(orders.from, () => random.below(n))
    const to = from.map((a) => (a + 1 + random.below(n - 1)) % n)
    const other = clear({ from, to })
    if (other !== null && other >= seen - 1e-9) asClear++
  }
  return (1 + asClear) / (drawn + 1)
}
