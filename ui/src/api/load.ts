import { readElements, type Elements } from '../graph/elements.ts'
import type { GroupData } from '../graph/groups.ts'
import { ask } from './client.ts'
import {
  CollectiveDocument,
  COLLECTIVE_KINDS,
  CollectivesDocument,
  ContestedDocument,
  GraphDocument,
  RelationsDocument,
  SearchDocument,
  TiesOfDocument,
  VerdictsDocument,
  ViewerDocument,
  type CollectiveKinds
} from './documents.ts'
import { TiesDocument } from './evidence.ts'
import type { ResultOf, VariablesOf } from './graphql.ts'

export type Viewer = ResultOf<typeof ViewerDocument>
export const loadViewer = (): Promise<Viewer> => ask(ViewerDocument, {})

type EntityKind = NonNullable<VariablesOf<typeof CollectivesDocument>['kinds']>[number]

/** Every group and case that the viewer sees, with its sources' labels and without a verdict, page by page. */
export async function loadCollectives(page: (groups: GroupData[], more: boolean) => void): Promise<void> {
  const { __type } = await ask<CollectiveKinds, Record<string, never>>(COLLECTIVE_KINDS, {})
  // The names come from the schema's own list of possible types.
  const kinds = (__type?.possibleTypes ?? []).map((type) => type.name) as EntityKind[]
  let after: string | null = null
  do {
    const answer: ResultOf<typeof CollectivesDocument> = await ask(CollectivesDocument, { kinds, first: 60, after })
    const { nodes, pageInfo } = answer.entities
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    page(
      nodes.map((node) => toGroup(node)),
      after !== null
    )
  } while (after !== null)
}

type CollectiveRow = ResultOf<typeof CollectivesDocument>['entities']['nodes'][number]

function toGroup(node: CollectiveRow): GroupData {
  const base = { id: node.id, kind: node.kind, name: node.name, invented: node.invented }
  const labels = new Map(('labelledAs' in node ? node.labelledAs : []).map((label) => [label.label, label]))
  return {
    ...base,
    judged: false,
    family: 'CANNOT_TELL',
    type: null,
    probability: null,
    words: '',
    standsAlone: false,
    actors: 0,
    commandTies: 0,
    contactTies: 0,
    howCollected: [],
    members: 'members' in node ? node.members.totalCount : 0,
    bond: 'bond' in node ? node.bond : null,
    labels: [...labels.values()].map(({ label, family, words }) => ({ label, family, words }))
  }
}

/** Skein's verdicts on some groups and cases, by id. */
export async function loadVerdicts(ids: readonly string[], later: boolean): Promise<Map<string, Partial<GroupData>>> {
  const { nodes } = await ask(VerdictsDocument, { ids: [...ids] }, { later })
  return new Map(
    nodes.flatMap((node) => (node !== null && 'shape' in node ? [[node.id, { ...node.shape, judged: true }]] : []))
  )
}

export type Verdict = Extract<NonNullable<ResultOf<typeof CollectiveDocument>['entity']>, { shape: unknown }>

export async function loadVerdict(id: string): Promise<Verdict | null> {
  const { entity } = await ask(CollectiveDocument, { id })
  return entity !== null && 'shape' in entity ? entity : null
}

export interface LoadedGraph extends Elements {
  truncated: { shown: number; of: number | null; because: string } | null
}

export async function loadGraph(input: VariablesOf<typeof GraphDocument>['input']): Promise<LoadedGraph> {
  const { graph } = await ask(GraphDocument, { input })
  return { ...readElements(graph.elements), truncated: graph.truncated }
}

export type Hit = ResultOf<typeof SearchDocument>['search']['nodes'][number]

export async function search(text: string, first: number): Promise<{ total: number; hits: readonly Hit[] }> {
  const answer = await ask(SearchDocument, { text, first })
  return { total: answer.search.totalCount, hits: answer.search.nodes }
}

type RelationRow = NonNullable<ResultOf<typeof RelationsDocument>['entity']>['relations']['nodes'][number]
export type Neighbour = RelationRow

/** Up to `limit` ties of an entity, and how many there are in all. */
export async function loadNeighbours(id: string, limit = 1000): Promise<{ total: number; ties: readonly Neighbour[] }> {
  const ties: Neighbour[] = []
  let total = 0
  let after: string | null = null
  do {
    const answer: ResultOf<typeof RelationsDocument> = await ask(RelationsDocument, { id, first: 200, after })
    if (answer.entity === null) break
    const { relations } = answer.entity
    total = relations.totalCount
    ties.push(...relations.nodes)
    after = relations.pageInfo.hasNextPage ? relations.pageInfo.endCursor : null
  } while (after !== null && ties.length < limit)
  return { total, ties }
}

export type TieFacts = Extract<NonNullable<ResultOf<typeof TiesDocument>['nodes'][number]>, { standings: unknown }>

export async function loadTies(ids: readonly string[]): Promise<readonly TieFacts[]> {
  const { nodes } = await ask(TiesDocument, { ids: [...ids] })
  return nodes.flatMap((node) => (node !== null && 'standings' in node ? [node] : []))
}

/** Which of these ties a court has rejected, or origins disagree on. That standings follow one another is no disagreement. */
export async function loadContested(ids: readonly string[]): Promise<Set<string>> {
  const contested = new Set<string>()
  for (let i = 0; i < ids.length; i += 100) {
    const { nodes } = await ask(ContestedDocument, { ids: ids.slice(i, i + 100) })
    for (const node of nodes) {
      if (node === null || !('standings' in node)) continue
      const rejected = node.standings.some(({ standing }) => standing === 'ACQUITTED')
      if (rejected || node.conflicts.some(({ property }) => !property.startsWith('standing'))) contested.add(node.id)
    }
  }
  return contested
}

/** How many ties of each member are looked at: what the public's cost limit allows for forty members at once. */
export const TIES_EACH = 20
const MEMBERS_AT_ONCE = 40

export interface FarEnd {
  from: string
  id: string
  kind: string
  name: string | null
}

/** Who or what stands at the far ends of the ties of many at once; `more` counts those who have further ties. */
export async function loadFarEnds(ids: readonly string[]): Promise<{ ends: readonly FarEnd[]; more: number }> {
  const ends: FarEnd[] = []
  let more = 0
  for (let i = 0; i < ids.length; i += MEMBERS_AT_ONCE) {
    const { nodes } = await ask(TiesOfDocument, { ids: ids.slice(i, i + MEMBERS_AT_ONCE), first: TIES_EACH })
    for (const node of nodes) {
      if (node === null || !('relations' in node)) continue
      if (node.relations.pageInfo.hasNextPage) more++
      for (const { other } of node.relations.nodes) ends.push({ from: node.id, ...other })
    }
  }
  return { ends, more }
}
