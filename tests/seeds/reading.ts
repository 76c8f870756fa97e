import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

export const SEEDS = join(import.meta.dirname, '../../seeds')
export type Cells = Readonly<Record<string, string>>

export interface SeedManifest {
  name: string
  invented?: boolean
  howCollected: string
  looksAt?: string[]
  marking?: string
  observedIn?: string
  assertions: ({ count: string; is: number } | { record: string; property: string; is: unknown })[]
}

/** A dataset folder as its files say, without the importer: empty cells are left out. */
export interface Seed {
  folder: string
  manifest: SeedManifest
  entities: Cells[]
  ties: Cells[]
  sources: Cells[]
  judgements: Cells[]
}

export const readJson = (file: string): unknown => JSON.parse(readFileSync(join(SEEDS, file), 'utf8'))

export function readSeed(folder: string): Seed {
  const seed: Seed = {
    folder,
    manifest: readJson(join(folder, 'dataset.json')) as SeedManifest,
    entities: [],
    ties: [],
    sources: [],
    judgements: []
  }
  for (const file of readdirSync(join(SEEDS, folder)).filter((name) => name.endsWith('.csv'))) {
    const rows = parse<Record<string, string>>(readFileSync(join(SEEDS, folder, file)), { columns: true }).map(filled)
    if (file === 'sources.csv') seed.sources.push(...rows)
    else if (file === 'judgements.csv') seed.judgements.push(...rows)
    else for (const row of rows) (row['from'] === undefined ? seed.entities : seed.ties).push(row)
  }
  return seed
}

const filled = (row: Record<string, string>): Cells =>
  Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== ''))

/** The datasets of the first start, in the order in which they are loaded. */
export const firstStart = (): Seed[] => (readJson('index.json') as string[]).map(readSeed)

/** The full name of a record that a row of a dataset names. */
export const fullName = (seed: Seed, name: string): string =>
  /^[a-z0-9-]+\/[a-z0-9-]+:/.test(name) ? name : `${seed.manifest.name}:${name}`

/** The good at the top, of a tie to `skein/goods:…`. */
export const topGood = (record: string): string | null => /^skein\/goods:([^/]+)/.exec(record)?.[1] ?? null

export function groupBy<T, K>(list: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of list) {
    const key = keyOf(item)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}
