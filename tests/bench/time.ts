/** The value at a share of the sorted list: 0.5 is the median. */
export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
export const medianOf = (values: readonly number[]): number => quantile(values, 0.5)
