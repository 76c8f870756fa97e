import { isOpen, type Judgement } from '../types.ts'
import type { RecordState } from './records.ts'
import { ASLEEP, ownReach, RETRACTED, together, type Reach } from './secrecy.ts'

/** Two records judged the same that may not be merged: drawn as a tie, seen by those who may see the judgement. */
export interface SameAs extends Reach {
  judgement: string
  left: string
  right: string
}

export interface Clusters {
  sameAs: SameAs[]
  /** Judgement → the DIFFERENT that keeps its records apart. */
  keptApart: Map<string, string>
  /** Who may see each judgement today: raised to its two records. */
  judgements: Map<string, Reach>
}

interface Weighed extends Reach {
  judgement: Judgement
  left: RecordState
  right: RecordState
}

/**
 * Forms clusters rank by rank upwards and sets each record's entity: the id of the lowest-marked, then smallest record.
 *
 * A judgement counts from the highest of its own and its two records' ranks on. One of rank j joins two clusters only if one of
 * them has no record below j, so that every lower rank sees the clusters it would see alone; a DIFFERENT blocks only judgements
 * of its own rank or above. What is judged the same and may not be merged (across an audience wall, between kinds, by a
 * judgement more secret than both clusters) becomes a tie. Order-free: judgements are taken by rank, then by id.
 */
export function cluster(records: ReadonlyMap<string, RecordState>, judgements: Iterable<Judgement>): Clusters {
  const result: Clusters = { sameAs: [], keptApart: new Map(), judgements: new Map() }
  const same: Weighed[] = []
  const different: Weighed[] = []
  for (const judgement of judgements) {
    const left = records.get(judgement.left)
    const right = records.get(judgement.right)
    const reach: Reach = !isOpen(judgement)
      ? { rank: RETRACTED, audience: judgement.audience }
      : left === undefined || right === undefined
        ? { rank: ASLEEP, audience: judgement.audience }
        : together(ownReach(judgement), together(left, right))
    result.judgements.set(judgement.id, reach)
    if (left === undefined || right === undefined || reach.rank >= ASLEEP || left === right) continue
    if (judgement.verdict === 'SAME') same.push({ judgement, left, right, ...reach })
    if (judgement.verdict === 'DIFFERENT' && reach.audience === null)
      different.push({ judgement, left, right, ...reach })
  }
  const byRank = (a: Weighed, b: Weighed): number => a.rank - b.rank || (a.judgement.id < b.judgement.id ? -1 : 1)
  different.sort(byRank)

  const members = new Map<RecordState, RecordState[]>()
  const clusterOf = (record: RecordState): RecordState[] => {
    let list = members.get(record)
    if (list === undefined) members.set(record, (list = [record]))
    return list
  }
  for (const { judgement, left, right, rank, audience } of same.sort(byRank)) {
    const a = clusterOf(left)
    const b = clusterOf(right)
    if (a === b) continue
    const apart = different.find(
      (d) =>
        d.rank <= rank && ((a.includes(d.left) && b.includes(d.right)) || (a.includes(d.right) && b.includes(d.left)))
    )
    const hasBelow = (list: RecordState[]): boolean => list.some((record) => record.rank < rank)
    if (audience !== null || left.kind !== right.kind || (hasBelow(a) && hasBelow(b))) {
      if (apart === undefined)
        result.sameAs.push({ judgement: judgement.id, left: left.name, right: right.name, rank, audience })
      else result.keptApart.set(judgement.id, apart.judgement.id)
    } else if (apart !== undefined) result.keptApart.set(judgement.id, apart.judgement.id)
    else {
      a.push(...b)
      for (const record of b) members.set(record, a)
    }
  }
  for (const list of new Set(members.values())) {
    const head = list.reduce((best, r) =>
      r.rank < best.rank || (r.rank === best.rank && r.name < best.name) ? r : best
    )
    for (const record of list) record.entity = head.id
  }
  return result
}
