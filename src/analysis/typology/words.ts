import { aliases } from '../shape/assumptions.ts'
import { type Family } from '../shape/types.ts'
import { figure } from './reasons.ts'
import { type Span } from './model.ts'
import { type Confidence, type Refused, type Typology } from './types.ts'

const ICD_203: readonly (readonly [number, string])[] = [
  [0.05, 'almost no chance'],
  [0.2, 'very unlikely'],
  [0.45, 'unlikely'],
  [0.55, 'roughly even chance'],
  [0.8, 'likely'],
  [0.95, 'very likely'],
  [1, 'almost certain']
]

/** A probability in the words of Intelligence Community Directive 203 (2015). */
export const likelihood = (probability: number): string =>
  ICD_203.find(([below]) => probability <= below)?.[1] ?? 'almost certain'

const STEPS: readonly Confidence[] = ['LOW', 'MODERATE', 'HIGH']

/**
 * How firmly the verdict stands, beside how probable it is: high if nine of ten draws agree, the interval is at most a quarter wide and the
 * readable rules name the same family; moderate if seven of ten draws agree; low else. Rules that name the other family lower it by a step.
 */
export const confidence = (family: Family, stability: number, [low, high]: Span, rules: Family): Confidence => {
  if (family === 'CANNOT_TELL') return 'LOW'
  const firm = stability >= 0.9 && high - low <= 0.25 && rules === family
  const step = firm ? 2 : stability >= 0.7 ? 1 : 0
  const opposed = rules !== 'CANNOT_TELL' && rules !== family
  return STEPS[Math.max(0, step - (opposed ? 1 : 0))] ?? 'LOW'
}

const NAMES: Readonly<Record<Family, string>> = {
  HIERARCHICAL: 'hierarchical',
  LOOSE: 'loosely networked',
  CANNOT_TELL: 'cannot tell'
}

/** Where rules and model name different families; null where either cannot tell, or both agree. */
export const disagreement = (family: Family, rules: Family): string | null =>
  family === 'CANNOT_TELL' || rules === 'CANNOT_TELL' || rules === family
    ? null
    : `The readable rules call it ${NAMES[rules]}, the model ${NAMES[family]}: trust neither before knowing why.`

/** The verdict in one sentence. */
export const verdictInWords = (
  family: Family,
  probability: number | null,
  interval: Span | null,
  types: Typology['types'],
  refused: readonly Refused[],
  ordersKnown: boolean
): string => {
  const [first] = refused
  if (first) return `Not enough data: ${first.words}`
  if (probability === null || interval === null) return 'Not enough data.'
  const [low, high] = interval
  if (family === 'CANNOT_TELL') {
    return `Cannot tell: the probability that it is hierarchical is ${figure(probability)} (${figure(low)} to ${figure(high)}), too close to even chances to name a family.`
  }
  const loose = family === 'LOOSE'
  const [p, from, to] = loose ? [1 - probability, 1 - high, 1 - low] : [probability, low, high]
  const best = (types ?? []).reduce<{ type: keyof typeof aliases | null; probability: number }>(
    (a, b) => (b.probability > a.probability ? b : a),
    { type: null, probability: 0 }
  )
  const like = best.type === null ? '' : `, most like a ${aliases[best.type][0] ?? best.type}`
  const caution =
    loose && !ordersKnown
      ? ' Few orders are known: no hierarchy is visible, which does not mean that there is none.'
      : ''
  const said = likelihood(p)
  return `${said.charAt(0).toUpperCase()}${said.slice(1)} ${NAMES[family]}${like}: ${figure(p)} (${figure(from)} to ${figure(to)}).${caution}`
}
