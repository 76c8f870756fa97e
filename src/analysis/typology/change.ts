import { type AttributeEvidence } from '../shape/attributes.ts'
import { count, type Evidence } from '../shape/evidence.ts'
import { type Shape } from '../shape/types.ts'
import { type TypologyAssumptions } from './assumptions.ts'
import { LEAST_ORDERS } from './features.ts'
import { familyOf } from './refuse.ts'
import { type Refused } from './types.ts'

/**
 * The two things that would most likely change or settle the verdict: first what the refusals ask for, then single statements that would
 * move the probability over a threshold, then orders where few are known, then what the readable rules ask for.
 */
export const whatWouldChange = (
  evidence: Evidence,
  attributes: AttributeEvidence,
  logOdds: number,
  refused: readonly Refused[],
  rules: Shape,
  assume: TypologyAssumptions
): readonly [string, string] => {
  const missing = LEAST_ORDERS - evidence.orders.edges
  const [first = '', second = ''] = new Set([
    ...refused.map(({ settle }) => settle),
    ...(missing > 0
      ? [`Sourced orders between members: ${count(missing, 'more order')} before their shape counts`]
      : []),
    ...turning(attributes, logOdds, assume).slice(0, 1),
    ...rules.wouldChange,
    'Orders between members, each with its source: who instructs, who punishes, who reports to whom',
    'A second, independent origin for what is known now'
  ])
  return [first, second]
}

/** Statements not known yet that would give another verdict, the strongest first. */
const turning = (attributes: AttributeEvidence, logOdds: number, assume: TypologyAssumptions): string[] => {
  const { damping, oneAttribute, allAttributes, ratios } = assume
  const clip = (x: number, most: number): number => Math.max(-most, Math.min(most, x))
  const now = attributes.logOdds / damping
  const family = (total: number) => familyOf(1 / (1 + Math.exp(-total)), assume)
  return attributes.unknown
    .flatMap((kind) =>
      ([true, false] as const).map((value) => {
        const ratio = clip(Math.log(value ? ratios[kind].present : ratios[kind].absent), oneAttribute)
        const by = damping * (clip(now + ratio, allAttributes) - now)
        return {
          by,
          words: `${ratios[kind].title}: a graded statement of an independent origin that it is ${value ? 'so' : 'not so'}`
        }
      })
    )
    .filter(({ by }) => family(logOdds + by) !== family(logOdds))
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
    .map(({ words }) => words)
}
