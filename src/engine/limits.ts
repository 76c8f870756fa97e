import { SkeinError } from '../errors.ts'
import type { ReadOptions } from './port.ts'

const abandoned = (): SkeinError => new SkeinError('UNAVAILABLE', 'The request was given up before it was answered')
export const tooLong = (ms: number, cause?: unknown): SkeinError =>
  new SkeinError('TIMEOUT', `The store did not answer within ${ms} ms`, {}, cause === undefined ? {} : { cause })

/**
 * Waits for `work` no longer than the options allow. `stop` is called when waiting ends early; work that cannot be stopped
 * goes on unheard.
 */
export async function within<T>(work: Promise<T>, { signal, timeoutMs }: ReadOptions, stop?: () => void): Promise<T> {
  if (signal === undefined && timeoutMs === undefined) return work
  let timer: NodeJS.Timeout | undefined
  let onAbort: (() => void) | undefined
  const ended = new Promise<never>((_, reject) => {
    onAbort = () => reject(abandoned())
    if (signal?.aborted === true) onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
    if (timeoutMs !== undefined) timer = setTimeout(() => reject(tooLong(timeoutMs)), timeoutMs)
  })
  const state = { over: false }
  const end = (): void => {
    state.over = true
  }
  work.then(end, end)
  try {
    return await Promise.race([work, ended])
  } finally {
    clearTimeout(timer)
    if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort)
    if (!state.over) stop?.()
  }
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
