import type { Viewer } from '../../access/viewer.ts'
import { SkeinError } from '../../errors.ts'
import type { Entry, Thing } from './line.ts'
import type { Audit } from './log.ts'

/** A change that is being recorded. */
export interface Changing {
  /** To be awaited before anything is written: from then on the log knows what was meant. */
  intend(...things: readonly Thing[]): Promise<void>
  /** What the outcome tells beside. */
  tell(more: Pick<Entry, 'things' | 'counts'>): void
}

/**
 * Runs a change under the audit log: the intent is on disk before anything is written, the outcome after it, refusals too. What
 * ends without an intent wrote nothing.
 */
export async function audited<T>(
  audit: Audit,
  viewer: Viewer,
  operation: string,
  work: (changing: Changing) => Promise<T>
): Promise<T> {
  let intent: number | undefined
  let more: Pick<Entry, 'things' | 'counts'> = {}
  const record = (outcome: string): Promise<number> =>
    audit.record({ viewer: viewer.id, operation, outcome, ...more, ...(intent === undefined ? {} : { intent }) })
  const changing: Changing = {
    intend: async (...things) => {
      more = { things }
      intent = await record('intended')
    },
    tell: (told) => void (more = { ...more, ...told })
  }
  let result: T
  try {
    result = await work(changing)
  } catch (error) {
    await record(error instanceof SkeinError ? error.code : 'INTERNAL')
    throw error
  }
  try {
    await record(intent === undefined ? 'nothing written' : 'done')
  } catch (cause) {
    if (intent === undefined) throw cause
    throw new SkeinError(
      'UNAVAILABLE',
      'the change was made and the audit log has its beginning, but its end could not be written',
      { hint: 'Whoever runs the server: look at audit.jsonl in the data folder. Asking again is harmless.' },
      { cause }
    )
  }
  return result
}
