import type { ClaimState, EntityState } from '../claims/derive/entities.ts'
import type { RecordState } from '../claims/derive/records.ts'
import type { RelationState } from '../claims/derive/relations.ts'
import { sameAudience, type Reach } from '../claims/derive/secrecy.ts'
import type { Stored } from '../claims/derive/summary.ts'
import type { StoredClaim, StoredJudgement } from './codec.ts'
import type { Change } from './changes.ts'
import type { Touched } from './touched.ts'

/** What to create, replace and delete of one sort. */
export interface Writes<T> {
  create: T[]
  replace: { before: T; after: T }[]
  remove: T[]
}

export interface Difference {
  records: Writes<RecordState>
  entities: Writes<EntityState>
  relations: Writes<RelationState>
  claims: Writes<{ stored: StoredClaim; state: ClaimState }>
  judgements: Writes<{ stored: StoredJudgement; reach: Reach }>
}

const sameReach = (a: Reach, b: Reach): boolean => a.rank === b.rank && sameAudience(a.audience, b.audience)

function sameStored(a: Stored, b: Stored): boolean {
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  return names.every((name) => {
    const x = a[name]
    const y = b[name]
    return x === y || (Array.isArray(x) && Array.isArray(y) && x.length === y.length && x.every((v, i) => v === y[i]))
  })
}

function compare<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  same: (a: T, b: T) => boolean
): Writes<T> {
  const writes: Writes<T> = { create: [], replace: [], remove: [] }
  for (const [id, thing] of after) {
    const old = before.get(id)
    if (old === undefined) writes.create.push(thing)
    else if (!same(old, thing)) writes.replace.push({ before: old, after: thing })
  }
  for (const [id, thing] of before) if (!after.has(id)) writes.remove.push(thing)
  return writes
}

/** Compares what a batch touches before and after it: nothing is written that did not change. */
export function differenceOf(touched: Touched): Difference {
  const { before, after } = touched
  return {
    records: compare(
      before.records,
      after.records,
      (a, b) => sameReach(a, b) && a.entity === b.entity && a.kind === b.kind
    ),
    entities: compare(
      before.entities.entities,
      after.entities.entities,
      (a, b) => sameReach(a, b) && a.kind === b.kind && sameStored(a.stored, b.stored)
    ),
    relations: compare(
      before.relations.relations,
      after.relations.relations,
      (a, b) => sameReach(a, b) && sameStored(a.stored, b.stored)
    ),
    claims: pairs(
      touched.claims,
      (id) => before.entities.claims.get(id) ?? before.relations.claims.get(id),
      (id) => after.entities.claims.get(id) ?? after.relations.claims.get(id),
      (stored, state) => ({ stored, state }),
      (a, b) => a.about === b.about && sameReach(a, b)
    ),
    judgements: pairs(
      touched.judgements,
      (id) => before.clusters.judgements.get(id),
      (id) => after.clusters.judgements.get(id),
      (stored, reach) => ({ stored, reach }),
      sameReach
    )
  }
}

function pairs<T, S, P>(
  changes: ReadonlyMap<string, Change<T>>,
  before: (id: string) => S | undefined,
  after: (id: string) => S | undefined,
  pair: (thing: T, state: S) => P,
  same: (a: S, b: S) => boolean
): Writes<P> {
  const writes: Writes<P> = { create: [], replace: [], remove: [] }
  for (const [id, change] of changes) {
    const first = before(id)
    const second = after(id)
    const old = change.before === null || first === undefined ? null : pair(change.before, first)
    const now = change.after === null || second === undefined ? null : pair(change.after, second)
    if (old === null && now !== null) writes.create.push(now)
    else if (old !== null && now === null) writes.remove.push(old)
    else if (old !== null && now !== null && (change.before !== change.after || !same(first as S, second as S)))
      writes.replace.push({ before: old, after: now })
  }
  return writes
}
