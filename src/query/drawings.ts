import type { Engine } from '../engine/port.ts'
import type { Seen } from './seen.ts'

/** What a drawing was, and what the audit log is told of it each time it is given. */
export interface Drawing {
  readonly value: unknown
  readonly seen: Seen
  /** Expected rows. */
  readonly weight: number
}

interface Kept extends Drawing {
  readonly sequence: number
}

/** Expected rows of all drawings that are kept: some 15 MB. A small one weighs as much as its key. */
const MOST = 50_000
const LEAST = 100

/**
 * The last drawings, for the viewer who asked and the state of the store that they show: people open the same group again, and a
 * drawing takes the engine longer than anything else. Nothing is kept between viewers, nor once anything was written, be it hidden
 * from the viewer: then it is read anew, which can show in the time it takes and in nothing else.
 */
export class Drawings {
  readonly #kept = new Map<string, Kept>()
  #weight = 0

  /** The one under this key, if it shows the state that the store is in; that is only asked where there is one. */
  async get(key: string, now: () => Promise<number | null>): Promise<Drawing | null> {
    if (!this.#kept.has(key)) return null
    const sequence = await now()
    const kept = this.#kept.get(key)
    if (kept === undefined) return null
    this.#drop(key, kept)
    if (kept.sequence !== sequence) return null
    this.#put(key, kept)
    return kept
  }

  /** Keeps one, and lets the longest unused go where they are too many together. */
  keep(key: string, sequence: number, drawing: Drawing): void {
    const before = this.#kept.get(key)
    if (before !== undefined) this.#drop(key, before)
    this.#put(key, { ...drawing, weight: Math.max(LEAST, drawing.weight), sequence })
    for (const [oldest, kept] of this.#kept) {
      if (this.#weight <= MOST) break
      this.#drop(oldest, kept)
    }
  }

  #put(key: string, kept: Kept): void {
    this.#kept.set(key, kept)
    this.#weight += kept.weight
  }

  #drop(key: string, kept: Kept): void {
    this.#kept.delete(key)
    this.#weight -= kept.weight
  }
}

const ofEngines = new WeakMap<Engine, Drawings>()

/** Those of one store; a moment of the past is a store of its own. */
export function drawingsOf(engine: Engine): Drawings {
  let drawings = ofEngines.get(engine)
  if (drawings === undefined) ofEngines.set(engine, (drawings = new Drawings()))
  return drawings
}
