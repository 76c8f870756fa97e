import { ASLEEP, audienceText } from '../claims/derive/secrecy.ts'
import { datasetId } from '../claims/ids.ts'
import { isOpen } from '../claims/types.ts'
import type { Transaction, Value } from '../engine/port.ts'
import { invalid } from '../errors.ts'
import type { Ontology } from '../ontology/types.ts'
import { applyDifference } from './apply.ts'
import type { Applied, Batch } from './batch.ts'
import { changesOf } from './changes.ts'
import { differenceOf, type Difference } from './difference.ts'
import type { Memory } from './memory.ts'
import { rowsOf } from './reads.ts'
import { RevisionChanges } from './revision.ts'
import { writeDataset, writeSources } from './sources.ts'
import { touchedBy, type Head, type Touched } from './touched.ts'

/** Applies one batch in a transaction: finds what it touches, derives it before and after, writes the difference. */
export async function writeBatch(
  ontology: Ontology,
  transaction: Transaction,
  batch: Batch,
  memory: Memory
): Promise<Applied> {
  const head = await readHead(transaction)
  memory.check(head.batch)
  const number = head.batch + 1
  const changes = await changesOf(transaction, batch, number)
  const touched = await touchedBy(ontology, transaction, changes, memory, head)
  refuseContradictions(touched)
  const difference = differenceOf(touched)
  const gone =
    batch.eraseDataset === true && batch.dataset !== null ? await sourcesOfDataset(transaction, batch.dataset) : []
  const revision = revisionOf(difference)

  await applyDifference(ontology, transaction, difference)
  const anew = new Set(batch.anew)
  await writeSources(transaction, batch.sources ?? [], gone, memory, batch.at, anew)
  if (batch.dataset !== null) {
    if (batch.eraseDataset === true) await forgetDataset(transaction, batch.dataset)
    else
      await writeDataset(transaction, datasetId(batch.dataset), batch.manifest, batch.complete ?? true, batch.at, anew)
  }
  const erases = batch.erase !== undefined || batch.eraseDataset === true
  await revision.apply(transaction, number, batch.at, erases)
  await writeHead(ontology, transaction, head, number, difference, batch)
  for (const record of difference.records.remove) memory.records.delete(record.name)
  for (const [name, record] of touched.after.records) memory.records.set(name, record)
  const { added, changed, retracted, unchanged, erased } = changes
  return { added, changed, retracted, unchanged, erased, keptApart: touched.after.clusters.keptApart, sequence: number }
}

/** Removes what is left of a withdrawn dataset, and notes that its lines of the journal are still to be erased. */
async function forgetDataset(transaction: Transaction, name: string): Promise<void> {
  const run = (text: string, id: string) => transaction.run({ text, params: { id }, columns: [] })
  await run('MATCH (d:Dataset {id: $id}) DETACH DELETE d', datasetId(name))
  await run('MERGE (e:Erasing {id: $id})', name)
}

async function readHead(transaction: Transaction): Promise<Head> {
  const [row] = await rowsOf(
    transaction,
    "MATCH (s:Store {id: 'store'}) RETURN s.batch AS batch, s.asleep AS asleep, s.judgements AS judgements, s.seeded AS seeded, s.ontology AS ontology",
    ['batch', 'asleep', 'judgements', 'seeded', 'ontology']
  )
  const [batch, asleep, judgements, seeded, ontology] = row ?? []
  const count = (value: Value | undefined): number => (typeof value === 'number' ? value : 0)
  return {
    batch: count(batch),
    asleep: count(asleep),
    judgements: count(judgements),
    seeded: seeded === true,
    ontology: typeof ontology === 'string' ? ontology : null
  }
}

async function writeHead(
  ontology: Ontology,
  transaction: Transaction,
  head: Head,
  number: number,
  difference: Difference,
  batch: Batch
): Promise<void> {
  let asleep = head.asleep
  const sleeps = (rank: number): number => (rank === ASLEEP ? 1 : 0)
  for (const { state } of difference.claims.create) asleep += sleeps(state.rank)
  for (const { before, after } of difference.claims.replace)
    asleep += sleeps(after.state.rank) - sleeps(before.state.rank)
  for (const { state } of difference.claims.remove) asleep -= sleeps(state.rank)
  const judgements = head.judgements + difference.judgements.create.length - difference.judgements.remove.length
  const seeded = head.seeded || batch.seeded === true
  await transaction.run({
    // Nothing that is set is read here: on Neo4j that is a deadlock with those who wait for the store's lock.
    text: "MERGE (s:Store {id: 'store'}) SET s.batch = $number, s.asleep = $asleep, s.judgements = $judgements, s.seeded = $seeded, s.ontology = $ontology",
    // A fresh store is derived by this schema; another one is noticed at the next opening.
    params: { number, asleep, judgements, seeded, ontology: head.ontology ?? ontology.hash },
    columns: []
  })
}

/** Moves what changed from the count of those who saw it to the count of those who see it now. */
function revisionOf(difference: Difference): RevisionChanges {
  const revision = new RevisionChanges()
  for (const { stored, state } of difference.claims.create) revision.move(stored.batches, null, state)
  for (const { before, after } of difference.claims.replace) {
    revision.move(before.stored.batches, before.state, null)
    revision.move(after.stored.batches, null, after.state)
  }
  for (const { stored, state } of difference.claims.remove) revision.move(stored.batches, state, null)
  for (const { stored, reach } of difference.judgements.create) revision.move(stored.batches, null, reach)
  for (const { before, after } of difference.judgements.replace) {
    revision.move(before.stored.batches, before.reach, null)
    revision.move(after.stored.batches, null, after.reach)
  }
  for (const { stored, reach } of difference.judgements.remove) revision.move(stored.batches, reach, null)
  return revision
}

/** What a batch records about a record must give it one kind, and one audience or none. Only its own dataset can contradict. */
function refuseContradictions(touched: Touched): void {
  const recorded = new Set<string>()
  for (const { before, after } of touched.claims.values()) {
    const name = after?.claim.about.record
    if (before !== after && after !== null && name !== undefined && isOpen(after.claim)) recorded.add(name)
  }
  const seen = new Map<string, { kind: string; audiences: Set<string>; shared: boolean }>()
  for (const { after } of touched.claims.values()) {
    const name = after?.claim.about.record
    if (after === null || name === undefined || !recorded.has(name) || !isOpen(after.claim)) continue
    const { about, audience } = after.claim
    const known = seen.get(name)
    if (known === undefined) {
      seen.set(name, {
        kind: about.kind,
        audiences: new Set(audience === null ? [] : [audienceText(audience)]),
        shared: audience === null
      })
      continue
    }
    if (known.kind !== about.kind)
      throw invalid(`The record ${name} is called both ${known.kind} and ${about.kind}`, {
        path: name,
        message: 'two kinds for one record',
        hint: 'Give one kind, or two ids and a judgement.'
      })
    known.shared ||= audience === null
    if (audience !== null) known.audiences.add(audienceText(audience))
  }
  for (const [name, { shared, audiences }] of seen)
    if (!shared && audiences.size > 1)
      throw invalid(`The record ${name} has two audiences`, {
        path: name,
        message: 'two different audiences for one record',
        hint: 'Use one audience for all rows about it, or give the two parts ids of their own.'
      })
}

async function sourcesOfDataset(transaction: Transaction, dataset: string): Promise<string[]> {
  const rows = await rowsOf(transaction, 'MATCH (s:Source {dataset: $dataset}) RETURN s.key AS key', ['key'], {
    dataset
  })
  return rows.map(([key]) => key as string)
}
