import type { Audit } from './log.ts'

/** At most one line in this time: who guesses must not fill the disk. */
const EVERY_MS = 1_000

/** Refused sign-ins, counted: a burst becomes one line and, with the next after a second, another that has the rest. */
export class RefusedSignIns {
  readonly #audit: Audit
  #refused = 0
  #told = -Infinity

  constructor(audit: Audit) {
    this.#audit = audit
  }

  /** Nothing waits for the line: what is refused gives nothing out. */
  note(): void {
    this.#refused++
    const now = performance.now()
    if (now - this.#told < EVERY_MS) return
    const entry = { viewer: null, operation: 'sign-in', outcome: 'UNAUTHENTICATED', counts: { refused: this.#refused } }
    this.#told = now
    this.#refused = 0
    this.#audit.record(entry).catch(() => undefined)
  }
}
