import type { DatasetRecord } from '../../claims/types.ts'
import type { Batch, NewClaim } from '../../store/batch.ts'
import type { Store } from '../../store/store.ts'

/** Readers on Neo4j wait while a commit is applied: 400 claims take about 20 ms (2,000: 90 ms), and larger batches are hardly faster. */
const MOST = 400

type Part = Pick<Batch, 'sources' | 'claims' | 'judgements' | 'retract' | 'unjudge'>
type Lists = { -readonly [K in keyof Part]-?: NonNullable<Part[K]>[number][] }
const emptyLists = (): Lists => ({ sources: [], claims: [], judgements: [], retract: [], unjudge: [] })

/**
 * Gathers changes into batches of 400 and hands them to the store, reading on while one is written. The first brings the
 * manifest; the dataset shows as incomplete until the last.
 */
export class Batches {
  readonly #store: Store
  readonly #base: { at: string; dataset: string; fresh: boolean }
  readonly #unseen: ReadonlySet<string>
  readonly #told: (claims: number) => void
  #manifest: DatasetRecord | null
  #lists = emptyLists()
  #size = 0
  #writing: Promise<unknown> = Promise.resolve()

  /** `unseen`: ids of what the writer does not know to be stored. `manifest`: null where the stored one is the same. `told` hears of each written batch and may throw to stop. */
  constructor(
    store: Store,
    base: { at: string; dataset: string; fresh: boolean },
    unseen: ReadonlySet<string>,
    manifest: DatasetRecord | null,
    told: (claims: number) => void
  ) {
    this.#store = store
    this.#base = base
    this.#unseen = unseen
    this.#manifest = manifest
    this.#told = told
  }

  async add<K extends keyof Lists>(list: K, thing: Lists[K][number]): Promise<void> {
    if (this.#size >= MOST) await this.#send(false)
    ;(this.#lists[list] as Lists[K][number][]).push(thing)
    this.#size++
  }

  /** A claim, with the earlier claims about the same record that it replaces: in one batch, so that the record never goes. */
  async addClaim(claim: NewClaim, replaced: readonly string[]): Promise<void> {
    const seen = replaced.filter((id) => !this.#unseen.has(id)).length
    if (this.#size + seen >= MOST) await this.#send(false)
    this.#lists.claims.push(claim)
    for (const id of replaced) this.#lists.retract.push(id)
    this.#size += 1 + seen
  }

  /** Writes what is left; the dataset is complete. */
  async finish(): Promise<void> {
    await this.#send(true)
    await this.#writing
  }

  async #send(complete: boolean): Promise<void> {
    await this.#writing
    const { sources, claims, judgements } = this.#lists
    const written = [...sources, ...claims, ...judgements, ...(this.#manifest === null ? [] : [this.#manifest])]
    const anew = this.#unseen.size === 0 ? [] : written.map(({ id }) => id).filter((id) => this.#unseen.has(id))
    const batch: Batch = {
      ...this.#base,
      ...this.#lists,
      complete,
      ...(anew.length === 0 ? {} : { anew }),
      ...(this.#manifest === null ? {} : { manifest: this.#manifest })
    }
    const size = this.#lists.claims.length
    this.#manifest = null
    this.#lists = emptyLists()
    this.#size = 0
    this.#writing = this.#store.write(batch).then(() => this.#told(size))
    // The error is thrown where the next batch, or the end, waits for this one.
    this.#writing.catch(() => undefined)
  }
}
