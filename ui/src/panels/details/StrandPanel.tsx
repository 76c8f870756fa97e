import { loadTies, type TieFacts } from '../../api/load.ts'
import { gradeWords } from '../../graph/encodings.ts'
import { nodeName, plain, spaced, standingWords, verb } from '../../graph/words.ts'
import { use, useVisible } from '../../state/derived.ts'
import { select } from '../../state/store.ts'
import { GoodMarks } from '../parts/GoodMark.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { useAsk } from '../parts/useAsk.ts'
import { ClaimList, Conflicts } from './Claims.tsx'

/** All ties between the same two, one after the other, each with its claims. */
export function StrandPanel({ id }: { id: string }) {
  const { strands } = useVisible()
  const nodes = use((state) => state.data.nodes)
  const strand = strands.find((shown) => shown.id === id)
  const ids = strand?.ties.map((tie) => tie.id) ?? []
  const { answer, problem, loading, again } = useAsk(ids.join(' '), () => loadTies(ids.slice(0, 20)))
  if (strand === undefined) return <Empty>It is not in the picture any more.</Empty>
  const ends = [strand.source, strand.target] as const
  return (
    <div className="panel">
      <p className="panel-kind">
        {strand.ties.length === 1 ? 'tie' : `${strand.ties.length} ties between the same two`}
        {strand.invented && <span className="invented-tag">invented</span>}
      </p>
      <h2 className="ends">
        {ends.map((end, i) => (
          <span key={end}>
            {i === 1 && <span className="quiet"> — </span>}
            <button type="button" className="link" onClick={() => select({ kind: 'node', id: end })}>
              {nodeName(nodes[end])}
            </button>
          </span>
        ))}
      </h2>
      <GoodMarks codes={strand.goods} />
      {loading && <Loading>Loading the ties and their claims</Loading>}
      {problem !== null && <Failed problem={problem} again={again} />}
      {answer?.map((tie) => (
        <TieBody key={tie.id} tie={tie} start={nodeName(nodes[tie.from.id])} end={nodeName(nodes[tie.to.id])} />
      ))}
      {ids.length > 20 && <p className="quiet">Showing 20 of {ids.length} ties.</p>}
    </div>
  )
}

/** Properties of ties that are shown as they are. */
const PLAIN = ['position', 'stage', 'evidence', 'phase', 'weight', 'amount', 'unit'] as const

function TieBody({ tie, start, end }: { tie: TieFacts; start: string; end: string }) {
  const dates = [tie.validFrom, tie.validTo].filter((date) => date !== null).join(' to ')
  return (
    <article className="tie">
      <h3>
        {start} {verb(tie.kind)} {end}
      </h3>
      <dl className="facts">
        {tie.role !== null && <Fact name="role">{tie.role}</Fact>}
        {PLAIN.map((name) => {
          const value = tie[name]
          return value === null ? null : (
            <Fact key={name} name={spaced(name)}>
              {typeof value === 'number'
                ? value.toLocaleString('en')
                : name === 'stage' || name === 'evidence'
                  ? plain(value)
                  : value}
            </Fact>
          )
        })}
        {dates !== '' && <Fact name="when">{dates}</Fact>}
        <Fact name="best grade">{gradeWords(tie.grade)}</Fact>
        <Fact name="support">
          {`${tie.sources === 1 ? 'one source' : `${tie.sources} sources`}, ${tie.origins === 1 ? 'one origin' : `${tie.origins} origins`}`}
        </Fact>
      </dl>
      {tie.standings.length > 0 && (
        <section className="standings">
          <h4>What came of it</h4>
          <ol>
            {tie.standings.map((note) => (
              <li key={note.claim}>
                {standingWords(note.standing)}
                {note.date !== null && <small> {note.date}</small>}
              </li>
            ))}
          </ol>
          {tie.standings.some((note) => note.standing === 'ACQUITTED') && (
            <p className="aside-note">
              A court rejected it. The acquittal stands beside the accusation that it answers.
            </p>
          )}
        </section>
      )}
      <Conflicts conflicts={tie.conflicts.filter(({ property }) => !property.startsWith('standing'))} />
      <ClaimList claims={tie.claims.nodes} total={tie.claims.totalCount} />
    </article>
  )
}

const Fact = ({ name, children }: { name: string; children: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
