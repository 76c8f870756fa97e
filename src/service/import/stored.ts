import { maySee, type Viewer } from '../../access/viewer.ts'
import { canonical, sourceId } from '../../claims/ids.ts'
import { rankOf, type Secrecy, type SourceRecord } from '../../claims/types.ts'
import { ownReach, sameAudience } from '../../claims/derive/secrecy.ts'
import { datasetHead, entityHeads, judgementHeads, sourceHeads, type JudgementHead } from '../../store/heads.ts'
import type { Store } from '../../store/store.ts'
import type { Claims } from './claims.ts'
import type { Context } from './context.ts'
import { NAMED, PROTECTED } from './records.ts'

/** Stands for the secrecy of a stored claim that must be written again whatever its marking. */
const OTHERWISE = 0xffffffff

/** What the store holds of the dataset already. */
export interface StoredDataset {
  /** Null where the dataset is new. */
  manifest: string | null
  complete: boolean
  sources: ReadonlyMap<string, SourceRecord>
  judgements: ReadonlyMap<string, JudgementHead>
  /** Ids of claims that the viewer may not see, those taken back included: for him they are not there. */
  hidden: ReadonlySet<string>
  /** These, and the ids of sources, judgements and of the dataset itself that he may not see. */
  unseen: ReadonlySet<string>
  /** The highest rank of what its open claims say of themselves. */
  rank: number
  /** Whether it has no claim, not even one taken back. */
  isEmpty: boolean
}

/** Reads what the store holds of the dataset; each stored claim is noted in the table of ids. */
export async function readStored(
  store: Store,
  context: Context,
  claims: Claims,
  viewer: Viewer
): Promise<StoredDataset> {
  const { record } = context.manifest
  const head = await datasetHead(store, record.name)
  if (head === null)
    return {
      manifest: null,
      complete: false,
      sources: new Map(),
      judgements: new Map(),
      hidden: new Set(),
      unseen: new Set(),
      rank: 0,
      isEmpty: true
    }
  const heads = await store.claimsOf(record.name)
  const { table } = claims
  const hidden = new Set<string>()
  let rank: number = rankOf(head.record.marking)
  for (const [id, claim] of heads) {
    if (!maySee(viewer, ownReach(claim))) hidden.add(id)
    if (!claim.open) continue
    rank = Math.max(rank, rankOf(claim.marking))
    const place = table.place(id)
    table.stored[place] = claim.invented === record.invented ? context.secrecy.number(claim).number : OTHERWISE
  }
  const sources = await sourceHeads(store, record.name)
  const judgements = await judgementHeads(store, record.name)
  const unseen = new Set(hidden)
  for (const one of [head.record, ...sources.values()]) if (!maySee(viewer, ownReach(one))) unseen.add(one.id)
  for (const [id, judgement] of judgements) if (!maySee(viewer, ownReach(judgement))) unseen.add(id)
  return {
    manifest: canonical(head.record),
    complete: head.complete,
    sources,
    judgements,
    hidden,
    unseen,
    rank,
    isEmpty: heads.size === 0
  }
}

/** The highest marking of the dataset as it stands and of what is to come. */
export const highestRank = ({ rank }: StoredDataset, ...coming: readonly Pick<Secrecy, 'marking'>[]): number =>
  Math.max(rank, ...coming.map(({ marking }) => rankOf(marking)))

/** For `append`: records and sources that the store has, as the viewer sees it, count as if earlier rows gave them. */
export async function knowStored(store: Store, context: Context, stored: StoredDataset, viewer: Viewer): Promise<void> {
  for (const [key, source] of stored.sources) if (maySee(viewer, ownReach(source))) context.storedSources.add(key)
  const { records, manifest, kindNumbers, secrecy, ontology } = context
  const start = manifest.record.name.length + 1
  for (const { id, record, kind, audience, properties } of await entityHeads(store, manifest.record.name)) {
    if (stored.hidden.has(id)) continue
    const name = record.slice(start)
    const place = records.find(name) ?? records.add(name)
    records.kind.set(place, kindNumbers.get(kind) ?? 0)
    if (audience !== null) records.audience.set(place, secrecy.number({ marking: 'AMBER', audience }).audienceNumber)
    if (properties['protected'] === true) records.flag(place, PROTECTED)
    const declared = ontology.kinds.get(kind)?.properties
    if (
      declared?.has('protected') === true &&
      Object.keys(properties).some((p) => declared.get(p)?.identifying === true)
    )
      records.flag(place, NAMED)
  }
}

/** Sources that are new or differ from what the store holds. */
export function changedSources(context: Context, stored: StoredDataset): SourceRecord[] {
  const all = [...context.sources.values()].filter((source) => source !== null)
  if (context.usesOwnSource) all.push(ownSource(context))
  return all.filter((source) => {
    const before = stored.sources.get(source.key)
    return before === undefined || canonical(before) !== canonical(source)
  })
}

/** The dataset as the source of rows that name none. */
function ownSource({ manifest: { record } }: Context): SourceRecord {
  const { name, title, publisher, citation, marking, audience } = record
  return {
    id: sourceId(name),
    key: name,
    dataset: name,
    title,
    publisher,
    date: null,
    url: null,
    sourceType: 'dataset',
    citation,
    cites: [],
    marking,
    audience
  }
}

export function judgementChanges(context: Context, stored: StoredDataset, append: boolean) {
  const changed = [...context.judgements.values()].filter((judgement) => {
    const before = stored.judgements.get(judgement.id)
    return (
      before === undefined ||
      !before.open ||
      before.marking !== judgement.marking ||
      !sameAudience(before.audience, judgement.audience)
    )
  })
  const gone = append
    ? []
    : [...stored.judgements].filter(([id, { open }]) => open && !context.judgements.has(id)).map(([id]) => id)
  return { changed, gone }
}
