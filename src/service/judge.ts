import { maySee, type Viewer } from '../access/viewer.ts'
import { canonical, idOf } from '../claims/ids.ts'
import { rankOf, type Audience, type Judgement, type Marking } from '../claims/types.ts'
import { invalid } from '../errors.ts'
import type { NewJudgement } from '../store/batch.ts'
import { JUDGEMENT_COLUMNS, judgementFrom, judgementReturn } from '../store/codec.ts'
import { audited, type Changing } from './audit/change.ts'
import { judgementThing } from './audit/things.ts'
import { lookUp, mayChange, needScope, notFound } from './authority.ts'
import type { Skein } from './skein.ts'

export interface Decision {
  left: string
  right: string
  verdict: Judgement['verdict']
  why: string
  marking: Marking
  audience: readonly string[] | null
}

export interface Judged {
  judgement: Judgement
  /** Ids of the entities to which the two records belong now. */
  entities: [string | null, string | null]
  keptApartBy: string | null
}

/** Records a decision on identity. The same decision by the same person once more is the same judgement. */
export const judge = (skein: Skein, viewer: Viewer, decision: Decision): Promise<Judged> =>
  audited(skein.audit, viewer, 'judge', (changing) => decide(skein, viewer, decision, changing))

async function decide(skein: Skein, viewer: Viewer, decision: Decision, changing: Changing): Promise<Judged> {
  needScope(viewer, 'REVIEW')
  const { left, right, verdict, marking } = decision
  const audience = audienceOf(viewer, decision)
  if (left === right)
    throw invalid('a record cannot be judged against itself', { path: 'input.right', message: 'is the same as left' })
  if (decision.why.trim() === '')
    throw invalid('a decision needs a reason', {
      path: 'input.why',
      message: 'is empty',
      hint: 'Say what it rests on.'
    })
  const before = [await entityOf(skein, viewer, left), await entityOf(skein, viewer, right)]
  if (before.includes(null)) throw notFound('record')

  const why = decision.why.trim()
  const id = idOf('j', ...[left, right].sort(), verdict, viewer.id ?? '', canonical({ why, marking, audience }))
  const judgement: NewJudgement = { id, dataset: null, left, right, verdict, by: viewer.id, why, marking, audience }
  await changing.intend(judgementThing(id, rankOf(marking), left, right))
  const applied = await skein.store.write({ at: skein.now(), dataset: null, judgements: [judgement] })
  const [keptApartBy] = (await lookUp(skein, viewer, 'Judgement', 'id', applied.keptApart.get(id) ?? '', 'id')) ?? []
  return judged(skein, viewer, id, typeof keptApartBy === 'string' ? keptApartBy : null)
}

/** Takes back a decision; everything is then as if it had not been made. One that a dataset brought is the dataset's. */
export async function unjudge(skein: Skein, viewer: Viewer, id: string): Promise<Judged> {
  return audited(skein.audit, viewer, 'unjudge', async (changing) => {
    needScope(viewer, 'REVIEW')
    const found = await lookUp(skein, viewer, 'Judgement', 'id', id, 'dataset', 'rank', 'left', 'right')
    if (found === undefined) throw notFound('judgement')
    const [dataset, rank, left, right] = found
    if (typeof dataset === 'string' && !mayChange(viewer, dataset)) throw notFound('judgement')
    await changing.intend(judgementThing(id, rank as number, left as string, right as string))
    await skein.store.write({ at: skein.now(), dataset: null, unjudge: [id] })
    return judged(skein, viewer, id, null)
  })
}

/** What a judgement that the viewer has just made or taken back says, and where its records stand now. */
async function judged(skein: Skein, viewer: Viewer, id: string, keptApartBy: string | null): Promise<Judged> {
  const text = `MATCH (j:Judgement {id: $id}) RETURN ${judgementReturn('j')}`
  const [row] = await skein.store.read(text, JUDGEMENT_COLUMNS, { id })
  if (row === undefined) throw notFound('judgement')
  const { judgement } = judgementFrom(row)
  const entities: Judged['entities'] = [
    await entityOf(skein, viewer, judgement.left),
    await entityOf(skein, viewer, judgement.right)
  ]
  return { judgement, entities, keptApartBy }
}

/** Nobody marks above what he may see, and the two highest markings name their audience. */
function audienceOf(viewer: Viewer, { marking, audience }: Decision): Audience {
  const rank = rankOf(marking)
  const named = audience === null || audience.length === 0 ? null : [...new Set(audience)].sort()
  if (rank >= 3 && named === null)
    throw invalid(`${marking} needs an audience`, {
      path: 'input.audience',
      message: 'is empty',
      hint: 'Name the organisations that may see it.'
    })
  if (rank <= 1 && named !== null)
    throw invalid(`${marking} is for everyone, so it has no audience`, {
      path: 'input.audience',
      message: 'does not fit the marking'
    })
  if (!maySee(viewer, { rank, audience: named }))
    throw invalid('you could not see your own decision', {
      path: 'input.marking',
      message: 'is above what you may see'
    })
  return named
}

/** The entity of a visible record; null where record or entity are hidden or absent. */
async function entityOf(skein: Skein, viewer: Viewer, record: string): Promise<string | null> {
  const [entity] = (await lookUp(skein, viewer, 'Record', 'name', record, 'entity')) ?? []
  return typeof entity === 'string' ? entity : null
}
