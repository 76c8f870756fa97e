/** The layouts off the main thread: one message in, one out, told apart by a number. */
import { compose } from './compose.ts'
import { place } from './place.ts'
import type { LayoutInput, PlaceInput, Positions } from './types.ts'

export type Task = { number: number } & ({ task: 'compose'; input: LayoutInput } | { task: 'place'; input: PlaceInput })
export interface Done {
  number: number
  positions: Positions
}

self.addEventListener('message', (event: MessageEvent<Task>) => {
  const { data } = event
  const positions = data.task === 'compose' ? compose(data.input) : place(data.input)
  self.postMessage({ number: data.number, positions } satisfies Done)
})
