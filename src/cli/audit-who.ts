import { invalid } from '../errors.ts'
import type { Wanted } from '../service/audit/who.ts'
import { dataOf, type CliContext } from './context.ts'

interface Page {
  nodes: { datasets: string[] }[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}
interface Found {
  __typename: string
  id: string
  records?: string[]
  relations?: Page
  entity?: { id: string } | null
  relation?: { id: string } | null
}

const WHAT = `query($id: ID!, $after: String) { node(id: $id) { __typename id
  ... on Entity { records relations(first: 200, after: $after) { nodes { datasets } pageInfo { hasNextPage endCursor } } }
  ... on Claim { entity { id } relation { id } } } }`

/** What an id stands for today. What the store does not know, because it was withdrawn, is looked for by this very id. */
export async function wantedOf(id: string, { ask, note }: Pick<CliContext, 'ask' | 'note'>): Promise<Wanted> {
  if (!/^[ercsdj]:[0-9a-f]{20}$/.test(id))
    throw invalid('this is no id', {
      path: 'entity',
      message: 'is no id of an entity, claim, relation, source, dataset or judgement',
      hint: 'Such as e:0123456789abcdef0123; `search` and `entities` answer ids.'
    })
  const find = async (which: string, after: string | null = null): Promise<Found | null> =>
    dataOf(await ask(WHAT, { id: which, after }))['node'] as Found | null
  const found = await find(id)
  if (found === null) note('The store does not know this today: only lines with this very id are shown.')
  // A claim stands for what it is about.
  const about = found?.entity?.id ?? found?.relation?.id ?? id
  const entity = about === id ? found : await find(about)
  if (entity?.records === undefined)
    return { ids: new Set([id, about]), datasets: new Set(id.startsWith('d:') ? [id] : []) }
  const datasets = new Set<string>()
  let page = entity.relations
  while (page !== undefined) {
    for (const tie of page.nodes) for (const dataset of tie.datasets) datasets.add(dataset)
    const { hasNextPage, endCursor } = page.pageInfo
    page = hasNextPage ? (await find(entity.id, endCursor))?.relations : undefined
  }
  const { wantedEntity } = await import('../service/audit/who.ts')
  const { ids, datasets: all } = wantedEntity(entity.id, entity.records, [...datasets])
  return { ids: new Set([...ids, id]), datasets: all }
}
