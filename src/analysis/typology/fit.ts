import { usual } from './collection.ts'
import { commandFeatures } from './command-features.ts'
import { contactFeatures } from './contact-features.ts'
import { type Seen, type Vector } from './features.ts'
import { isHierarchical, TYPES } from './generators.ts'
import { calibrate } from './calibrate.ts'
import { cholesky, solveLower } from './linear.ts'
import { layerLogOdds, prepare, standardise, type Coefficients, type Layer, type Span } from './model.ts'
import { training } from './ranges.ts'
import { drawSample, seenOf } from './sample.ts'
import { fitSoftmax } from './softmax.ts'

export interface FitPlan {
  readonly version: number
  readonly date: string
  readonly seed: number
  /** Made-up groups of each type to fit on; a quarter as many more to see how well stated probabilities hold. */
  readonly perType: number
}

interface Case {
  readonly type: number
  readonly seen: Seen
}

/**
 * Penalty per case. Chosen on shifts other than the one that judges: a weak one plays features against each other that nearly follow from each
 * other, and fails where groups are denser or orders better known than in training.
 */
const PENALTY = 0.01

/**
 * Fits everything in `coefficients.json` on made-up groups: logistic regression of the family on contacts and on orders, each apart, and
 * of the five types on both. Families count alike (three types against two). The same plan gives the same numbers.
 * O(perType): 1,200 of each take about a minute. Nothing observed of real groups enters; they only judge the outcome.
 */
export const fit = ({ version, date, seed, perType }: FitPlan): Coefficients => {
  const draw = (count: number, from: number): Case[] =>
    drawSample({ ranges: training, collection: usual, perType: count, seed: from }).map((group) => ({
      type: group.type,
      seen: seenOf(group)
    }))
  const cases = draw(perType, seed)
  const few = Math.ceil(perType / 4)
  const scaling = draw(few, seed + 1)
  const contact = scale(fitLayer(cases, 'contact'), scaling, 'contact')
  const command = scale(fitLayer(cases, 'command'), scaling, 'command')
  const fitted = { version, date, seed, perType, contact, command, types: fitTypes(cases, contact, command) }
  const none = { groups: 0, error: 0, bins: [] }
  return { ...fitted, calibration: calibrate(prepare({ ...fitted, calibration: none }), draw(few, seed + 2)) }
}

/** The penalty makes log-odds too small: slope and constant of a logistic regression on them, on groups not fitted on (Platt 1999). */
const scale = (layer: Layer, all: readonly Case[], key: 'contact' | 'command'): Layer => {
  const cases = all.filter(({ seen }) => seen[key] !== null)
  const rows = cases.flatMap(({ seen }) => {
    const vector = seen[key]
    return vector === null ? [] : [Float64Array.of(1, layerLogOdds({ layer }, standardise(layer, vector)))]
  })
  const { constant, weights } = family(rows, cases, 0)
  const slope = weights[0] ?? 1
  return {
    ...layer,
    weights: layer.weights.map((w) => short(slope * w)),
    constant: short(slope * layer.constant + constant)
  }
}

/** Log-odds of hierarchical to loose, both families counting alike. */
const family = (rows: readonly Float64Array[], cases: readonly Case[], penalty: number) => {
  const classes = Int32Array.from(cases, (one) => (hierarchical(one) ? 1 : 0))
  const sizes = [0, 1].map((each) => classes.filter((c) => c === each).length)
  const counts = Float64Array.from(classes, (each) => cases.length / 2 / (sizes[each] ?? 1))
  const [loose, tall = new Float64Array()] = fitSoftmax({ rows, classes, counts }, 2, penalty)
  const [constant = 0, ...weights] = Array.from(tall, (w, i) => w - (loose?.[i] ?? 0))
  return { constant, weights }
}

const hierarchical = ({ type }: Case): boolean => isHierarchical(TYPES[type] ?? 'criminalNetwork')

