import type { Row, Value } from '../engine/port.ts'
import type { ClaimState } from '../claims/derive/entities.ts'
import type { Reach } from '../claims/derive/secrecy.ts'
import { ownReach } from '../claims/derive/secrecy.ts'
import { gradeOrder, gradeText, parseGrade } from '../claims/grade.ts'
import { canonical, sourceId } from '../claims/ids.ts'
import type { Audience, Claim, Judgement, Marking } from '../claims/types.ts'
import type { PropertyValue } from '../ontology/validate.ts'

/** A claim as the store holds it: with the batches that touched it. */
export interface StoredClaim {
  claim: Claim
  batches: readonly number[]
}

export interface StoredJudgement {
  judgement: Judgement
  batches: readonly number[]
}

/** The columns that read a claim `c` back whole; `claimFrom` reads the row. */
export const CLAIM_COLUMNS = [
  'id', 'dataset', 'sourceKey', 'kind', 'record', 'from', 'to', 'data', 'validFrom', 'validTo', 'phase', 'grade',
  'invented', 'marking', 'ownAudience', 'known', 'batches'
] as const // prettier-ignore
export const claimReturn = (v: string): string => CLAIM_COLUMNS.map((name) => `${v}.${name} AS ${name}`).join(', ')

const text = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null)
const list = (value: Value | undefined): string[] | null => (Array.isArray(value) ? (value as string[]) : null)

export function claimFrom(row: Row): StoredClaim {
  const [
    id,
    dataset,
    source,
    kind,
    record,
    from,
    to,
    data,
    validFrom,
    validTo,
    phase,
    grade,
    invented,
    marking,
    audience,
    known,
    batches
  ] = row
  return {
    claim: {
      id: id as string,
      dataset: dataset as string,
      source: source as string,
      about:
        typeof record === 'string'
          ? { record, kind: kind as string }
          : { kind: kind as string, from: from as string, to: to as string },
      properties: JSON.parse(data as string) as Record<string, PropertyValue>,
      validFrom: text(validFrom),
      validTo: text(validTo),
      phase: text(phase),
      grade: parseGrade(text(grade) ?? '') ?? { reliability: null, credibility: null },
      invented: invented === true,
      marking: marking as Marking,
      audience: list(audience),
      known: known as string[]
    },
    batches: (batches ?? []) as number[]
  }
}

/** The node of a claim. What is null is left out: neither engine stores it, and carrying it over costs as much as a value. */
export function claimNode({ claim, batches }: StoredClaim, state: ClaimState): Record<string, Value> {
  const { about, properties } = claim
  const row: Record<string, Value> = {
    id: claim.id,
    kind: about.kind,
    source: sourceId(claim.source),
    sourceKey: claim.source,
    dataset: claim.dataset,
    rank: state.rank,
    marking: claim.marking,
    gradeOrder: gradeOrder(claim.grade),
    invented: claim.invented,
    known: claim.known,
    data: canonical(properties),
    batches
  }
  if (about.from === undefined) row['record'] = about.record
  else {
    row['from'] = about.from
    row['to'] = about.to
  }
  const grade = gradeText(claim.grade)
  if (grade !== null) row['grade'] = grade
  if (state.about !== null) row['about'] = state.about
  if (state.audience !== null) row['audience'] = state.audience
  if (claim.audience !== null) row['ownAudience'] = claim.audience
  for (const name of ['validFrom', 'validTo', 'phase'] as const) if (claim[name] !== null) row[name] = claim[name]
  for (const name of ['standing', 'standingDate'])
    if (typeof properties[name] === 'string') row[name] = properties[name]
  return row
}

export const JUDGEMENT_COLUMNS = [
  'id',
  'dataset',
  'left',
  'right',
  'verdict',
  'by',
  'why',
  'marking',
  'ownAudience',
  'known',
  'batches'
] as const
export const judgementReturn = (v: string): string =>
  JUDGEMENT_COLUMNS.map((name) => `${v}.${name} AS ${name}`).join(', ')

export function judgementFrom(row: Row): StoredJudgement {
  const [id, dataset, left, right, verdict, by, why, marking, audience, known, batches] = row
  return {
    judgement: {
      id: id as string,
      dataset: text(dataset),
      left: left as string,
      right: right as string,
      verdict: verdict as Judgement['verdict'],
      by: text(by),
      why: why as string,
      marking: marking as Marking,
      audience: list(audience),
      known: known as string[]
    },
    batches: (batches ?? []) as number[]
  }
}

export const judgementNode = ({ judgement, batches }: StoredJudgement, reach: Reach): Record<string, Value> => ({
  id: judgement.id,
  dataset: judgement.dataset,
  left: judgement.left,
  right: judgement.right,
  verdict: judgement.verdict,
  by: judgement.by,
  why: judgement.why,
  marking: judgement.marking,
  ownAudience: judgement.audience,
  rank: reach.rank,
  audience: reach.audience,
  known: judgement.known,
  batches
})

/** Rank, audience and marking of sources and datasets: their own, not raised by anything. */
export const secrecyFields = (thing: { marking: Marking; audience: Audience }): Record<string, Value> => ({
  ...ownReach(thing),
  marking: thing.marking
})
