import { assumptions as readable } from '../shape/assumptions.ts'

/** The assumptions of the fitted model, beside those of the readable rules, whose likelihood ratios and thresholds it shares. */
export const typologyAssumptions = {
  ...readable,
  /** Log-odds: the most that contacts, and that orders, may add before damping. */
  allContacts: 1.1,
  allOrders: 2.2,
  /** Draws of the uncertainty, with their seed. */
  redraws: 200,
  redrawSeed: 20001,
  /** Each draw loses up to this share of ties beyond what their grades say; half of the draws lose this share of actors. */
  assumedMissing: 0.2,
  droppedActors: 0.1,
  /** Random groups with as many orders, of which at most `chance` may speak as clearly for a hierarchy. */
  chanceDraws: 99,
  /** Between these probabilities no family is named. */
  abstain: [0.3, 0.7] as readonly [number, number],
  /** The interval may reach this far beyond 0.5 on both sides, no farther. */
  crossing: 0.15
}

export type TypologyAssumptions = Readonly<typeof typologyAssumptions>
