import { X } from 'lucide-react'
import { use, useVisible } from '../../state/derived.ts'
import { say, select } from '../../state/store.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { EntityPanel } from './EntityPanel.tsx'
import { GroupPanel } from './GroupPanel.tsx'
import { Overview } from './Overview.tsx'
import { StrandPanel } from './StrandPanel.tsx'

/** What is selected, with everything behind it; the same for graph and table. */
export function Details() {
  const chosen = use((state) => state.selection)
  const positions = use((state) => state.history.present.positions)
  const groups = use((state) => state.data.groups)
  const { strands } = useVisible()
  // What an undo or a filter took away cannot stay selected.
  const there =
    chosen !== null &&
    (chosen.kind === 'node'
      ? chosen.id in positions
      : chosen.kind === 'group'
        ? chosen.id in groups
        : strands.some((strand) => strand.id === chosen.id))
  const selection = there ? chosen : null
  function close(): void {
    select(null)
    say('Details closed.')
  }
  return (
    <aside className="details" aria-label="Details" tabIndex={-1}>
      {selection === null ? (
        <Overview />
      ) : (
        <>
          <div className="details-close">
            <IconButton label="Close details" icon={X} onPress={close} />
          </div>
          {selection.kind === 'node' ? (
            <EntityPanel key={selection.id} id={selection.id} />
          ) : selection.kind === 'strand' ? (
            <StrandPanel key={selection.id} id={selection.id} />
          ) : (
            <GroupPanel key={selection.id} id={selection.id} />
          )}
        </>
      )}
    </aside>
  )
}
