import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OWNER } from '../access/viewer.ts'
import { SkeinError } from '../errors.ts'
import { importDataset } from './import/import.ts'
import type { ImportReport } from './import/report.ts'
import { projectRoot } from './ontology.ts'
import type { Skein } from './skein.ts'

export interface SeedOptions {
  /** Also into a store that was given the seeds before. */
  again?: boolean
  signal?: AbortSignal
  folder?: string
}

const MOST_TOLD = 5

/**
 * Loads the shipped datasets in the order of `seeds/index.json` into a store that never had them. Interrupted, it goes on at the
 * next start; what is there already costs one reading. Answers how many problems there were: they are told, the rest is loaded.
 */
export async function loadSeeds(skein: Skein, say: (line: string) => void, options: SeedOptions = {}): Promise<number> {
  if (options.again !== true && (await skein.store.seeded())) return 0
  const folder = options.folder ?? join(projectRoot(), 'seeds')
  const names = readIndex(folder)
  const begun = performance.now()
  let problems = 0
  let claims = 0
  say(`Loading ${names.length} datasets …`)
  for (const [i, name] of names.entries()) {
    const report = await importDataset(skein, OWNER, { paths: [join(folder, name)] }, undefined, options.signal)
    say(`  ${String(i + 1).padStart(2)}/${names.length} ${name}: ${told(report)}`)
    for (const { file, row, reason } of report.problems.slice(0, MOST_TOLD))
      say(`     ${file}${row === null ? '' : `:${row}`} ${reason}`)
    problems += report.problemCount
    claims += report.added + report.unchanged
  }
  await skein.store.write({ at: skein.now(), dataset: null, seeded: true })
  say(`Loaded ${claims.toLocaleString('en')} claims in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  return problems
}

function told({ written, added, changed, retracted, unchanged, problemCount }: ImportReport): string {
  if (!written) return `not loaded, ${problemCount} problems`
  const parts = [`${added} claims`]
  if (changed > 0) parts.push(`${changed} changed`)
  if (retracted > 0) parts.push(`${retracted} retracted`)
  if (unchanged > 0) parts.push(`${unchanged} were there`)
  if (problemCount > 0) parts.push(`${problemCount} problems`)
  return parts.join(', ')
}

function readIndex(folder: string): string[] {
  const file = join(folder, 'index.json')
  if (!existsSync(file))
    throw new SkeinError('MISCONFIGURED', `${file} is missing`, {
      hint: 'It lists the datasets that are loaded on first start.'
    })
  return JSON.parse(readFileSync(file, 'utf8')) as string[]
}
