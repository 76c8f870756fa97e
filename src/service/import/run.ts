import type { Viewer } from '../../access/viewer.ts'
import { datasetId } from '../../claims/ids.ts'
import { SkeinError } from '../../errors.ts'
import type { Store } from '../../store/store.ts'
import type { Changing } from '../audit/change.ts'
import type { Thing } from '../audit/line.ts'
import type { Audit } from '../audit/log.ts'
import { failedAssertions } from './assertions.ts'
import { checkTogether, tellHidden } from './check.ts'
import { Claims, type Made } from './claims.ts'
import { Context } from './context.ts'
import type { DatasetFiles } from './files.ts'
import type { Manifest } from './manifest.ts'
import { noteTogether } from './notes.ts'
import { Notes, type Problems } from './problems.ts'
import type { ImportInput, ImportReport, Progress } from './report.ts'
import { SecrecyReader } from './secrecy.ts'
import { highestRank, knowStored, readStored, type StoredDataset } from './stored.ts'
import { readClaims, readJudgements, readSources, tablesOf, type Tables, type Tick, type Visit } from './tables.ts'
import type { Told } from './told.ts'
import { addsWalls } from './walls.ts'
import { writeChanges } from './write.ts'

export type OnProgress = (progress: Progress) => void

/** The opened store, its audit log and the clock: what an import needs of `Skein`. */
export interface ImportHost {
  readonly store: Store
  readonly audit: Audit
  readonly now: () => string
}

/** A row takes at least about this many bytes: a first guess at how many claims a file holds. */
const BYTES_PER_ROW = 60
const MOST_EXPECTED = 1_000_000

type Bad = Exclude<ReturnType<Claims['make']>, Made>

/** One run of an import: checks all rows, then writes the difference. */
export class Import {
  readonly #host: ImportHost
  readonly #viewer: Viewer
  readonly #input: Omit<ImportInput, 'paths'>
  readonly #context: Context
  readonly #claims: Claims
  readonly #tables: Tables
  readonly #bytes: number
  readonly #onProgress: OnProgress
  readonly #signal: AbortSignal | undefined
  readonly #changing: Changing
  readonly #told: Told | undefined

  constructor(
    host: ImportHost,
    viewer: Viewer,
    input: Omit<ImportInput, 'paths'>,
    files: DatasetFiles,
    manifest: Manifest,
    problems: Problems,
    onProgress: OnProgress,
    signal: AbortSignal | undefined,
    changing: Changing,
    told: Told | undefined
  ) {
    this.#host = host
    this.#viewer = viewer
    this.#input = input
    this.#onProgress = onProgress
    this.#signal = signal
    this.#changing = changing
    this.#told = told
    const secrecy = new SecrecyReader({ marking: manifest.record.marking, audience: manifest.record.audience })
    this.#context = new Context(host.store.ontology, manifest, problems, secrecy)
    this.#tables = tablesOf(files, this.#context)
    this.#bytes = files.tables.reduce((sum, file) => sum + file.size, 0)
    this.#claims = new Claims(this.#context, Math.min(this.#bytes / BYTES_PER_ROW, MOST_EXPECTED))
  }

