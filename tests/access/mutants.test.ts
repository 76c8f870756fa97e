import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import type * as DeriveModule from '../../src/claims/derive/derive.ts'
import { loadOntology, projectRoot } from '../../src/service/ontology.ts'
import { lawOfRanks } from '../store/view.ts'

/** Mistakes that would leak, each made in a copy of the code. A law that lets one pass is not worth its name. */
const MUTANTS = [
  { mistake: 'merges follow no marking rule', file: 'clusters.ts', from: ' || (hasBelow(a) && hasBelow(b))', to: '' },
  {
    mistake: 'ids ignore marking',
    file: 'clusters.ts',
    from: 'r.rank < best.rank || (r.rank === best.rank && r.name < best.name)',
    to: 'r.name < best.name'
  },
  { mistake: 'ids of ties ignore the audience', file: 'relations.ts', from: 'role, wall(reach),', to: "role, ''," },
  {
    mistake: 'claims are not raised to their records',
    file: 'secrecy.ts',
    from: 'const rank = Math.max(a.rank, b.rank)',
    to: 'const rank = a.rank'
  },
  {
    mistake: 'audience claims enter summaries',
    file: 'entities.ts',
    from: '? reach.audience === null',
    to: '? true'
  },
  { mistake: 'a high DIFFERENT blocks a low SAME', file: 'clusters.ts', from: 'd.rank <= rank && ', to: '' }
] as const

const ontology = loadOntology()
const root = projectRoot()
const output = join(root, 'tests', 'output', 'mutants')

describe('the law of ranks can fail', () => {
  afterAll(() => rmSync(output, { recursive: true, force: true }))

  for (const [number, { mistake, file, from, to }] of MUTANTS.entries())
    it(`is broken when ${mistake}`, { timeout: 600_000 }, async () => {
      const copy = join(output, String(number))
      rmSync(copy, { recursive: true, force: true })
      mkdirSync(copy, { recursive: true })
      for (const part of ['claims', 'ontology', 'errors.ts'])
        cpSync(join(root, 'src', part), join(copy, part), { recursive: true })
      const path = join(copy, 'claims', 'derive', file)
      const text = readFileSync(path, 'utf8')
      expect(text.split(from), `${file} has changed: the mutant no longer fits`).toHaveLength(2)
      writeFileSync(path, text.replace(from, to))
      const mutant = (await import(
        /* @vite-ignore */ pathToFileURL(join(copy, 'claims', 'derive', 'derive.ts')).href
      )) as typeof DeriveModule
      expect(() => {
        lawOfRanks(ontology, mutant.derive, 11, 3_000)
      }).toThrow()
    })
})
