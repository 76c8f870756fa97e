import { weighAttributes } from '../shape/attributes.ts'
import { cautions } from '../shape/assumptions.ts'
import { gatherEvidence, originsOf } from '../shape/evidence.ts'
import { shape } from '../shape/shape.ts'
import { typologyAssumptions } from './assumptions.ts'
import { whatWouldChange } from './change.ts'
import coefficients from './coefficients.json' with { type: 'json' }
import { combine } from './combine.ts'
import { quantile, redraw } from './draws.ts'
import { featuresOf } from './features.ts'
import { TYPES } from './generators.ts'
import { prepare, withinFamilies, type Coefficients, type Model, type Span } from './model.ts'
import { signedReasons } from './reasons.ts'
import { familyOf, ordersOf, withoutFamily, withoutNumber } from './refuse.ts'
import { type Typology, type TypologyInput, type TypologyOptions } from './types.ts'
import { confidence, disagreement, likelihood, verdictInWords } from './words.ts'

let fitted: Model | null = null
/** The model in `coefficients.json`, made ready once. */
export const fittedModel = (): Model => (fitted ??= prepare(coefficients as unknown as Coefficients))

/**
 * How probable it is that a group is hierarchical, and which of five types it is most like, with everything that speaks for and against.
 * Formula: `combine.ts` on the evidence as it stands; 200 seeded draws (`draws.ts`), in which every tie counts by its grade, make the interval,
 * which holds nine of ten of them. Range: 0 … 1; a family is named below 0.3 and above 0.7, and unless `refuse.ts` forbids it.
 * Convention: the number of recorded orders and the group's bond are no evidence; contacts alone never decide.
 * In: what the viewer sees of one group; out: the verdict. Pure: the same input gives the same verdict. Undefined: `probability` is null and
 * `refused` says why and what would settle it. Missing orders move it towards 0.5. O(draws · n · ties), see README.md.
 * Source: UNODC 2002 (types); fitted on made-up groups, judged on others. Expected verdicts in tests: made-up groups whose type is known.
 */
export const typology = (input: TypologyInput, options: TypologyOptions = {}): Typology => {
  const assume = options.assume ?? typologyAssumptions
  const model = options.model ?? fittedModel()
  const rules = options.rules ?? shape(input, assume)
  const evidence = gatherEvidence(input, assume)
  const attributes = weighAttributes(input.attributes, assume)
  const seen = featuresOf(
    input.actors.length,
    { from: evidence.contacts.map(({ a }) => a), to: evidence.contacts.map(({ b }) => b) },
    ordersOf(evidence)
  )
  const blocked = withoutNumber(evidence, attributes, seen, model, assume)
  const draws = blocked.length > 0 ? null : redraw(evidence, model, assume)
  const stated = combine(model, seen, attributes.logOdds, assume)
  const probability = draws && stated.probability
  const interval = draws && probability !== null ? around(draws.probabilities, probability) : null
  const refused =
    draws && interval && probability !== null
      ? withoutFamily(probability, stated, interval, evidence, model, assume)
      : blocked
  const named = probability === null ? 'CANNOT_TELL' : familyOf(probability, assume)
  const family = refused.length > 0 ? 'CANNOT_TELL' : named
  const same = draws?.probabilities.filter((p) => familyOf(p, assume) === named).length ?? 0
  const stability = draws && same / draws.probabilities.length
  const types = draws && probability !== null ? inFamilies(draws.types, probability) : null
  const reasons = signedReasons(model, seen, evidence, attributes, assume)
  const contrary = (speaksFor: string): boolean => family !== 'CANNOT_TELL' && speaksFor !== family
  const known = new Set([...evidence.contacts, ...evidence.commands, ...input.attributes].flatMap(originsOf))
  return {
    family,
    probability,
    interval,
    likelihood: probability === null ? null : likelihood(family === 'LOOSE' ? 1 - probability : probability),
    confidence: confidence(family, stability ?? 0, interval ?? [0, 1], rules.family),
    types,
    words: verdictInWords(family, probability, interval, types, refused, seen.command !== null),
    reasons: reasons.filter(({ speaksFor }) => !contrary(speaksFor)).slice(0, 5),
    against: reasons.filter(({ speaksFor }) => contrary(speaksFor)).slice(0, 5),
    refused,
    wouldChange: whatWouldChange(evidence, attributes, stated.total, refused, rules, assume),
    howCollected: input.datasets.map(({ id, howCollected }) => ({
      dataset: id,
      how: howCollected,
      caution: cautions[howCollected]
    })),
    stability,
    rules,
    disagreement: disagreement(family, rules.family),
    setAside: evidence.setAside,
    standsAlone: known.size === 1,
    model: {
      version: model.coefficients.version,
      date: model.coefficients.date,
      assumptions: assume.version,
      draws: assume.redraws
    }
  }
}

/** Nine of ten draws, and the stated probability, which may lie outside of them: draws lose ties, and so lie nearer to even chances. */
const around = (sorted: Float64Array, probability: number): Span => [
  Math.min(probability, quantile(sorted, 0.05)),
  Math.max(probability, quantile(sorted, 0.95))
]

const inFamilies = (types: Float64Array, probability: number): Typology['types'] => {
  const each = withinFamilies(types, probability)
  return TYPES.map((type, k) => ({ type, probability: each[k] ?? 0 }))
}
