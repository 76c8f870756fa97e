/**
 * One obvious resolver per field that is more than a stored value. Stored properties and pages over fixed kinds of ties need none:
 * `answer.ts` reads them by what the schema says. A new field or argument of the API is added here, and listed in `../coverage.ts`.
 */
import { gradeText } from '../../../src/claims/grade.ts'
import { sourceId } from '../../../src/claims/ids.ts'
import { fold } from '../../../src/claims/fold.ts'
import type { Direction } from '../../../src/ontology/types.ts'
import { crossGoods } from './cross-goods.ts'
import { drawing } from './drawing.ts'
import * as evidence from './evidence.ts'
import { anything, entityById } from './lookup.ts'
import { page, type Page } from './page.ts'
import { given, list, Refused, within, type Args } from './refuse.ts'
import type { Dataset, Entity, Judged, Seen, SeenClaim, Source, Tie } from './seen.ts'
import { structureOf } from './structure.ts'
import { isOneOf, tiesOf, tieTest } from './ties.ts'

/** A field of `thing` as the viewer sees it. `name` is the field's. */
export type Resolver = (seen: Seen, thing: never, args: Args, name: string) => unknown

const byName = (order: string, entities: readonly Entity[], args: Args): Page<Entity> =>
  page(entities.map((item) => ({ item, key: (item.values['name_key'] ?? null) as string | null, id: item.id })), order, args) // prettier-ignore
const byId = <T extends { readonly id: string }>(order: string, items: readonly T[], args: Args): Page<T> =>
  page(items.map((item) => ({ item, key: null, id: item.id })), order, args) // prettier-ignore

export const tiePage = (seen: Seen, entity: Entity, kinds: readonly string[] | null, direction: Direction, args: Args, order: string): Page<Tie> =>
  page(tiesOf(seen, entity, kinds, direction).filter(tieTest(args)).map((item) => ({ item, key: item.values['gradeOrder'] as number, id: item.id })), order, args) // prettier-ignore

const words = (text: string): string[] => fold(text).split(' ').filter((word) => word !== '') // prettier-ignore
const holdsAll = (text: string, keys: readonly unknown[]): boolean =>
  words(text).every((word) => keys.some((key) => typeof key === 'string' && key.includes(word)))

function passes(seen: Seen, { kind, values, ...rest }: Entity, filter: Args): boolean {
  const name = within(filter, 'name')
  const [kinds, goods] = [list(filter, 'kinds'), list(filter, 'goods')]
  const key = values['name_key'] as string | undefined
  if (kinds !== null && !kinds.includes(kind)) return false
  if (given(name, 'eq') && values['name'] !== name['eq']) return false
  if (given(name, 'startsWith') && key?.startsWith(fold(name['startsWith'] as string)) !== true) return false
  if (given(name, 'search') && !holdsAll(name['search'] as string, [key])) return false
  if (given(name, 'isNull') && (values['name'] === undefined) !== name['isNull']) return false
  if (goods === null) return true
  const entity = seen.entities.get(rest.id) as Entity
  return tiesOf(seen, entity, ['TRADES_IN', 'CARRIES'], 'OUT').some(({ other }) => isOneOf(other.values['code'], goods))
}

function claims(seen: Seen, filter: Args): SeenClaim[] {
  const about = given(filter, 'about') ? (filter['about'] as string) : null
  const thing = about?.startsWith('e:') === true ? (entityById(seen, about)?.id ?? '') : about
  return seen.claims.filter(
    (each) =>
      (thing === null || each.about === thing) &&
      (!given(filter, 'source') || each.claim.source === filter['source']) &&
      (!given(filter, 'dataset') || each.claim.dataset === filter['dataset'])
  )
}

function measures(seen: Seen, entity: Entity, { ids }: Args): unknown {
  const all = structureOf(seen, entity).measures() as readonly { readonly id: string }[]
  if (!Array.isArray(ids)) return all
  if (ids.some((id) => !all.some((measure) => measure.id === id))) throw new Refused('INVALID_INPUT', 'no measure')
  return all.filter(({ id }) => ids.includes(id))
}

function labels(seen: Seen, { id }: Entity): unknown {
  return evidence.claimsAbout(seen, id).flatMap((each) => {
    const { structureLabel: label, structureWords: said = null } = each.claim.properties
    if (typeof label !== 'string') return []
    const loose = ['LOOSE', 'CORE_GROUP', 'CRIMINAL_NETWORK'].includes(label)
    const family = loose ? 'LOOSE' : label.includes('HIERARCH') ? 'HIERARCHICAL' : 'CANNOT_TELL'
    return [{ label, family, words: said, claim: each }]
  })
}

const behind = (seen: Seen, { id }: { readonly id: string }): SeenClaim[] => evidence.claimsAbout(seen, id)

const COLLECTIVE: Record<string, Resolver> = {
  measures: (seen, entity: Entity, args) => measures(seen, entity, args),
  shape: (seen, entity: Entity) => structureOf(seen, entity).shape(),
  labelledAs: (seen, entity: Entity) => labels(seen, entity)
}

