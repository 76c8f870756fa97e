/** What is sampled while the load goes on, and whether it grows. */
export interface Sample {
  minute: number
  rssMb: number
  handles: number
  p50Ms: number
  p95Ms: number
}

export type Measured = Exclude<keyof Sample, 'minute'>

/** How much each may grow from the end of the warm-up to the end: a share of what it was, or so much, whichever is more. */
export const BOUNDS: Readonly<Record<Measured, { share: number; least: number }>> = {
  rssMb: { share: 0.15, least: 40 },
  handles: { share: 0, least: 10 },
  p50Ms: { share: 0.5, least: 5 },
  p95Ms: { share: 1, least: 25 }
}

export interface Trend {
  of: Measured
  /** Samples that count, and minutes between the first and the last. */
  samples: number
  minutes: number
  /** On the fitted line: at the first of the samples, by how much it rises to the last, and the most that it may. */
  from: number
  growth: number
  bound: number
  holds: boolean
}

/** Samples needed for a line that says anything. */
const FEWEST = 5

/**
 * The line through the samples from `warm` minutes on: its slope is the median of those between any two (Theil and Sen), which
 * a few odd samples, such as one during a collection of garbage, do not move. Too few samples hold nothing.
 */
export function trendOf(of: Measured, all: readonly Sample[], warm: number): Trend {
  const samples = all.filter(({ minute }) => minute >= warm)
  const slopes = samples.flatMap((a, i) =>
    samples.slice(i + 1).map((b) => (b[of] - a[of]) / Math.max(b.minute - a.minute, 1e-9))
  )
  const slope = median(slopes)
  const first = samples[0]?.minute ?? 0
  const minutes = (samples.at(-1)?.minute ?? 0) - first
  const from = median(samples.map((sample) => sample[of] - slope * (sample.minute - first)))
  const { share, least } = BOUNDS[of]
  const bound = Math.max(least, share * from)
  const growth = slope * minutes
  return {
    of,
    samples: samples.length,
    minutes,
    from,
    growth,
    bound,
    holds: samples.length >= FEWEST && growth <= bound
  }
}

export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
const median = (values: readonly number[]): number => quantile(values, 0.5)
