import type { Ontology } from '../../ontology/types.ts'
import { recordId } from '../ids.ts'
import { isOpen, type Claim } from '../types.ts'
import { ownReach, together, type Reach } from './secrecy.ts'

/** What a dataset calls one thing, and who may know that it exists. */
export interface RecordState extends Reach {
  name: string
  id: string
  dataset: string
  kind: string
  /** The entity to which it belongs today. */
  entity: string
}

/**
 * The records that open entity claims assert. A record's marking is the lowest among the claims about it; a claim without
 * audience makes it a record without audience. Two different audiences are refused on the way in, but a retraction can leave
 * them: then that of the lowest marking counts, so that no claim changes what those see who may not see it; at one marking it
 * is those who are in both. Claims of a kind that the schema no longer knows assert none. `entity` is its own id until
 * clusters are formed.
 */
export function recordsOf(ontology: Ontology, claims: Iterable<Claim>): Map<string, RecordState> {
  const records = new Map<string, RecordState>()
  for (const claim of claims) {
    const name = claim.about.record
    if (name === undefined || !isOpen(claim) || !ontology.kinds.has(claim.about.kind)) continue
    const reach = ownReach(claim)
    const known = records.get(name)
    if (known === undefined) {
      const id = recordId(name)
      records.set(name, { name, id, dataset: claim.dataset, kind: claim.about.kind, entity: id, ...reach })
    } else if (known.audience !== null && reach.audience === null) {
      known.rank = reach.rank
      known.audience = null
      known.kind = claim.about.kind
    } else if ((known.audience === null) === (reach.audience === null)) {
      if (reach.rank < known.rank) {
        known.rank = reach.rank
        known.audience = reach.audience
        known.kind = claim.about.kind
      } else if (reach.rank === known.rank) known.audience = together(known, reach).audience
    }
  }
  return records
}
