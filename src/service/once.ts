import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Scope, Viewer } from '../access/viewer.ts'
import { canonical } from '../claims/ids.ts'
import { invalid, SkeinError } from '../errors.ts'
import { needScope, needWhole } from './authority.ts'
import { keeping, Kept } from './kept.ts'

const kept = z.object({
  at: z.number(),
  viewer: z.string(),
  input: z.string(),
  /** The dataset that the answer tells of; null for none. */
  dataset: z.string().nullable(),
  /** Undefined where the dataset was withdrawn since: nothing of it is kept. */
  answer: z.unknown()
})
type Answered = z.infer<typeof kept>

/** How long an answer is kept, and how many of one viewer. */
const DAY_MS = 24 * 60 * 60 * 1000
const MOST_OF_ONE = 1_000
const LONGEST_KEY = 200

/** A change that may be asked for twice under one key. */
export interface Asked<T> {
  viewer: Viewer
  /** What he needs: a scope, or WHOLE where a dataset is changed whole (`needWhole`). */
  scope: Scope | 'WHOLE'
  operation: string
  input: object & { idempotencyKey?: string | null }
  /** Whether anything was done, so that doing it again is to be avoided; and of which dataset the answer tells. */
  done: (answer: T) => { dataset: string | null } | null
}

function may(viewer: Viewer, scope: Asked<unknown>['scope']): boolean {
  try {
    if (scope === 'WHOLE') needWhole(viewer)
    else needScope(viewer, scope)
    return true
  } catch {
    return false
  }
}

/**
 * Answers of changes by the key that their viewer chose: the same key with the same input gets the first answer, for a day and
 * over restarts. A key belongs to its viewer. What failed, or wrote nothing, leaves its key free.
 */
export class Once {
  readonly #kept: Kept<Answered>
  readonly #now: () => number
  readonly #running = new Map<string, { input: string; answer: Promise<unknown> }>()

  constructor(folder: string | null, now: () => number) {
    this.#kept = new Kept(folder, 'answers.jsonl', kept)
    this.#now = now
  }

  async run<T>(asked: Asked<T>, work: () => Promise<T>): Promise<T> {
    const { viewer, scope, operation, done } = asked
    const { idempotencyKey: key, ...rest } = asked.input
    // Who may not do it gets no earlier answer either: the change itself refuses him, and is recorded.
    if (key === undefined || key === null || !may(viewer, scope)) return work()
    if (key.length === 0 || key.length > LONGEST_KEY)
      throw invalid('the idempotency key cannot be used', {
        path: 'input.idempotencyKey',
        message: `must have 1 to ${LONGEST_KEY} characters`
      })
    const id = hashOf(viewer.id ?? '', key)
    const input = hashOf(operation, canonical(JSON.parse(JSON.stringify(rest))))
    const before = this.#kept.get(id)
    if (before !== undefined && before.at > this.#now() - DAY_MS) {
      same(before.input, input)
      if (before.answer === undefined)
        throw new SkeinError('CONFLICT', 'this was done, and its dataset has been withdrawn since', {
          hint: 'Use another key to do it again.'
        })
      return before.answer as T
    }
    const running = this.#running.get(id)
    if (running !== undefined) {
      same(running.input, input)
      return running.answer as Promise<T>
    }
    const answer = work().then((value) => {
      const of = done(value)
      if (of !== null)
        keeping('the change was made, but its key could not be kept; asking again is harmless', () =>
          this.#keep(id, {
            at: this.#now(),
            viewer: hashOf(viewer.id ?? ''),
            input,
            dataset: of.dataset,
            answer: value
          })
        )
      return value
    })
    this.#running.set(id, { input, answer })
    try {
      return await answer
    } finally {
      this.#running.delete(id)
    }
  }

  /** Nothing of a withdrawn dataset stays; that its keys were used does. */
  forget(dataset: string): void {
    const told = this.#kept.entries().filter(([, value]) => value.dataset === dataset)
    for (const [id, { answer: _, ...rest }] of told) this.#kept.set(id, rest as Answered)
    if (told.length > 0) this.#kept.rewrite()
  }

  #keep(id: string, answered: Answered): void {
    const entries = this.#kept.entries()
    const late = answered.at - DAY_MS
    const own = entries.filter(([, { viewer, at }]) => viewer === answered.viewer && at > late)
    const surplus = own.slice(0, Math.max(0, own.length + 1 - MOST_OF_ONE))
    for (const [old] of [...entries.filter(([, { at }]) => at <= late), ...surplus]) this.#kept.delete(old)
    this.#kept.set(id, answered)
  }
}

const hashOf = (...parts: string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('base64url')

function same(before: string, now: string): void {
  if (before !== now)
    throw new SkeinError('CONFLICT', 'this idempotency key was used for something else', {
      issues: [{ path: 'input.idempotencyKey', message: 'stands for another operation or another input' }],
      hint: 'Use a new key for each change, and the same key only to repeat it.'
    })
}
