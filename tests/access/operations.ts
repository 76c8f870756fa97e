import { maySee, type Viewer } from '../../src/access/viewer.ts'
import { datasetId, recordId, sourceId } from '../../src/claims/ids.ts'
import { idsOfWorld } from '../store/histories.ts'
import { changesTo } from './changes-to-hidden.ts'
import { filtered } from './filtered.ts'
import { pages, type Operation } from './operation.ts'
import { pathOperations } from './paths.ts'
import type { World } from './world.ts'

export type { Operation } from './operation.ts'

/** Cursors that another viewer was given, by root field: they are signed for the list, not for him. */
export type Cursors = Readonly<Record<string, readonly string[]>>

/** Asks for the cursors of every list; the owner's point at things that others may not see. */
export const CURSORS =
  '{ entities(first: 100) { edges { cursor } } search(text: "a", first: 100) { edges { cursor } } claims(first: 100) { edges { cursor } } sources { edges { cursor } } datasets { edges { cursor } } }'

const CLAIM = `id claimKind: kind records properties { name value } source { id key title origins marking } dataset { id name marking claimCount }
  validFrom validTo grade marking audience known invented standing entity { id name } relation { id kind }`
const ENTITY = `id kind name aliases note invented grade withheld restricted records
  conflicts { property origins values rule }
  ... on Person { legalName birthDate identifiers publishedRole }
  ... on Group { territory }
  ... on Good { code }
  ... on Collective { structureLabel }`
const CHANCE = '{ observed mean low high draws more { value why } moreQ { value why } less { value } lessQ { value } }'
const LINKS = `overlaps { first second words shared acquitted tiedToFirst tiedToSecond jaccard { value why } lift { value } secondGivenFirst { value } firstGivenSecond { value } ifEquallyVisible { value } chance ${CHANCE} withinSources ${CHANCE} lookedAtBy } blindSpots { links datasets { dataset looksAt shows missed outOfSight adds } onlyJoined { entity first second joins origins standings } truncated { shown } }`
const RELATION = `id tieKind: kind role validFrom validTo phase weight goods standing invented grade tieOrigins: origins sources datasets
  standings { standing date } conflicts { property origins values }
  from { id name } to { id name } other { id kind name }`

