import { useVisible } from '../../state/derived.ts'
import { select } from '../../state/store.ts'
import { count } from '../../graph/words.ts'
import { familyWords } from '../../graph/groups.ts'
import { BetweenGroups } from './BetweenGroups.tsx'
import { SourceLabel, Verdict } from '../parts/Verdict.tsx'

/** Nothing is selected: what the picture shows, group by group, in words. */
export function Overview() {
  const { groups, home, strands } = useVisible()
  if (groups.length === 0) {
    return (
      <div className="panel">
        <h2>Nothing selected</h2>
        <p className="quiet">
          Pick somebody or something, a tie or a group to see what is said of it, by whom, and how well it is supported.
        </p>
      </div>
    )
  }
  const counts = new Map<string, number>()
  for (const group of home.values()) counts.set(group, (counts.get(group) ?? 0) + 1)
  const tied = new Map<string, Set<string>>()
  for (const { source, target } of strands) {
    const group = home.get(source)
    if (group === undefined || home.get(target) !== group) continue
    tied.set(group, (tied.get(group) ?? new Set()).add([source, target].sort().join('|')))
  }
  const pairs = new Map([...tied].map(([group, set]) => [group, set.size]))
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
          <p className="quiet">
            {count(counts.get(group.id) ?? 0, 'actor')} shown, {count(group.commandTies, 'order')},{' '}
            {count(group.contactTies, 'contact')}, {count(pairs.get(group.id) ?? 0, 'pair')} tied
          </p>
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
