import { SkeinError } from '../errors.ts'
import { LIMITS } from './limits.ts'

interface Lane {
  running: number
  waiting: (() => void)[]
}

export interface GateLimits {
  running: number
  waiting: number
  waitingInAll: number
}

/** Lets a few documents of one viewer run at once; more wait in a bounded queue, and beyond it LIMIT_EXCEEDED. */
export class Gate {
  readonly #limits: GateLimits
  readonly #lanes = new Map<string, Lane>()
  #waiting = 0
  #running = 0

  constructor(limits: GateLimits = LIMITS) {
    this.#limits = limits
  }

  get running(): number {
    return this.#running
  }

  /** Runs `work` when there is room. While it waits, aborting `signal` takes it out of the queue. */
  async run<T>(key: string, signal: AbortSignal, work: () => Promise<T> | T): Promise<T> {
    let lane = this.#lanes.get(key)
    if (lane === undefined) this.#lanes.set(key, (lane = { running: 0, waiting: [] }))
    if (lane.running >= this.#limits.running) await this.#wait(lane, signal)
    else lane.running++
    this.#running++
    try {
      signal.throwIfAborted()
      return await work()
    } finally {
      this.#running--
      // The place is handed on, so that nobody who comes now overtakes those who wait.
      const next = lane.waiting.shift()
      if (next !== undefined) next()
      else if (--lane.running === 0) this.#lanes.delete(key)
    }
  }

  async #wait(lane: Lane, signal: AbortSignal): Promise<void> {
    const full = lane.waiting.length >= this.#limits.waiting
    if (full || this.#waiting >= this.#limits.waitingInAll) {
      const name = full ? 'waiting' : 'waitingInAll'
      const value = this.#limits[name]
      throw new SkeinError(
        'LIMIT_EXCEEDED',
        `too many requests wait already: ${value}; try again when some have been answered`,
        { limit: { name, value, met: value + 1 } }
      )
    }
    this.#waiting++
    try {
      await new Promise<void>((resolve, reject) => {
        const turn = (): void => {
          signal.removeEventListener('abort', leave)
          resolve()
        }
        const leave = (): void => {
          lane.waiting.splice(lane.waiting.indexOf(turn), 1)
          reject(
            signal.reason instanceof Error
              ? signal.reason
              : new SkeinError('TIMEOUT', 'the request ended while it waited')
          )
        }
        lane.waiting.push(turn)
        signal.addEventListener('abort', leave, { once: true })
      })
    } finally {
      this.#waiting--
    }
  }
}
