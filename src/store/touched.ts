import type { Ontology } from '../ontology/types.ts'
import { cluster, type Clusters } from '../claims/derive/clusters.ts'
import { entitiesOf, type Entities } from '../claims/derive/entities.ts'
import { recordsOf, type RecordState } from '../claims/derive/records.ts'
import { placeTie, relationsOf, type Relations } from '../claims/derive/relations.ts'
import { sameAudience } from '../claims/derive/secrecy.ts'
import type { Claim, Judgement } from '../claims/types.ts'
import type { Transaction } from '../engine/port.ts'
import type { Change, Changes } from './changes.ts'
import type { StoredClaim, StoredJudgement } from './codec.ts'
import type { Memory } from './memory.ts'
import { claimsAbout, claimsOfRecords, judgementsOfRecords, recordsByName, tiesOfRecords } from './reads.ts'

/** One side, before or after the batch, of the part of the graph that a batch touches. */
export interface Side {
  records: Map<string, RecordState>
  clusters: Clusters
  entities: Entities
  relations: Relations
}

export interface Touched {
  claims: Map<string, Change<StoredClaim>>
  judgements: Map<string, Change<StoredJudgement>>
  before: Side
  after: Side
}

/** Facts on the store node that save look-ups. */
export interface Head {
  batch: number
  /** Claims that sleep. */
  asleep: number
  /** Judgements stored. */
  judgements: number
  seeded: boolean
  /** Hash of the schema by which the graph was derived; null before the first batch. */
  ontology: string | null
}

/**
 * Finds what a batch touches and derives it as it was and as it will be; the difference is what the store writes.
 *
 * 1. The records of changed claims and judgements, closed under judgements: their clusters and entities.
 * 2. D, the records whose entity, rank or audience changed; the tie claims that changed or have an end in D.
 * 3. The other claims of the ties that those supported or will support.
 */
export async function touchedBy(
  ontology: Ontology,
  transaction: Transaction,
  changes: Changes,
  memory: Memory,
  head: Head
): Promise<Touched> {
  const claims = new Map(changes.claims)
  const judgements = new Map(changes.judgements)
  const names = await closure(transaction, changes, judgements, head)
  const known = await lookUp(transaction, names, memory)
  for (const [id, stored] of await claimsOfRecords(transaction, known.keys()))
    if (!claims.has(id)) claims.set(id, { before: stored, after: stored })

  const first = stage(ontology, claims, judgements, 'before')
  const second = stage(ontology, claims, judgements, 'after')
  const moved: string[] = []
  for (const name of names) if (differs(first.records.get(name), second.records.get(name))) moved.push(name)
  // A record that is new can only matter to ties that slept on it.
  const asked = head.asleep > 0 ? moved : moved.filter((name) => first.records.has(name))
  if (asked.length > 0)
    for (const [id, stored] of await tiesOfRecords(transaction, asked))
      if (!claims.has(id)) claims.set(id, { before: stored, after: stored })

  const beside = await ends(transaction, claims, names, memory)
  await companions(ontology, transaction, claims, [merge(beside, first.records), merge(beside, second.records)])
  const more = await ends(transaction, claims, names, memory)
  return {
    claims,
    judgements,
    before: finish(ontology, claims, first, merge(more, first.records), 'before'),
    after: finish(ontology, claims, second, merge(more, second.records), 'after')
  }
}

type When = 'before' | 'after'
type Records = Map<string, RecordState>

const differs = (a: RecordState | undefined, b: RecordState | undefined): boolean =>
  a === undefined || b === undefined
    ? a !== b
    : a.entity !== b.entity || a.rank !== b.rank || a.kind !== b.kind || !sameAudience(a.audience, b.audience)

const merge = (outside: Records, inside: Records): Records =>
  outside.size === 0 ? inside : new Map([...outside, ...inside])

