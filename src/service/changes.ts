import type { Viewer } from '../access/viewer.ts'
import { invalid } from '../errors.ts'
import { seenBy, type Seen } from '../store/seen.ts'
import type { Store } from '../store/store.ts'
import { needScope } from './authority.ts'
import { Wakes, type Wake } from './wakes.ts'

/** How often the store is looked at while somebody listens: other processes may write to it. */
const LOOK_MS = 1_000

export interface Change {
  revision: number
  previous: number
}

/**
 * Tells viewers that something changed which they may see. The store is looked at once a second while somebody listens, and once
 * per kind of viewer when it has moved. A listener holds one state, never a queue: who reads slowly gets the latest.
 */
export class Changes {
  readonly #store: Store
  readonly #wakes = new Wakes()
  readonly #seen = new Map<string, Promise<Seen>>()
  #sequence: number | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(store: Store) {
    this.#store = store
  }

  /** How many listen. */
  get listening(): number {
    return this.#wakes.listening
  }

  /**
   * Refused where the viewer may not read. The stream ends when `signal` is aborted. `since`: the revision that the viewer
   * knows; where it is no longer his, the first event comes at once.
   */
  async follow(viewer: Viewer, since: number | null, signal: AbortSignal): Promise<AsyncGenerator<Change>> {
    needScope(viewer, 'READ')
    if (since !== null && since < 0)
      throw invalid('since is no revision', {
        path: 'since',
        message: `${since} is below 0`,
        hint: 'Give the revision that you know (`{ revision }`), or leave `since` out to hear of what comes from now on.'
      })
    // Joined before the first look, so that nothing falls between the two.
    const wake = this.#wakes.join(signal)
    signal.addEventListener('abort', wake.leave, { once: true })
    this.#look()
    try {
      const first = await seenBy(this.#store.engine, viewer)
      return this.#events(viewer, since ?? first.revision, first, wake)
    } catch (error) {
      wake.leave()
      throw error
    }
  }

  async *#events(viewer: Viewer, since: number, first: Seen, wake: Wake): AsyncGenerator<Change> {
    try {
      if (first.revision !== since) yield { revision: first.revision, previous: since }
      let known = first
      while (await wake.next()) {
        const now = await this.#now(viewer)
        if (now === null || now.mark === known.mark) continue
        yield { revision: now.revision, previous: known.revision }
        known = now
      }
    } finally {
      wake.leave()
    }
  }

  /** What a viewer sees at the sequence last looked at, read once for all who see the same; null while the store is away. */
  async #now(viewer: Viewer): Promise<Seen | null> {
    const { id, rank, owner, organisations } = viewer
    const key = JSON.stringify([id, rank, owner, organisations])
    let seen = this.#seen.get(key)
    if (seen === undefined) this.#seen.set(key, (seen = seenBy(this.#store.engine, viewer)))
    try {
      return await seen
    } catch {
      // Asked again at the next look.
      if (this.#seen.get(key) === seen) this.#seen.delete(key)
      this.#sequence = null
      return null
    }
  }

  #look(): void {
    this.#timer ??= setTimeout(() => void this.#looked(), LOOK_MS).unref()
  }

  async #looked(): Promise<void> {
    try {
      const sequence = await this.#store.sequence()
      if (sequence !== this.#sequence) {
        this.#sequence = sequence
        this.#seen.clear()
        this.#wakes.wake()
      }
    } catch {
      // The store is away: looked at again in a second, and whoever listens hears of what changed meanwhile.
      this.#sequence = null
    }
    this.#timer = null
    if (this.listening > 0) this.#look()
    else {
      this.#sequence = null
      this.#seen.clear()
    }
  }
}
