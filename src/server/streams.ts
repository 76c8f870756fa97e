import { SkeinError } from '../errors.ts'
import { LIMITS } from './limits.ts'

export interface StreamLimits {
  subscriptions: number
  subscriptionsInAll: number
}

/** The open subscriptions: a few per viewer, and ended all at once when the server stops. */
export class Streams {
  readonly #limits: StreamLimits
  readonly #open = new Map<string, number>()
  readonly #endings = new Set<AbortController>()

  constructor(limits: StreamLimits = LIMITS) {
    this.#limits = limits
  }

  /** How many are open. */
  get open(): number {
    return this.#endings.size
  }

  /** Throws LIMIT_EXCEEDED where there is no room. Aborting `ending` ends the stream; `leave` gives its place back. */
  enter(lane: string, ending: AbortController): () => void {
    const mine = this.#open.get(lane) ?? 0
    const full = mine >= this.#limits.subscriptions
    if (full || this.#endings.size >= this.#limits.subscriptionsInAll) {
      const name = full ? 'subscriptions' : 'subscriptionsInAll'
      const value = this.#limits[name]
      throw new SkeinError('LIMIT_EXCEEDED', `too many subscriptions are open already: ${value}`, {
        limit: { name, value, met: value + 1 },
        hint: 'Close one first.'
      })
    }
    this.#open.set(lane, mine + 1)
    this.#endings.add(ending)
    return () => {
      if (!this.#endings.delete(ending)) return
      const left = (this.#open.get(lane) ?? 1) - 1
      if (left === 0) this.#open.delete(lane)
      else this.#open.set(lane, left)
    }
  }

  /** Ends all of them. */
  close(): void {
    for (const ending of [...this.#endings]) ending.abort()
  }
}
