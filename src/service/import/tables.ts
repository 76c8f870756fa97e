import { apart, sensitiveOf } from './sensitive.ts'
import { formatOf, readTable } from '../../formats/read-table.ts'
import type { TableBlock } from '../../formats/table.ts'
import { ClaimRows, type ClaimRow } from './claim-rows.ts'
import type { Context } from './context.ts'
import type { DatasetFile, DatasetFiles } from './files.ts'
import type { RowProblem } from './report.ts'
import { JudgementRows } from './judgement-rows.ts'
import { smallTableOf, type SmallTable } from './small-table.ts'
import { SourceRows } from './source-rows.ts'

/** The tables of a dataset by what they hold; claims with the number of the file. */
export interface Tables {
  sources: DatasetFile[]
  judgements: DatasetFile[]
  claims: { file: DatasetFile; number: number; isTie: boolean }[]
}

export function tablesOf(files: DatasetFiles, context: Context): Tables {
  const tables: Tables = { sources: [], judgements: [], claims: [] }
  for (const file of files.tables) {
    const small = smallTableOf(file.name)
    if (small !== null) tables[small].push(file)
    else tables.claims.push({ file, number: context.files.push(file.name) - 1, isTie: true })
  }
  return tables
}

/** Told after each block how many more bytes were read and that work may be stopped here. */
export type Tick = (bytes: number) => void

/** `told` hears what cannot be read as text; null where that was told before. */
async function* blocksOf(
  context: Context,
  file: DatasetFile,
  told: ((problem: RowProblem) => void) | null,
  tick: Tick
): AsyncGenerator<TableBlock> {
  let before = 0
  const format = formatOf(file.name) ?? 'csv'
  for await (const block of readTable(format, file.open(), (p) => {
    if (told === null) return
    const problem = { file: file.name, ...p }
    context.problems.add(problem)
    told(problem)
  })) {
    yield block
    tick(block.bytes - before)
    before = block.bytes
  }
}

/** Reads sources or judgements; the number of rows. */
async function readSmall(context: Context, file: DatasetFile, table: SmallTable, tick: Tick): Promise<number> {
  let rows = 0
  for await (const block of blocksOf(context, file, () => undefined, tick)) {
    table.columns(block.columns)
    for (const row of block.rows) table.read(row)
    rows += block.rows.length
  }
  return rows
}

export async function readSources(context: Context, files: readonly DatasetFile[], tick: Tick): Promise<number> {
  let rows = 0
  const tables: SourceRows[] = []
  for (const file of files) {
    const table = new SourceRows(context, file.name)
    rows += await readSmall(context, file, table, tick)
    tables.push(table)
  }
  for (const table of tables) table.finish()
  return rows
}

export async function readJudgements(context: Context, files: readonly DatasetFile[], tick: Tick): Promise<number> {
  let rows = 0
  for (const file of files) rows += await readSmall(context, file, new JudgementRows(context, file.name), tick)
  return rows
}

/** What is done with the good rows of a block. */
export type Visit = (rows: readonly ClaimRow[], file: string) => void | Promise<void>

/**
 * Reads files of claims. On the first reading (`collect`) problems are told and facts gathered; later readings pass over the rows
 * that were found bad. The number of rows, good and bad.
 */
export async function readClaims(
  context: Context,
  tables: Tables,
  collect: boolean,
  visit: Visit,
  tick: Tick
): Promise<number> {
  let count = 0
  const sensitive = sensitiveOf(context.ontology)
  for (const table of tables.claims) {
    const { file, number } = table
    let reader: ClaimRows | null = null
    const bad = collect ? undefined : context.problems.rowsOf(file.name)
    const causes: RowProblem[] = []
    const told = (problem: RowProblem): void => {
      if (causes.length === 0) causes.push(problem)
    }
    for await (const block of blocksOf(context, file, collect ? told : null, tick)) {
      if (reader === null) {
        if (block.rows.length === 0 && block.columns.length === 0) continue
        const isTie = formatOf(file.name) === 'csv' ? holdsTies(context, file.name, block.columns, collect) : null
        if (isTie === undefined) break
        reader = new ClaimRows(context, number, isTie, block.columns, collect)
      }
      reader.extend(block.columns)
      const good: ClaimRow[] = []
      for (const row of block.rows) {
        if (bad?.has(row.row) === true) continue
        const claim = reader.read(row)
        if (claim !== null) good.push(...apart(claim, sensitive, context.secrecy))
      }
      count += block.rows.length
      if (good.length > 0) await visit(good, file.name)
    }
    if (!collect) continue
    table.isTie = reader?.isTie !== false
    const [cause] = causes
    if (cause !== undefined && reader?.isTie !== true) context.hidden ??= { cause, missed: 0 }
  }
  // Files of entities are written before files of ties, so that few ties have to wait for their ends.
  if (collect) tables.claims.sort((a, b) => Number(a.isTie) - Number(b.isTie))
  return count
}

/** Whether a CSV file holds ties or entities by its header; undefined where it holds neither, which is told. */
function holdsTies(context: Context, file: string, columns: readonly string[], report: boolean): boolean | undefined {
  const has = (name: string): boolean => columns.includes(name)
  const gephi = columns.some((name) => /^target$/i.test(name))
  const isTie = has('from') || has('to') || gephi
  const missing = ['kind', ...(isTie ? ['from', 'to'] : ['id'])].filter((name) => !has(name))
  if (missing.length === 0) return isTie
  if (!report) return undefined
  const cause: RowProblem = {
    file,
    row: 1,
    column: null,
    reason: `the header lacks ${missing.join(' and ')}`,
    hint: gephi
      ? 'Call the columns of the two ends from and to, and name the kind of relation in the column kind.'
      : 'A file of entities has the columns id and kind, a file of relations kind, from and to; sources and judgements are in files of those names.'
  }
  context.problems.add(cause)
  if (!isTie) context.hidden ??= { cause, missed: 0 }
  return undefined
}
