import { useState } from 'react'
import { Button } from 'react-aria-components'
import { loadNeighbours, type Neighbour } from '../../api/load.ts'
import { goodNames, GRADE_LOOKS, gradeStep } from '../../graph/encodings.ts'
import { count, nodeName, plain, verb } from '../../graph/words.ts'
import { addEntities } from '../../state/actions.ts'
import { use } from '../../state/derived.ts'
import { CheckList } from '../parts/CheckList.tsx'
import { Fold } from '../parts/Fold.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { useAsk } from '../parts/useAsk.ts'

/** At most so many new entities in one step, so that a hub does not flood the picture. */
const STEP = 60

/** Expanding starts with counts: by kind of tie, by good, by grade. Nothing is added before the choice. */
export function Expand({ id }: { id: string }) {
  return (
    <Fold title="Expand: who or what else is tied to it">
      <Counts id={id} />
    </Fold>
  )
}

type Facet = 'kind' | 'good' | 'grade'
const facets: Readonly<Record<Facet, (tie: Neighbour) => readonly string[]>> = {
  kind: (tie) => [tie.kind],
  good: (tie) => {
    const codes = [...(tie.goods ?? []), ...('code' in tie.other && tie.other.code ? [tie.other.code] : [])]
    return codes.length > 0 ? goodNames(codes) : ['none stated']
  },
  grade: (tie) => [GRADE_LOOKS.find((look) => look.step === gradeStep(tie.grade))?.words ?? 'not graded']
}
const TITLES: Readonly<Record<Facet, string>> = { kind: 'By kind of tie', good: 'By good', grade: 'By grade' }

function Counts({ id }: { id: string }) {
  const positions = use((state) => state.history.present.positions)
  const node = use((state) => state.data.nodes[id])
  const groups = use((state) => state.data.groups)
  const { answer, problem, loading, again } = useAsk(`expand/${id}`, () => loadNeighbours(id))
  const [off, setOff] = useState<Readonly<Record<Facet, readonly string[]>>>({ kind: [], good: [], grade: [] })
  if (loading) return <Loading>Counting its ties</Loading>
  if (problem !== null) return <Failed problem={problem} again={again} />
  if (answer === null) return null

  // Groups and cases are outlines, not marks: they are opened, not expanded into.
  const fresh = answer.ties.filter((tie) => !(tie.other.id in positions) && groups[tie.other.id] === undefined)
  const chosen = fresh.filter((tie) =>
    (Object.keys(facets) as Facet[]).every((facet) => facets[facet](tie).some((value) => !off[facet].includes(value)))
  )
  const ids = [...new Set(chosen.map((tie) => tie.other.id))]
  const all = new Set(fresh.map((tie) => tie.other.id))
  if (all.size === 0) {
    return (
      <p className="quiet">
        All {answer.total.toLocaleString('en')} ties lead to what is in the picture already, or to groups and cases.
      </p>
    )
  }
  const label = `${Math.min(ids.length, STEP)} tied to ${nodeName(node)}`
  return (
    <div className="expand">
      <p className="quiet">
        {answer.total.toLocaleString('en')} ties in all
        {answer.ties.length < answer.total ? `, the first ${answer.ties.length.toLocaleString('en')} counted here` : ''}
        ; {count(all.size, 'person or thing is', 'people and things are')} not in the picture yet.
      </p>
      {(Object.keys(facets) as Facet[]).map((facet) => (
        <FacetChecks
          key={facet}
          title={TITLES[facet]}
          wordsOf={facet === 'kind' ? (kind) => verb(kind) : plain}
          ties={fresh}
          valuesOf={facets[facet]}
          off={off[facet]}
          onOff={(values) => setOff({ ...off, [facet]: values })}
        />
      ))}
      <Button
        className="button primary"
        isDisabled={ids.length === 0}
        onPress={() => void addEntities(ids.slice(0, STEP), label, id)}
      >
        {ids.length > STEP ? `Add the first ${STEP} of ${ids.length}` : `Add ${ids.length}`}
      </Button>
    </div>
  )
}

interface FacetProps {
  title: string
  ties: readonly Neighbour[]
  wordsOf: (value: string) => string
  valuesOf: (tie: Neighbour) => readonly string[]
  off: readonly string[]
  onOff: (values: string[]) => void
}

function FacetChecks({ title, ties, wordsOf, valuesOf, off, onOff }: FacetProps) {
  const counts = new Map<string, number>()
  for (const tie of ties) for (const value of valuesOf(tie)) counts.set(value, (counts.get(value) ?? 0) + 1)
  const values = [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b))
  return (
    <CheckList
      label={title}
      counts="ties"
      off={off}
      onOff={onOff}
      options={values.map(([value, count]) => ({ id: value, words: wordsOf(value), count }))}
    />
  )
}
