import type { EntityState } from '../claims/derive/entities.ts'
import type { RelationState } from '../claims/derive/relations.ts'
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

const entityNode = (e: EntityState): Record<string, Value> => ({ ...e.stored, id: e.id, kind: e.kind, rank: e.rank, audience: e.audience })
const tie = (r: RelationState): Record<string, Value> => ({ ...r.stored, id: r.id, rank: r.rank, audience: r.audience })

/**
 * Writes the difference. Labels and relationship types come from the ontology's closed list alone; everything else is a
 * parameter. What is removed goes last: on Neo4j look-ups grow slow after deletions in the same transaction.
 */
export async function applyDifference(ontology: Ontology, transaction: Transaction, difference: Difference): Promise<void> {
  const floats = [...ontology.floats]
  const run = async (text: string, rows: Rows): Promise<void> => {
    if (rows.length > 0) await transaction.run({ text, params: { rows }, columns: [], floats })
  }
  const { records, entities, relations, claims, judgements } = difference
  for (const [kind, list] of groupBy(entities.create, (e) => e.kind))
    await run(`UNWIND $rows AS row CREATE (n:Entity:${name(kind)}) SET n = row`, list.map(entityNode))
  await run('UNWIND $rows AS row MATCH (n:Entity {id: row.id}) SET n = row', entities.replace.map((w) => entityNode(w.after)))
  const relabelled = entities.replace.filter((w) => w.before.kind !== w.after.kind)
  for (const list of groupBy(relabelled, (w) => `${w.before.kind} ${w.after.kind}`).values()) {
    const [first] = list
    if (first === undefined) continue
    await run(
      `UNWIND $rows AS row MATCH (n:Entity {id: row.id}) REMOVE n:${name(first.before.kind)} SET n:${name(first.after.kind)}`,
      list.map((w) => ({ id: w.after.id }))
    )
  }
  await run('UNWIND $rows AS row CREATE (n:Record) SET n = row', records.create.map((r) => ({ ...r })))
  await run('UNWIND $rows AS row MATCH (n:Record {id: row.id}) SET n = row', records.replace.map((w) => ({ ...w.after })))
  await run('UNWIND $rows AS row CREATE (n:Claim) SET n = row', claims.create.map((w) => claimNode(w.stored, w.state)))
  await run('UNWIND $rows AS row MATCH (n:Claim {id: row.id}) SET n = row', claims.replace.map((w) => claimNode(w.after.stored, w.after.state)))
  await run('UNWIND $rows AS row CREATE (n:Judgement) SET n = row', judgements.create.map((w) => judgementNode(w.stored, w.reach)))
  await run('UNWIND $rows AS row MATCH (n:Judgement {id: row.id}) SET n = row', judgements.replace.map((w) => judgementNode(w.after.stored, w.after.reach)))

  for (const [kind, list] of groupBy(relations.create, (r) => r.kind))
    await run(
      `UNWIND $rows AS row MATCH (a:Entity {id: row.from}) MATCH (b:Entity {id: row.to}) CREATE (a)-[r:${name(kind)}]->(b) SET r = row.p`,
      list.map((r) => ({ from: r.from, to: r.to, p: tie(r) }))
    )
  for (const [kind, list] of groupBy(relations.replace.map((w) => w.after), (r) => r.kind))
    await run(
      `UNWIND $rows AS row MATCH (a:Entity {id: row.from})-[r:${name(kind)}]->() WHERE r.id IN row.ids SET r = row.p[r.id]`,
      byStart(list).map(([from, ties]) => ({ from, ids: ties.map((r) => r.id), p: Object.fromEntries(ties.map((r) => [r.id, tie(r)])) }))
    )
  for (const [kind, list] of groupBy(relations.remove, (r) => r.kind))
    await run(
      `UNWIND $rows AS row MATCH (a:Entity {id: row.from})-[r:${name(kind)}]->() WHERE r.id IN row.ids DELETE r`,
      byStart(list).map(([from, ties]) => ({ from, ids: ties.map((r) => r.id) }))
    )
  const remove = async (label: string, ids: string[]): Promise<void> => {
    if (ids.length > 0)
      await transaction.run({ text: `MATCH (n:${label}) WHERE n.id IN $ids DETACH DELETE n`, params: { ids }, columns: [] })
  }
  await remove('Entity', entities.remove.map((e) => e.id))
  await remove('Record', records.remove.map((r) => r.id))
  await remove('Claim', claims.remove.map((w) => w.stored.claim.id))
  await remove('Judgement', judgements.remove.map((w) => w.stored.judgement.id))
}

const byStart = (relations: readonly RelationState[]): [string, RelationState[]][] => [...groupBy(relations, (r) => r.from)]
