/** Square matrices are rows one after another. */
export type Matrix = Float64Array

/**
 * The lower triangle L with L·Lᵀ = A, of a symmetric positive definite A of `size` rows; null if A is not that. O(size³).
 * Source: Golub & Van Loan, Matrix computations; expected numbers: by hand.
 */
export const cholesky = (a: Matrix, size: number): Matrix | null => {
  const lower = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * size + j] ?? 0
      for (let k = 0; k < j; k++) sum -= (lower[i * size + k] ?? 0) * (lower[j * size + k] ?? 0)
      if (i === j && !(sum > 0)) return null
      lower[i * size + j] = i === j ? Math.sqrt(sum) : sum / (lower[j * size + j] ?? 1)
    }
  }
  return lower
}

/** y with L·y = b. O(size²). */
export const solveLower = (lower: Matrix, b: Float64Array): Float64Array => {
  const size = b.length
  const y = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    let sum = b[i] ?? 0
    for (let k = 0; k < i; k++) sum -= (lower[i * size + k] ?? 0) * (y[k] ?? 0)
    y[i] = sum / (lower[i * size + i] ?? 1)
  }
  return y
}

/** x with L·Lᵀ·x = b. O(size²). */
export const solve = (lower: Matrix, b: Float64Array): Float64Array => {
  const size = b.length
  const x = solveLower(lower, b)
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i] ?? 0
    for (let k = i + 1; k < size; k++) sum -= (lower[k * size + i] ?? 0) * (x[k] ?? 0)
    x[i] = sum / (lower[i * size + i] ?? 1)
  }
  return x
}
