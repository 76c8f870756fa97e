import { useEffect, useState } from 'react'
import { Button, Input, Label, SearchField } from 'react-aria-components'
import { familyWords, type GroupData } from '../graph/groups.ts'
import { count, spaced } from '../graph/words.ts'
import { openGroups } from '../state/actions.ts'
import { judgeAll, reloadCollectives } from '../state/collectives.ts'
import { use } from '../state/derived.ts'
import { select } from '../state/store.ts'
import { Empty, Loading } from './parts/states.tsx'
import { SourceLabel, Verdict } from './parts/Verdict.tsx'

/** Every group and case with Skein's verdict and what its sources call it. */
export function GroupsPlace() {
  const all = use((state) => state.collectives)
  const done = use((state) => state.collectivesDone)
  const open = use((state) => state.history.present.groups)
  const [text, setText] = useState('')
  useEffect(() => void judgeAll(), [])
  if (all === null) return <Loading>Loading groups and cases</Loading>
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = all
    .filter((group) => words.every((word) => `${group.name ?? ''} ${spaced(group.kind)}`.toLowerCase().includes(word)))
    .sort((a, b) => Number(b.members > 0) - Number(a.members > 0) || (a.name ?? '').localeCompare(b.name ?? ''))
  return (
    <div className="groups-place">
      <h1>Groups and cases</h1>
      <p className="lead">
        Skein’s verdict on the structure stands first; what a source calls it stands beside it and is never mixed in. A
        case is an investigation or study: being seen in it is not membership.
      </p>
      <SearchField className="place-search" value={text} onChange={setText}>
        <Label>Narrow by name</Label>
        <Input />
      </SearchField>
      <p className="quiet" role="status">
        {shown.length === all.length ? `${all.length} groups and cases` : `${shown.length} of ${all.length}, by name`}
        {done ? '' : ', more are loading'}
        {all.every((group) => group.judged)
          ? ''
          : `, ${all.filter((group) => group.judged).length} with a verdict so far`}
      </p>
      {all.length === 0 && (
        <Empty>
          There is no group or case that this viewer may see. Import one with <code>skein import FOLDER</code>.
        </Empty>
      )}
      <ul className="cards">
        {shown.map((group) => (
          <Card key={group.id} group={group} isOpen={open.includes(group.id)} />
        ))}
      </ul>
      {all.length > 0 && (
        <Button className="button" onPress={() => void reloadCollectives()}>
          Look again for new ones
        </Button>
      )}
    </div>
  )
}

function Card({ group, isOpen }: { group: GroupData; isOpen: boolean }) {
  const name = group.name ?? 'a group without a name'
  const drawn = group.members > 0
  return (
    <li className={`card card-${group.family.toLowerCase()}`}>
      <p className="panel-kind">
        {spaced(group.kind)}
        {group.invented && <span className="invented-tag">invented</span>}
      </p>
      <h2>{name}</h2>
      <p className="glance-badges">
        {group.judged ? <Verdict group={group} /> : <span className="verdict">verdict is being worked out</span>}{' '}
        <SourceLabel group={group} />
      </p>
      {group.judged && <p className="card-words">{group.words === '' ? familyWords(group.family) : group.words}</p>}
      <p className="quiet">
        {drawn
          ? group.judged
            ? `${count(group.members, 'actor')}, ${count(group.commandTies, 'order')}, ${count(group.contactTies, 'contact')}`
            : count(group.members, 'actor')
          : 'described as a whole, no members recorded'}
      </p>
      <div className="actions">
        <Button className="button small primary" aria-label={`Open ${name}`} onPress={() => void openAlone(group)}>
          Open
        </Button>
        <Button
          className="button small"
          aria-label={`Open ${name} beside what is in view`}
          isDisabled={isOpen}
          onPress={() => void openGroups([group], 'beside')}
        >
          {isOpen ? 'In view' : 'Beside'}
        </Button>
      </div>
    </li>
  )
}

async function openAlone(group: GroupData): Promise<void> {
  await openGroups([group], 'replace')
  select({ kind: 'group', id: group.id })
}
