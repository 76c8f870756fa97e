import { useCallback, useEffect, useState } from 'react'
import { problemOf } from '../../state/actions.ts'
import type { Problem } from '../../state/store.ts'

export interface Asked<T> {
  answer: T | null
  problem: Problem | null
  loading: boolean
  again: () => void
}

/** Asks again whenever the key changes; an answer that comes too late is dropped. */
export function useAsk<T>(key: string, question: () => Promise<T>): Asked<T> {
  const [round, setRound] = useState(0)
  const [state, setState] = useState<{ key: string; answer: T | null; problem: Problem | null }>({
    key: '',
    answer: null,
    problem: null
  })
  const again = useCallback(() => setRound((n) => n + 1), [])
  const mark = `${key}#${round}`
  useEffect(() => {
    const wanted = { current: true }
    question().then(
      (answer) => wanted.current && setState({ key: mark, answer, problem: null }),
      (error: unknown) => wanted.current && setState({ key: mark, answer: null, problem: problemOf(error) })
    )
    return () => {
      wanted.current = false
    }
    // The question is named by its key.
  }, [mark])
  const loading = state.key !== mark
  return { answer: loading ? null : state.answer, problem: loading ? null : state.problem, loading, again }
}
