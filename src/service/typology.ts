import type { SignedReason, Typology } from '../analysis/typology/types.ts'

/** `standardHierarchy` is `STANDARD_HIERARCHY` in the API. */
export const enumName = (type: string): string => type.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()

/** A verdict as the API shows it. */
export function typologyValue(verdict: Typology): Record<string, unknown> {
  const { interval, types, rules, model, howCollected } = verdict
  return {
    family: verdict.family,
    probability: verdict.probability,
    interval: interval === null ? null : { low: interval[0], high: interval[1] },
    likelihood: verdict.likelihood,
    confidence: verdict.confidence.toLowerCase(),
    types: (types ?? []).map(({ type, probability }) => ({ type: enumName(type), probability })),
    words: verdict.words,
    reasons: verdict.reasons.map(reasonValue),
    against: verdict.against.map(reasonValue),
    refused: verdict.refused,
    wouldChange: verdict.wouldChange,
    howCollected: howCollected.map(({ dataset, how, caution }) => `${dataset}: ${how}. ${caution}`),
    stability: verdict.stability,
    rules: rules.family,
    disagreement: verdict.disagreement,
    setAside: verdict.setAside,
    standsAlone: verdict.standsAlone,
    model: `model ${String(model.version)} of ${model.date}, assumptions ${String(model.assumptions)}, ${String(model.draws)} draws`
  }
}

const reasonValue = ({ words, speaksFor, from, logOdds, value, typical }: SignedReason): Record<string, unknown> => ({
  words,
  speaksFor,
  from,
  logOdds,
  value,
  typicalHierarchical: typical?.hierarchical ?? null,
  typicalLoose: typical?.loose ?? null
})
