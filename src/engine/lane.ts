/** One lane: pieces of work run one after another, each when the one before has ended, well or not. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve()

  run<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work)
    this.#last = next.catch(() => undefined)
    return next
  }

  /** Kept when everything that was queued has ended. */
  async idle(): Promise<void> {
    await this.#last
  }
}
