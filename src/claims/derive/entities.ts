import type { Ontology } from '../../ontology/types.ts'
import { isOpen, type Claim } from '../types.ts'
import type { RecordState } from './records.ts'
import { ASLEEP, ownReach, RETRACTED, sameAudience, together, type Reach } from './secrecy.ts'
import { summarise, type Stored, type Supporting } from './summary.ts'

export interface EntityState extends Reach {
  id: string
  kind: string
  stored: Stored
}

/** Who may see a claim today, and what it supports; `about` is null where it supports nothing. */
export interface ClaimState extends Reach {
  about: string | null
}

export interface Entities {
  entities: Map<string, EntityState>
  claims: Map<string, ClaimState>
}

/**
 * The entities that the records form, with a summary per rank. Audience-limited claims never touch a shared summary: about a
 * shared entity they are only listed; an entity of their own takes its values from the claims at its own rank and audience.
 */
export function entitiesOf(
  ontology: Ontology,
  claims: Iterable<Claim>,
  records: ReadonlyMap<string, RecordState>
): Entities {
  const entities = new Map<string, EntityState>()
  const states = new Map<string, ClaimState>()
  const supporting = new Map<string, Supporting[]>()
  for (const record of records.values()) {
    const known = entities.get(record.entity)
    if (known === undefined) {
      entities.set(record.entity, {
        id: record.entity,
        kind: record.kind,
        rank: record.rank,
        audience: record.audience,
        stored: {}
      })
      supporting.set(record.entity, [])
    } else if (record.rank < known.rank) known.rank = record.rank
    if (record.id === record.entity) (entities.get(record.entity) as EntityState).kind = record.kind
  }
  for (const claim of claims) {
    const name = claim.about.record
    if (name === undefined) continue
    const record = records.get(name)
    if (record === undefined || !isOpen(claim)) {
      states.set(claim.id, { about: null, rank: isOpen(claim) ? ASLEEP : RETRACTED, audience: claim.audience })
      continue
    }
    const reach = together(ownReach(claim), record)
    states.set(claim.id, { about: record.entity, ...reach })
    const entity = entities.get(record.entity) as EntityState
    if (
      entity.audience === null
        ? reach.audience === null
        : reach.rank === entity.rank && sameAudience(reach.audience, entity.audience)
    )
      supporting.get(record.entity)?.push({ claim, rank: reach.rank })
  }
  for (const entity of entities.values()) {
    const properties = ontology.kinds.get(entity.kind)?.properties ?? new Map()
    entity.stored = summarise(supporting.get(entity.id) ?? [], entity.rank, entity.audience !== null, properties, false)
  }
  return { entities, claims: states }
}
