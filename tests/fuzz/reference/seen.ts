/** The graph that one viewer sees: what `derive` makes of the claims and judgements that he may see, and of nothing else. */
import { maySee, summaryRank, type Viewer } from '../../../src/access/viewer.ts'
import { derive } from '../../../src/claims/derive/derive.ts'
import type { Reach } from '../../../src/claims/derive/secrecy.ts'
import type { Stored } from '../../../src/claims/derive/summary.ts'
import { sourceId } from '../../../src/claims/ids.ts'
import { rankOf, type Claim, type DatasetRecord, type Judgement, type SourceRecord } from '../../../src/claims/types.ts'
import type { Ontology, Property } from '../../../src/ontology/types.ts'
import type { Ledger, SavedView } from '../ledger.ts'
import { knownBy } from './past.ts'

export type Values = Readonly<Record<string, unknown>>

export interface Entity extends Reach {
  readonly __typename: string
  readonly id: string
  readonly kind: string
  /** Every property under its name, as the viewer's rank reads it; folded names as `name_key` and `aliases_key`. */
  readonly values: Values
}

export interface Tie extends Reach {
  readonly __typename: 'Relation'
  readonly id: string
  readonly kind: string
  readonly from: Entity
  readonly to: Entity
  /** The far end, seen from where the tie was reached. */
  readonly other: Entity
  readonly values: Values
}

export interface SeenClaim extends Reach {
  readonly __typename: 'Claim'
  readonly id: string
  /** Id of the entity or tie that it supports; null where it supports nothing. */
  readonly about: string | null
  readonly claim: Claim
}

export interface Source {
  readonly __typename: 'Source'
  readonly id: string
  readonly source: SourceRecord
}
export interface Dataset {
  readonly __typename: 'Dataset'
  readonly id: string
  readonly dataset: DatasetRecord & { complete: boolean }
}
export interface Judged {
  readonly __typename: 'Judgement'
  readonly id: string
  readonly judgement: Judgement
}

export interface Seen {
  readonly viewer: Viewer
  readonly ontology: Ontology
  readonly entities: ReadonlyMap<string, Entity>
  /** Every record's id → the entity that it is part of. */
  readonly records: readonly { readonly id: string; readonly name: string; readonly entity: string }[]
  readonly ties: ReadonlyMap<string, Tie>
  /** By id. */
  readonly claims: readonly SeenClaim[]
  readonly sources: readonly Source[]
  readonly datasets: readonly Dataset[]
  readonly judgements: readonly Judged[]
  readonly revision: number
  /** All views, whoever may see them. */
  readonly saved: readonly SavedView[]
  /** The same as it was known at a moment. */
  readonly then: (moment: string) => Seen
}

const NOBODY: Reach = { rank: 99, audience: null }

export function seenBy(ontology: Ontology, ledger: Ledger, viewer: Viewer): Seen {
  const entries = [...ledger.claims.values()]
  const judged = [...ledger.judgements.values()]
  const all = derive(ontology, entries.map(({ thing }) => thing), judged.map(({ thing }) => thing)) // prettier-ignore
  const mine = entries.filter(({ thing }) => maySee(viewer, all.claims.get(thing.id) ?? NOBODY))
  const judgedForMe = judged.filter(({ thing }) => maySee(viewer, all.judgements.get(thing.id) ?? NOBODY))
  const derived = derive(ontology, mine.map(({ thing }) => thing), judgedForMe.map(({ thing }) => thing)) // prettier-ignore
  const rank = summaryRank(viewer)
  const own = ({ marking, audience }: Pick<SourceRecord, 'marking' | 'audience'>): boolean =>
    maySee(viewer, { rank: rankOf(marking), audience })

  const entities = new Map<string, Entity>()
  for (const { id, kind, stored, rank: least, audience } of derived.entities.values()) {
    const properties = ontology.kinds.get(kind)?.properties ?? new Map<string, Property>()
    entities.set(id, { __typename: kind, id, kind, rank: least, audience, values: valuesAt(stored, properties, rank) })
  }
  const ties = new Map<string, Tie>()
  for (const { id, kind, from: a, to: b, stored, rank: least, audience } of derived.relations.values()) {
    const [from, to] = [entities.get(a), entities.get(b)]
    if (from === undefined || to === undefined) throw new Error('a tie without an end')
    const values = valuesAt(stored, ontology.relationProperties, rank)
    ties.set(id, { __typename: 'Relation', id, kind, from, to, other: to, rank: least, audience, values })
  }
  const touched = new Set([...mine, ...judgedForMe].flatMap(({ batches }) => batches))
  const past = new Map<string, Seen>()
  return {
    then: (moment) => {
      const known = past.get(moment) ?? seenBy(ontology, knownBy(ledger, moment), viewer)
      past.set(moment, known)
      return known
    },
    viewer,
    ontology,
    entities,
    ties,
    records: [...derived.records.values()],
    claims: mine
      .map(({ thing }): SeenClaim => {
        const state = derived.claims.get(thing.id)
        if (state === undefined) throw new Error('a claim without a state')
        return { __typename: 'Claim', id: thing.id, claim: thing, ...state }
      })
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    sources: [...ledger.sources.values()]
      .filter(own)
      .map((source) => ({ __typename: 'Source', id: sourceId(source.key), source })),
    datasets: [...ledger.datasets.values()]
      .filter(own)
      .map((dataset) => ({ __typename: 'Dataset', id: dataset.id, dataset })),
    judgements: judgedForMe.map(({ thing }) => ({ __typename: 'Judgement', id: thing.id, judgement: thing })),
    revision: touched.size,
    saved: ledger.saved
  }
}

/** Reads a stored summary at a rank: indexed properties whole, the others from the nearest rank at or below. */
function valuesAt(stored: Stored, properties: ReadonlyMap<string, Property>, rank: number): Values {
  const values: Record<string, unknown> = {}
  for (const name of new Set(Object.keys(stored).map((each) => each.replace(/_[12]$/, '')))) {
    const whole = properties.get(name.replace(/_key$/, ''))?.indexed === true
    const ranks = whole ? [rank] : [2, 1, 0].filter((each) => each <= rank)
    const value = ranks.map((each) => stored[each === 0 ? name : `${name}_${each}`]).find((each) => each !== undefined)
    // What is open at this rank is stored as ''; a folded name may well be empty.
    if (value !== undefined && (value !== '' || name.endsWith('_key'))) values[name] = value
  }
  return values
}
