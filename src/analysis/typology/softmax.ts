import { cholesky, solve } from './linear.ts'

export interface Data {
  /** One row per case, each of the same length; the first entry is 1 for the constant. */
  readonly rows: readonly Float64Array[]
  /** The class of each case, 0 … classes − 1, and what it counts. */
  readonly classes: Int32Array
  readonly counts: Float64Array
}

/** Log-odds of each class, up to a constant, for one row. */
export const scores = (weights: readonly Float64Array[], row: Float64Array): Float64Array =>
  Float64Array.from(weights, (w) => w.reduce((sum, x, i) => sum + x * (row[i] ?? 0), 0))

/** Scores as probabilities that sum to 1. */
export const probabilities = (score: Float64Array): Float64Array => {
  const most = score.reduce((a, b) => Math.max(a, b), -Infinity)
  const raised = score.map((s) => Math.exp(s - most))
  const total = raised.reduce((a, b) => a + b, 0)
  return raised.map((x) => x / total)
}

/**
 * Multinomial logistic regression with an L2 penalty (not on the constant): weights per class that sum to 0 over the classes; with two
 * classes, ordinary logistic regression whose log-odds are the difference of both.
 * Maximises Σ counts · log p(class) − penalty/2 · Σ w² with Böhning's fixed bound on the curvature: each step improves, none needs a
 * line search, and the same data give the same weights. In: rows and classes; out: weights. O(steps · cases · columns · classes).
 * Source: Böhning 1992, Multinomial logistic regression algorithm; expected numbers: closed form of one binary column.
 */
export const fitSoftmax = (data: Data, classes: number, penalty: number, steps = 400): Float64Array[] => {
  const width = data.rows[0]?.length ?? 0
  const bound = cholesky(curvature(data, width, penalty), width)
  const weights = Array.from({ length: classes }, () => new Float64Array(width))
  if (bound === null) return weights
  for (let step = 0; step < steps; step++) {
    const slopes = gradient(data, weights, penalty)
    let largest = 0
    slopes.forEach((slope, k) => {
      const change = solve(bound, slope)
      const w = weights[k]
      change.forEach((by, i) => {
        if (w) w[i] = (w[i] ?? 0) + by
        largest = Math.max(largest, Math.abs(by))
      })
    })
    if (largest < 1e-6) break
  }
  return weights
}

const curvature = ({ rows, counts }: Data, width: number, penalty: number): Float64Array => {
  const matrix = new Float64Array(width * width)
  rows.forEach((row, at) => {
    const half = (counts[at] ?? 0) / 2
    for (let i = 0; i < width; i++)
      for (let j = 0; j < width; j++)
        matrix[i * width + j] = (matrix[i * width + j] ?? 0) + half * (row[i] ?? 0) * (row[j] ?? 0)
  })
  for (let i = 0; i < width; i++) matrix[i * width + i] = (matrix[i * width + i] ?? 0) + (i === 0 ? 1e-9 : penalty)
  return matrix
}

const gradient = (data: Data, weights: readonly Float64Array[], penalty: number): Float64Array[] => {
  const slopes = weights.map((w) => w.map((x, i) => (i === 0 ? 0 : -penalty * x)))
  data.rows.forEach((row, at) => {
    const p = probabilities(scores(weights, row))
    slopes.forEach((slope, k) => {
      const error = (data.counts[at] ?? 0) * ((data.classes[at] === k ? 1 : 0) - (p[k] ?? 0))
      for (let i = 0; i < row.length; i++) slope[i] = (slope[i] ?? 0) + error * (row[i] ?? 0)
    })
  })
  return slopes
}
