import type { Ontology, RelationKind } from '../../ontology/types.ts'
import { idOf } from '../ids.ts'
import { isOpen, type Claim } from '../types.ts'
import type { SameAs } from './clusters.ts'
import type { ClaimState } from './entities.ts'
import type { RecordState } from './records.ts'
import { ASLEEP, ownReach, RETRACTED, together, wall, type Reach } from './secrecy.ts'
import { summarise, type Stored, type Supporting } from './summary.ts'

export interface RelationState extends Reach {
  id: string
  kind: string
  from: string
  to: string
  stored: Stored
}

export interface Relations {
  relations: Map<string, RelationState>
  claims: Map<string, ClaimState>
}

/** Kind, both entities, role, audience, and the claim where ties repeat: that is what a tie is. */
function identify(
  kind: RelationKind,
  from: string,
  to: string,
  role: string,
  reach: Reach,
  claim: string
): [string, string, string] {
  const [a, b] = kind.symmetric && to < from ? [to, from] : [from, to]
  return [idOf('r', kind.name, a, b, role, wall(reach), kind.repeats ? claim : ''), a, b]
}

/**
 * Where a tie claim stands today: who may see it, and the tie that it supports. It sleeps until both its records exist; between
 * records that were judged the same it supports nothing.
 */
export function placeTie(
  ontology: Ontology,
  claim: Claim,
  records: ReadonlyMap<string, RecordState>
): ClaimState & { from: string; to: string } {
  const nowhere = { about: null, audience: claim.audience, from: '', to: '' }
  if (claim.about.from === undefined) return { ...nowhere, rank: ASLEEP }
  if (!isOpen(claim)) return { ...nowhere, rank: RETRACTED }
  const left = records.get(claim.about.from)
  const right = records.get(claim.about.to)
  const kind = ontology.relationKinds.get(claim.about.kind)
  if (left === undefined || right === undefined || kind === undefined) return { ...nowhere, rank: ASLEEP }
  const reach = together(ownReach(claim), together(left, right))
  if (left.entity === right.entity) return { ...nowhere, ...reach }
  const role = claim.properties['role']
  const [id, from, to] = identify(
    kind,
    left.entity,
    right.entity,
    typeof role === 'string' ? role : '',
    reach,
    claim.id
  )
  return { about: id, ...reach, from, to }
}

/** The ties that tie claims and judgements across walls support, with a summary per rank. */
export function relationsOf(
  ontology: Ontology,
  claims: Iterable<Claim>,
  records: ReadonlyMap<string, RecordState>,
  sameAs: Iterable<SameAs>
): Relations {
  const relations = new Map<string, RelationState>()
  const states = new Map<string, ClaimState>()
  const supporting = new Map<string, Supporting[]>()
  const tie = (id: string, kind: string, from: string, to: string, reach: Reach): void => {
    const known = relations.get(id)
    if (known === undefined)
      relations.set(id, { id, kind, from, to, rank: reach.rank, audience: reach.audience, stored: {} })
    else if (reach.rank < known.rank) known.rank = reach.rank
  }
  for (const claim of claims) {
    if (claim.about.from === undefined) continue
    const { from, to, ...state } = placeTie(ontology, claim, records)
    states.set(claim.id, state)
    if (state.about === null || state.rank >= ASLEEP) continue
    tie(state.about, claim.about.kind, from, to, state)
    const list = supporting.get(state.about)
    if (list === undefined) supporting.set(state.about, [{ claim, rank: state.rank }])
    else list.push({ claim, rank: state.rank })
  }
  const same = ontology.relationKinds.get('SAME_AS')
  for (const { left, right, judgement, ...reach } of sameAs) {
    const a = records.get(left)
    const b = records.get(right)
    if (same === undefined || a === undefined || b === undefined || a.entity === b.entity) continue
    const [id, from, to] = identify(same, a.entity, b.entity, '', reach, judgement)
    tie(id, same.name, from, to, reach)
  }
  for (const relation of relations.values()) {
    const properties = ontology.relationKinds.get(relation.kind)?.properties ?? new Map()
    relation.stored = summarise(
      supporting.get(relation.id) ?? [],
      relation.rank,
      relation.audience !== null,
      properties,
      true
    )
  }
  return { relations, claims: states }
}
