export interface Wake {
  /** True when it was woken since it was asked last, false once its signal is aborted. */
  next: () => Promise<boolean>
  /** Once more changes nothing. */
  leave: () => void
}

/** Wakes those who wait for something to move. What happens while one of them is busy is not lost: it wakes him once, later. */
export class Wakes {
  readonly #waiting = new Set<() => void>()
  #turn = 0
  #listening = 0

  get listening(): number {
    return this.#listening
  }

  wake(): void {
    this.#turn++
    for (const go of [...this.#waiting]) go()
  }

  join(signal: AbortSignal): Wake {
    let turn = this.#turn
    let here = true
    this.#listening++
    const next = async (): Promise<boolean> => {
      if (turn === this.#turn && !signal.aborted)
        await new Promise<void>((resolve) => {
          const go = (): void => {
            this.#waiting.delete(go)
            signal.removeEventListener('abort', go)
            resolve()
          }
          this.#waiting.add(go)
          signal.addEventListener('abort', go, { once: true })
        })
      turn = this.#turn
      return !signal.aborted
    }
    const leave = (): void => {
      if (here) this.#listening--
      here = false
    }
    return { next, leave }
  }
}
