import type { Ontology } from '../../ontology/types.ts'
import type { Claim, Judgement } from '../types.ts'
import { cluster } from './clusters.ts'
import type { Derived } from './derive.ts'
import { entitiesOf, type ClaimState } from './entities.ts'
import { recordsOf, type RecordState } from './records.ts'
import { relationsOf } from './relations.ts'

/**
 * `derive`, piece by piece: stops after about so many claims, so that whoever runs it lets others have their turn. Each step
 * needs together only the claims about one record, then those about one entity, then those that tie the same two.
 */
export function* derivePieces(
  ontology: Ontology,
  claims: readonly Claim[],
  judgements: readonly Judgement[],
  size = 2_000
): Generator<undefined, Derived> {
  const records = new Map<string, RecordState>()
  for (const piece of together(claims, ({ about }) => about.record, size)) {
    for (const [name, record] of recordsOf(ontology, piece)) records.set(name, record)
    yield
  }
  const { sameAs, keptApart, judgements: reaches } = cluster(records, judgements)
  yield
  const entityOf = (name: string | undefined): string | undefined =>
    name === undefined ? undefined : (records.get(name)?.entity ?? name)
  const derived: Derived = {
    records,
    entities: new Map(),
    relations: new Map(),
    claims: new Map<string, ClaimState>(),
    judgements: reaches,
    keptApart
  }
  const keep = <T>(into: Map<string, T>, from: ReadonlyMap<string, T>): void => {
    for (const [key, value] of from) into.set(key, value)
  }
  for (const piece of together(claims, ({ about }) => entityOf(about.record), size)) {
    const own = new Map<string, RecordState>()
    for (const { about } of piece) {
      const record = records.get(about.record ?? '')
      if (record !== undefined) own.set(record.name, record)
    }
    const { entities, claims: states } = entitiesOf(ontology, piece, own)
    keep(derived.entities, entities)
    keep(derived.claims, states)
    yield
  }
  const pair = ({ about }: Claim): string | undefined =>
    about.from === undefined ? undefined : [entityOf(about.from), entityOf(about.to)].sort().join(' ')
  for (const piece of together(claims, pair, size)) {
    const { relations, claims: states } = relationsOf(ontology, piece, records, [])
    keep(derived.relations, relations)
    keep(derived.claims, states)
    yield
  }
  keep(derived.relations, relationsOf(ontology, [], records, sameAs).relations)
  return derived
}

/** The things that have a key, in lists of about this size; those with equal keys are in one, in their order. */
function together<T>(things: readonly T[], keyOf: (thing: T) => string | undefined, size: number): T[][] {
  const pieces = Array.from({ length: Math.ceil(things.length / size) }, (): T[] => [])
  for (const thing of things) {
    const key = keyOf(thing)
    if (key !== undefined) pieces[hash(key) % pieces.length]?.push(thing)
  }
  return pieces
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}
