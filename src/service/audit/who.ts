import { datasetId, recordId } from '../../claims/ids.ts'
import { MARKINGS, type Marking, type Rank } from '../../claims/types.ts'
import type { Line, Thing } from './line.ts'
import { auditFiles } from './log.ts'
import { walkLog, type Fault } from './walk.ts'

/** What is looked for: a thing by every id that it has or had, and the datasets whose import or withdrawal changes it. */
export interface Wanted {
  ids: ReadonlySet<string>
  datasets: ReadonlySet<string>
}

/** One time that it was seen or changed. */
export interface Sighting {
  at: string
  /** Null: the public. */
  viewer: string | null
  operation: string
  /** The highest marking at which it was read or changed. */
  marking: Marking
  outcome: string
  /** The line of the log. */
  line: number
}

/** An entity by its records, named as `organisation/dataset:local`: each was or will be its id when records part or meet. */
export const wantedEntity = (id: string, records: readonly string[], datasets: readonly string[]): Wanted => ({
  ids: new Set([id, ...records.map(recordId)]),
  datasets: new Set([...datasets, ...records.map((name) => datasetId(name.slice(0, name.indexOf(':'))))])
})

const CHANGE_DATASETS = new Set(['importDataset', 'withdrawDataset'])

/** Tells who saw or changed a thing from `since` on and before `until` (moments), in the order of the log, which is read through. */
export async function whoSaw(
  folder: string,
  { ids, datasets }: Wanted,
  since: string,
  until: string,
  tell: (sighting: Sighting) => void
): Promise<Fault | null> {
  const begun = new Map<number, Sighting>()
  const touches = ([id, , ...of]: Thing, operation: string): boolean =>
    ids.has(id) || of.some((each) => ids.has(each)) || (CHANGE_DATASETS.has(operation) && datasets.has(id))
  const look = ({ at, things = [], operation, viewer, outcome, seq, intent }: Line, row: number): void => {
    const found = things.filter((thing) => touches(thing, operation))
    if (intent !== undefined) begun.delete(intent)
    if (found.length === 0 || at < since || at >= until) return
    const rank = Math.max(...found.map(([, each]) => each)) as Rank
    const sighting = { at, viewer, operation, marking: MARKINGS[rank], outcome, line: row }
    if (outcome === 'intended') begun.set(seq, sighting)
    else tell(sighting)
  }
  const { fault } = await walkLog(auditFiles(folder).log, look)
  // Changes of which nobody knows the end: the process was killed.
  for (const sighting of begun.values()) tell(sighting)
  return fault
}
