import type { EntityState } from '../claims/derive/entities.ts'
import type { RecordState } from '../claims/derive/records.ts'
import type { RelationState } from '../claims/derive/relations.ts'
import type { Audience } from '../claims/types.ts'
import type { Ontology } from '../ontology/types.ts'
import type { Transaction, Value } from '../engine/port.ts'
import { claimNode, judgementNode } from './codec.ts'
import type { Difference } from './difference.ts'

type Rows = Record<string, Value>[]

function groupBy<T>(things: readonly T[], key: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const thing of things) {
    const list = groups.get(key(thing))
    if (list === undefined) groups.set(key(thing), [thing])
    else list.push(thing)
  }
  return groups
}

/** A label or type of the ontology as Cypher takes it: `Case` is a word of the language otherwise. GraphQL names hold no quotes. */
const name = (kind: string): string => `\`${kind}\``

/** A null costs as much to carry over as a value, and neither engine stores it. */
const limited = (row: Record<string, Value>, audience: Audience): Record<string, Value> => {
  if (audience !== null) row['audience'] = audience
  return row
}
const entityNode = (e: EntityState): Record<string, Value> =>
  limited({ ...e.stored, id: e.id, kind: e.kind, rank: e.rank }, e.audience)
const tie = (r: RelationState): Record<string, Value> => limited({ ...r.stored, id: r.id, rank: r.rank }, r.audience)
const recordNode = ({ audience, ...rest }: RecordState): Record<string, Value> => limited(rest, audience)

/**
 * Writes the difference. Labels and relationship types come from the ontology's closed list alone; everything else is a
 * parameter. What is removed goes last: on Neo4j look-ups grow slow after deletions in the same transaction.
 */
export async function applyDifference(
  ontology: Ontology,
  transaction: Transaction,
  difference: Difference
): Promise<void> {
  const floats = [...ontology.floats]
  // Issued one after the other without waiting in between: on Neo4j the next rows travel while the last are written.
  const issued: Promise<unknown>[] = []
  const run = (text: string, rows: Rows): void => {
    if (rows.length > 0) issued.push(transaction.run({ text, params: { rows }, columns: [], floats }))
  }
  const { records, entities, relations, claims, judgements } = difference
  for (const [kind, list] of groupBy(entities.create, (e) => e.kind))
    run(`UNWIND $rows AS row CREATE (n:Entity:${name(kind)}) SET n = row`, list.map(entityNode))
  run(
    'UNWIND $rows AS row MATCH (n:Entity {id: row.id}) SET n = row',
    entities.replace.map((w) => entityNode(w.after))
  )
  const relabelled = entities.replace.filter((w) => w.before.kind !== w.after.kind)
  for (const list of groupBy(relabelled, (w) => `${w.before.kind} ${w.after.kind}`).values()) {
    const [first] = list
    if (first === undefined) continue
    run(
      `UNWIND $rows AS row MATCH (n:Entity {id: row.id}) REMOVE n:${name(first.before.kind)} SET n:${name(first.after.kind)}`,
      list.map((w) => ({ id: w.after.id }))
    )
  }
  run('UNWIND $rows AS row CREATE (n:Record) SET n = row', records.create.map(recordNode))
  run(
    'UNWIND $rows AS row MATCH (n:Record {id: row.id}) SET n = row',
    records.replace.map((w) => recordNode(w.after))
  )
  run(
    'UNWIND $rows AS row CREATE (n:Claim) SET n = row',
    claims.create.map((w) => claimNode(w.stored, w.state))
  )
  run(
    'UNWIND $rows AS row MATCH (n:Claim {id: row.id}) SET n = row',
    claims.replace.map((w) => claimNode(w.after.stored, w.after.state))
  )
  run(
    'UNWIND $rows AS row CREATE (n:Judgement) SET n = row',
    judgements.create.map((w) => judgementNode(w.stored, w.reach))
  )
  run(
    'UNWIND $rows AS row MATCH (n:Judgement {id: row.id}) SET n = row',
    judgements.replace.map((w) => judgementNode(w.after.stored, w.after.reach))
  )

  for (const [kind, list] of groupBy(relations.create, (r) => r.kind))
    run(
      `UNWIND $rows AS row MATCH (a:Entity {id: row.from}) MATCH (b:Entity {id: row.to}) CREATE (a)-[r:${name(kind)}]->(b) SET r = row.p`,
      list.map((r) => ({ from: r.from, to: r.to, p: tie(r) }))
    )
  for (const [kind, list] of groupBy(
    relations.replace.map((w) => w.after),
    (r) => r.kind
  ))
    run(
      `UNWIND $rows AS row MATCH (a:Entity {id: row.from})-[r:${name(kind)}]->() WHERE r.id IN row.ids SET r = row.p[r.id]`,
      byStart(list).map(([from, ties]) => ({
        from,
        ids: ties.map((r) => r.id),
        p: Object.fromEntries(ties.map((r) => [r.id, tie(r)]))
      }))
    )
  for (const [kind, list] of groupBy(relations.remove, (r) => r.kind))
    run(
      `UNWIND $rows AS row MATCH (a:Entity {id: row.from})-[r:${name(kind)}]->() WHERE r.id IN row.ids DELETE r`,
      byStart(list).map(([from, ties]) => ({ from, ids: ties.map((r) => r.id) }))
    )
  const remove = (label: string, ids: string[]): void => {
    if (ids.length > 0)
      issued.push(
        transaction.run({ text: `MATCH (n:${label}) WHERE n.id IN $ids DETACH DELETE n`, params: { ids }, columns: [] })
      )
  }
  remove(
    'Entity',
    entities.remove.map((e) => e.id)
  )
  remove(
    'Record',
    records.remove.map((r) => r.id)
  )
  remove(
    'Claim',
    claims.remove.map((w) => w.stored.claim.id)
  )
  remove(
    'Judgement',
    judgements.remove.map((w) => w.stored.judgement.id)
  )
  await Promise.all(issued)
}

const byStart = (relations: readonly RelationState[]): [string, RelationState[]][] => [
  ...groupBy(relations, (r) => r.from)
]
