/** What runs in a worker thread: one task after the other, as the pool asks. It holds nothing between two tasks. */
import { parentPort } from 'node:worker_threads'
import { plainError, type Reply, type Request } from './messages.ts'
import { TASKS, type Telling } from './tasks.ts'

const port = parentPort
if (port === null) throw new Error('worker.ts is started by the pool alone')

const reply = (message: Reply): void => port.postMessage(message)
const telling: Telling = { progress: (done, of) => reply({ kind: 'progress', done, of }) }

async function run({ task, input }: Request): Promise<void> {
  try {
    const work = TASKS[task as keyof typeof TASKS] as (input: unknown, telling: Telling) => unknown
    reply({ kind: 'answer', value: await work(input, telling) })
  } catch (error) {
    reply({ kind: 'error', error: plainError(error) })
  }
}

port.on('message', (request: Request) => void run(request))
