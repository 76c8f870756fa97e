import { type Seen, type Vector } from './features.ts'
import { isHierarchical, TYPES } from './generators.ts'
import { cholesky, solveLower, type Matrix } from './linear.ts'
import { probabilities, scores } from './softmax.ts'

/** What was fitted on one kind of tie; every list stands beside `features`. */
export interface Layer {
  readonly features: readonly string[]
  readonly means: readonly number[]
  readonly sds: readonly number[]
  /** Of the standardised features, log-odds of hierarchical to loose. */
  readonly weights: readonly number[]
  readonly constant: number
  /** Between which values eight of ten made-up groups of a family lie. */
  readonly typical: { readonly hierarchical: readonly Span[]; readonly loose: readonly Span[] }
  /** Of the standardised features: lower triangle, row by row. */
  readonly covariance: readonly number[]
  /** Distance that one of a hundred training groups exceeds. */
  readonly limit: number
}

export type Span = readonly [number, number]

/** `coefficients.json`. */
export interface Coefficients {
  readonly version: number
  readonly date: string
  readonly seed: number
  readonly perType: number
  readonly contact: Layer
  readonly command: Layer
  /** Per type: constant, contact features, command features. */
  readonly types: readonly (readonly number[])[]
  /** On made-up groups that were not fitted on: mean difference of stated and true probability, and both by tenths. */
  readonly calibration: {
    readonly groups: number
    readonly error: number
    readonly bins: readonly { readonly stated: number; readonly hierarchical: number; readonly groups: number }[]
  }
}

export interface Model {
  readonly coefficients: Coefficients
  readonly contact: Prepared
  readonly command: Prepared
  readonly types: readonly Float64Array[]
}

interface Prepared {
  readonly layer: Layer
  readonly lower: Matrix
}

/** Coefficients made ready to be asked; throws on a file that was not written by the fitting. */
export const prepare = (coefficients: Coefficients): Model => ({
  coefficients,
  contact: prepareLayer(coefficients.contact),
  command: prepareLayer(coefficients.command),
  types: coefficients.types.map((row) => Float64Array.from(row))
})

const prepareLayer = (layer: Layer): Prepared => {
  const size = layer.features.length
  const lower = cholesky(square(layer.covariance, size), size)
  if (lower === null) throw new Error('the covariance of the fitted features is not positive definite')
  return { layer, lower }
}

const square = (triangle: readonly number[], size: number): Matrix => {
  const matrix = new Float64Array(size * size)
  let at = 0
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) matrix[i * size + j] = matrix[j * size + i] = triangle[at++] ?? 0
  return matrix
}

/** In standard deviations from the training mean; an undefined feature is taken at that mean, which is 0. */
export const standardise = ({ means, sds }: Pick<Layer, 'means' | 'sds'>, { values, defined }: Vector): Float64Array =>
  values.map((x, i) => (defined[i] ? (x - (means[i] ?? 0)) / (sds[i] ?? 1) : 0))

/** Log-odds of hierarchical to loose from one kind of tie, and what each feature adds to it. */
export const layerLogOdds = ({ layer }: Pick<Prepared, 'layer'>, z: Float64Array): number =>
  z.reduce((sum, x, i) => sum + x * (layer.weights[i] ?? 0), layer.constant)

/** How far a group lies from those that the model was fitted on (Mahalanobis 1936), in units of its limit: above 1 is out of range. */
export const strangeness = ({ layer, lower }: Prepared, z: Float64Array): number =>
  Math.sqrt(solveLower(lower, z).reduce((sum, x) => sum + x * x, 0)) / layer.limit

/** Probabilities of the five types, in the order of TYPES; features of a kind of tie that is not known are taken at their mean. */
export const typeProbabilities = (model: Model, seen: Seen): Float64Array => {
  const { contact, command } = model
  const row = new Float64Array(1 + contact.layer.means.length + command.layer.means.length)
  row[0] = 1
  if (seen.contact) row.set(standardise(contact.layer, seen.contact), 1)
  if (seen.command) row.set(standardise(command.layer, seen.command), 1 + contact.layer.means.length)
  return probabilities(scores(model.types, row))
}

/**
 * Probabilities of the five types whose families sum to the family's own probability: ties divide a family among its types, everything
 * together decides between families.
 */
export const withinFamilies = (types: Float64Array, probability: number): Float64Array => {
  const family = (k: number): number => (isHierarchical(TYPES[k] ?? 'criminalNetwork') ? 1 : 0)
  const sums = [0, 0]
  types.forEach((p, k) => (sums[family(k)] = (sums[family(k)] ?? 0) + p))
  return types.map((p, k) => (p / (sums[family(k)] ?? 1)) * (family(k) === 1 ? probability : 1 - probability))
}