export const RESOLVERS: Readonly<Record<string, Readonly<Record<string, Resolver>>>> = {
  Query: {
    node: (seen, _, { id }) => anything(seen, id as string),
    nodes: (seen, _, { ids }) => (ids as string[]).map((id) => anything(seen, id)),
    entity: (seen, _, { id }) => entityById(seen, id as string),
    entities: (seen, _, args) => {
      const found = [...seen.entities.values()].filter((entity) => passes(seen, entity, within(args, 'filter')))
      return args['orderBy'] === 'ID' ? byId('entities ID', found, args) : byName('entities', found, args)
    },
    search: (seen, _, args) => {
      const [text, kinds] = [args['text'] as string, list(args, 'kinds')]
      const found = [...seen.entities.values()].filter(
        ({ kind, values }) =>
          (kinds === null || kinds.includes(kind)) && holdsAll(text, [values['name_key'], values['aliases_key']])
      )
      return byName('search', words(text).length === 0 ? [] : found, args)
    },
    graph: (seen, _, { input }) => drawing(seen, input as Args),
    crossGoods: (seen, _, { input }) => crossGoods(seen, input as Args),
    claims: (seen, _, args) => byId('claims', claims(seen, within(args, 'filter')), args),
    sources: (seen, _, args) =>
      page(seen.sources.map((item) => ({ item, key: item.source.key, id: item.id })), 'sources', args), // prettier-ignore
    datasets: (seen, _, args) =>
      page(seen.datasets.map((item) => ({ item, key: item.dataset.name, id: item.id })), 'datasets', args), // prettier-ignore
    revision: (seen) => seen.revision,
    viewer: ({ viewer }) => ({ ...viewer, rank: evidence.markingOf(viewer.rank) })
  },
  Entity: {
    id: (_, { id }: Entity) => id,
    kind: (_, { kind }: Entity) => kind,
    invented: (_, { values }: Entity) => values['invented'],
    grade: (_, { values }: Entity) => values['grade'],
    withheld: (seen, { kind }: Entity) => evidence.withheld(seen, kind),
    restricted: (seen, entity: Entity) =>
      entity.audience === null ? behind(seen, entity).filter(({ audience }) => audience !== null).length : 0,
    records: (seen, { id }: Entity) => seen.records.filter(({ entity }) => entity === id).map(({ name }) => name).sort(), // prettier-ignore
    claims: (seen, entity: Entity, args) => byId('claims', behind(seen, entity), args),
    conflicts: (seen, entity: Entity) => evidence.conflicts(seen, entity, behind(seen, entity)),
    relations: (seen, entity: Entity, args) =>
      tiePage(seen, entity, list(args, 'kinds'), (args['direction'] ?? 'BOTH') as Direction, args, 'relations')
  },
  Group: COLLECTIVE,
  Case: COLLECTIVE,
  Relation: {
    id: (_, { id }: Tie) => id,
    kind: (_, { kind }: Tie) => kind,
    from: (_, { from }: Tie) => from,
    to: (_, { to }: Tie) => to,
    other: (_, { other }: Tie) => other,
    invented: (_, { values }: Tie) => values['invented'],
    grade: (_, { values }: Tie) => values['grade'],
    standings: (seen, tie: Tie) => evidence.standings(behind(seen, tie)),
    origins: (seen, tie: Tie) => evidence.originsBehind(seen, behind(seen, tie)),
    sources: (seen, tie: Tie) => evidence.sourcesBehind(behind(seen, tie)),
    datasets: (seen, tie: Tie) => evidence.datasetsBehind(behind(seen, tie)),
    conflicts: (seen, tie: Tie) => evidence.conflicts(seen, tie, behind(seen, tie)),
    claims: (seen, tie: Tie, args) => byId('claims', behind(seen, tie), args)
  },
  Claim: {
    id: (_, { id }: SeenClaim) => id,
    entity: (seen, { about }: SeenClaim) => seen.entities.get(about ?? '') ?? null,
    relation: (seen, { about }: SeenClaim) => seen.ties.get(about ?? '') ?? null,
    kind: (_, { claim }: SeenClaim) => claim.about.kind,
    records: (_, { claim: { about } }: SeenClaim) => (about.from === undefined ? [about.record] : [about.from, about.to]), // prettier-ignore
    properties: (seen, { claim }: SeenClaim) =>
      Object.entries(claim.properties)
        .filter(([name]) => !evidence.isWithheld(seen, evidence.propertiesOf(seen, claim.about.kind).get(name)))
        .map(([name, value]) => ({ name, value }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    source: (seen, { claim }: SeenClaim) => seen.sources.find(({ id }) => id === sourceId(claim.source)) ?? null,
    dataset: (seen, { claim }: SeenClaim) => seen.datasets.find(({ dataset }) => dataset.name === claim.dataset) ?? null, // prettier-ignore
    grade: (_, { claim }: SeenClaim) => gradeText(claim.grade),
    standing: (_, { claim }: SeenClaim) => claim.properties['standing'] ?? null
  },
  Source: {
    id: (_, { id }: Source) => id,
    origins: (seen, source: Source) => evidence.rootsOf(seen, source)
  },
  Dataset: {
    id: (_, { id }: Dataset) => id,
    claimCount: (seen, { dataset }: Dataset) => seen.claims.filter(({ claim }) => claim.dataset === dataset.name).length
  },
  Judgement: { id: (_, { id }: Judged) => id }
}

/** What a thing of the evidence states under its own names. */
export const statedBy = (thing: object): Readonly<Record<string, unknown>> =>
  (('claim' in thing && 'about' in thing && thing.claim) ||
    ('source' in thing && '__typename' in thing && thing.source) ||
    ('dataset' in thing && '__typename' in thing && thing.dataset) ||
    ('judgement' in thing && thing.judgement) ||
    thing) as Readonly<Record<string, unknown>>
