import { attributeRefusal, refusals, type Refusal } from '../shape/gates.ts'
import { type AttributeEvidence } from '../shape/attributes.ts'
import { type Evidence } from '../shape/evidence.ts'
import { type Family } from '../shape/types.ts'
import { type TypologyAssumptions } from './assumptions.ts'
import { chanceOfOrders } from './chance.ts'
import { type Combined } from './combine.ts'
import { type Seen, type Ties, type Vector } from './features.ts'
import { standardise, strangeness, type Model, type Span } from './model.ts'
import { figure, title } from './reasons.ts'
import { type Refused } from './types.ts'

/** The family that a probability names, or none. */
export const familyOf = (probability: number, { abstain: [low, high] }: TypologyAssumptions): Family =>
  probability > high ? 'HIERARCHICAL' : probability < low ? 'LOOSE' : 'CANNOT_TELL'

/**
 * What forbids to state a probability at all: the gates that the readable rules share, and a picture unlike any that the model was
 * fitted on. O(ties + claims + features²).
 */
export const withoutNumber = (
  evidence: Evidence,
  attributes: AttributeEvidence,
  seen: Seen,
  model: Model,
  assume: TypologyAssumptions
): Refused[] => [
  ...refusals(evidence, attributes, assume).map(plain),
  ...outOfRange(model.contact, seen.contact, 'contacts'),
  ...outOfRange(model.command, seen.command, 'orders')
]

/** What forbids to name a family although there is a probability. */
export const withoutFamily = (
  probability: number,
  stated: Combined,
  interval: Span,
  evidence: Evidence,
  model: Model,
  assume: TypologyAssumptions
): Refused[] => {
  const list: Refused[] = []
  const [low, high] = interval
  if (low < 0.5 - assume.crossing && high > 0.5 + assume.crossing) {
    list.push({
      id: 'refusal.wide',
      words: `The evidence allows anything from ${figure(low)} to ${figure(high)}: it would turn the verdict round if a little of it were wrong.`,
      settle:
        evidence.orders.edges < evidence.input.actors.length / 2
          ? 'More orders between members, each with a graded source'
          : 'Better or second sources for the orders and statements known now, so that fewer may be wrong'
    })
  }
  const family = familyOf(probability, assume)
  if (family === 'HIERARCHICAL' && familyOf(logistic(stated.total - stated.command), assume) !== family) {
    const chance = chanceOfOrders(evidence.input.actors.length, ordersOf(evidence), model, assume)
    if (chance !== null && chance > assume.chance) {
      list.push({
        id: 'refusal.chance',
        words: `The orders look like a hierarchy, but no clearer than chance makes them: ${Math.round(100 * chance)} % of random groups with as many orders look as clear.`,
        settle: 'More sourced orders: they would make a real chain of command stand out from chance'
      })
    }
  }
  const rests = family !== 'CANNOT_TELL' && familyOf(logistic(stated.contact + stated.command), assume) !== family
  const one = rests ? attributeRefusal(evidence.input.attributes, assume) : null
  return one === null ? list : [...list, plain(one)]
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

/** The orders that count, as lists. */
export const ordersOf = ({ commands }: Evidence): Ties => ({
  from: commands.map((tie) => tie.superior),
  to: commands.map((tie) => tie.subordinate)
})

const plain = ({ reason, settle }: Refusal): Refused => ({ id: reason.id, words: reason.words, settle })

const outOfRange = (part: Model['contact'], vector: Vector | null, of: 'contacts' | 'orders'): Refused[] => {
  if (vector === null) return []
  const { layer } = part
  const z = standardise(layer, vector)
  if (strangeness(part, z) <= 1) return []
  let odd = 0
  for (let i = 1; i < z.length; i++) if (Math.abs(z[i] ?? 0) > Math.abs(z[odd] ?? 0)) odd = i
  const lowest = Math.min(layer.typical.hierarchical[odd]?.[0] ?? 0, layer.typical.loose[odd]?.[0] ?? 0)
  const highest = Math.max(layer.typical.hierarchical[odd]?.[1] ?? 0, layer.typical.loose[odd]?.[1] ?? 0)
  return [
    {
      id: `refusal.outOfRange.${of}`,
      words:
        `These ${of} are unlike those of any group that the model knows (99 of 100 are nearer). Farthest off: ` +
        `${title(layer.features[odd] ?? '')}, ${figure(vector.values[odd] ?? 0)}, mostly ${figure(lowest)} to ${figure(highest)}.`,
      settle: `The ${of} of one period or one part of the group, if that is more like a case file of 18 to 110 actors; until then the readable rules`
    }
  ]
}
