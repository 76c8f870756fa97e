import type { ReactNode } from 'react'
import { loadVerdict, type Verdict as VerdictFacts } from '../../api/load.ts'
import { familyWords, outlineMark, pictureOf } from '../../graph/groups.ts'
import { gradeWords } from '../../graph/encodings.ts'
import { count, plain, spaced } from '../../graph/words.ts'
import { use } from '../../state/derived.ts'
import { Fold } from '../parts/Fold.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { useAsk } from '../parts/useAsk.ts'
import { SourceLabel, Verdict } from '../parts/Verdict.tsx'
import { EntityFactsList } from './EntityPanel.tsx'

/** Why Skein says so: reasons, counter-evidence, what would change it, how collected, measures with formula. */
export function GroupPanel({ id }: { id: string }) {
  const group = use((state) => state.data.groups[id])
  const { answer, problem, loading, again } = useAsk(id, () => loadVerdict(id))
  if (group === undefined) return null
  return (
    <div className="panel">
      <p className="panel-kind">
        {spaced(group.kind)}
        {group.invented && <span className="invented-tag">invented</span>}
      </p>
      <h2>{group.name ?? 'group without a name'}</h2>
      <p className="glance-badges">
        <Verdict group={group} /> <SourceLabel group={group} />
      </p>
      {pictureOf(group).dotted && (
        <p className="aside-note">
          Skein cannot tell. The dotted outline follows what the source calls it, and is no verdict of Skein’s.
        </p>
      )}
      {loading && <Loading>Loading the reasons</Loading>}
      {problem !== null && <Failed problem={problem} again={again} />}
      {answer !== null && <Reasons verdict={answer} />}
      <Fold title={<>Facts and claims of the {spaced(group.kind)} itself</>}>
        <EntityFactsList id={id} kind={group.kind} />
      </Fold>
    </div>
  )
}

function Reasons({ verdict }: { verdict: VerdictFacts }) {
  const { shape, labelledAs } = verdict
  // What a source calls it is no measure, but whoever reads the verdict must see that it differs.
  const differing = labelledAs.filter((label) => label.family !== shape.family)
  return (
    <>
      <p className="verdict-words">{shape.words}</p>
      <p className="quiet">Suggested by Skein’s readable rules on what was recorded; no finding of a court.</p>
      {shape.type !== null && (
        <p>
          Type: <strong>{plain(shape.type)}</strong>
          {shape.aliases.length > 0 && <span className="quiet"> (also called {shape.aliases.join(', ')})</span>}
        </p>
      )}
      {shape.standsAlone && <p className="aside-note">One study alone stands behind this.</p>}
      <ReasonList title="Reasons" reasons={shape.reasons} empty="No reason: the data do not decide." />
      <ReasonList
        title="Counter-evidence"
        reasons={shape.against}
        empty="Nothing in the recorded ties and attributes speaks against it."
      >
        {differing.map((label) => (
          <p key={label.claim.id}>
            A source calls it <strong>{plain(label.label)}</strong>
            {label.family === 'CANNOT_TELL' ? '' : ` (${familyWords(label.family)})`}:{' '}
            {label.claim.source?.title ?? label.claim.dataset?.title ?? 'a source that this viewer may not see'}.
          </p>
        ))}
      </ReasonList>
      {shape.wouldChange.length > 0 && (
        <section>
          <h3>What would change it</h3>
          <ul>
            {shape.wouldChange.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>How collected</h3>
        {shape.howCollected.length === 0 ? (
          <p className="quiet">No dataset says.</p>
        ) : (
          <ul>
            {shape.howCollected.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
        <p className="quiet">
          Judged on {count(shape.actors, 'actor')}, {count(shape.commandTies, 'recorded order')},{' '}
          {count(shape.contactTies, 'contact')}.
        </p>
      </section>
      {labelledAs.length > 0 && (
        <section>
          <h3>What sources call it</h3>
          <ul className="labels">
            {labelledAs.map((label) => (
              <li key={label.claim.id}>
                <strong>{plain(label.label)}</strong>
                {label.words !== null && <q>{label.words}</q>}
                <small>
                  {label.claim.source?.title ?? label.claim.dataset?.title ?? 'a source that this viewer may not see'} ·{' '}
                  {gradeWords(label.claim.grade)}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Fold title={<>Measures ({shape.measures.length})</>}>
        <ul className="measures">
          {shape.measures.map((measure) => (
            <li key={`${measure.layer}.${measure.id}`}>
              <div className="measure-line">
                <span>
                  {measure.title} <small className="quiet">on {measure.layer}</small>
                </span>
                <strong>{measure.value === null ? 'undefined' : round(measure.value)}</strong>
              </div>
              {measure.value === null && measure.why !== null && <p className="quiet">{measure.why}</p>}
              <p className="formula">{measure.formula}</p>
              <p className="quiet">
                Range {measure.range}
                {measure.unit === '' ? '' : `, ${measure.unit}`}. Missing ties: {measure.missingBias}. {measure.source}
              </p>
            </li>
          ))}
        </ul>
      </Fold>
    </>
  )
}

const round = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 3 })

interface ReasonListProps {
  title: string
  reasons: VerdictFacts['shape']['reasons']
  empty: string
  children?: ReactNode
}

function ReasonList({ title, reasons, empty, children }: ReasonListProps) {
  return (
    <section>
      <h3>{title}</h3>
      {reasons.length === 0 ? (
        <p className="quiet">{empty}</p>
      ) : (
        <ul className="reasons">
          {reasons.map((reason) => (
            <li key={reason.words}>
              <span
                className={`speaks speaks-${reason.speaksFor.toLowerCase()}`}
                title={`speaks for ${familyWords(reason.speaksFor)}`}
              >
                {outlineMark(
                  reason.speaksFor === 'HIERARCHICAL' ? 'tiers' : reason.speaksFor === 'LOOSE' ? 'hull' : 'undecided'
                )}
              </span>
              <span>
                {reason.words}
                <span className="visually-hidden"> Speaks for {familyWords(reason.speaksFor)}.</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {children}
    </section>
  )
}
