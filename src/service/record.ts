import { maySee, type Viewer } from '../access/viewer.ts'
import { canonical } from '../claims/ids.ts'
import { ownReach } from '../claims/derive/secrecy.ts'
import type { DatasetRecord } from '../claims/types.ts'
import { invalid, SkeinError } from '../errors.ts'
import { exceeded } from '../query/limits.ts'
import { revisionOf } from '../query/revision.ts'
import { datasetHead } from '../store/heads.ts'
import { audited, type Changing } from './audit/change.ts'
import { mayChange, needWhole, notFound } from './authority.ts'
import { importFiles } from './import/import.ts'
import type { ImportReport } from './import/report.ts'
import { Rows, type NewClaim, type NewSource, type RecordProblem } from './record-rows.ts'
import type { Skein } from './skein.ts'

export interface RecordInput {
  dataset: string
  manifest?: Readonly<Record<string, unknown>> | null
  grade?: string | null
  sources?: readonly NewSource[] | null
  claims: readonly NewClaim[]
  dryRun?: boolean
  acceptPartial?: boolean
}

export interface Recorded extends Pick<ImportReport, 'written' | 'added' | 'changed' | 'unchanged' | 'counts'> {
  dataset: string
  /** The claims of each row that was taken, by its place in the input. */
  recorded: { index: number; claims: readonly string[] }[]
  problems: RecordProblem[]
  problemCount: number
  notes: RecordProblem[]
  noteCount: number
  /** The viewer's revision afterwards. */
  revision: number
}

const MOST_CLAIMS = 200
const MOST_SOURCES = 100

/**
 * Records claims row by row: what an import of these rows, added to the dataset, would do, with the same checks and the same ids.
 * Bad rows are data in the answer, and nothing is written while one is bad (unless `acceptPartial`). Needs WRITE and membership
 * of the dataset's organisation; a dataset that is new is made from `manifest`. The same rows once more change nothing.
 */
export function recordClaims(skein: Skein, viewer: Viewer, input: RecordInput, signal: AbortSignal): Promise<Recorded> {
  return audited(skein.audit, viewer, 'recordClaims', async (changing) => {
    needWhole(viewer)
    const { length } = input.claims
    if (length > MOST_CLAIMS)
      throw exceeded('claims', MOST_CLAIMS, length, 'Send several requests, or import a file (`importDataset`).')
    const sources = input.sources?.length ?? 0
    if (sources > MOST_SOURCES) throw exceeded('sources', MOST_SOURCES, sources, 'Send several requests.')
    if (length === 0) throw invalid('there is nothing to record', { path: 'input.claims', message: 'is empty' })
    if (!mayChange(viewer, input.dataset)) throw notFound('dataset')
    return inTurn(skein, input.dataset, () => record(skein, viewer, input, changing, signal))
  })
}

async function record(
  skein: Skein,
  viewer: Viewer,
  input: RecordInput,
  changing: Changing,
  signal: AbortSignal
): Promise<Recorded> {
  const rows = new Rows(input, await manifestOf(skein, viewer, input))
  const { dryRun = false, acceptPartial = false } = input
  const report = await importFiles(
    skein,
    viewer,
    rows.files,
    { append: true, dryRun, acceptPartial },
    changing,
    undefined,
    signal,
    rows
  )
  const problems = [...report.problems.map((each) => rows.problemOf(each)), ...rows.untold(report.problems)]
  const { written, added, changed, unchanged, counts, noteCount } = report
  return {
    dataset: input.dataset,
    written,
    added,
    changed,
    unchanged,
    counts,
    recorded: written || (dryRun && problems.length === 0) ? rows.recorded() : [],
    problems,
    problemCount: problems.length,
    notes: report.notes.map((each) => rows.problemOf(each)),
    noteCount,
    revision: await revisionOf(skein.store.engine, viewer)
  }
}

/** The dataset's manifest: as it is stored, or as given where the dataset is new. What he cannot see is not there for him. */
async function manifestOf(skein: Skein, viewer: Viewer, { dataset, manifest, grade }: RecordInput): Promise<object> {
  const head = await datasetHead(skein.store, dataset)
  const given = Object.fromEntries(Object.entries(manifest ?? {}).filter(([, value]) => value !== null))
  const more = { name: dataset, ...(grade == null ? {} : { grade }) }
  if (head === null || !maySee(viewer, ownReach(head.record))) {
    if (manifest == null) throw notFound('dataset')
    return { ...given, ...more }
  }
  const { id: _, ...stored }: DatasetRecord = head.record
  const other = Object.keys(given).find(
    (key) => canonical(given[key]) !== canonical((stored as Record<string, unknown>)[key] ?? null)
  )
  if (other !== undefined)
    throw new SkeinError('CONFLICT', `${dataset} is there already, with another ${other}`, {
      issues: [{ path: `input.manifest.${other}`, message: 'differs from what is stored' }],
      hint: 'Leave `manifest` out; an import of the whole dataset changes it.'
    })
  if (!head.complete)
    throw new SkeinError('CONFLICT', `an import of ${dataset} was stopped before its end`, {
      hint: 'Import it again first: it goes on where it stopped.'
    })
  return { ...Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== null)), ...more }
}

const waiting = new WeakMap<object, Map<string, Promise<unknown>>>()

/** One recording into a dataset after the other: two scripts that record at once both get through. */
async function inTurn<T>({ store }: Skein, dataset: string, work: () => Promise<T>): Promise<T> {
  const turns = waiting.get(store) ?? new Map<string, Promise<unknown>>()
  waiting.set(store, turns)
  const before = turns.get(dataset) ?? Promise.resolve()
  const turn = before.then(work, work)
  turns.set(dataset, turn)
  try {
    return await turn
  } finally {
    if (turns.get(dataset) === turn) turns.delete(dataset)
  }
}
