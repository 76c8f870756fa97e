import { combine } from './combine.ts'
import { typologyAssumptions } from './assumptions.ts'
import { type Seen } from './features.ts'
import { isHierarchical, TYPES } from './generators.ts'
import { type Coefficients, type Model } from './model.ts'

/**
 * How well stated probabilities hold, on groups with a known type: by tenths of the stated probability, the share that is hierarchical;
 * `error` is the mean absolute difference, weighted by groups (expected calibration error). Families count alike.
 * In: model, labelled features; out: bins that hold any group. O(groups). Source: Naeini, Cooper & Hauskrecht 2015.
 */
export const calibrate = (
  model: Model,
  cases: readonly { readonly type: number; readonly seen: Seen }[]
): Coefficients['calibration'] =>
  calibration(
    cases.map(({ type, seen }) => ({
      hierarchical: isHierarchical(TYPES[type] ?? 'criminalNetwork'),
      probability: combine(model, seen, 0, typologyAssumptions).probability
    }))
  )

export const calibration = (
  list: readonly { readonly hierarchical: boolean; readonly probability: number }[]
): Coefficients['calibration'] => {
  const tall = list.filter(({ hierarchical }) => hierarchical).length
  const counts = (hierarchical: boolean): number => 0.5 / Math.max(1, hierarchical ? tall : list.length - tall)
  const bins = Array.from({ length: 10 }, () => ({ weight: 0, stated: 0, hierarchical: 0, groups: 0 }))
  for (const { hierarchical, probability } of list) {
    const bin = bins[Math.min(9, Math.floor(10 * probability))]
    if (!bin) continue
    const weight = counts(hierarchical)
    bin.weight += weight
    bin.stated += weight * probability
    bin.hierarchical += hierarchical ? weight : 0
    bin.groups++
  }
  const filled = bins.filter(({ groups }) => groups > 0)
  const short = (x: number): number => Number(x.toFixed(4))
  return {
    groups: list.length,
    error: short(filled.reduce((sum, bin) => sum + Math.abs(bin.stated - bin.hierarchical), 0)),
    bins: filled.map(({ weight, stated, hierarchical, groups }) => ({
      stated: short(stated / weight),
      hierarchical: short(hierarchical / weight),
      groups
    }))
  }
}
