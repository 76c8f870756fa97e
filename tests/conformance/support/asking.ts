/** The questions of both engines' conformance, asked of the seeds: the shipped examples, each step of a plan, and pages followed to their end. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kind, parse } from 'graphql'
import { OWNER, PUBLIC, type Viewer } from '../../../src/access/viewer.ts'
import { datasetId, recordId, sourceId } from '../../../src/claims/ids.ts'
import { PLANNED } from '../../../src/query/plan/root.ts'
import { projectRoot } from '../../../src/service/ontology.ts'
import { countOf, valuesOf } from '../../../src/store/assertions.ts'
import { datasetHead, entityHeads, judgementHeads, sourceHeads } from '../../../src/store/heads.ts'
import { datasetNames, goodCodes, recordNames, recordsThere } from '../../../src/store/named.ts'
import { openPast } from '../../../src/store/past.ts'
import { placesSeen } from '../../../src/service/views.ts'
import { revisionOf } from '../../../src/query/revision.ts'
import { seenBy } from '../../../src/store/seen.ts'
import type { Store } from '../../../src/store/store.ts'
import { dumpStored } from '../../store/dump.ts'
import { QUESTIONS } from '../../query/questions.ts'
import { viewer, type Asking } from '../../query/world.ts'

/** At least one for each of the three summaries, one with an audience, and who sees everything. */
export const VIEWERS: readonly (readonly [string, Viewer])[] = [
  ['public', PUBLIC],
  ['GREEN', viewer(1)],
  ['AMBER', viewer(2)],
  ['a member of an audience', { ...viewer(3, 'arms-tracing-desk'), id: null }],
  ['the owner', OWNER]
]

/** Whether a document's root fields all read the graph: the others have no statement that two engines could run. */
const isPlanned = (text: string): boolean =>
  parse(text).definitions.every(
    (definition) =>
      definition.kind !== Kind.OPERATION_DEFINITION ||
      definition.selectionSet.selections.every(
        (each) => each.kind === Kind.FIELD && (PLANNED as readonly string[]).includes(each.name.value)
      )
  )

const FOLDER = join(projectRoot(), 'schema', 'examples')
export const EXAMPLES: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name): [string, string] => [name, readFileSync(join(FOLDER, name), 'utf8')])
    .filter(([, text]) => isPlanned(text))
)

const RECORDS = [
  'teaching/court:g1',
  'teaching/customs:a1',
  'teaching/arms-desk:w18',
  'teaching/hotline:shelter',
  'skein/goods:drugs/cocaine'
]
const IDS = RECORDS.map(recordId)

/** Follows `$after` for some pages; the shape of the arguments differs from page to page. */
const PAGES: Readonly<Record<string, string>> = {
  byName:
    '($after: String) { entities(first: 40, after: $after) { totalCount nodes { id name } pageInfo { hasNextPage endCursor } } }',
  byId: '($after: String) { entities(orderBy: ID, first: 40, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }',
  ofKind:
    '($after: String) { entities(filter: { kinds: [Person] }, first: 30, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } } }',
  nameless:
    '($after: String) { entities(filter: { name: { isNull: true } }, first: 5, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
  search:
    '($after: String) { search(text: "o", first: 5, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } } }',
  claims: '($after: String) { claims(first: 40, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
  claimsOf:
    '($after: String) { claims(filter: { dataset: "teaching/court" }, first: 40, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
  sources: '($after: String) { sources(first: 9, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
  datasets:
    '($after: String) { datasets(first: 9, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
  crossGoods:
    '($after: String) { crossGoods(input: { first: 4, after: $after }) { nodes { entity { id } } pageInfo { hasNextPage endCursor } } }',
  ties: `($after: String) { entity(id: "${IDS[0] ?? ''}") { relations(first: 6, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } claims(first: 2) { nodes { id } } } }`
}
const TIES = 'query ($id: ID!) { entity(id: $id) { relations(first: 3) { nodes { id } } } }'
const NODE =
  'query ($id: ID!) { node(id: $id) { id __typename ... on Relation { kind from { id } to { id } claims(first: 2) { nodes { id } } } } }'
const MOST_PAGES = 3

export interface Answer {
  name: string
  answer: unknown
}

interface Page {
  pageInfo?: { hasNextPage: boolean; endCursor: string }
  relations?: Page
}