/** Every reading root field, with ids that the viewer may or may not see: the answers must not tell which. */
export function operationsOn(world: World, viewer: Viewer, cursors: Cursors = {}): Operation[] {
  const entities = idsOfWorld()
  const relations = [...world.derived.relations.keys()].slice(0, 12)
  const claims = world.claimIds.slice(0, 12)
  const hidden =
    world.claimIds.find((id) => !maySee(viewer, world.derived.claims.get(id) ?? { rank: 99, audience: null })) ?? 'c:0'
  const sees = (reach: { rank: number; audience: readonly string[] | null }): boolean => maySee(viewer, reach)
  const hiddenJudgement = [...world.derived.judgements].find(([, reach]) => !sees(reach))?.[0] ?? 'j:0'
  const hiddenRecord = [...world.derived.records.values()].find((record) => !sees(record))?.name ?? 'a/x:nobody'
  const judgements = [...world.derived.judgements.keys()].slice(0, 6)
  const sources = ['a/x:s1', 'a/x:s2', 'b/y:s1', 'c/z:s2'].map(sourceId)
  const datasets = ['a/x', 'b/y', 'c/z'].map(datasetId)
  const groups = entities.filter((_, i) => i % 4 === 2)
  const all = [
    ...entities,
    ...relations,
    ...claims,
    ...judgements,
    ...sources,
    ...datasets,
    'e:00000000000000000000',
    'x'
  ]
  const page = (args: string): Operation => ({
    name: `relations(${args})`,
    query: `query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Entity { relations(${args}) { totalCount nodes { ${RELATION} } edges { cursor } pageInfo { hasNextPage endCursor } } } } }`,
    // Few enough for the public viewer's cost.
    variables: { ids: entities.slice(0, 5) }
  })
  return [
    { name: 'revision', query: '{ revision }' },
    ...[recordId('a/x:e0'), relations[0] ?? 'r:0', claims[0] ?? 'c:0', hidden, ...sources.slice(0, 2)].map((id) => ({
      name: `citations of ${id.slice(0, 2)}`,
      query: `query($id: ID!) { citations(of: $id) { origins sources { step asked repeats repeatedBy source { id key } claims { id properties { name value } } } } }`,
      variables: { id }
    })),
    { name: 'viewer', query: '{ viewer { rank organisations owner } }' },
    { name: 'nodes', query: `query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }`, variables: { ids: all } },
    {
      name: 'nodes in full',
      query: `query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Entity { ${ENTITY} } ... on Claim { ${CLAIM} } ... on Source { key cites sourceOrigins: origins } ... on Dataset { datasetName: name complete claimCount } ... on Judgement { left right verdict known } ... on Relation { ${RELATION} } } }`,
      variables: { ids: all }
    },
    ...entities.slice(0, 4).map((id) => ({
      name: 'entity',
      query: `query($id: ID!) { entity(id: $id) { ${ENTITY} claims { totalCount nodes { ${CLAIM} } } } }`,
      variables: { id }
    })),
    {
      name: 'node of a relation',
      query: `query($id: ID!) { node(id: $id) { id ... on Relation { ${RELATION} claims { totalCount nodes { ${CLAIM} } } } } }`,
      variables: { id: relations[0] ?? 'r:0' }
    },
    {
      name: 'entities',
      query: `{ entities(first: 200) { totalCount nodes { ${ENTITY} } edges { cursor } pageInfo { hasNextPage endCursor } } }`
    },
    {
      name: 'entities by id',
      query: '{ entities(orderBy: ID, first: 3) { totalCount nodes { id name } pageInfo { hasNextPage endCursor } } }'
    },
    {
      name: 'entities of a kind',
      query:
        '{ entities(filter: { kinds: [Person] }, first: 2) { totalCount nodes { id name } pageInfo { hasNextPage endCursor } } }'
    },
    {
      name: 'entities by name',
      query: '{ entities(filter: { name: { startsWith: "a" } }) { totalCount nodes { id name } } }'
    },
    {
      name: 'entities without name',
      query: '{ entities(filter: { name: { isNull: true } }) { totalCount nodes { id name } } }'
    },
    { name: 'search', query: '{ search(text: "ana") { totalCount nodes { id name aliases } } }' },
    {
      name: 'search aliases',
      query: '{ search(text: "q", kinds: [Person, Group]) { totalCount nodes { id name aliases } } }'
    },
    page('first: 8'),
    page('first: 1'),
    page('direction: OUT, kinds: [CONTACTS, MEMBER_OF, SAME_AS], first: 8'),
    page('period: { from: "2003-06", to: "2003-08" }, first: 8'),
    page('minGrade: "B3", first: 8'),
    page('goods: ["drugs", "arms/small"], first: 8'),
    page('period: { phase: "1" }, first: 8'),
    page('direction: IN, period: { from: "2004" }, minGrade: "A1", first: 3'),
    ...pages('entities', 'orderBy: NAME, first: 2', '{ id name }'),
    ...pages('entities', 'orderBy: ID, first: 2, filter: { kinds: [Person, Good] }', '{ id name }'),
    ...pages('search', 'text: "a", first: 2', '{ id name }'),
    ...pages('claims', 'first: 7', '{ id }'),
    ...pages('sources', 'first: 1', '{ id key origins }'),
    ...pages('datasets', 'first: 1', '{ id name }'),
    ...pages('crossGoods', 'input: { first: 1, after: $after }', '{ entity { id } goods }'),
    ...['entities', 'search', 'claims', 'sources', 'datasets'].map((list): Operation => {
      const given = cursors[list] ?? []
      return {
        name: `${list} after another's cursor`,
        query: `query(${given.map((_, i) => `$c${i}: String`).join(', ')}) { ${given.map((_, i) => `p${i}: ${list}(${list === 'search' ? 'text: "a", ' : ''}first: 2, after: $c${i}) { nodes { id } pageInfo { hasNextPage endCursor } }`).join(' ')} viewer { rank } }`,
        variables: Object.fromEntries(given.map((cursor, i) => [`c${i}`, cursor]))
      }
    }),
    {
      name: 'shortcuts',
      query: `query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Group { members { totalCount nodes { id other { id name } } } trades { totalCount } } ... on Person { belongsTo { nodes { id kind other { name } } } } ... on Good { traders { totalCount nodes { other { id } } } } } }`,
      variables: { ids: entities }
    },
    {
      name: 'collectives',
      query: `query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Group { shape { family words reasons { words } against { words } wouldChange howCollected standsAlone actors commandTies contactTies } typology { family probability interval { low high } confidence types { type probability } words reasons { words logOdds value } against { words } refused { words settle } wouldChange howCollected stability rules disagreement setAside standsAlone } measures { id value why } labelledAs { label words claim { id } } } } }`,
      variables: { ids: groups }
    },
    {
      name: 'compareGroups',
      query: `query($ids: [ID!]!) { compareGroups(ids: $ids) { groups { group { id name records shape { family words } labelledAs { label } } actors contactTies commandTies goods goodsOfActors howCollected caveats } measures { id values why } pairs { left right contacts orders sharedActors cautions { kind words } } } }`,
      variables: { ids: [...groups.slice(0, 5), entities[0] ?? 'e:0'] }
    },
    {
      name: 'compareGroups, goods alone',
      query: `query($ids: [ID!]!) { compareGroups(ids: $ids) { groups { goods goodsOfActors } } }`,
      variables: { ids: [...groups.slice(0, 5), 'x'] }
    },
    {
      name: 'graph around',
      query: `query($id: ID!) { graph(input: { around: $id }) { nodes { id name } edges { id kind from { id } to { id } } elements truncated { shown of because } } }`,
      variables: { id: entities[0] }
    },
    {
      name: 'graph of ids',
      query: `query($ids: [ID!]!) { graph(input: { ids: $ids, first: 5 }) { elements truncated { shown of because } } }`,
      variables: { ids: entities }
    },
    {
      name: 'graph of collectives',
      query: `query($ids: [ID!]!) { graph(input: { collectives: $ids }) { elements nodes { id kind } } }`,
      variables: { ids: groups }
    },
    {
      name: 'crossGoods',
      query: `{ crossGoods(input: { first: 10 }) { goods totalCount note nodes { entity { id name } goods joins singleSource origins sources ties { good sameAs relation { ${RELATION} } } } } }`
    },
    {
      name: 'crossGoods beside chance, and what single datasets miss',
      query: `{ crossGoods(input: { goods: ["drugs", "arms", "people"], first: 1 }) { ${LINKS} } all: crossGoods(input: { minGrade: "C3" }) { ${LINKS} } }`
    },
    {
      name: 'crossGoods of goods',
      query: `{ crossGoods(input: { goods: ["drugs", "arms", "people"], first: 10 }) { goods unknown totalCount nodes { entity { id kind name } goods joins singleSource origins sources ties { good sameAs relation { id kind grade standings { standing date } claims { totalCount nodes { id } } } } } pageInfo { hasNextPage endCursor } } }`
    },
    {
      name: 'crossGoods including a good',
      query: `{ crossGoods(input: { goods: ["drugs", "arms", "people", "tobacco"], including: ["arms"], first: 2 }) { unknown totalCount nodes { entity { id } goods ties { good sameAs } } pageInfo { hasNextPage endCursor } } }`
    },
    {
      name: 'crossGoods of kinds and grade',
      query: `{ crossGoods(input: { kinds: [Person, Leg], minGrade: "B3", period: { from: "2003-06", to: "2003" }, goods: ["drugs/cocaine", "arms"] }) { totalCount nodes { entity { id } joins ties { good } } } }`
    },
    {
      name: 'entities of goods',
      query:
        '{ a: entities(filter: { goods: ["drugs"] }) { totalCount nodes { id name } } b: entities(filter: { goods: ["arms", "people"], kinds: [Person], name: { search: "a" } }, orderBy: ID, first: 2) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } c: entities(filter: { goods: ["drugs"], name: { eq: "Ana" } }) { totalCount nodes { id } } d: entities(filter: { name: { eq: "Bo" } }) { totalCount nodes { id name } } }'
    },
    ...filtered(),
    {
      name: 'search for what is sensitive',
      query:
        '{ a: search(text: "L1") { totalCount } b: search(text: "P1") { totalCount } c: search(text: "drugs") { totalCount } }'
    },
    {
      name: 'graph of goods',
      query: `query($ids: [ID!]!) { graph(input: { ids: $ids, goods: ["drugs", "people"], minGrade: "B3", first: 6 }) { elements truncated { shown of } nodes { id records restricted conflicts { property origins values } } edges { id goods phase standing conflicts { property origins values } claims { totalCount } } } }`,
      variables: { ids: entities }
    },
    {
      name: 'graph in a period',
      query: `query($ids: [ID!]!) { graph(input: { ids: $ids, period: { from: "2003-06", to: "2004", phase: "2" }, kinds: [TRADES_IN, CARRIES, SAME_AS, MEMBER_OF, KIN_OF] }) { elements } }`,
      variables: { ids: entities }
    },
    {
      name: 'graph around, every one',
      query: `query(${entities
        .slice(0, 6)
        .map((_, i) => `$i${i}: ID!`)
        .join(', ')}) { ${entities
        .slice(0, 6)
        .map((_, i) => `g${i}: graph(input: { around: $i${i}, first: 4 }) { elements truncated { shown of } }`)
        .join(' ')} }`,
      variables: Object.fromEntries(entities.slice(0, 6).map((id, i) => [`i${i}`, id]))
    },
    {
      name: 'ties with their claims',
      query: `query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Relation { from { id kind } to { id kind } goods phase stage standing standingDate claims(first: 3) { totalCount nodes { id known records entity { id } relation { id from { id } } dataset { id } source { origins } } pageInfo { hasNextPage endCursor } } } } }`,
      variables: { ids: [...world.derived.relations.keys()].slice(0, 40) }
    },
    {
      name: 'labels',
      query: `query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Collective { labelledAs { label family words claim { id grade source { id key } } } } } }`,
      variables: { ids: groups }
    },
    {
      name: 'measures alone, with a slip',
      query: `query($id: ID!) { entity(id: $id) { id ... on Group { measures(ids: ["densitty"]) { id value } } } }`,
      variables: { id: groups[0] }
    },
    ...pathOperations(entities),
    { name: 'claims', query: `{ claims(first: 100) { totalCount nodes { ${CLAIM} } edges { cursor } } }` },
    { name: 'claims, first page', query: '{ claims(first: 2) { nodes { id } pageInfo { hasNextPage endCursor } } }' },
    {
      name: 'claims about',
      query: 'query($id: ID!) { claims(filter: { about: $id }) { totalCount nodes { id } } }',
      variables: { id: entities[4] }
    },
    { name: 'claims of a dataset', query: '{ claims(filter: { dataset: "b/y" }) { totalCount nodes { id } } }' },
    { name: 'claims of a source', query: '{ claims(filter: { source: "a/x:s1" }) { totalCount nodes { id } } }' },
    {
      name: 'sources',
      query: '{ sources { totalCount nodes { id key title cites origins marking } pageInfo { endCursor } } }'
    },
    { name: 'datasets', query: '{ datasets { totalCount nodes { id name complete claimCount marking } } }' },
    {
      name: 'claims about each thing',
      query: `query(${all
        .slice(0, 10)
        .map((_, i) => `$i${i}: ID!`)
        .join(', ')}) { ${all
        .slice(0, 10)
        .map((_, i) => `c${i}: claims(filter: { about: $i${i} }, first: 2) { totalCount nodes { id } }`)
        .join(' ')} }`,
      variables: Object.fromEntries(all.slice(0, 10).map((id, i) => [`i${i}`, id]))
    },
    {
      name: 'claims about ties of a source in a dataset',
      query:
        'query($id: ID!) { claims(filter: { about: $id, dataset: "a/x", source: "a/x:s1" }) { totalCount nodes { id } } }',
      variables: { id: relations[1] ?? 'r:0' }
    },
    { name: 'views', query: '{ views { id } view(id: "v:none") { id } }' },
    ...changesTo(viewer, { claim: hidden, judgement: hiddenJudgement, record: hiddenRecord })
  ]
}
