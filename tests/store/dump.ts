import type { Derived } from '../../src/claims/derive/derive.ts'
import type { ClaimState } from '../../src/claims/derive/entities.ts'
import type { Reach } from '../../src/claims/derive/secrecy.ts'
import type { Store } from '../../src/store/store.ts'

/** The derived graph as plain sorted data, to compare what is stored with what `derive` says. */
export type Dump = Record<'entities' | 'records' | 'relations' | 'claims' | 'judgements', Record<string, unknown>>

const sorted = (entries: Iterable<[string, unknown]>): Record<string, unknown> =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)))

const clean = (properties: Record<string, unknown>): Record<string, unknown> =>
  sorted(Object.entries(properties).filter(([, value]) => value !== null && value !== undefined))

export function dumpDerived(derived: Derived): Dump {
  const reach = (r: Reach): unknown => clean({ rank: r.rank, audience: r.audience })
  return {
    entities: sorted(
      [...derived.entities.values()].map((e) => [
        e.id,
        clean({ ...e.stored, id: e.id, kind: e.kind, rank: e.rank, audience: e.audience })
      ])
    ),
    records: sorted([...derived.records.values()].map((r) => [r.name, clean({ ...r })])),
    relations: sorted(
      [...derived.relations.values()].map((r) => [
        r.id,
        clean({ ...r.stored, id: r.id, type: r.kind, a: r.from, b: r.to, rank: r.rank, audience: r.audience })
      ])
    ),
    claims: sorted(
      [...derived.claims].map(([id, s]: [string, ClaimState]) => [
        id,
        clean({ about: s.about, rank: s.rank, audience: s.audience })
      ])
    ),
    judgements: sorted([...derived.judgements].map(([id, r]) => [id, reach(r)]))
  }
}

export async function dumpStored(store: Pick<Store, 'read'>): Promise<Dump> {
  const read = (text: string, columns: string[]) => store.read(text, columns)
  const entities = await read('MATCH (n:Entity) RETURN n.id AS id, properties(n) AS p', ['id', 'p'])
  const records = await read('MATCH (n:Record) RETURN n.name AS id, properties(n) AS p', ['id', 'p'])
  const relations = await read(
    'MATCH (a:Entity)-[r]->(b:Entity) RETURN r.id AS id, properties(r) AS p, type(r) AS type, a.id AS a, b.id AS b',
    ['id', 'p', 'type', 'a', 'b']
  )
  const claims = await read(
    'MATCH (c:Claim) RETURN c.id AS id, c.about AS about, c.rank AS rank, c.audience AS audience',
    ['id', 'about', 'rank', 'audience']
  )
  const judgements = await read('MATCH (j:Judgement) RETURN j.id AS id, j.rank AS rank, j.audience AS audience', [
    'id',
    'rank',
    'audience'
  ])
  const props = (value: unknown): Record<string, unknown> => value as Record<string, unknown>
  return {
    entities: sorted(entities.map(([id, p]) => [id as string, clean(props(p))])),
    records: sorted(records.map(([id, p]) => [id as string, clean(props(p))])),
    relations: sorted(relations.map(([id, p, type, a, b]) => [id as string, clean({ ...props(p), type, a, b })])),
    claims: sorted(claims.map(([id, about, rank, audience]) => [id as string, clean({ about, rank, audience })])),
    judgements: sorted(judgements.map(([id, rank, audience]) => [id as string, clean({ rank, audience })]))
  }
}
