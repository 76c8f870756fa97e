import { useState } from 'react'
import { Button } from 'react-aria-components'
import { loadFarEnds, TIES_EACH } from '../../api/load.ts'
import { between } from '../../graph/between.ts'
import { count, nodeName, spaced } from '../../graph/words.ts'
import { addEntities } from '../../state/actions.ts'
import { use, useVisible } from '../../state/derived.ts'
import { CheckList } from '../parts/CheckList.tsx'
import { Fold } from '../parts/Fold.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { useAsk } from '../parts/useAsk.ts'

/** Links across groups: looked for when asked, named with their groups before anything is added. */
export function BetweenGroups() {
  return (
    <Fold title="Who or what is tied to more than one of these?">
      <Found />
    </Fold>
  )
}

const STEP = 40

function Found() {
  const { home } = useVisible()
  // Goods are on the marks already.
  const [off, setOff] = useState<readonly string[]>(['Good'])
  const groups = use((state) => state.data.groups)
  const positions = use((state) => state.history.present.positions)
  const members = [...home.keys()].sort()
  const { answer, problem, loading, again } = useAsk(`between/${members.join(' ')}`, () => loadFarEnds(members))
  if (loading) return <Loading>Looking at the ties of {members.length} members</Loading>
  if (problem !== null) return <Failed problem={problem} again={again} />
  if (answer === null) return null
  const found = between(answer.ends, home, (end) => groups[end.id] !== undefined)
  const kinds = [...new Set(found.map((one) => one.kind))].sort()
  const listed = found.filter((one) => !off.includes(one.kind))
  const fresh = listed.filter((one) => !(one.id in positions))
  return (
    <div className="between">
      {found.length === 0 && <p className="quiet">Nothing recorded that this viewer may see ties them together.</p>}
      {kinds.length > 1 && (
        <CheckList
          label="Kinds"
          counts="people and things"
          off={off}
          onOff={setOff}
          options={kinds.map((kind) => ({
            id: kind,
            words: spaced(kind),
            count: found.filter((one) => one.kind === kind).length
          }))}
        />
      )}
      <ul className="between-list">
        {listed.slice(0, STEP).map((one) => (
          <li key={one.id}>
            <strong>{nodeName({ ...one, protected: false })}</strong> <span className="quiet">{spaced(one.kind)}</span>
            <small>
              {one.groups.map((id) => groups[id]?.name ?? 'a group without a name').join(', ')} ·{' '}
              {count(one.ties, 'tie')}
            </small>
          </li>
        ))}
      </ul>
      {answer.more > 0 && (
        <p className="quiet">
          The first {TIES_EACH} ties of each were looked at; {answer.more} have more.
        </p>
      )}
      {found.length > 0 && <p className="quiet">Standing between groups says nothing about taking part in a trade.</p>}
      {fresh.length > 0 && (
        <Button
          className="button primary"
          onPress={() =>
            void addEntities(
              fresh.slice(0, STEP).map((one) => one.id),
              'between the groups'
            )
          }
        >
          Add {fresh.length > STEP ? `the first ${STEP} of ${fresh.length}` : fresh.length}
        </Button>
      )}
    </div>
  )
}
