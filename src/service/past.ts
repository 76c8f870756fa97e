import { viewerParams, type Viewer } from '../access/viewer.ts'
import type { Engine } from '../engine/port.ts'
import { invalid, SkeinError } from '../errors.ts'
import { dateProblem } from '../ontology/dates.ts'
import { openPast } from '../store/past.ts'
import type { Store } from '../store/store.ts'

export interface PastLimits {
  /** Claims that are replayed at most. */
  readonly claims: number
  /** Scratch stores that are kept. */
  readonly kept: number
  /** Replays that wait or run at once. */
  readonly replays: number
  /** Milliseconds a question waits for a replay before it is told how far that is. */
  readonly patience: number
}

export const PAST_LIMITS: PastLimits = { claims: 100_000, kept: 2, replays: 4, patience: 10_000 }

/** The store as it was known at one moment to those who may see the same, being put together or ready. */
interface Replayed {
  readonly key: string
  readonly engine: Promise<Engine>
  /** How many of how many things have been written; null while the claims are read. */
  progress: { done: number; of: number } | null
  ready: boolean
  /** Questions that are being answered from it. */
  readers: number
  dropped: boolean
}

/**
 * Answers from what was known at an earlier moment. Each moment is replayed once for all who may see the same, one replay at a
 * time; the last two are kept while nothing is written: a withdrawal or a changed marking holds for the past as well.
 */
export class Past {
  readonly #store: Store
  readonly #limits: PastLimits
  readonly #replayed = new Map<string, Replayed>()
  #last: Promise<unknown> = Promise.resolve()

  constructor(store: Store, limits: PastLimits = PAST_LIMITS) {
    this.#store = store
    this.#limits = limits
  }

  /** Runs `work` on the store as it was known at `moment`. */
  async at<T>(moment: string, viewer: Viewer, work: (engine: Engine) => Promise<T>): Promise<T> {
    const { rank, owner, audiences } = viewerParams(viewer)
    const { sequence, last } = await this.#store.asOf(moment)
    // Two moments between which nothing was written are one.
    const then = last ?? moment
    const key = JSON.stringify([then, sequence, rank, owner, [...audiences].sort()])
    const replayed = this.#replayed.get(key) ?? this.#begin(key, then, viewer)
    replayed.readers++
    try {
      return await work(await this.#wait(replayed))
    } finally {
      replayed.readers--
      this.#release(replayed)
    }
  }

  async close(): Promise<void> {
    const all = [...this.#replayed.values()]
    this.#replayed.clear()
    for (const { engine } of all) await engine.then((opened) => opened.close()).catch(() => undefined)
  }

  #begin(key: string, moment: string, viewer: Viewer): Replayed {
    const pending = [...this.#replayed.values()].filter(({ ready }) => !ready).length
    const { replays, claims } = this.#limits
    if (pending >= replays)
      throw new SkeinError(
        'LIMIT_EXCEEDED',
        `asKnownAt: ${pending} moments are being replayed already; ask again in a while`,
        { limit: { name: 'replays', value: replays, met: pending + 1 } }
      )
    const engine = this.#last
      .catch(() => undefined)
      .then(() =>
        openPast(this.#store.engine, this.#store.ontology, {
          moment,
          viewer,
          most: claims,
          progress: (done, of) => (replayed.progress = { done, of })
        })
      )
    const replayed: Replayed = { key, engine, progress: null, ready: false, readers: 0, dropped: false }
    this.#last = engine
    this.#replayed.set(key, replayed)
    engine.then(
      () => {
        replayed.ready = true
        this.#forgetOldest()
      },
      () => this.#replayed.delete(key)
    )
    return replayed
  }

  /** The engine, or how far it is where that takes too long for one question; the replay goes on. */
  async #wait(replayed: Replayed): Promise<Engine> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(notYet(replayed)), this.#limits.patience)
    })
    try {
      return await Promise.race([replayed.engine, late])
    } finally {
      clearTimeout(timer)
    }
  }

  #forgetOldest(): void {
    const ready = [...this.#replayed.values()].filter((each) => each.ready)
    for (const oldest of ready.slice(0, Math.max(0, ready.length - this.#limits.kept))) {
      this.#replayed.delete(oldest.key)
      oldest.dropped = true
      this.#release(oldest)
    }
  }

  /** Closes a dropped scratch store once nobody reads it. */
  #release(replayed: Replayed): void {
    if (replayed.dropped && replayed.readers === 0)
      void replayed.engine.then((engine) => engine.close()).catch(() => undefined)
  }
}

function notYet({ progress }: Replayed): SkeinError {
  const far =
    progress === null
      ? 'the claims are being read'
      : `${progress.done.toLocaleString('en')} of ${progress.of.toLocaleString('en')} things are written`
  return new SkeinError('UNAVAILABLE', `The store as known at that moment is being put together: ${far}`, {
    hint: 'Ask the same again in a few seconds; the work goes on meanwhile.'
  })
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

/** The moment that `asKnownAt` names, in UTC; null where it is absent. Refuses what is no moment, and the future. */
export function momentOf(given: unknown, now: string): string | null {
  if (given === undefined || given === null) return null
  const wrong = (message: string): SkeinError =>
    invalid('asKnownAt is no moment', {
      path: 'asKnownAt',
      message,
      hint: 'Write a moment with its zone, such as 2026-03-01T12:00:00Z.'
    })
  const text = typeof given === 'string' ? given : ''
  const time = MOMENT.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(time)) throw wrong(`${JSON.stringify(given).slice(0, 64)} is not of the form 2026-03-01T12:00:00Z`)
  const problem = dateProblem(text.slice(0, 10))
  if (problem !== null) throw wrong(problem)
  const moment = new Date(time).toISOString()
  if (moment > now) throw wrong('it lies in the future: nobody knows what will be known then')
  return moment
}
