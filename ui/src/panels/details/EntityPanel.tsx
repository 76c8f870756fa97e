import { Trash2 } from 'lucide-react'
import { Button } from 'react-aria-components'
import { loadEntity } from '../../api/facts.ts'
import { gradeWords } from '../../graph/encodings.ts'
import type { NodeData, Strand } from '../../graph/elements.ts'
import { tiesAround, farEnd } from '../../graph/walk.ts'
import { nodeName, spaced, verb } from '../../graph/words.ts'
import { use, useVisible } from '../../state/derived.ts'
import { act, say, select, store } from '../../state/store.ts'
import { Fold } from '../parts/Fold.tsx'
import { GoodMarks } from '../parts/GoodMark.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { useAsk } from '../parts/useAsk.ts'
import { Verdict } from '../parts/Verdict.tsx'
import { ClaimList, Conflicts } from './Claims.tsx'
import { FactRow } from './FactRow.tsx'
import { Expand } from './Expand.tsx'

/** One entity: facts, claims behind them, ties in the picture, and what more could be brought in. */
export function EntityPanel({ id }: { id: string }) {
  const node = use((state) => state.data.nodes[id])
  const groups = use((state) => state.data.groups)
  if (node === undefined) return <Empty>It is not in the picture any more.</Empty>
  const remove = (): void => {
    act({ do: 'remove', nodes: [id] })
    store.setState({ selection: null, cursor: null })
    say(`${nodeName(node)} removed from the picture. Undo brings it back.`)
  }
  return (
    <div className="panel">
      <p className="panel-kind">
        {node.protected ? 'protected person' : spaced(node.kind)}
        {node.invented && <span className="invented-tag">invented</span>}
      </p>
      <h2>{nodeName(node)}</h2>
      {node.protected && (
        <p className="aside-note">A victim, witness, minor or source. Nothing that names them is kept.</p>
      )}
      <GoodMarks codes={node.goods} />
      {node.in.some((group) => groups[group] !== undefined) && (
        <ul className="belongs">
          {node.in.map((group) => {
            const known = groups[group]
            return known === undefined ? null : (
              <li key={group}>
                in <strong>{known.name ?? 'a group without a name'}</strong> <Verdict group={known} />
              </li>
            )
          })}
        </ul>
      )}
      <div className="actions">
        <Button className="button small" onPress={remove}>
          <Trash2 size={14} aria-hidden /> Remove from the picture
        </Button>
      </div>
      <Expand id={id} />
      <TiesHere id={id} />
      <EntityFactsList id={id} kind={node.kind} />
    </div>
  )
}

/** Facts and claims of one entity, also used for groups and cases themselves. */
export function EntityFactsList({ id, kind }: { id: string; kind: string }) {
  const { answer, problem, loading, again } = useAsk(`${kind}/${id}`, () => loadEntity(id, kind))
  if (loading) return <Loading>Loading facts and claims</Loading>
  if (problem !== null) return <Failed problem={problem} again={again} />
  if (answer === null) return <Empty>It is not there, or not for this viewer.</Empty>
  const aliases = answer.aliases ?? []
  const claims = answer.claims.nodes
  return (
    <>
      <section>
        <h3>Facts</h3>
        {answer.note !== null && <p>{answer.note}</p>}
        <ul className="fact-list">
          {aliases.length > 0 && (
            <FactRow
              name="aliases"
              label="also called"
              value={aliases.join(', ')}
              help="Other names and spellings"
              claims={claims}
            />
          )}
          {answer.facts.map((fact) => (
            <FactRow
              key={fact.name}
              name={fact.name}
              label={spaced(fact.name)}
              value={fact.value}
              help={fact.description}
              claims={claims}
            />
          ))}
        </ul>
        <dl className="facts">
          <div>
            <dt>best grade</dt>
            <dd>{gradeWords(answer.grade)}</dd>
          </div>
          {answer.withheld.length > 0 && (
            <div>
              <dt>withheld</dt>
              <dd className="quiet">
                {answer.withheld.map(spaced).join(', ')}: above this viewer’s level, whether or not anything is stored
              </dd>
            </div>
          )}
          {answer.restricted > 0 && (
            <div>
              <dt>restricted</dt>
              <dd className="quiet">
                {answer.restricted} claims are for your audience alone and change no value shown
              </dd>
            </div>
          )}
        </dl>
      </section>
      <Conflicts conflicts={answer.conflicts} />
      <ClaimList claims={answer.claims.nodes} total={answer.claims.totalCount} />
      <section>
        <h3>Records</h3>
        <ul className="records">
          {answer.records.map((record) => (
            <li key={record}>
              <code>{record}</code>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

/** The ties in the picture, each a way to its claims: the graph in words. */
function TiesHere({ id }: { id: string }) {
  const { strands } = useVisible()
  const nodes = use((state) => state.data.nodes)
  const positions = use((state) => state.history.present.positions)
  const around = tiesAround(id, strands, positions)
  return (
    <Fold title={<>Ties in the picture ({around.length})</>}>
      {around.length === 0 && <p className="quiet">None with what is shown.</p>}
      <ul className="ties-here">
        {around.slice(0, 60).map((strand) => (
          <TieRow key={strand.id} strand={strand} id={id} other={nodes[farEnd(strand, id)]} />
        ))}
      </ul>
      {around.length > 60 && <p className="quiet">Showing 60 of {around.length}, clockwise; the table holds all.</p>}
    </Fold>
  )
}

function TieRow({ strand, id, other }: { strand: Strand; id: string; other: NodeData | undefined }) {
  const [first] = strand.ties
  return (
    <li>
      <button type="button" className="row tie-row" onClick={() => select({ kind: 'strand', id: strand.id })}>
        <span className="quiet">{first === undefined ? '' : verb(first.kind, first.source !== id)}</span>
        <span className="row-name">{nodeName(other)}</span>
        {strand.ties.length > 1 && <small>and {strand.ties.length - 1} more</small>}
      </button>
    </li>
  )
}
