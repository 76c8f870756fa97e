import type { LayoutInput, PlaceInput, Positions } from './types.ts'
import type { Done, Task } from './worker.ts'

let worker: Worker | undefined
let last = 0
const waiting = new Map<number, { resolve: (positions: Positions) => void; reject: (error: Error) => void }>()

function start(): Worker {
  const made = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  made.addEventListener('message', (event: MessageEvent<Done>) => {
    waiting.get(event.data.number)?.resolve(event.data.positions)
    waiting.delete(event.data.number)
  })
  made.addEventListener('error', () => {
    for (const { reject } of waiting.values()) reject(new Error('The layout could not be computed.'))
    waiting.clear()
    worker = undefined
  })
  return made
}

function ask(task: Task): Promise<Positions> {
  worker ??= start()
  const runner = worker
  return new Promise((resolve, reject) => {
    waiting.set(task.number, { resolve, reject })
    runner.postMessage(task)
  })
}

/** Lays out everything afresh: only on an explicit "Tidy" or when a view is opened. */
export const tidy = (input: LayoutInput): Promise<Positions> => ask({ number: ++last, task: 'compose', input })

/** Finds places for what is new; nothing that is there moves. */
export const placeNew = (input: PlaceInput): Promise<Positions> => ask({ number: ++last, task: 'place', input })
