/** Values for arguments: half of the time one that means something in the world, otherwise nothing or something odd. */
import type { Random } from '../../../src/graph/random.ts'
import { ontology } from '../../query/world.ts'
import type { Ledger } from '../ledger.ts'
import { datasetId, recordId, sourceId } from '../../../src/claims/ids.ts'
import { measures } from '../../../src/analysis/measures/registry.ts'

/** What the world knows, by what an argument asks for. */
export interface Pool {
  /** Kinds of entities of which there is none. */
  readonly absent: ReadonlySet<string>
  readonly ids: readonly string[]
  readonly entities: readonly string[]
  /** Groups and cases, of which structures are computed. */
  readonly collectives: readonly string[]
  /** Who paths lead from and to. */
  readonly actors: readonly string[]
  /** Places, between which legs run. */
  readonly places: readonly string[]
  readonly texts: readonly string[]
  readonly datasets: readonly string[]
  readonly sources: readonly string[]
  /** What claims say of each property. */
  readonly said: ReadonlyMap<string, readonly unknown[]>
  /** Moments at which something was recorded. */
  readonly moments: readonly string[]
}

export function poolOf({ claims, judgements, sources, datasets }: Ledger, relations: Iterable<string>): Pool {
  const all = [...claims.values()].map(({ thing }) => thing)
  const records = [...new Set(all.flatMap(({ about }) => (about.from === undefined ? [about.record] : [])))]
  const kinds = new Set(all.map(({ about }) => about.kind))
  const entities = records.map(recordId)
  const ofKind = (some: readonly string[]): string[] =>
    all.flatMap(({ about }) => (about.from === undefined && some.includes(about.kind) ? [recordId(about.record)] : []))
  const said = all.flatMap(({ properties }) => [properties['name'], ...((properties['aliases'] ?? []) as string[])])
  const values = new Map<string, unknown[]>()
  for (const { properties } of all)
    for (const [name, value] of Object.entries(properties))
      values.set(name, [...(values.get(name) ?? []), ...[value].flat()])
  return {
    said: values,
    moments: [...new Set(all.flatMap(({ known }) => known))],
    absent: new Set([...ontology.kinds.keys()].filter((kind) => !kinds.has(kind))),
    entities,
    collectives: ofKind(['Group', 'Case']),
    actors: ofKind(['Person', 'Group', 'Company']),
    places: ofKind(['Place']),
    ids: [
      ...entities,
      ...entities,
      ...relations,
      ...claims.keys(),
      ...judgements.keys(),
      ...[...sources.keys()].map(sourceId),
      ...[...datasets.keys()].map(datasetId)
    ],
    texts: [...new Set(said)].filter((text) => typeof text === 'string'),
    datasets: [...datasets.keys()],
    sources: [...sources.keys()]
  }
}

const GOODS = [
  'drugs',
  'drugs/cocaine',
  'arms',
  'people',
  'arms',
  'drugs',
  'people',
  'arms/small',
  'people/smuggling',
  'drug'
]
const DATES = ['2001', '2002-12', '2003', '2003-05', '2003-05-17', '2004', '2004-06-30', '2026']
const GRADES = ['A1', 'B2', 'C3', 'D4', 'E5', 'b3', 'A5']
const ODD_TEXTS = ['', ' ', '"', "x'}) DETACH DELETE n //", '\u202e', '%', 'Ж', '🙂', 'é', '__proto__', '\\', '$rank']

/** A text for an argument or input field of this name. `odd` is told where the value is one that may be refused. */
export function textFor(random: Random, pool: Pool, name: string, odd: () => void): string {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)] as T
  const one = (list: readonly string[]): string => (list.length === 0 ? 'nothing' : pick(list))
  const strange = random.below(12) === 0
  switch (name) {
    case 'id':
    case 'ids':
    case 'about':
      return strange
        ? pick(['e:00000000000000000000', 'x', '', 'e:', 'q:1', 'E:1'])
        : one(random.below(3) === 0 ? pool.collectives : pool.ids)
    case 'around':
    case 'collectives':
      return strange ? pick(['e:00000000000000000000', '', 'r:1']) : one(pool.entities)
    case 'places':
      return strange ? pick(['e:00000000000000000000', '', 'r:1']) : one(pool.places)
    case 'actors':
      return strange ? one(pool.ids) : one(pool.actors)
    case 'views':
      return strange ? one(pool.ids) : `v:${random.below(8)}`
    case 'groups':
      return strange ? one(pool.ids) : one(pool.collectives)
    case 'goods':
    case 'including':
      return strange ? pick(['', '/', 'drugs/', ...ODD_TEXTS]) : pick(GOODS)
    case 'from':
    case 'to':
      return strange ? (odd(), pick(['2003-13', '2003-02-30', 'May', '', '03'])) : pick(DATES)
    case 'phase':
      return pick(['1', '2', '3', '', '9'])
    case 'minGrade':
      return strange ? (odd(), pick(['F6', 'B', '2', 'Z9', '', 'F1', 'A6'])) : pick(GRADES)
    case 'knownSince':
      return strange
        ? (odd(), pick(['', 'x', '2024-13-01']))
        : one([...pool.moments, '2024-01-01', '2030-01-01T00:00:00+02:00'])
    case 'asKnownAt':
      return strange && random.below(4) === 0
        ? (odd(), pick(['', '2024-01-01', '2024-13-01T00:00:00Z', '2999-01-01T00:00:00Z', '2024-01-01T00:00:00']))
        : one([...pool.moments, '2023-12-30T00:00:00Z', '2024-01-01T01:00:05+01:00', '2026-02-01T00:00Z'])
    case 'sourceTypes':
      return pick(['judgment', 'wiretap', '', 'article'])
    case 'dataset':
      return strange ? pick(ODD_TEXTS) : one(pool.datasets)
    case 'source':
    case 'origin':
      return strange ? pick(ODD_TEXTS) : one(pool.sources)
    default:
      return wording(random, pool, pick)
  }
}

/** A text or a piece of it, in another script now and then. */
export function pieceOf(random: Random, text: string): string {
  switch (random.below(5)) {
    case 0:
      return text.slice(0, 1 + random.below(text.length))
    case 1:
      return text.toUpperCase()
    default:
      return text
  }
}

/** A name, a piece of one, or something that nobody is called. */
function wording(random: Random, { texts }: Pool, pick: <T>(list: readonly T[]) => T): string {
  const name = texts.length === 0 ? 'x' : pick(texts)
  switch (random.below(8)) {
    case 0:
      return pick(ODD_TEXTS)
    case 1:
      return pick(['nobody at all', 'a', 'bo', 'ana ana', 'o'])
    case 2:
      return name.slice(0, 1 + random.below(name.length))
    case 3:
      return name.toUpperCase()
    case 4:
      return name.split(' ').reverse().join('  ')
    default:
      return name
  }
}

export const measureIds = measures.map(({ id }) => id)
