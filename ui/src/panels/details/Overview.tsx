import { useVisible } from '../../state/derived.ts'
import { select } from '../../state/store.ts'
import { familyWords } from '../../graph/groups.ts'
import { BetweenGroups } from './BetweenGroups.tsx'
import { SourceLabel, Verdict } from '../parts/Verdict.tsx'

/** Nothing is selected: what the picture shows, group by group, in words. */
export function Overview() {
  const { groups, home } = useVisible()
  if (groups.length === 0) {
    return (
      <div className="panel">
        <h2>Nothing selected</h2>
        <p className="quiet">
          Pick an entity, a tie or a group to see what is said of it, by whom, and how well it is supported.
        </p>
      </div>
    )
  }
  const counts = new Map<string, number>()
  for (const group of home.values()) counts.set(group, (counts.get(group) ?? 0) + 1)
  return (
    <div className="panel">
      <h2>At a glance</h2>
      <p className="quiet">
        Which groups give orders from the top down, and which are loosely tied. Each verdict shows its reasons.
      </p>
      {groups.map((group) => (
        <section key={group.id} className={`glance glance-${group.family.toLowerCase()}`}>
          <h3>{group.name ?? 'group without a name'}</h3>
          <p className="glance-badges">
            <Verdict group={group} /> <SourceLabel group={group} />
          </p>
          <p>{group.words}</p>
          <dl className="numbers">
            <div>
              <dt>shown</dt>
              <dd>{counts.get(group.id) ?? 0}</dd>
            </div>
            <div>
              <dt>orders</dt>
              <dd>{group.commandTies}</dd>
            </div>
            <div>
              <dt>contacts</dt>
              <dd>{group.contactTies}</dd>
            </div>
          </dl>
          <button type="button" className="button small" onClick={() => select({ kind: 'group', id: group.id })}>
            Why {familyWords(group.family)}?
          </button>
        </section>
      ))}
      {groups.length > 1 && <BetweenGroups />}
      <p className="quiet">
        Verdicts are suggested by readable rules. They are on the structure of what was recorded, never on persons.
      </p>
    </div>
  )
}
