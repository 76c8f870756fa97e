import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseGrade } from '../../src/claims/grade.ts'
import { MARKINGS } from '../../src/claims/types.ts'
import { parseProperty } from '../../src/ontology/validate.ts'
import { loadOntology } from '../../src/service/ontology.ts'
import { firstStart, fullName, readSeed, SEEDS, type Cells, type Seed } from './reading.ts'

const ontology = loadOntology()
const seeds = [...firstStart(), readSeed('teaching-later/ledger')]
const COMMON = new Set(['kind', 'source', 'grade', 'marking', 'audience', 'validFrom', 'validTo', 'phase', 'rowId'])
const kindOf = new Map(
  seeds.flatMap((seed) => seed.entities.map((row) => [fullName(seed, row['id'] ?? ''), row['kind'] ?? ''] as const))
)

/** Everything wrong with one row, in words. */
function problemsOf(seed: Seed, row: Cells): string[] {
  const isTie = row['from'] !== undefined
  const kind = row['kind'] ?? ''
  const properties = isTie ? ontology.relationKinds.get(kind)?.properties : ontology.kinds.get(kind)?.properties
  if (properties === undefined) return [`${seed.folder}: no kind ${kind}`]
  const problems: string[] = []
  const local = new Set(seed.sources.map((source) => source['id']))
  for (const [name, cell] of Object.entries(row)) {
    if ((isTie ? ['from', 'to'] : ['id']).includes(name)) continue
    if (name === 'source' && !local.has(cell)) problems.push(`no source ${cell}`)
    if (name === 'grade' && parseGrade(cell) === null) problems.push(`no grade ${cell}`)
    const property = properties.get(name)
    if (property === undefined) {
      if (!COMMON.has(name)) problems.push(`${kind} has no ${name}`)
    } else {
      const parsed = parseProperty(property, cell)
      if ('reason' in parsed) problems.push(`${name}: ${parsed.reason}`)
      if (row['protected'] === 'true' && property.identifying) problems.push(`${name} names a protected person`)
    }
  }
  if (isTie) problems.push(...endProblems(seed, row))
  return problems.map(
    (problem) => `${seed.folder} ${row['id'] ?? `${row['from'] ?? ''} → ${row['to'] ?? ''}`}: ${problem}`
  )
}

function endProblems(seed: Seed, row: Cells): string[] {
  const relation = ontology.relationKinds.get(row['kind'] ?? '')
  const [from, to] = ['from', 'to'].map((end) => kindOf.get(fullName(seed, row[end] ?? '')))
  if (from === undefined || to === undefined) return ['an end that no dataset gives']
  const fits = (a: string, b: string): boolean => relation?.from.has(a) === true && relation.to.has(b)
  return fits(from, to) || (relation?.symmetric === true && fits(to, from)) ? [] : [`cannot join ${from} to ${to}`]
}

function secrecyProblems(seed: Seed, row: Cells): string[] {
  const marking = row['marking'] ?? seed.manifest.marking ?? 'CLEAR'
  const limited = row['audience'] !== undefined
  const rank = MARKINGS.indexOf(marking as (typeof MARKINGS)[number])
  return rank < 0 || (limited && rank < 2) || (!limited && rank > 2) ? [`${seed.folder}: ${JSON.stringify(row)}`] : []
}

test('every row of every seed says only what the ontology knows, about ends that exist', () => {
  expect(seeds.flatMap((seed) => [...seed.entities, ...seed.ties].flatMap((row) => problemsOf(seed, row)))).toEqual([])
})

test('markings and audiences go together', () => {
  const rows = seeds.flatMap((seed) =>
    [...seed.entities, ...seed.ties, ...seed.judgements].flatMap((row) => secrecyProblems(seed, row))
  )
  expect(rows).toEqual([])
})

test('no record has two audiences, or two kinds', () => {
  for (const seed of seeds) {
    const audiences = new Map<string, string>()
    const kinds = new Map<string, string>()
    for (const row of seed.entities) {
      const id = row['id'] ?? ''
      const audience = row['audience']
      if (audience !== undefined) expect(audiences.get(id) ?? audience, id).toBe(audience)
      if (audience !== undefined) audiences.set(id, audience)
      expect(kinds.get(id) ?? row['kind'], id).toBe(row['kind'])
      kinds.set(id, row['kind'] ?? '')
    }
  }
})

test('judgements are about records that exist, each pair once', () => {
  const pairs = seeds.flatMap((seed) => seed.judgements.map((row) => [row['left'] ?? '', row['right'] ?? ''].sort()))
  expect(pairs.flat().filter((record) => !kindOf.has(record))).toEqual([])
  expect(new Set(pairs.map(String)).size).toBe(pairs.length)
})

test('what a source cites is a source', () => {
  const known = new Set(seeds.flatMap((seed) => seed.sources.map((source) => fullName(seed, source['id'] ?? ''))))
  const cited = seeds.flatMap((seed) =>
    seed.sources.flatMap((source) =>
      (source['cites'] ?? '')
        .split(';')
        .filter(Boolean)
        .map((id) => fullName(seed, id))
    )
  )
  expect(cited.length).toBeGreaterThan(0)
  expect(cited.filter((source) => !known.has(source))).toEqual([])
})

describe('the counts in dataset.json hold', () => {
  test.each(seeds.map((seed) => [seed.folder, seed] as const))('%s', (_, seed) => {
    const rows = [...seed.entities, ...seed.ties]
    for (const assertion of seed.manifest.assertions) {
      if ('record' in assertion) {
        const values = seed.entities
          .filter((row) => row['id'] === assertion.record)
          .map((row) => row[assertion.property])
        expect(values, assertion.record).toContain(String(assertion.is))
      } else if (assertion.count === 'OBSERVED_IN' && seed.manifest.observedIn !== undefined) {
        expect(new Set(seed.entities.filter((row) => row['kind'] === 'Person').map((row) => row['id'])).size).toBe(
          assertion.is
        )
      } else {
        const repeats = ontology.relationKinds.get(assertion.count)?.repeats === true
        const own = rows.filter((row) => row['kind'] === assertion.count)
        const key = (row: Cells): string =>
          row['id'] ?? [row['from'], row['to'], row['role'], row['audience']].join(' ')
        expect(repeats ? own.length : new Set(own.map(key)).size, assertion.count).toBe(assertion.is)
      }
    }
  })
})

test('every dataset folder is loaded at first start, but for the one that comes later', () => {
  const folders = readdirSync(SEEDS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('dataset.json'))
    .map((file) => join(file, '..'))
  expect(folders.sort()).toEqual(seeds.map((seed) => seed.folder).sort())
})

test('the seeds stay small', () => {
  const bytes = readdirSync(SEEDS, { recursive: true, encoding: 'utf8' })
    .map((file) => statSync(join(SEEDS, file)))
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + entry.size, 0)
  expect(bytes).toBeLessThan(3_000_000)
})
