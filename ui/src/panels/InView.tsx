import { X } from 'lucide-react'
import { count } from '../graph/words.ts'
import { use, useVisible } from '../state/derived.ts'
import { act, say, select } from '../state/store.ts'
import { IconButton } from './parts/IconButton.tsx'
import { SourceLabel, Verdict } from './parts/Verdict.tsx'

/** The groups in view with their verdicts, and every step that brought something in; each can be taken back. */
export function InView() {
  const visible = useVisible()
  const additions = use((state) => state.history.present.additions)
  const selection = use((state) => state.selection)
  // What came last stands first; what the view began with keeps its order.
  const came = (of: string): number =>
    additions.findLastIndex((addition) => addition.of === of && addition.later === true)
  const groups = [...visible.groups].sort((a, b) => came(b.id) - came(a.id))
  const others = [...additions].reverse().filter((addition) => !groups.some((group) => group.id === addition.of))
  if (groups.length === 0 && others.length === 0) return null

  function collapse(id: string, label: string): void {
    act({ do: 'collapse', addition: id })
    say(`${label} removed from the picture. Undo brings it back.`)
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
              label={`Remove ${group.name ?? 'the group'} from the picture`}
              icon={X}
              onPress={() => collapse(`group:${group.id}`, group.name ?? 'The group')}
            />
          </li>
        ))}
        {others.map((addition) => (
          <li key={addition.id}>
            <span className="row">
              <span className="row-name">{addition.label}</span>
              <small>{count(addition.nodes.length, 'person or thing', 'people and things')}</small>
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
