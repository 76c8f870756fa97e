import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Command } from 'commander'
import { ERROR_CODES, SkeinError } from '../errors.ts'
import type { ImportReport, MarkingCount, RowProblem } from '../service/import/report.ts'
import { dataOf, errorOf, type Answer, type CliContext, type Remote } from './context.ts'
import { progressOn, type ProgressLine } from './progress.ts'

interface Options {
  dryRun?: boolean
  append?: boolean
  acceptPartial?: boolean
  json?: boolean
}

const MUTATION = `mutation($input: ImportDatasetInput!) { importDataset(input: $input) {
  dataset written rows added changed retracted unchanged counts { kind count } problems { file row column reason hint } problemCount
  notes { file row column reason hint } noteCount markings { marking limited audience count }
} }`

export function registerImport(program: Command, context: CliContext): void {
  program
    .command('import')
    .argument('<paths...>', 'a dataset folder, or files with dataset.json among them')
    .option('--dry-run', 'check everything and write nothing')
    .option('--append', 'only add: keep what is absent from this version')
    .option('--accept-partial', 'write the good rows although some are bad')
    .option('--json', 'print the report as JSON')
    .description('imports a dataset; the same again changes nothing, a changed one is its new version')
    .action(async (paths: string[], options: Options) => {
      const progress = progressOn(process.stderr, (line) => context.note(line))
      const stop = new AbortController()
      const onSignal = (): void => stop.abort()
      process.once('SIGINT', onSignal)
      try {
        const server = await context.remote()
        const report =
          server === null
            ? await importHere(context, paths, options, progress, stop.signal)
            : await importThere(context, server, paths, options, progress)
        progress.stop()
        tell(context, report, options)
      } finally {
        progress.stop()
        process.off('SIGINT', onSignal)
      }
    })
}

async function importHere(
  context: CliContext,
  paths: string[],
  options: Options,
  progress: ProgressLine,
  signal: AbortSignal
): Promise<ImportReport> {
  const { importDataset } = await import('../service/import/import.ts')
  const { OWNER } = await import('../service/viewer.ts')
  return context.withStore((skein) =>
    importDataset(skein, OWNER, { paths, ...options }, (p) => progress.tell(p), signal)
  )
}

/** A running server holds the store: the files go to it as one archive. */
async function importThere(
  context: CliContext,
  server: Remote,
  paths: string[],
  { dryRun, append, acceptPartial }: Options,
  progress: ProgressLine
): Promise<ImportReport> {
  const { pack } = await import('../service/import/archive.ts')
  const { datasetFiles } = await import('../service/import/files.ts')
  const { manifest, tables } = await datasetFiles(paths)
  const of = tables.reduce((sum, file) => sum + file.size, manifest?.size ?? 0)
  let done = 0
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const part of pack(paths)) {
      yield part
      done += part.length
      progress.tell({ step: 'upload', done: Math.min(done, of), of, message: '' })
    }
  }
  const upload = randomUUID()
  const response = await fetch(`${server.url}/uploads/${upload}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/x-tar' },
    body: Readable.toWeb(Readable.from(counted())) as ReadableStream,
    duplex: 'half'
  } as RequestInit)
  if (!response.ok) throw await refusal(response)
  await response.arrayBuffer()
  const input = { upload, dryRun: dryRun === true, append: append === true, acceptPartial: acceptPartial === true }
  const report = dataOf(await context.ask(MUTATION, { input }))['importDataset'] as Omit<
    ImportReport,
    'failedAssertions'
  >
  const failedAssertions = report.written
    ? report.problems.filter(({ column }) => column?.startsWith('assertions.') === true).length
    : 0
  return { ...report, failedAssertions }
}

async function refusal(response: Response): Promise<SkeinError> {
  const answer = (await response.json().catch(() => ({}))) as Answer
  const [error] = answer.errors ?? []
  return error === undefined
    ? new SkeinError('UNAVAILABLE', `The server did not take the upload (${response.status})`)
    : errorOf(error)
}

/** The report for people: counts on standard output, what is wrong on standard error; or all of it as JSON. */
function tell(context: CliContext, report: ImportReport, { dryRun, json, append }: Options): void {
  const refused = !report.written && report.problemCount > 0
  if (refused || report.failedAssertions > 0) process.exitCode = ERROR_CODES.INVALID_INPUT.exit
  if (json === true) {
    context.print(JSON.stringify(report, null, 2))
    return
  }
  for (const line of problemTable(report.problems)) context.note(line)
  const more = report.problemCount - report.problems.length
  if (more > 0) context.note(`… and ${more} more problems`)
  if (report.noteCount > 0) {
    context.note(`taken, but look at these (${report.noteCount}):`)
    for (const line of problemTable(report.notes)) context.note(line)
    if (report.noteCount > report.notes.length) context.note(`… and ${report.noteCount - report.notes.length} more`)
  }
  if (!refused && report.counts.length > 0) context.print('   claims  of kind')
  if (!refused) for (const { kind, count } of report.counts) context.print(`${String(count).padStart(9)}  ${kind}`)
  const { added, changed, retracted, unchanged } = report
  const numbers = `${added} new, ${changed} changed, ${unchanged} unchanged claims, ${append === true ? 'none' : retracted} retracted`
  const problems = report.problemCount === 1 ? '1 problem' : `${report.problemCount} problems`
  const name = report.dataset ?? 'The dataset'
  if (refused)
    context.note(
      `${name}: ${problems} in ${report.rows} rows; nothing was written.${report.dataset === null ? '' : ' Correct them, or write the good rows with --accept-partial.'}`
    )
  else if (dryRun === true) context.print(`${name}: ${report.rows} rows would bring ${numbers}. Nothing was written.`)
  else context.print(`${name}: ${report.rows} rows, ${numbers}.`)
  if (!refused) for (const line of markingLines(report.markings)) context.print(line)
}

const WHO_SEES: Readonly<Record<string, string>> = {
  CLEAR: 'visible to anyone',
  GREEN: 'visible to everyone signed in',
  AMBER: 'visible to those cleared for it'
}
const MOST_NAMED = 5

/** `90 claims, marked CLEAR: visible to anyone`. */
export function markingLines(markings: readonly MarkingCount[]): string[] {
  return markings.map(({ marking, limited, audience, count }) => {
    const claims = `${count} ${count === 1 ? 'claim' : 'claims'}, marked ${marking}`
    if (!limited) return `${claims}: ${WHO_SEES[marking] ?? 'visible to its audience'}`
    if (audience === null) return `${claims} for several audiences: each visible to its own alone`
    const more = audience.length > MOST_NAMED ? ` and ${audience.length - MOST_NAMED} more` : ''
    return `${claims} for ${audience.slice(0, MOST_NAMED).join(', ')}${more}: visible to them alone`
  })
}

/** `file:row column  reason` and below it what to do. */
export function problemTable(problems: readonly RowProblem[]): string[] {
  const where = problems.map(
    ({ file, row, column }) => `${file}${row === null ? '' : `:${row}`}${column === null ? '' : ` ${column}`}`
  )
  const width = Math.min(40, Math.max(0, ...where.map((text) => text.length)))
  return problems.flatMap(({ reason, hint }, i) => {
    const first = `${(where[i] ?? '').padEnd(width)}  ${reason}`
    return hint === null ? [first] : [first, `${' '.repeat(width)}  → ${hint}`]
  })
}
