import { visible, viewerParams, type Scope, type Viewer } from '../access/viewer.ts'
import { MARKINGS } from '../claims/types.ts'
import type { Params, Row } from '../engine/port.ts'
import { SkeinError } from '../errors.ts'
import type { Skein } from './skein.ts'

const HIGHEST = 4

const NEEDED: Readonly<Record<Scope, string>> = {
  READ: 'reading',
  WRITE: 'importing and withdrawing',
  REVIEW: 'judging',
  ADMIN: 'administration'
}

/** Refuses a viewer without the scope. Asked before anything is looked up, so it tells nothing about targets. */
export function needScope(viewer: Viewer, scope: Scope): void {
  if (viewer.owner || viewer.scopes.includes(scope)) return
  if (viewer.id === null)
    throw new SkeinError('UNAUTHENTICATED', `${NEEDED[scope]} needs a credential`, {
      hint: 'Use the owner link that the server printed, or an API key (`skein keys add`).'
    })
  throw new SkeinError('FORBIDDEN', `${NEEDED[scope]} needs the scope ${scope}`, {
    hint: '`{ viewer { scopes } }` shows yours. Ask whoever runs the server for a key with this one.'
  })
}

/**
 * Who replaces or erases a dataset changes all of it and is told how much that was, so he must be one who may see all of it. Asked
 * of the credential alone: the refusal tells nothing of what the dataset holds.
 */
export function needWhole(viewer: Viewer): void {
  needScope(viewer, 'WRITE')
  if (viewer.owner || viewer.rank === HIGHEST) return
  throw new SkeinError('FORBIDDEN', `${NEEDED.WRITE} need a credential that reads up to ${MARKINGS[HIGHEST]}`, {
    hint: 'They change a dataset whole, with what is marked highest in it. Ask whoever runs the server for such a key.'
  })
}

/** A dataset `organisation/name` may be changed by the owner and by members of the organisation. */
export function mayChange(viewer: Viewer, dataset: string): boolean {
  const organisation = dataset.slice(0, dataset.indexOf('/'))
  return viewer.owner || viewer.organisations.includes(organisation)
}

/** Absent, hidden and another organisation's are one answer. */
export const notFound = (what: string): SkeinError =>
  new SkeinError('NOT_FOUND', `there is no such ${what}, or you may not see or change it`, {
    hint: 'Check how it is written, and with `{ viewer { id organisations } }` for whom you ask.'
  })

/** Values of the one visible node with this key, or undefined. The statement is the same whoever asks. */
export async function lookUp(
  skein: Skein,
  viewer: Viewer,
  label: 'Claim' | 'Dataset' | 'Record' | 'Judgement',
  by: 'id' | 'name',
  key: string,
  ...columns: readonly string[]
): Promise<Row | undefined> {
  const params: Params = { key, ...viewerParams(viewer) }
  const text = `MATCH (x:${label} {${by}: $key}) WITH x WHERE ${visible('x')} RETURN ${columns.map((column) => `x.${column} AS ${column}`).join(', ')}`
  const [row] = await skein.store.engine.read({ text, params, columns })
  return row
}
