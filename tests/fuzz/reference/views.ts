/** Saved views: one's own, and those shared with an organisation of the viewer or with him. */
import type { SavedView } from '../ledger.ts'
import type { Seen } from './seen.ts'

const sees = ({ viewer: { id, owner, organisations } }: Seen, { by, sharedWith }: SavedView): boolean =>
  by === id || owner || sharedWith.some((name) => name === id || organisations.includes(name))

const shown = ({ viewer }: Seen, view: SavedView): object => ({
  ...view,
  __typename: 'View',
  mine: view.by === viewer.id
})

export function viewById(seen: Seen, id: string): unknown {
  const view = seen.saved.find((each) => each.id === id)
  return view === undefined || !sees(seen, view) ? null : shown(seen, view)
}

/** By name, those of one name by id. */
export const viewsSeen = (seen: Seen): unknown[] =>
  seen.saved
    .filter((view) => sees(seen, view))
    .sort((a, b) => (a.name < b.name || (a.name === b.name && a.id < b.id) ? -1 : 1))
    .map((view) => shown(seen, view))

export const positionsSeen = ({ entities }: Seen, { positions }: SavedView): SavedView['positions'] =>
  positions.filter(({ id }) => entities.has(id))
