/** Brings the graph file up to the journal when the store opens. */
import { SkeinError, messageOf } from '../errors.ts'
import type { Grafeo } from './grafeo.ts'
import type { Journal } from './journal.ts'
import { damaged, type Batch } from './journal-scan.ts'
import type { Replay } from './port.ts'

/** The last statement of every recorded transaction: the graph knows which batch it holds. */
export const NOTE_SEQUENCE = "MERGE (j:Journal {id: 'journal'}) SET j.seq = $sequence"
export const READ_SEQUENCE = {
  text: "MATCH (j:Journal {id: 'journal'}) RETURN j.seq AS seq",
  params: {},
  columns: ['seq']
}

export async function catchUp(
  engine: Grafeo,
  journal: Journal,
  replay: Replay,
  notice: (message: string) => void,
  why: string | null
): Promise<void> {
  const [row] = await engine.read(READ_SEQUENCE)
  const known = typeof row?.[0] === 'number' ? row[0] : 0
  if (journal.tornAt !== null) {
    if (known > journal.lastSequence)
      throw damaged(journal.path, journal.tornAt, 'a batch that was acknowledged is incomplete')
    notice(
      `The last batch of the journal was interrupted at line ${journal.tornAt} and never acknowledged: it was dropped.`
    )
    await journal.dropTorn()
  }
  if (known > journal.lastSequence) {
    throw new SkeinError(
      'MISCONFIGURED',
      `The journal ${journal.path} ends with batch ${journal.lastSequence}, but the graph beside it holds batch ${known}: the journal was cut or replaced. Put back a copy of the whole folder from a backup.`
    )
  }
  const missing = journal.after(known)
  if (missing.length === 0) return
  notice(
    known === 0 && why !== null
      ? `The graph is built from the journal (${missing.length} batches), because ${why}.`
      : `The graph lacks ${missing.length} of the journal's batches: they are applied now.`
  )
  for (const batch of missing) await apply(engine, journal, replay, notice, batch)
}

async function apply(
  engine: Grafeo,
  journal: Journal,
  replay: Replay,
  notice: (message: string) => void,
  batch: Batch
): Promise<void> {
  const contents = journal.contents(batch)
  try {
    await engine.replay(async (transaction) => {
      if (contents.length > 0) await replay(transaction, contents)
    }, batch.sequence)
  } catch (error) {
    // Interrupted between the journal and the refusal: it was never acknowledged, and is refused now as then. Any other
    // failure may be of today only, so it must not cost a batch that was acknowledged.
    if (batch.sequence === journal.lastSequence && isRefusal(error)) {
      await journal.abort()
      notice(
        `The last batch of the journal (${batch.sequence}) was refused (${messageOf(error)}) and never acknowledged: it is marked so.`
      )
      return
    }
    throw new SkeinError(
      'INTERNAL',
      `Batch ${batch.sequence} of the journal ${journal.path} (line ${batch.line}) cannot be applied again`,
      {},
      { cause: error }
    )
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof SkeinError &&
  ['CONFLICT', 'INVALID_INPUT', 'NOT_FOUND', 'LIMIT_EXCEEDED', 'FORBIDDEN'].includes(error.code)