const fitLayer = (all: readonly Case[], key: 'contact' | 'command'): Layer => {
  const cases = all.filter(({ seen }) => seen[key] !== null)
  const vectors = cases.flatMap(({ seen }) => seen[key] ?? [])
  const features = key === 'contact' ? contactFeatures : commandFeatures
  const names = features.map(({ id }) => id)
  const { means, sds } = spread(vectors, names.length)
  const z = vectors.map((vector) => standardise({ means, sds }, vector))
  const { constant, weights } = family(
    z.map((row) => withConstant(silent(row, features))),
    cases,
    PENALTY * cases.length
  )
  const tallness = cases.map(hierarchical)
  const typical = (tall: boolean): Span[] =>
    names.map((_, i) =>
      span(vectors.filter((v, at) => tallness[at] === tall && v.defined[i]).map((v) => v.values[i] ?? 0))
    )
  const covariance = covarianceOf(z, names.length)
  return {
    features: names,
    means: means.map(short),
    sds: sds.map(short),
    weights: weights.map(short),
    constant: short(constant),
    typical: { hierarchical: typical(true), loose: typical(false) },
    covariance: covariance.map(short),
    limit: short(limit(z, covariance, names.length))
  }
}

const fitTypes = (cases: readonly Case[], contact: Layer, command: Layer): number[][] => {
  const empty = (layer: Layer): Float64Array => new Float64Array(layer.means.length)
  const rows = cases.map(({ seen }) =>
    withConstant(
      Float64Array.of(
        ...(seen.contact ? silent(standardise(contact, seen.contact), contactFeatures) : empty(contact)),
        ...(seen.command ? silent(standardise(command, seen.command), commandFeatures) : empty(command))
      )
    )
  )
  const classes = Int32Array.from(cases, ({ type }) => type)
  const counts = new Float64Array(cases.length).fill(1)
  return fitSoftmax({ rows, classes, counts }, TYPES.length, PENALTY * cases.length).map((w) => Array.from(w, short))
}

/** What serves the range alone is at its mean for everyone, and so gets no weight. */
const silent = (z: Float64Array, features: readonly { readonly onlyRange?: true }[]): Float64Array =>
  z.map((x, i) => (features[i]?.onlyRange ? 0 : x))

const withConstant = (z: Float64Array): Float64Array => Float64Array.of(1, ...z)

/** Six figures are more than the assumptions bear, and keep the file small. */
const short = (x: number): number => Number(x.toPrecision(6))

const spread = (vectors: readonly Vector[], width: number): { means: number[]; sds: number[] } => {
  const means: number[] = []
  const sds: number[] = []
  for (let i = 0; i < width; i++) {
    const values = vectors.filter(({ defined }) => defined[i]).map((vector) => vector.values[i] ?? 0)
    const mean = values.reduce((a, b) => a + b, 0) / Math.max(1, values.length)
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / Math.max(1, values.length)
    means.push(mean)
    sds.push(variance > 1e-12 ? Math.sqrt(variance) : 1)
  }
  return { means, sds }
}

/** Lower triangle; a hundredth is added to the diagonal, since some features nearly follow from others. */
const covarianceOf = (z: readonly Float64Array[], width: number): number[] => {
  const triangle: number[] = []
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      const sum = z.reduce((total, row) => total + (row[i] ?? 0) * (row[j] ?? 0), 0)
      triangle.push(sum / z.length + (i === j ? 0.01 : 0))
    }
  }
  return triangle
}

const limit = (z: readonly Float64Array[], triangle: readonly number[], width: number): number => {
  const matrix = new Float64Array(width * width)
  for (let i = 0, at = 0; i < width; i++) for (let j = 0; j <= i; j++) matrix[i * width + j] = triangle[at++] ?? 0
  const lower = cholesky(matrix, width) ?? matrix
  const distances = z.map((row) => Math.hypot(...solveLower(lower, row))).sort((a, b) => a - b)
  return distances[Math.floor(0.99 * (distances.length - 1))] ?? 1
}

const span = (values: number[]): Span => {
  values.sort((a, b) => a - b)
  const at = (share: number): number => short(values[Math.floor(share * (values.length - 1))] ?? 0)
  return [at(0.1), at(0.9)]
}