/** Everything that is asked as one viewer, with its answer. */
export async function* answersAs(asked: Asking, as: Viewer): AsyncGenerator<Answer> {
  for (const [name, text] of Object.entries(EXAMPLES)) yield { name, answer: await asked.data(text, as) }
  const ids = [...IDS, sourceId('teaching/court:judgment-1'), datasetId('teaching/court')]
  for (const [name, text] of Object.entries(QUESTIONS)) {
    const variables = { id: IDS[0], ids: name === 'graph' ? IDS.slice(0, 2) : ids }
    yield { name, answer: await asked.data(text, as, variables) }
  }
  for (const id of IDS.slice(1))
    yield { name: `entity ${id}`, answer: await asked.data(QUESTIONS['entity'] ?? '', as, { id }) }
  const { entity } = (await asked.data(TIES, as, { id: IDS[0] })) as {
    entity: { relations: { nodes: { id: string }[] } }
  }
  for (const { id } of entity.relations.nodes) yield { name: `node ${id}`, answer: await asked.data(NODE, as, { id }) }
  for (const [name, text] of Object.entries(PAGES)) {
    let after: string | undefined
    for (let page = 1; page <= MOST_PAGES; page++) {
      const answer = (await asked.data(`query ${text}`, as, { after })) as Record<string, Page | null>
      yield { name: `page ${page} of ${name}`, answer }
      const [root] = Object.values(answer)
      const info = root?.pageInfo ?? root?.relations?.pageInfo
      if (info?.hasNextPage !== true) break
      after = info.endCursor
    }
  }
}

/** The store's own reading statements. */
export async function* storeReads(store: Store): AsyncGenerator<Answer> {
  const sorted = (map: ReadonlyMap<string, unknown>): unknown => [...map].sort(([a], [b]) => (a < b ? -1 : 1))
  yield { name: 'sequence', answer: await store.sequence() }
  yield { name: 'seeded', answer: await store.seeded() }
  for (const name of ['teaching/court', 'teaching/judgements', 'no/such']) {
    yield { name: `dataset ${name}`, answer: await store.dataset(name) }
    yield { name: `claims of ${name}`, answer: sorted(await store.claimsOf(name)) }
    yield { name: `judgements of ${name}`, answer: (await store.judgementsOf(name)).sort() }
    yield { name: `manifest of ${name}`, answer: await datasetHead(store, name) }
    yield { name: `sources of ${name}`, answer: sorted(await sourceHeads(store, name)) }
    yield { name: `judgement heads of ${name}`, answer: sorted(await judgementHeads(store, name)) }
    yield {
      name: `entities of ${name}`,
      answer: (await entityHeads(store, name)).sort((a, b) => (a.id < b.id ? -1 : 1))
    }
    yield { name: `count of ${name}`, answer: await countOf(store, OWNER, name, 'Person') }
  }
  for (const as of [PUBLIC, viewer(1), OWNER]) {
    yield { name: 'records there', answer: [...(await recordsThere(store, as, RECORDS))].sort() }
    yield { name: 'names of datasets', answer: await datasetNames(store, as) }
    yield { name: 'names of records', answer: await recordNames(store, as, 'teaching/hotline', 20_000) }
    yield { name: 'codes of goods', answer: await goodCodes(store, as) }
    yield { name: 'revision', answer: await revisionOf(store.engine, as) }
    yield { name: 'places of a view', answer: [...(await placesSeen(store.engine, as, IDS))].sort() }
    yield { name: 'what is seen of batches', answer: await seenBy(store.engine, as) }
  }
  yield { name: 'as of a moment', answer: await store.asOf('2024-01-01T00:00:20.000Z') }
  const past = await openPast(store.engine, store.ontology, {
    moment: '2024-01-01T01:00:00.000Z',
    viewer: PUBLIC,
    most: 100_000,
    progress: () => undefined
  })
  try {
    const dump = await dumpStored({ read: (text, columns) => past.read({ text, columns, params: {} }) })
    const revision = await past.read({ text: 'MATCH (b:Batch) RETURN count(b) AS n', columns: ['n'], params: {} })
    yield { name: 'the past', answer: { dump, revision } }
  } finally {
    await past.close()
  }
  yield { name: 'values', answer: await valuesOf(store, OWNER, 'teaching/court', 'teaching/court:g1', 'name') }
}
