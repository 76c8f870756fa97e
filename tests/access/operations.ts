import { maySee, type Viewer } from '../../src/access/viewer.ts'
import { datasetId, sourceId } from '../../src/claims/ids.ts'
import { idsOfWorld } from '../store/histories.ts'
import type { World } from './world.ts'

export interface Operation {
  name: string
  query: string
  variables?: Record<string, unknown>
}

const CLAIM = `id claimKind: kind records properties { name value } source { id key title origins marking } dataset { id name marking claimCount }
  validFrom validTo grade marking audience known invented standing entity { id name } relation { id kind }`
const ENTITY = `id kind name aliases note invented grade withheld restricted records
  conflicts { property origins values rule }
  ... on Person { legalName birthDate publishedRole }
  ... on Group { territory }
  ... on Good { code }`
const RELATION = `id tieKind: kind role validFrom validTo phase weight goods standing invented grade tieOrigins: origins sources datasets
  standings { standing date } conflicts { property origins values }
  from { id name } to { id name } other { id kind name }`

/** Every reading root field, with ids that the viewer may or may not see: the answers must not tell which. */
export function operationsOn(world: World, viewer: Viewer): Operation[] {
  const entities = idsOfWorld()
  const relations = [...world.derived.relations.keys()].slice(0, 12)
  const claims = world.claimIds.slice(0, 12)
  const hidden =
    world.claimIds.find((id) => !maySee(viewer, world.derived.claims.get(id) ?? { rank: 99, audience: null })) ?? 'c:0'
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
    {
      name: 'shortcuts',
      query: `query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Group { members { totalCount nodes { id other { id name } } } trades { totalCount } } ... on Person { belongsTo { nodes { id kind other { name } } } } ... on Good { traders { totalCount nodes { other { id } } } } } }`,
      variables: { ids: entities }
    },
    {
      name: 'collectives',
      query: `query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Group { shape { family words reasons { words } against { words } wouldChange howCollected standsAlone actors commandTies contactTies } measures { id value why } labelledAs { label words claim { id } } } } }`,
      variables: { ids: groups }
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
      name: 'retract what may be hidden',
      query: 'mutation($id: ID!) { retractClaim(input: { id: $id }) { id } }',
      variables: { id: hidden }
    },
    {
      name: 'withdraw what may be hidden',
      query: 'mutation { withdrawDataset(input: { dataset: "c/z" }) { claims } }'
    },
    {
      name: 'judge what may be hidden',
      query:
        'mutation { judge(input: { left: "a/x:0", right: "nobody/nothing:9", verdict: SAME, why: "test" }) { keptApartBy } }'
    }
  ]
}
