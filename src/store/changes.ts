import type { Transaction } from '../engine/port.ts'
import { invalid, SkeinError } from '../errors.ts'
import { sameAudience } from '../claims/derive/secrecy.ts'
import { isOpen } from '../claims/types.ts'
import type { Batch, NewClaim, NewJudgement } from './batch.ts'
import type { StoredClaim, StoredJudgement } from './codec.ts'
import { claimsById, judgementsById } from './reads.ts'

/** A thing before and after a batch; null where it is not there. */
export interface Change<T> {
  before: T | null
  after: T | null
}

export interface Changes {
  claims: Map<string, Change<StoredClaim>>
  judgements: Map<string, Change<StoredJudgement>>
  added: number
  changed: number
  retracted: number
  unchanged: number
  erased: number
}

/** What a batch changes, given what is stored: new things, others in marking or audience, taken back, back again, erased. */
export async function changesOf(transaction: Transaction, batch: Batch, number: number): Promise<Changes> {
  const changes: Changes = {
    claims: new Map(),
    judgements: new Map(),
    added: 0,
    changed: 0,
    retracted: 0,
    unchanged: 0,
    erased: 0
  }
  const ids = [...(batch.claims ?? []).map((claim) => claim.id), ...(batch.retract ?? []), ...(batch.erase ?? [])]
  const stored = batch.fresh === true ? new Map<string, StoredClaim>() : await claimsById(transaction, ids)
  const anew = new Set(batch.anew)
  for (const claim of batch.claims ?? [])
    recordClaim(changes, claim, stored.get(claim.id) ?? null, batch.at, number, anew.has(claim.id))
  for (const id of batch.retract ?? []) retract(changes, stored.get(id), batch.at, number)
  for (const id of batch.erase ?? []) {
    const before = stored.get(id)
    if (before === undefined) continue
    changes.claims.set(id, { before, after: null })
    changes.erased++
  }
  const judgementIds = [
    ...(batch.judgements ?? []).map((j) => j.id),
    ...(batch.unjudge ?? []),
    ...(batch.eraseJudgements ?? [])
  ]
  const judged =
    judgementIds.length === 0 ? new Map<string, StoredJudgement>() : await judgementsById(transaction, judgementIds)
  for (const judgement of batch.judgements ?? [])
    judge(changes, judgement, judged.get(judgement.id) ?? null, batch.at, number, anew.has(judgement.id))
  for (const id of batch.unjudge ?? []) {
    const before = judged.get(id)
    if (before === undefined || !isOpen(before.judgement)) continue
    const { judgement, batches } = before
    changes.judgements.set(id, {
      before,
      after: { judgement: { ...judgement, known: [...judgement.known, batch.at] }, batches: [...batches, number] }
    })
    changes.retracted++
  }
  for (const id of batch.eraseJudgements ?? []) {
    const before = judged.get(id)
    if (before !== undefined) changes.judgements.set(id, { before, after: null })
  }
  return changes
}

function recordClaim(
  changes: Changes,
  claim: NewClaim,
  before: StoredClaim | null,
  at: string,
  number: number,
  anew: boolean
): void {
  const earlier = changes.claims.get(claim.id)?.after?.claim
  if (earlier !== undefined) {
    if (earlier.marking !== claim.marking || !sameAudience(earlier.audience, claim.audience))
      throw invalid('Equal rows carry different markings', {
        path: claim.id,
        message: 'two equal rows with different marking or audience',
        hint: 'Give each of them a rowId, or the same marking.'
      })
    changes.unchanged++
    return
  }
  if (before === null || anew) {
    changes.claims.set(claim.id, { before, after: { claim: { ...claim, known: [at] }, batches: [number] } })
    changes.added++
    return
  }
  if (before.claim.dataset !== claim.dataset)
    throw new SkeinError('CONFLICT', `The claim ${claim.id} belongs to another dataset`)
  const same =
    before.claim.marking === claim.marking &&
    before.claim.invented === claim.invented &&
    sameAudience(before.claim.audience, claim.audience)
  const open = isOpen(before.claim)
  if (open && same) {
    changes.unchanged++
    return
  }
  const known = open ? before.claim.known : [...before.claim.known, at]
  changes.claims.set(claim.id, { before, after: { claim: { ...claim, known }, batches: [...before.batches, number] } })
  if (open) changes.changed++
  else changes.added++
}

function retract(changes: Changes, before: StoredClaim | undefined, at: string, number: number): void {
  if (before === undefined || !isOpen(before.claim)) return
  changes.claims.set(before.claim.id, {
    before,
    after: { claim: { ...before.claim, known: [...before.claim.known, at] }, batches: [...before.batches, number] }
  })
  changes.retracted++
}

function judge(
  changes: Changes,
  judgement: NewJudgement,
  before: StoredJudgement | null,
  at: string,
  number: number,
  anew: boolean
): void {
  if (before !== null && !anew) {
    const same =
      before.judgement.marking === judgement.marking && sameAudience(before.judgement.audience, judgement.audience)
    const open = isOpen(before.judgement)
    if (open && same) {
      changes.unchanged++
      return
    }
    const known = open ? before.judgement.known : [...before.judgement.known, at]
    changes.judgements.set(judgement.id, {
      before,
      after: { judgement: { ...judgement, known }, batches: [...before.batches, number] }
    })
    changes.changed++
    return
  }
  changes.judgements.set(judgement.id, {
    before,
    after: { judgement: { ...judgement, known: [at] }, batches: [number] }
  })
  changes.added++
}
