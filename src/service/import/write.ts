import { canonical } from '../../claims/ids.ts'
import { SkeinError } from '../../errors.ts'
import { entityHeads } from '../../store/heads.ts'
import type { Store } from '../../store/store.ts'
import { Batches } from './batches.ts'
import type { ClaimRow } from './claim-rows.ts'
import type { Claims } from './claims.ts'
import type { Context } from './context.ts'
import type { ImportReport } from './report.ts'
import { changedSources, judgementChanges, type StoredDataset } from './stored.ts'
import { readClaims, type Tables, type Visit } from './tables.ts'

export interface Writing {
  store: Store
  at: string
  context: Context
  claims: Claims
  tables: Tables
  stored: StoredDataset
  report: ImportReport
  append: boolean
  /** Told after each batch how many claims it held; may throw to stop. */
  told: (claims: number) => void
}

/** Writes what differs from the store, and nothing where nothing does: the second reading of the files. */
export async function writeChanges(writing: Writing): Promise<void> {
  const { store, at, context, claims, tables, stored, report, append } = writing
  const { record } = context.manifest
  const sources = changedSources(context, stored)
  const judgements = judgementChanges(context, stored, append)
  const manifest = stored.manifest === canonical(record) ? null : record
  const touched =
    report.added +
    report.changed +
    report.retracted +
    sources.length +
    judgements.changed.length +
    judgements.gone.length
  if (touched === 0 && manifest === null && stored.complete) return

  const batches = new Batches(
    store,
    { at, dataset: record.name, fresh: stored.isEmpty },
    stored.unseen,
    manifest,
    writing.told
  )
  for (const source of sources) await batches.add('sources', source)
  const retract = append
    ? absentClaims(claims, claims.table.placesOf(stored.hidden))
    : report.retracted === 0
      ? new Map<number, string>()
      : absentClaims(claims)
  if (report.added + report.changed > 0) await rewrite(writing, batches, retract)
  const gone = append ? [] : [...retract.values()]
  const isSeen = (id: string): boolean => !stored.unseen.has(id)
  for (const id of gone.filter(isSeen)) await batches.add('retract', id)
  for (const judgement of judgements.changed) await batches.add('judgements', judgement)
  for (const id of judgements.gone.filter(isSeen)) await batches.add('unjudge', id)
  // What the writer does not see goes last: it may not tell by the number of batches that it was there.
  for (const id of gone) if (!isSeen(id)) await batches.add('retract', id)
  for (const id of judgements.gone) if (!isSeen(id)) await batches.add('unjudge', id)
  await batches.finish()

  async function rewrite(
    { report: { added, changed } }: Writing,
    out: Batches,
    absent: Map<number, string>
  ): Promise<void> {
    const replaced = await byRecord(store, record.name, claims, absent)
    claims.restart()
    let met = 0
    // What is added takes back only what it cannot stand beside: the writer may not know of it.
    const gives = ({ kind, shared }: Earlier, row: ClaimRow): boolean =>
      !append || kind !== row.kind || (row.secrecy.audience !== null && !shared)
    const write = async (row: ClaimRow, made: { id: string; place: number }): Promise<void> => {
      if (claims.table.stored[made.place] === row.secrecy.number) return
      met++
      const earlier =
        row.record === undefined ? [] : (replaced.get(row.record) ?? []).filter((claim) => gives(claim, row))
      for (const { place } of earlier) absent.delete(place)
      if (row.record !== undefined) replaced.delete(row.record)
      await out.addClaim(
        claims.toClaim(row, made.id),
        earlier.map(({ id }) => id)
      )
    }
    const visit: Visit = async (rows) => {
      for (const row of rows) {
        const made = claims.make(row)
        if ('reason' in made) throw changedMeanwhile()
        const observed = claims.observed(row, made.id)
        await write(row, made)
        if (observed !== null) await write(observed.row, observed.made)
      }
    }
    await readClaims(context, tables, false, visit, () => undefined)
    if (met !== added + changed) throw changedMeanwhile()
  }
}

/** Claims that the store holds and no row states, by their place in the table; of those at `places`. */
function absentClaims({ table }: Claims, places: Iterable<number> = table.places()): Map<number, string> {
  const absent = new Map<number, string>()
  for (const place of places)
    if (table.count[place] === 0 && table.stored[place] !== 0) absent.set(place, `c:${table.idAt(place)}`)
  return absent
}

interface Earlier {
  id: string
  place: number
  kind: string
  /** Whether a claim without audience gives the record. */
  shared: boolean
}

/** Absent claims about entities by record: they go in the batch in which the record's new claim comes. */
async function byRecord(
  store: Store,
  dataset: string,
  { table }: Claims,
  absent: ReadonlyMap<number, string>
): Promise<Map<string, Earlier[]>> {
  const result = new Map<string, Earlier[]>()
  if (absent.size === 0) return result
  const heads = await entityHeads(store, dataset)
  const open = new Set(heads.filter(({ audience }) => audience === null).map(({ record }) => record))
  for (const { id, record, kind } of heads) {
    const place = table.place(id)
    if (!absent.has(place)) continue
    const earlier = { id, place, kind, shared: open.has(record) }
    const list = result.get(record)
    if (list === undefined) result.set(record, [earlier])
    else list.push(earlier)
  }
  return result
}

const changedMeanwhile = (): SkeinError =>
  new SkeinError('CONFLICT', 'The files changed while they were imported', {
    hint: 'Import them again: what was written is compared and completed.'
  })
