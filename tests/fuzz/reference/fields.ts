/**
 * One obvious resolver per field that is more than a stored value. Stored properties and pages over fixed kinds of ties need none:
 * `answer.ts` reads them by what the schema says. A new field or argument of the API is added here, and listed in `../coverage.ts`.
 */
import { gradeOrder, gradeText } from '../../../src/claims/grade.ts'
import { sourceId } from '../../../src/claims/ids.ts'
import { fold } from '../../../src/claims/fold.ts'
import { orderName } from '../../../src/ontology/filters.ts'
import type { Direction } from '../../../src/ontology/types.ts'
import { measureCatalogue } from '../../../src/service/catalogue.ts'
import { comparison } from './comparison.ts'
import { corridors } from './corridors.ts'
import { crossGoods } from './cross-goods.ts'
import { drawing } from './drawing.ts'
import * as evidence from './evidence.ts'
import { entityTest, goodsNamed, unknownGiven, unknownGoods } from './filter.ts'
import { anything, entityById } from './lookup.ts'
import { page, type Key, type Page } from './page.ts'
import { paths } from './paths.ts'
import { given, leastGrade, list, momentOf, Refused, within, type Args } from './refuse.ts'
import type { SavedView } from '../ledger.ts'
import type { Dataset, Entity, Judged, Seen, SeenClaim, Source, Tie } from './seen.ts'
import { structureOf } from './structure.ts'
import { positionsSeen, viewById, viewsSeen } from './views.ts'
import { isOneOf, tiesOf, tieTest } from './ties.ts'

/** A field of `thing` as the viewer sees it. `name` is the field's. */
export type Resolver = (seen: Seen, thing: never, args: Args, name: string) => unknown

const byName = (order: string, entities: readonly Entity[], args: Args): Page<Entity> =>
  page(entities.map((item) => ({ item, key: (item.values['name_key'] ?? null) as string | null, id: item.id })), order, args) // prettier-ignore
const byId = <T extends { readonly id: string }>(order: string, items: readonly T[], args: Args): Page<T> =>
  page(items.map((item) => ({ item, key: null, id: item.id })), order, args) // prettier-ignore

export const tiePage = (seen: Seen, entity: Entity, kinds: readonly string[] | null, direction: Direction, args: Args, order: string, far: string | null = null): Page<Tie> & { unknown: string[] } => ({
  ...page(tiesOf(seen, entity, kinds, direction).filter(tieTest(args)).map((item) => ({ item, key: far === null ? (item.values['gradeOrder'] as number) : ((item.other.values[far] ?? null) as Key), id: item.id })), order, args),
  unknown: unknownGiven(seen, args)
}) // prettier-ignore

const words = (text: string): string[] => fold(text).split(' ').filter((word) => word !== '') // prettier-ignore
const holdsAll = (text: string, keys: readonly unknown[]): boolean =>
  words(text).every((word) => keys.some((key) => typeof key === 'string' && key.includes(word)))

/** By what an order of entities goes: text by its letters and digits, the rest by its value. */
function orderKey(seen: Seen, { id, kind, values }: Entity, orderBy: string): Key {
  switch (orderBy) {
    case 'ID':
      return id
    case 'KIND':
      return kind
    case 'GRADE':
      return values['gradeOrder'] === 99 ? null : (values['gradeOrder'] as number)
    case 'NAME':
      return (values['name_key'] ?? null) as string | null
  }
  const of = [...seen.ontology.entityProperties.values()].find(({ name }) => orderName(name) === orderBy)
  const value = values[of?.name ?? ''] as Exclude<Key, null> | undefined
  if (value === undefined) return null
  return of?.type === 'String' ? fold(value as string) || null : value
}

function entities(seen: Seen, args: Args): unknown {
  const filter = within(args, 'filter')
  const [orderBy, direction] = [(args['orderBy'] ?? 'NAME') as string, (args['direction'] ?? 'ASC') as string]
  const found = [...seen.entities.values()].filter(entityTest(seen, filter))
  const items = found.map((item) => ({ item, key: orderKey(seen, item, orderBy), id: item.id }))
  const shown = page(items, `entities ${orderBy} ${direction}`, args, direction === 'DESC')
  return { ...shown, unknown: unknownGoods(seen, goodsNamed(filter)) }
}

function search(seen: Seen, args: Args): unknown {
  const [text, kinds, filter] = [args['text'] as string, list(args, 'kinds'), within(args, 'filter')]
  const test = entityTest(seen, filter)
  const found = [...seen.entities.values()].filter(
    (entity) =>
      (kinds === null || kinds.includes(entity.kind)) &&
      holdsAll(text, [entity.values['name_key'], entity.values['aliases_key']]) &&
      test(entity)
  )
  const shown = byName('search', words(text).length === 0 ? [] : found, args)
  return { ...shown, unknown: unknownGoods(seen, goodsNamed(filter)) }
}

/** Routes of which one leg meets all that is asked. */
function routes(seen: Seen, args: Args): unknown {
  const [modes, places, goods] = [list(args, 'modes'), list(args, 'places'), list(args, 'goods')]
  const [counts, carries] = [tieTest({ ...args, goods: null }), tieTest(args)]
  const fits = (leg: Entity): boolean =>
    (modes === null || modes.includes(leg.values['mode'] as string)) &&
    (goods === null || tiesOf(seen, leg, ['CARRIES'], 'OUT').some(carries)) &&
    (places === null ||
      tiesOf(seen, leg, ['DEPARTS_FROM', 'ARRIVES_AT'], 'OUT').some(
        (tie) => counts(tie) && seen.records.some(({ id, entity }) => entity === tie.other.id && places.includes(id))
      ))
  const any = modes === null && places === null && goods === null
  const found = [...seen.entities.values()].filter(
    (route) =>
      route.kind === 'Route' &&
      (any || tiesOf(seen, route, ['LEG_OF'], 'IN').some(({ other }) => fits(seen.entities.get(other.id) as Entity)))
  )
  return { ...byName('routes', found, args), unknown: unknownGiven(seen, args) }
}

