/**
 * A closed graph of the embedded engine keeps its memory (the whole graph) until the collector finds its small handle, which
 * may take for ever: the collector sees some bytes of it only. So it is asked.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Collector = (options: { type: 'major'; execution: 'async' }) => Promise<void>

let collector: Collector | null = null

/** One whole collection, as a task of its own; resolves when it is done. Costs about what the JavaScript heap is large: not the graph. */
export function collectClosed(): Promise<void> {
  if (collector === null) {
    setFlagsFromString('--expose-gc')
    collector = runInNewContext('gc') as Collector
  }
  return collector({ type: 'major', execution: 'async' })
}
