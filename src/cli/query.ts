import { readFileSync } from 'node:fs'
import { Option, type Command } from 'commander'
import { ERROR_CODES, invalid } from '../errors.ts'
import { unreadable } from '../service/import/unreadable.ts'
import { dataOf, errorOf, type Answer, type CliContext } from './context.ts'

const FORMATS = ['json', 'csv', 'jsonl'] as const
type Format = (typeof FORMATS)[number]

interface QueryOptions {
  vars?: string
  public?: boolean
  format: Format
  page?: string
}

export function registerQuery(program: Command, { ask, config, print, note }: CliContext): void {
  program
    .command('query')
    .argument('<file>', 'a file with a GraphQL document; - reads standard input')
    .option('--vars <json>', 'variables as a JSON object')
    .option('--public', 'as the public viewer instead of the owner')
    .addOption(
      new Option('--format <format>', 'csv and jsonl print one page of it, a row per entry')
        .choices(FORMATS)
        .default('json')
    )
    .option('--page <path>', 'which page that is, where the answer has several, such as entity.relations')
    .description('answers a GraphQL document and prints the JSON')
    .action(async (file: string, options: QueryOptions) => {
      const document = readDocument(file)
      const answer = await ask(document, readVariables(options.vars), { public: options.public === true })
      const { format } = options
      if (format !== 'json') {
        const { recordExport } = await import('../service/audit/read.ts')
        const { OWNER, PUBLIC } = await import('../service/viewer.ts')
        const viewer = options.public === true ? PUBLIC : OWNER
        const record = (rows: number): Promise<void> => recordExport(config().data, viewer, { document, format, rows })
        await printTable(answer, format, options.page, { print, note, record })
        return
      }
      print(JSON.stringify(answer, null, 2))
      const [error] = answer.errors ?? []
      if (error !== undefined) process.exitCode = ERROR_CODES[errorOf(error).code].exit
    })

  program
    .command('schema')
    .option('--bare', 'without descriptions')
    .description('prints the GraphQL schema, as kinds and relations declare it')
    .action(async ({ bare }: { bare?: boolean }) => {
      const { bareSdl, loadOntology } = await import('../service/ontology.ts')
      const { sdl } = loadOntology()
      print(bare === true ? bareSdl(sdl) : sdl)
    })
}

/** Prints one page, and says whether there is more: a table cannot hold that itself. */
async function printTable(
  answer: Answer,
  format: Format,
  wanted: string | undefined,
  { print, note, record }: Pick<CliContext, 'print' | 'note'> & { record: (rows: number) => Promise<void> }
): Promise<void> {
  const { pagesOf, toCsv, toJsonLines } = await import('../service/tables.ts')
  const pages = pagesOf(dataOf(answer) as Parameters<typeof pagesOf>[0])
  const page = wanted === undefined && pages.length === 1 ? pages[0] : pages.find(({ path }) => path === wanted)
  if (page === undefined) {
    const paths = pages.map(({ path }) => path)
    throw invalid(paths.length === 0 ? 'the answer holds no page or list' : 'which page of the answer?', {
      path: '--page',
      message: wanted === undefined ? 'is missing' : `the answer has no page ${wanted}`,
      hint: paths.length === 0 ? 'Print it as JSON.' : `One of ${paths.join(', ')}.`
    })
  }
  // A table leaves Skein: no audit, no table.
  await record(page.rows.length)
  print((format === 'csv' ? toCsv(page.rows) : toJsonLines(page.rows)).replace(/\r?\n$/, ''))
  if (page.more === true)
    note(
      `${page.path}: ${page.rows.length} rows, and there are more: ask with after: ${JSON.stringify(page.endCursor)}`
    )
  else if (page.more === null)
    note(
      `${page.path}: ${page.rows.length} rows. Select pageInfo { hasNextPage endCursor } to learn whether there are more.`
    )
}

function readDocument(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw unreadable(file, error)
  }
}

function readVariables(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Said below, like any other wrong value.
  }
  throw invalid('--vars is no JSON object', {
    path: '--vars',
    message: 'is no JSON object',
    hint: `Such as --vars '{"id": "e:…"}'`
  })
}
