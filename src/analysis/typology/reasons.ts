import { type AttributeEvidence } from '../shape/attributes.ts'
import { originsOf, type Evidence } from '../shape/evidence.ts'
import { type Family, type Support } from '../shape/types.ts'
import { type TypologyAssumptions } from './assumptions.ts'
import { commandFeatures } from './command-features.ts'
import { contactFeatures } from './contact-features.ts'
import { type Seen, type Vector } from './features.ts'
import { layerLogOdds, standardise, type Model, type Span } from './model.ts'
import { type SignedReason } from './types.ts'

/** Everything that adds to the log-odds, weightiest first: features of contacts and orders, and attributes. */
export const signedReasons = (
  model: Model,
  seen: Seen,
  evidence: Evidence,
  attributes: AttributeEvidence,
  assume: TypologyAssumptions
): SignedReason[] => {
  const list = [
    ...ofLayer(model.contact, seen.contact, 'contacts', assume.allContacts, assume, evidence.contacts),
    ...ofLayer(model.command, seen.command, 'orders', assume.allOrders, assume, evidence.commands),
    ...attributes.reasons.map((reason, i): SignedReason => {
      const logOdds = attributes.shares[i] ?? 0
      const { id, words, origins } = reason
      return { id, from: 'attributes', speaksFor: sign(logOdds), words, logOdds, value: null, typical: null, origins }
    })
  ]
  return list.filter(({ logOdds }) => logOdds !== 0).sort((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds))
}

const sign = (logOdds: number): Family => (logOdds > 0 ? 'HIERARCHICAL' : logOdds < 0 ? 'LOOSE' : 'CANNOT_TELL')

/** A feature's part in what its kind of tie adds after clipping and damping. */
const ofLayer = (
  part: Model['contact'],
  vector: Vector | null,
  from: 'contacts' | 'orders',
  most: number,
  { damping }: TypologyAssumptions,
  ties: readonly Support[]
): SignedReason[] => {
  if (vector === null) return []
  const { layer } = part
  const z = standardise(layer, vector)
  const raw = Math.abs(layerLogOdds(part, z))
  const scale = damping * (raw > most ? most / raw : 1)
  const origins = [...new Set(ties.flatMap(originsOf))].sort()
  return layer.features.flatMap((id, i) => {
    if (!vector.defined[i]) return []
    const logOdds = scale * (layer.weights[i] ?? 0) * (z[i] ?? 0)
    const typical = { hierarchical: layer.typical.hierarchical[i] ?? none, loose: layer.typical.loose[i] ?? none }
    const value = vector.values[i] ?? 0
    const words = sentence(title(id), value, typical, from, sign(logOdds))
    return [{ id: `${from}.${id}`, from, speaksFor: sign(logOdds), words, logOdds, value, typical, origins }]
  })
}

const none: Span = [0, 0]

export const title = (id: string): string =>
  [...contactFeatures, ...commandFeatures].find((feature) => feature.id === id)?.title ?? id

const sentence = (
  name: string,
  value: number,
  typical: { readonly hierarchical: Span; readonly loose: Span },
  from: 'contacts' | 'orders',
  speaksFor: Family
): string => {
  const range = ([low, high]: Span): string => `${figure(low)} to ${figure(high)}`
  // Contacts can fail to show a hierarchy; they cannot show that there is none.
  const caution = from === 'contacts' && speaksFor === 'LOOSE' ? '; that is, no hierarchy is visible in contacts' : ''
  return (
    `${name}: ${figure(value)}; with the other ${from} it weighs for ${speaksFor === 'LOOSE' ? 'loose' : 'hierarchical'}${caution}. ` +
    `Mostly ${range(typical.hierarchical)} in hierarchical groups, ${range(typical.loose)} in loose ones.`
  )
}

/** Two decimals. */
export const figure = (x: number): string => x.toFixed(2)
