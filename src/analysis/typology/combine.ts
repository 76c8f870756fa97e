import { layerLogOdds, standardise, type Model } from './model.ts'
import { type Seen } from './features.ts'
import { type TypologyAssumptions } from './assumptions.ts'

/** Log-odds of hierarchical to loose as they enter the verdict (damped, clipped), and their sum. */
export interface Combined {
  readonly contact: number
  readonly command: number
  readonly attributes: number
  readonly total: number
  readonly probability: number
}

/**
 * Everything in one number: 0.6 · [clip(L_contact, ±1.1) + clip(L_command, ±2.2) + clip(Σ clip(w·g, ±1.4), ±2.2)].
 * Convention: ties of a kind too few to have a shape add nothing. `attributes` is already damped and clipped (`weighAttributes`).
 * In: features, attribute log-odds; out: log-odds, and the probability they mean, 0 … 1. Contacts alone never pass 0.66 = 1/(1 + e^−0.66).
 * O(features). Source: naive Bayes with clips, since the three are not independent; the clips are assumptions. Expected: by hand.
 */
export const combine = (model: Model, seen: Seen, attributes: number, assume: TypologyAssumptions): Combined => {
  const { contact, command } = model
  const from = seen.contact ? layerLogOdds(contact, standardise(contact.layer, seen.contact)) : 0
  const orders = seen.command ? layerLogOdds(command, standardise(command.layer, seen.command)) : 0
  return combineLogOdds(from, orders, attributes, assume)
}

export const combineLogOdds = (
  contact: number,
  command: number,
  attributes: number,
  assume: TypologyAssumptions
): Combined => {
  const clip = (x: number, most: number): number => assume.damping * Math.max(-most, Math.min(most, x))
  const fromContact = clip(contact, assume.allContacts)
  const fromCommand = clip(command, assume.allOrders)
  const total = fromContact + fromCommand + attributes
  return { contact: fromContact, command: fromCommand, attributes, total, probability: 1 / (1 + Math.exp(-total)) }
}
