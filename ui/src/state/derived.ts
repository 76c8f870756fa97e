import { useStore } from 'zustand'
import { summarise } from '../graph/summary.ts'
import { visible, type Visible } from '../view/visible.ts'
import { store, type State } from './store.ts'

let last: { document: unknown; data: unknown; separate: boolean; result: Visible } | null = null

/** What is visible now; computed once per change of document or data. */
export function currentVisible(state: State = store.getState()): Visible {
  const { data, separate } = state
  const document = state.history.present
  if (last?.document === document && last.data === data && last.separate === separate) return last.result
  last = { document, data, separate, result: visible(document, data, separate) }
  return last.result
}

export const useVisible = (): Visible => useStore(store, currentVisible)
export const use = <T>(selector: (state: State) => T): T => useStore(store, selector)

export function useSummary(): string {
  const { nodes, strands, groups, hidden } = useVisible()
  return summarise(nodes, strands, groups, hidden)
}
