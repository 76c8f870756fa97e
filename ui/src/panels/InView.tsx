import { X } from 'lucide-react'
import { use, useVisible } from '../state/derived.ts'
import { act, say, select } from '../state/store.ts'
import { IconButton } from './parts/IconButton.tsx'
import { SourceLabel, Verdict } from './parts/Verdict.tsx'

/** The groups on the canvas with their verdicts, and every step that brought something in; each can be taken back. */
export function InView() {
  const { groups } = useVisible()
  const additions = use((state) => state.history.present.additions)
  const selection = use((state) => state.selection)
  const others = additions.filter((addition) => !groups.some((group) => group.id === addition.of))
  if (groups.length === 0 && others.length === 0) return null

  function collapse(id: string, label: string): void {
    act({ do: 'collapse', addition: id })
    say(`${label} taken off the canvas. Undo brings it back.`)
  }

  return (
    <section aria-labelledby="in-view-title" className="in-view">
      <h2 id="in-view-title">In view</h2>
      <ul>
        {groups.map((group) => (
          <li key={group.id} className={selection?.id === group.id ? 'chosen' : undefined}>
            <button type="button" className="row" onClick={() => select({ kind: 'group', id: group.id })}>
              <span className="row-name">{group.name ?? 'group without a name'}</span>
              <Verdict group={group} />
              <SourceLabel group={group} />
            </button>
            <IconButton
              label={`Take ${group.name ?? 'the group'} off the canvas`}
              icon={X}
              onPress={() => collapse(`group:${group.id}`, group.name ?? 'The group')}
            />
          </li>
        ))}
        {others.map((addition) => (
          <li key={addition.id}>
            <span className="row">
              <span className="row-name">{addition.label}</span>
              <small>{addition.nodes.length === 1 ? 'one entity' : `${addition.nodes.length} entities`}</small>
            </span>
            <IconButton
              label={`Collapse ${addition.label}`}
              icon={X}
              onPress={() => collapse(addition.id, addition.label)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
