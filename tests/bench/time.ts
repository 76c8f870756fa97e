/** The value at a share of the sorted list: 0.5 is the median. */
export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
export const medianOf = (values: readonly number[]): number => quantile(values, 0.5)

/** Waits of somebody who reads every few milliseconds until the work is done, in milliseconds. */
export async function whileReading<T>(
  read: () => Promise<unknown>,
  work: Promise<T>
): Promise<{ done: T; waits: number[] }> {
  const waits: number[] = []
  let working = true
  const over = work.finally(() => (working = false))
  while (working) {
    const begun = performance.now()
    await read()
    waits.push(performance.now() - begun)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return { done: await over, waits }
}
