import { SkeinError } from '../errors.ts'
import { LIMITS } from './limits.ts'

export interface BucketLimits {
  /** Cost units that one viewer may spend at once. */
  units: number
  /** Units that come back in a second. */
  refill: number
}

/** The public has a tenth of both, per address. */
const PUBLIC_SHARE = 0.1

interface Level {
  units: number
  /** When `units` was true, in milliseconds. */
  at: number
}

/**
 * What each viewer may still spend: every question takes its cost (expected rows) from the viewer's bucket, which refills at a
 * steady rate. Full buckets are forgotten, so memory is bounded by who asked within the last seconds.
 */
export class Buckets {
  readonly #limits: BucketLimits
  readonly #now: () => number
  readonly #levels = new Map<string, Level>()
  #swept = 0

  constructor(
    limits: BucketLimits = { units: LIMITS.bucket, refill: LIMITS.bucketRefill },
    now = () => performance.now()
  ) {
    this.#limits = limits
    this.#now = now
  }

  /** How many viewers have spent something that has not come back. */
  get size(): number {
    return this.#levels.size
  }

  /** Takes `cost` from the bucket, or throws LIMIT_EXCEEDED with `retryAfter` and takes nothing. What costs nothing always passes. */
  take(key: string, isPublic: boolean, cost: number): void {
    if (cost <= 0) return
    const { units, refill } = this.#of(isPublic)
    const level = this.#level(key, units, refill)
    if (level.units < cost) {
      const retryAfter = Math.max(1, Math.ceil((Math.min(cost, units) - level.units) / refill))
      throw new SkeinError('LIMIT_EXCEEDED', `too much asked in a short time; try again in ${retryAfter} s`, {
        limit: { name: 'bucket', value: units, met: Math.ceil(units - level.units + cost) },
        retryAfter,
        hint: `The cost is the number of rows expected: ${units.toLocaleString('en')} at once, and ${refill.toLocaleString('en')} come back each second.${isPublic ? ' Those who are signed in have ten times as much.' : ''}`
      })
    }
    level.units -= cost
  }

  /** Takes `cost` for what has been done already (the payload of a change): never refused, at most one bucket of debt. */
  owe(key: string, isPublic: boolean, cost: number): void {
    const { units, refill } = this.#of(isPublic)
    const level = this.#level(key, units, refill)
    level.units = Math.max(-units, level.units - cost)
  }

  #of(isPublic: boolean): BucketLimits {
    const share = isPublic ? PUBLIC_SHARE : 1
    return { units: this.#limits.units * share, refill: this.#limits.refill * share }
  }

  #level(key: string, units: number, refill: number): Level {
    const now = this.#now()
    this.#sweep(now)
    const known = this.#levels.get(key)
    const level: Level = known ?? { units, at: now }
    level.units = Math.min(units, level.units + ((now - level.at) / 1000) * refill)
    level.at = now
    if (known === undefined) this.#levels.set(key, level)
    return level
  }

  /** Forgets whoever has not asked for as long as the deepest debt needs to come back. */
  #sweep(now: number): void {
    const full = (2_000 * this.#limits.units) / this.#limits.refill
    if (now - this.#swept < full) return
    this.#swept = now
    for (const [key, level] of this.#levels) if (now - level.at >= full) this.#levels.delete(key)
  }
}
