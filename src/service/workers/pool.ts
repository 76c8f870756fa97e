import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { SkeinError } from '../../errors.ts'
import { errorFrom, type Reply } from './messages.ts'
import type { TaskInput, TaskName, TaskOutput } from './tasks.ts'

export interface RunOptions {
  /** Aborted: the worker is ended at once, whatever it does, and the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined
  progress?: ((done: number, of: number) => void) | undefined
}

interface Task {
  readonly name: TaskName
  readonly input: unknown
  readonly options: RunOptions
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
  /** Gives up its place among those that wait. */
  readonly leave: () => void
}

/** A worker without work is ended after this: it holds some 40 MB. */
const IDLE_MS = 30_000

/**
 * Worker threads that run the tasks of `tasks.ts`, started when there is work and as many as cores at most; more tasks wait their
 * turn. A worker that waits for work keeps neither the process alive nor, for long, its memory.
 */
export class Pool {
  readonly #most: number
  readonly #waiting: Task[] = []
  readonly #idle: Slot[] = []
  readonly #all = new Set<Slot>()
  #closed = false

  constructor(most = Math.max(1, availableParallelism())) {
    this.#most = most
  }

  /** How many tasks can run side by side. */
  get size(): number {
    return this.#most
  }

  /** Worker threads there are just now. */
  get threads(): number {
    return this.#all.size
  }

  /** Those of them that work. */
  get busy(): number {
    return this.#all.size - this.#idle.length
  }

  /** Runs a task. What it throws is thrown here, a `SkeinError` as a `SkeinError`. */
  run<N extends TaskName>(name: N, input: TaskInput<N>, options: RunOptions = {}): Promise<TaskOutput<N>> {
    const { signal } = options
    return new Promise<unknown>((resolve, reject) => {
      if (this.#closed) throw new SkeinError('UNAVAILABLE', 'The service is closing')
      signal?.throwIfAborted()
      const leave = (): void => {
        const at = this.#waiting.indexOf(task)
        if (at >= 0) this.#waiting.splice(at, 1)
        reject(reasonOf(signal))
      }
      const task: Task = { name, input, options, resolve, reject, leave }
      signal?.addEventListener('abort', leave, { once: true })
      this.#waiting.push(task)
      this.#next()
    }) as Promise<TaskOutput<N>>
  }

  /** Ends all workers; what still runs or waits is refused. */
  async close(): Promise<void> {
    this.#closed = true
    for (const { reject } of this.#waiting.splice(0)) reject(new SkeinError('UNAVAILABLE', 'The service is closing'))
    await Promise.all([...this.#all].map((slot) => slot.end()))
  }

  #next(): void {
    while (this.#waiting.length > 0) {
      const slot = this.#idle.pop() ?? (this.#all.size < this.#most ? this.#start() : undefined)
      if (slot === undefined) return
      const task = this.#waiting.shift()
      task?.options.signal?.removeEventListener('abort', task.leave)
      if (task !== undefined) slot.run(task)
    }
  }

  #start(): Slot {
    const slot: Slot = new Slot(
      () => {
        this.#idle.push(slot)
        this.#next()
      },
      () => {
        this.#all.delete(slot)
        const at = this.#idle.indexOf(slot)
        if (at >= 0) this.#idle.splice(at, 1)
        this.#next()
      }
    )
    this.#all.add(slot)
    return slot
  }
}

/** One worker thread and what it is doing. */
class Slot {
  readonly #worker = startWorker()
  readonly #free: () => void
  #task: Task | null = null
  #stop: (() => void) | null = null
  #rest: NodeJS.Timeout | null = null

  constructor(free: () => void, gone: () => void) {
    this.#free = free
    this.#worker.on('message', (reply: Reply) => this.#heard(reply))
    // Out of memory, or a module that does not load: the task fails, and the next gets a new worker.
    this.#worker.on('error', (error) => this.#done(({ reject }) => reject(error)))
    this.#worker.on('exit', () => {
      if (this.#rest !== null) clearTimeout(this.#rest)
      this.#done(({ reject }) => reject(new SkeinError('UNAVAILABLE', 'The worker was ended before it had an answer')))
      gone()
    })
  }

  run(task: Task): void {
    if (this.#rest !== null) clearTimeout(this.#rest)
    this.#task = task
    this.#worker.ref()
    const { signal } = task.options
    const stop = (): void => {
      this.#done(({ reject }) => reject(reasonOf(signal)))
      void this.end()
    }
    this.#stop = stop
    signal?.addEventListener('abort', stop, { once: true })
    try {
      this.#worker.postMessage({ task: task.name, input: task.input })
    } catch (error) {
      // The input cannot be cloned; the worker has not heard of it.
      this.#done(({ reject }) => reject(error))
      this.#rested()
    }
  }

  end(): Promise<number> {
    return this.#worker.terminate()
  }

  #heard(reply: Reply): void {
    if (reply.kind === 'progress') this.#task?.options.progress?.(reply.done, reply.of)
    else {
      this.#done((task) => {
        if (reply.kind === 'answer') task.resolve(reply.value)
        else task.reject(errorFrom(reply.error))
      })
      this.#rested()
    }
  }

  #done(tell: (task: Task) => void): void {
    const task = this.#task
    if (task === null) return
    this.#task = null
    if (this.#stop !== null) task.options.signal?.removeEventListener('abort', this.#stop)
    tell(task)
  }

  #rested(): void {
    this.#worker.unref()
    this.#rest = setTimeout(() => void this.end(), IDLE_MS).unref()
    this.#free()
  }
}

const reasonOf = (signal: AbortSignal | undefined): Error =>
  signal?.reason instanceof Error ? signal.reason : new SkeinError('UNAVAILABLE', 'Stopped')

/** Compiled, a worker is a file like others; from source, under tsx or vitest, it first needs a loader of its own. */
function startWorker(): Worker {
  const file = import.meta.url.endsWith('.ts') ? './from-source.mjs' : './worker.js'
  return new Worker(new URL(file, import.meta.url), { execArgv: [] })
}
