import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

/** A value of a cell; absent, null and '' all say nothing. */
export type Cell = string | number | boolean | readonly string[] | null | undefined
export type Row = Readonly<Record<string, Cell>>
/** A file's name (without folder) and its rows. */
export type Tables = Readonly<Record<string, readonly Row[]>>

export interface Manifest {
  name: string
  title: string
  publisher: string
  publisherRole: string
  licence: string
  howCollected: string
  collectionNote?: string
  definition?: string
  interest?: string
  coverage?: string
  caveats?: string
  citation?: string
  version?: string
  invented?: boolean
  looksAt?: readonly string[]
  marking?: string
  grade?: string
  observedIn?: string
  assertions?: readonly Assertion[]
}

export type Assertion =
  { count: string; is: number } | { record: string; property: string; is: string | number | boolean }

const SEEDS = join(import.meta.dirname, '..')

/** The input folder that the script was given. */
export function inputFolder(): string {
  const folder = process.argv[2]
  if (folder === undefined || !existsSync(folder))
    throw new Error('Give the input folder as the argument; seeds/build/README.md says which files it holds')
  return folder
}

export const readCsv = (...path: string[]): Record<string, string>[] =>
  parse(readFileSync(join(...path)), { columns: true, bom: true, trim: true })

/** Writes one dataset folder anew. The columns of a table are those that any row fills, in the order of first use. */
export function writeDataset(folder: string, manifest: Manifest, tables: Tables): void {
  const target = join(SEEDS, folder)
  mkdirSync(target, { recursive: true })
  for (const old of readdirSync(target)) if (/\.(csv|jsonl)$/.test(old)) rmSync(join(target, old))
  writeJson(join(folder, 'dataset.json'), manifest)
  for (const [file, rows] of Object.entries(tables))
    if (rows.length > 0) writeFileSync(join(target, file), csvText(rows))
  const count = Object.values(tables).reduce((sum, rows) => sum + rows.length, 0)
  console.log(`${folder}: ${count} rows`)
}

export function writeJson(file: string, value: unknown): void {
  const path = join(SEEDS, file)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, JSON.stringify(value, null, 2) + '\n')
}

function csvText(rows: readonly Row[]): string {
  const columns = new Set<string>()
  for (const row of rows) for (const [name, cell] of Object.entries(row)) if (cellText(cell) !== '') columns.add(name)
  const lines = rows.map((row) => [...columns].map((name) => quoted(cellText(row[name]))).join(','))
  return [[...columns].join(','), ...lines].join('\n') + '\n'
}

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  return typeof cell === 'object' ? cell.join(';') : String(cell)
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
