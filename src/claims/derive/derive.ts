import type { Ontology } from '../../ontology/types.ts'
import type { Claim, Judgement } from '../types.ts'
import { cluster } from './clusters.ts'
import { entitiesOf, type ClaimState, type EntityState } from './entities.ts'
import { recordsOf, type RecordState } from './records.ts'
import { relationsOf, type RelationState } from './relations.ts'
import type { Reach } from './secrecy.ts'

/** Everything that the graph must hold, given everything that was claimed and judged. */
export interface Derived {
  records: Map<string, RecordState>
  entities: Map<string, EntityState>
  relations: Map<string, RelationState>
  claims: Map<string, ClaimState>
  judgements: Map<string, Reach>
  keptApart: Map<string, string>
}

/**
 * The graph is derived: a pure function of claims and judgements, whatever their order. The store applies it to what a batch
 * touches; the laws that hold the two together are in `tests/store/laws.test.ts`.
 */
export function derive(ontology: Ontology, claims: readonly Claim[], judgements: readonly Judgement[]): Derived {
  const records = recordsOf(ontology, claims)
  const { sameAs, keptApart, judgements: reaches } = cluster(records, judgements)
  const { entities, claims: entityClaims } = entitiesOf(ontology, claims, records)
  const { relations, claims: tieClaims } = relationsOf(ontology, claims, records, sameAs)
  return {
    records,
    entities,
    relations,
    claims: new Map([...entityClaims, ...tieClaims]),
    judgements: reaches,
    keptApart
  }
}
