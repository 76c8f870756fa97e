import type { ViewDocument } from './document.ts'
import { reduce, type Action } from './reduce.ts'

/** Unlimited undo and redo: documents share what did not change, so keeping them all is cheap. */
export interface History {
  past: readonly ViewDocument[]
  present: ViewDocument
  future: readonly ViewDocument[]
}

export const begin = (present: ViewDocument): History => ({ past: [], present, future: [] })

export function perform(history: History, action: Action): History {
  const present = reduce(history.present, action)
  if (present === history.present) return history
  return { past: [...history.past, history.present], present, future: [] }
}

export function undo(history: History): History {
  const present = history.past.at(-1)
  if (present === undefined) return history
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future] }
}

export function redo(history: History): History {
  const [present, ...future] = history.future
  if (present === undefined) return history
  return { past: [...history.past, history.present], present, future }
}
