import type { RecordState } from '../claims/derive/records.ts'
import type { Audience } from '../claims/types.ts'

export interface SourceState {
  key: string
  rank: number
  audience: Audience
  cites: readonly string[]
  /** The moment of the batch that first brought it. */
  since: string | null
}

const MOST_RECORDS = 100_000

/**
 * What this process remembers of the store between batches, so that the ends of ties need not be looked up again. Valid for one
 * sequence number: when another process wrote in between, everything is forgotten.
 */
export class Memory {
  #sequence = -1
  readonly records = new Map<string, RecordState>()
  sources: Map<string, SourceState> | null = null

  /** Called under the store's lock with the sequence found there. */
  check(sequence: number): void {
    if (sequence !== this.#sequence || this.records.size > MOST_RECORDS) this.forget()
  }

  accept(sequence: number): void {
    this.#sequence = sequence
  }

  forget(): void {
    this.#sequence = -1
    this.records.clear()
    this.sources = null
  }
}