function claims(seen: Seen, filter: Args): SeenClaim[] {
  const about = given(filter, 'about') ? (filter['about'] as string) : null
  const thing = about?.startsWith('e:') === true ? (entityById(seen, about)?.id ?? '') : about
  const [least, since] = [leastGrade(filter), given(filter, 'knownSince') ? momentOf(filter['knownSince']) : null]
  const { kinds, relationKinds } = seen.ontology
  if (
    given(filter, 'kinds') &&
    (filter['kinds'] as string[]).some((kind) => !kinds.has(kind) && !relationKinds.has(kind))
  )
    throw new Refused('INVALID_INPUT', 'no kind')
  const repeating = given(filter, 'origin') ? goingBackTo(seen, filter['origin'] as string) : null
  return seen.claims.filter(
    ({ about: of, claim }) =>
      (thing === null || of === thing) &&
      (!given(filter, 'source') || claim.source === filter['source']) &&
      (!given(filter, 'dataset') || claim.dataset === filter['dataset']) &&
      (repeating === null || repeating.some(({ source }) => source.key === claim.source)) &&
      isAmong(filter, 'kinds', claim.about.kind) &&
      isAmong(filter, 'markings', claim.marking) &&
      isAmong(filter, 'standings', claim.properties['standing']) &&
      (least === null || gradeOrder(claim.grade) <= least) &&
      (!given(filter, 'invented') || claim.invented === filter['invented']) &&
      (since === null || (claim.known[0] ?? '') >= since)
  )
}

const isAmong = (filter: Args, name: string, value: unknown): boolean =>
  !given(filter, name) || (filter[name] as unknown[]).includes(value)

/** Sources that the viewer sees and that repeat this one, and itself. */
const goingBackTo = (seen: Seen, key: string): Source[] =>
  seen.sources.filter((source) => evidence.rootsOf(seen, source).includes(sourceId(key)))

function sources(seen: Seen, filter: Args): Source[] {
  const repeating = given(filter, 'origin') ? goingBackTo(seen, filter['origin'] as string) : seen.sources
  return repeating.filter(
    ({ source }) =>
      (!given(filter, 'dataset') || source.dataset === filter['dataset']) &&
      isAmong(filter, 'sourceTypes', source.sourceType) &&
      isAmong(filter, 'markings', source.marking)
  )
}

function datasets(seen: Seen, filter: Args): Dataset[] {
  const goods = list(filter, 'goods')
  return seen.datasets.filter(
    ({ dataset }) =>
      isAmong(filter, 'howCollected', dataset.howCollected) &&
      isAmong(filter, 'publisherRoles', dataset.publisherRole) &&
      isAmong(filter, 'markings', dataset.marking) &&
      (!given(filter, 'invented') || dataset.invented === filter['invented']) &&
      (goods === null || dataset.looksAt.some((code) => isOneOf(code, goods)))
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
    entities: (seen, _, args) => entities(seen, args),
    search: (seen, _, args) => search(seen, args),
    routes: (seen, _, args) => routes(seen, args),
    corridors: (seen, _, args) => corridors(seen, within(args, 'input')),
    compareGroups: (seen, _, { ids }) => comparison(seen, ids as string[]),
    paths: (seen, _, args) => paths(seen, args),
    measureCatalogue,
    graph: (seen, _, { input }) => drawing(seen, input as Args),
    crossGoods: (seen, _, { input }) => crossGoods(seen, input as Args),
    claims: (seen, _, args) => byId('claims', claims(seen, within(args, 'filter')), args),
    sources: (seen, _, args) =>
      page(sources(seen, within(args, 'filter')).map((item) => ({ item, key: item.source.key, id: item.id })), 'sources', args), // prettier-ignore
    datasets: (seen, _, args) => ({
      ...page(datasets(seen, within(args, 'filter')).map((item) => ({ item, key: item.dataset.name, id: item.id })), 'datasets', args), // prettier-ignore
      unknown: unknownGiven(seen, within(args, 'filter'))
    }),
    revision: (seen) => seen.revision,
    view: (seen, _, { id }) => viewById(seen, id as string),
    views: (seen) => viewsSeen(seen),
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
    origins: (seen, source: Source) => evidence.rootsOf(seen, source),
    claimCount: (seen, { source }: Source) => seen.claims.filter(({ claim }) => claim.source === source.key).length
  },
  Dataset: {
    id: (_, { id }: Dataset) => id,
    claimCount: (seen, { dataset }: Dataset) => seen.claims.filter(({ claim }) => claim.dataset === dataset.name).length
  },
  View: { positions: (seen, view: SavedView) => positionsSeen(seen, view) },
  Judgement: { id: (_, { id }: Judged) => id }
}

/** What a thing of the evidence states under its own names. */
export const statedBy = (thing: object): Readonly<Record<string, unknown>> =>
  (('claim' in thing && 'about' in thing && thing.claim) ||
    ('source' in thing && '__typename' in thing && thing.source) ||
    ('dataset' in thing && '__typename' in thing && thing.dataset) ||
    ('judgement' in thing && thing.judgement) ||
    thing) as Readonly<Record<string, unknown>>
