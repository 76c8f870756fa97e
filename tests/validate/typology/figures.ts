import { seeded } from '../../../src/graph/random.ts'

/** What came of one group. */
export interface Outcome {
  readonly hierarchical: boolean
  readonly right: boolean
}

export interface Figure {
  readonly key: string
  readonly value: number
  /** 95 % of bootstrap samples of the groups. */
  readonly interval: readonly [number, number]
  readonly groups: number
}

/** Mean of the shares that are right among hierarchical and among loose groups. */
export const balanced = (outcomes: readonly Outcome[]): number => {
  const share = (hierarchical: boolean): number => {
    const those = outcomes.filter((outcome) => outcome.hierarchical === hierarchical)
    return those.filter(({ right }) => right).length / Math.max(1, those.length)
  }
  return (share(true) + share(false)) / 2
}

export const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / Math.max(1, list.length)

/** A figure with its interval from 500 seeded samples with replacement (Efron 1979). */
export const figure = <T>(key: string, cases: readonly T[], of: (cases: readonly T[]) => number): Figure => {
  const random = seeded(500)
  const values = Array.from({ length: 500 }, () =>
    of(Array.from(cases, () => cases[random.below(cases.length)] as T))
  ).sort((a, b) => a - b)
  return { key, value: of(cases), interval: [values[12] ?? 0, values[487] ?? 0], groups: cases.length }
}