  async run(): Promise<ImportReport> {
    const { store } = this.#host
    const { problems, manifest } = this.#context
    const stored = await readStored(store, this.#context, this.#claims, this.#viewer)
    if (this.#input.append === true) await knowStored(store, this.#context, stored, this.#viewer)
    const rows = await this.#check()
    const walled = !this.#viewer.owner && addsWalls(this.#context, this.#claims)
    const notes = new Notes()
    const named = await noteTogether(this.#context, store, this.#viewer, notes)
    this.#told?.bad(problems)
    const refused = walled || (problems.count > 0 && this.#input.acceptPartial !== true)
    if (problems.count > 0 && !refused) await this.#recount()
    const append = this.#input.append === true
    const changes = (leftOut?: ReadonlySet<string>) => {
      const { absent, ...rest } = this.#claims.difference(leftOut)
      return { ...rest, retracted: append ? 0 : absent }
    }
    const report: ImportReport = {
      ...reportOf(manifest.record.name, problems),
      rows,
      counts: [...this.#claims.counts]
        .map(([kind, count]) => ({ kind, count }))
        .sort((a, b) => (a.kind < b.kind ? -1 : 1)),
      markings: this.#claims.markings(),
      notes: notes.kept,
      noteCount: notes.count,
      ...(refused ? {} : changes(stored.hidden))
    }
    // Problems and notes speak of what the store holds, also where nothing is written.
    const rank = highestRank(stored, manifest.record, ...report.markings)
    const things: Thing[] = [[datasetId(manifest.record.name), rank], ...named]
    this.#changing.tell({ things: stored.manifest === null ? named : things })
    // A request of which no row is good makes no dataset.
    const isEmpty = this.#told !== undefined && this.#claims.counts.size === 0
    if (refused || isEmpty || this.#input.dryRun === true) return report
    await this.#changing.intend(...things)
    const { added, changed, retracted } = changes()
    this.#changing.tell({ counts: { added, changed, retracted } })
    const of = report.added + report.changed + report.retracted // as he sees it
    await this.#write(stored, { ...report, added, changed, retracted }, of)
    const failed = await failedAssertions(store, this.#viewer, manifest)
    for (const problem of failed) problems.add(problem)
    this.#tell('verify', 1, 1, failed.length === 0 ? '' : `${failed.length} assertions failed`)
    return { ...report, written: true, problemCount: problems.count, failedAssertions: failed.length }
  }

  /** The first reading: tells every problem and gathers facts. The number of rows. */
  async #check(): Promise<number> {
    const { problems } = this.#context
    const tick = this.#ticker('check')
    let rows = await readSources(this.#context, this.#tables.sources, tick)
    const visit = this.#visit((file, row, made) => problems.add({ file, row, ...made }))
    rows += await readClaims(this.#context, this.#tables, true, visit, tick)
    checkTogether(this.#context)
    rows += await readJudgements(this.#context, this.#tables.judgements, tick)
    tellHidden(this.#context)
    problems.sort()
    return rows
  }

  /** Counts the good rows alone. */
  async #recount(): Promise<void> {
    this.#claims.restart()
    await readClaims(this.#context, this.#tables, false, this.#visit(), this.#ticker('check'))
  }

  /** Gives the good rows their claims; `bad` hears of those that cannot be told from equal ones. */
  #visit(bad: (file: string, row: number, why: Bad) => void = () => undefined): Visit {
    return (good, file) => {
      const ids = new Map<number, string[]>()
      for (const row of good) {
        const made = this.#claims.make(row)
        if ('reason' in made) {
          bad(file, row.row, made)
          continue
        }
        const observed = this.#claims.observed(row, made.id)
        if (this.#told === undefined) continue
        const all = ids.get(row.row) ?? []
        ids.set(row.row, [...all, made.id, ...(observed === null ? [] : [observed.made.id])])
      }
      for (const [row, list] of ids) this.#told?.claims(file, row, list)
    }
  }

  async #write(stored: StoredDataset, report: ImportReport, of: number): Promise<void> {
    let done = 0
    await writeChanges({
      store: this.#host.store,
      at: this.#host.now(),
      context: this.#context,
      claims: this.#claims,
      tables: this.#tables,
      stored,
      report,
      append: this.#input.append === true,
      told: (claims) => {
        done += claims
        this.#tell('write', Math.min(done, of), of)
        this.#stopHere()
      }
    })
    this.#tell('write', of, of)
  }

  #ticker(step: string): Tick {
    let done = 0
    return (bytes) => {
      done += bytes
      this.#tell(step, Math.min(done, this.#bytes), this.#bytes)
      this.#stopHere()
    }
  }

  #tell(step: string, done: number, of: number, message = ''): void {
    this.#onProgress({ step, done, of, message })
  }

  #stopHere(): void {
    if (this.#signal?.aborted === true)
      throw new SkeinError('UNAVAILABLE', 'The import was stopped', {
        hint: 'Import the same folder again: it goes on where it stopped.'
      })
  }
}

export const reportOf = (dataset: string | null, problems: Problems): ImportReport => ({
  dataset,
  written: false,
  rows: 0,
  added: 0,
  changed: 0,
  retracted: 0,
  unchanged: 0,
  counts: [],
  problems: problems.kept,
  problemCount: problems.count,
  notes: [],
  noteCount: 0,
  markings: [],
  failedAssertions: 0
})