/** The records of what changed, with all records that judgements connect to them; fills in those judgements. */
async function closure(
  transaction: Transaction,
  changes: Changes,
  judgements: Touched['judgements'],
  head: Head
): Promise<Set<string>> {
  const names = new Set<string>()
  for (const { before, after } of changes.claims.values()) {
    const record = (after ?? before)?.claim.about.record
    if (record !== undefined) names.add(record)
  }
  for (const { before, after } of changes.judgements.values())
    for (const stored of [before, after])
      if (stored !== null) names.add(stored.judgement.left).add(stored.judgement.right)
  if (head.judgements === 0) return names
  let frontier = [...names]
  while (frontier.length > 0) {
    const next: string[] = []
    for (const [id, stored] of await judgementsOfRecords(transaction, frontier)) {
      if (!judgements.has(id)) judgements.set(id, { before: stored, after: stored })
      for (const name of [stored.judgement.left, stored.judgement.right])
        if (!names.has(name)) {
          names.add(name)
          next.push(name)
        }
    }
    frontier = next
  }
  return names
}

/** The states of those records that are stored, from memory where it has them. */
async function lookUp(transaction: Transaction, names: Iterable<string>, memory: Memory): Promise<Records> {
  const found: Records = new Map()
  const missing: string[] = []
  for (const name of names) {
    const state = memory.records.get(name)
    if (state === undefined) missing.push(name)
    else found.set(name, state)
  }
  if (missing.length > 0)
    for (const state of await recordsByName(transaction, missing)) {
      memory.records.set(state.name, state)
      found.set(state.name, state)
    }
  return found
}

/** The ends of tie claims that lie outside the records derived here: nothing about them changes. */
async function ends(
  transaction: Transaction,
  claims: Touched['claims'],
  inside: ReadonlySet<string>,
  memory: Memory
): Promise<Records> {
  const outside = new Set<string>()
  for (const { before, after } of claims.values()) {
    const about = (after ?? before)?.claim.about
    if (about?.from === undefined) continue
    if (!inside.has(about.from)) outside.add(about.from)
    if (!inside.has(about.to)) outside.add(about.to)
  }
  return lookUp(transaction, outside, memory)
}

/** The other claims of the ties that the changed ones supported or will support. Ties that repeat have none. */
async function companions(
  ontology: Ontology,
  transaction: Transaction,
  claims: Touched['claims'],
  sides: readonly Records[]
): Promise<void> {
  const ids = new Set<string>()
  for (const { before, after } of claims.values())
    for (const stored of before === after ? [before] : [before, after]) {
      if (stored === null || stored.claim.about.from === undefined) continue
      if (ontology.relationKinds.get(stored.claim.about.kind)?.repeats === true) continue
      for (const records of sides) {
        const { about } = placeTie(ontology, stored.claim, records)
        if (about !== null) ids.add(about)
      }
    }
  if (ids.size === 0) return
  for (const [id, stored] of await claimsAbout(transaction, ids))
    if (!claims.has(id)) claims.set(id, { before: stored, after: stored })
}

function* on(claims: Touched['claims'], when: When): Generator<Claim> {
  for (const change of claims.values()) {
    const stored = change[when]
    if (stored !== null) yield stored.claim
  }
}

function stage(
  ontology: Ontology,
  claims: Touched['claims'],
  judgements: Touched['judgements'],
  when: When
): Omit<Side, 'relations'> {
  const open = [...on(claims, when)]
  const records = recordsOf(ontology, open)
  const decided: Judgement[] = []
  for (const change of judgements.values()) {
    const stored = change[when]
    if (stored !== null) decided.push(stored.judgement)
  }
  const clusters = cluster(records, decided)
  return { records, clusters, entities: entitiesOf(ontology, open, records) }
}

const finish = (
  ontology: Ontology,
  claims: Touched['claims'],
  part: Omit<Side, 'relations'>,
  records: Records,
  when: When
): Side => ({
  ...part,
  relations: relationsOf(ontology, on(claims, when), records, part.clusters.sameAs)
})
