/** The one store: what is loaded, what is shown, what is selected. Changed only by the functions in this folder. */
import { createStore } from 'zustand/vanilla'
import type { Viewer } from '../api/load.ts'
import type { GroupData } from '../graph/groups.ts'
import type { Cursor } from '../graph/walk.ts'
import { EMPTY, NO_DATA, type Data } from '../view/document.ts'
import { begin, perform, redo, undo, type History } from '../view/history.ts'
import type { Action } from '../view/reduce.ts'

export type Place = 'explore' | 'groups' | 'questions'
export type Selection = { kind: 'node' | 'strand' | 'group'; id: string } | null
export interface Notice {
  id: string
  words: string
}
export interface Problem {
  message: string
  hint: string
}

export interface State {
  status: 'loading' | 'ready' | 'error'
  problem: Problem | null
  /** What is being done right now, in words; null when nothing is. */
  busy: string | null
  /** When a question that waits for the viewer's allowance is asked again (`Date.now()`); null when none waits. */
  waiting: number | null
  viewer: Viewer | null
  /** Every group and case that the viewer sees; null until the first page came. */
  collectives: readonly GroupData[] | null
  collectivesDone: boolean
  data: Data
  history: History
  selection: Selection
  /** Where the keyboard stands on the canvas. */
  cursor: Cursor | null
  /** Said once to those who listen: the live region. */
  said: string
  notices: readonly Notice[]
  place: Place
  mode: 'graph' | 'table'
  separate: boolean
  /** Whether the list of keys is open. */
  keysShown: boolean
  theme: 'system' | 'light' | 'dark'
}

export const initial: State = {
  status: 'loading',
  problem: null,
  busy: null,
  waiting: null,
  viewer: null,
  collectives: null,
  collectivesDone: false,
  data: NO_DATA,
  history: begin(EMPTY),
  selection: null,
  cursor: null,
  said: '',
  notices: [],
  place: 'explore',
  mode: 'graph',
  separate: false,
  keysShown: false,
  theme: 'system'
}

export const store = createStore<State>()(() => initial)

const set = (part: Partial<State>): void => store.setState(part)

export const act = (action: Action): void => set({ history: perform(store.getState().history, action) })
export function undoStep(): void {
  set({ history: undo(store.getState().history), said: 'Undone.' })
}
export function redoStep(): void {
  set({ history: redo(store.getState().history), said: 'Done again.' })
}
export const select = (selection: Selection): void => set({ selection })
export const say = (said: string): void => set({ said })
export const go = (place: Place): void => set({ place })
export const show = (mode: State['mode']): void => set({ mode })
export const setSeparate = (separate: boolean): void => set({ separate })
export const dismiss = (id: string): void =>
  set({ notices: store.getState().notices.filter((notice) => notice.id !== id) })

export function notice(id: string, words: string): void {
  set({ notices: [...store.getState().notices.filter((known) => known.id !== id), { id, words }] })
}
