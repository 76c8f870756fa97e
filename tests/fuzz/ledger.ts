/** What a list of batches leaves, kept in the plainest way: the claims, judgements, sources and datasets there are. */
import type { Claim, DatasetRecord, Judgement, SourceRecord } from '../../src/claims/types.ts'
import type { Batch, NewClaim, NewJudgement } from '../../src/store/batch.ts'

/** A thing with the numbers of the batches that touched it. */
export interface Entry<T> {
  thing: T
  batches: number[]
}

/** A view as it is kept, with its id. */
export interface SavedView {
  readonly id: string
  readonly name: string
  readonly note: string | null
  readonly document: string
  readonly variables: Record<string, unknown> | null
  readonly positions: { id: string; x: number; y: number }[]
  readonly sharedWith: string[]
  readonly by: string
  readonly made: string
  readonly changed: string
  readonly revision: number
}

export interface Ledger {
  claims: Map<string, Entry<Claim>>
  judgements: Map<string, Entry<Judgement>>
  /** `since`: when they were first written, of late. */
  sources: Map<string, SourceRecord & { since: string }>
  datasets: Map<string, DatasetRecord & { complete: boolean; since: string }>
  /** The moment of each batch, by number from 1. */
  times: string[]
  /** Views that were saved; batches hold none. */
  saved: readonly SavedView[]
}

export function ledgerOf(batches: readonly Batch[]): Ledger {
  const ledger: Ledger = {
    claims: new Map(),
    judgements: new Map(),
    sources: new Map(),
    datasets: new Map(),
    times: batches.map(({ at }) => at),
    saved: []
  }
  for (const [i, batch] of batches.entries()) apply(ledger, batch, i + 1)
  return ledger
}

function apply({ claims, judgements, sources, datasets }: Ledger, batch: Batch, number: number): void {
  const { at, dataset } = batch
  for (const claim of batch.claims ?? []) record<Claim>(claims, claim, at, number)
  for (const judgement of batch.judgements ?? []) record<Judgement>(judgements, judgement, at, number)
  for (const id of batch.retract ?? []) takeBack(claims, id, at, number)
  for (const id of batch.unjudge ?? []) takeBack(judgements, id, at, number)
  for (const id of batch.erase ?? []) claims.delete(id)
  for (const id of batch.eraseJudgements ?? []) judgements.delete(id)
  for (const source of batch.sources ?? [])
    sources.set(source.key, { ...source, since: sources.get(source.key)?.since ?? at })
  if (dataset === null) return
  if (batch.eraseDataset === true) {
    datasets.delete(dataset)
    for (const source of [...sources.values()]) if (source.dataset === dataset) sources.delete(source.key)
    return
  }
  const described = batch.manifest ?? datasets.get(dataset)
  if (described !== undefined)
    datasets.set(dataset, { ...described, complete: batch.complete ?? true, since: datasets.get(dataset)?.since ?? at })
}

/** New, changed in marking or audience, or back again; anything else leaves it as it is. */
function record<T extends Claim | Judgement>(
  entries: Map<string, Entry<T>>,
  given: NewClaim | NewJudgement,
  at: string,
  number: number
): void {
  const before = entries.get(given.id)
  const known = before?.thing.known ?? []
  const open = known.length % 2 === 1
  const same = before?.thing.marking === given.marking && String(before.thing.audience) === String(given.audience)
  if (before !== undefined && open && same) return
  const thing = { ...given, known: open ? known : [...known, at] } as T
  const touched = before?.batches ?? []
  entries.set(given.id, { thing, batches: touched.includes(number) ? touched : [...touched, number] })
}

function takeBack<T extends Claim | Judgement>(
  entries: Map<string, Entry<T>>,
  id: string,
  at: string,
  number: number
): void {
  const before = entries.get(id)
  if (before === undefined || before.thing.known.length % 2 === 0) return
  entries.set(id, {
    thing: { ...before.thing, known: [...before.thing.known, at] },
    batches: [...before.batches, number]
  })
}
