import type { Viewer } from '../access/viewer.ts'
import { messageOf, SkeinError } from '../errors.ts'
import { needScope, notFound } from './authority.ts'
import type { Progress } from './import/report.ts'
import type { Uploads } from './uploads.ts'
import { Wakes } from './wakes.ts'

export type JobState = 'WAITING' | 'RUNNING' | 'DONE' | 'FAILED' | 'STOPPED'

export interface Job {
  id: string
  state: JobState
  phase: string
  done: number
  total: number
  message: string
}

interface Running {
  job: Job
  stop: AbortController
  wakes: Wakes
  ended: number | null
}

const KEPT_MS = 10 * 60_000
const MOST_KEPT = 1_000
/** At most so often is a listener told how far it is. */
const TOLD_MS = 250

/** Imports through the API, each its starter's alone, by the id of its upload. They live in this process and are forgotten with it. */
export class Jobs {
  readonly #jobs = new Map<string, Running>()
  readonly #uploads: Uploads

  constructor(uploads: Uploads) {
    this.#uploads = uploads
  }

  /** How many follow a job. */
  get listening(): number {
    return [...this.#jobs.values()].reduce((sum, { wakes }) => sum + wakes.listening, 0)
  }

  /** Runs `work` as the job of this upload. Its signal is aborted by `cancel`, or with `signal`. */
  async run<T>(
    viewer: Viewer,
    id: string,
    signal: AbortSignal,
    work: (signal: AbortSignal, progress: (progress: Progress) => void) => Promise<T>
  ): Promise<T> {
    const key = keyOf(viewer, id)
    const known = this.#jobs.get(key)
    if (known?.job.state === 'RUNNING')
      throw new SkeinError('CONFLICT', 'this upload is being imported already', {
        hint: 'Follow it with the subscription job, or stop it with cancelJob.'
      })
    this.#forget()
    const stop = new AbortController()
    const running: Running = known ?? this.#new(key, id)
    Object.assign(running, { stop, ended: null })
    const tell = (part: Partial<Job>): void => {
      running.job = { ...running.job, ...part }
      running.wakes.wake()
    }
    tell({ state: 'RUNNING', phase: '', done: 0, total: 0, message: '' })
    try {
      const result = await work(AbortSignal.any([signal, stop.signal]), ({ step, done, of, message }) =>
        tell({ phase: step, done, total: of, message })
      )
      tell({ state: 'DONE' })
      return result
    } catch (error) {
      const stopped = signal.aborted || stop.signal.aborted
      const known = error instanceof SkeinError && error.code !== 'INTERNAL' ? messageOf(error) : 'an internal error'
      tell({ state: stopped ? 'STOPPED' : 'FAILED', message: stopped ? '' : known })
      throw error
    } finally {
      running.ended = performance.now()
    }
  }

  /** Stops it at its next batch. Absent and another's are one answer; one that has ended is left as it is. */
  async cancel(viewer: Viewer, id: string): Promise<Job> {
    const { job, stop } = await this.#find(viewer, id)
    stop.abort()
    return job
  }

  /** How far it is: now, when it has moved (joined where it moves fast), and when it has ended. */
  async follow(viewer: Viewer, id: string, signal: AbortSignal): Promise<AsyncGenerator<Job>> {
    return events(await this.#find(viewer, id), signal)
  }

  async #find(viewer: Viewer, id: string): Promise<Running> {
    needScope(viewer, 'WRITE')
    this.#forget()
    const key = keyOf(viewer, id)
    const known = this.#jobs.get(key)
    if (known !== undefined) return known
    try {
      await this.#uploads.find(viewer, id)
    } catch {
      throw notFound('job')
    }
    return this.#jobs.get(key) ?? this.#new(key, id)
  }

  #new(key: string, id: string): Running {
    const job: Job = { id, state: 'WAITING', phase: '', done: 0, total: 0, message: '' }
    const running: Running = { job, stop: new AbortController(), wakes: new Wakes(), ended: performance.now() }
    this.#jobs.set(key, running)
    return running
  }

  /** Drops what ended long ago, or is too much, unless somebody follows it. */
  #forget(): void {
    const before = performance.now() - KEPT_MS
    for (const [key, { ended, wakes }] of this.#jobs) {
      if (ended === null || wakes.listening > 0) continue
      if (ended < before || this.#jobs.size > MOST_KEPT) this.#jobs.delete(key)
    }
  }
}

const keyOf = (viewer: Viewer, id: string): string => JSON.stringify([viewer.id, id])

async function* events(running: Running, signal: AbortSignal): AsyncGenerator<Job> {
  const wake = running.wakes.join(signal)
  try {
    for (;;) {
      const { job } = running
      yield job
      if (job.state !== 'RUNNING' && job.state !== 'WAITING') return
      if (!(await wake.next())) return
      await new Promise((resolve) => setTimeout(resolve, TOLD_MS))
    }
  } finally {
    wake.leave()
  }
}
