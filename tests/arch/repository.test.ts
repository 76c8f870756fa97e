import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parse, type ASTNode } from 'graphql'
import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../src/errors.ts'
import { LIMITS } from '../../src/server/limits.ts'

/** What may carry a description: definitions, fields, arguments and values. */
interface Described {
  name: { value: string }
  description?: unknown
  fields?: ASTNode[]
  arguments?: ASTNode[]
  values?: ASTNode[]
}

const LONGEST = 300

/** Files below a folder with one of these endings, by path. */
function files(folder: string, ...endings: string[]): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((end) => entry.name.endsWith(end)))
    .map((entry) => relative('.', join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes('node_modules'))
    .sort()
}
const read = (path: string): string => readFileSync(path, 'utf8')

describe('layers', () => {
  it('hold: each folder imports only what the table allows, without cycles', () => {
    const bin = join('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [bin, '--config', '.dependency-cruiser.cjs', 'src'],
      { encoding: 'utf8' }
    )
    expect(status === 0 ? '' : stdout + stderr).toBe('')
  })

  it('name every folder of src, each with a README of its own', () => {
    const rules = read('.dependency-cruiser.cjs')
    const folders = readdirSync('src', { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && readdirSync(join('src', entry.name)).length > 0
    )
    for (const { name } of folders) {
      expect(rules).toMatch(new RegExp(`^  ${name}: \\[`, 'm'))
      expect(existsSync(join('src', name, 'README.md')), `src/${name}/README.md`).toBe(true)
    }
  })

  it('read the environment in src/config.ts alone', () => {
    const readers = files('src', '.ts', '.mjs').filter((path) => /process\.env|import\.meta\.env/.test(read(path)))
    expect(readers).toEqual(['src/config.ts'])
  })
})

describe('files', () => {
  it(`are at most ${LONGEST} lines long`, () => {
    const all = [
      ...files('src', '.ts', '.mjs'),
      ...files('ui/src', '.ts', '.tsx'),
      ...files('tests', '.ts', '.mjs'),
      ...files('schema', '.graphql')
    ]
    const long = all
      .map((path) => `${path}: ${read(path).split('\n').length - 1}`)
      .filter((line) => Number(line.split(': ')[1]) > LONGEST)
    expect(long).toEqual([])
  })

  it('at the top are those that the design names, and tool settings', () => {
    const tools = /^\.|^(eslint\.config\.js|vitest\.config\.ts|dist|node_modules)$/
    const top = readdirSync('.').filter((name) => !tools.test(name))
    const design = [
      'README.md',
      'LICENSE',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'schema',
      'src',
      'ui',
      'seeds',
      'tests'
    ]
    expect(top.sort()).toEqual(design.sort())
  })

  it('lock the embedded engine for every platform: a registry that lacks one would make npm drop it, and npm ci fail', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { version?: string; optionalDependencies?: Record<string, string> }>
    }
    const platforms = Object.entries(packages['node_modules/@grafeo-db/js']?.optionalDependencies ?? {})
    expect(platforms.length).toBeGreaterThan(3)
    for (const [name, version] of platforms) expect(packages[`node_modules/${name}`]?.version, name).toBe(version)
  })

  it('lock no address from which packages came', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved": "http/)
  })
})

describe('documentation', () => {
  it('README lists every error code with status, exit code and whether to retry, and no other', () => {
    const rows = [...read('README.md').matchAll(/^\| `([A-Z_]+)` \| (\d+) \| (\d+) \| (yes|no) \|/gm)]
    const listed: unknown = Object.fromEntries(
      rows.map(([, code, status, exit, retry]) => [
        code,
        { status: Number(status), exit: Number(exit), retry: retry === 'yes' }
      ])
    )
    const known = Object.fromEntries(
      Object.entries(ERROR_CODES).map(([code, { status, exit, retry }]) => [code, { status, exit, retry }])
    )
    expect(listed).toEqual(known)
  })

  it("the server's README lists every limit with its value", () => {
    const rows = [...read('src/server/README.md').matchAll(/^\| `(\w+)` \| ([\d,]+) \|/gm)]
    expect(Object.fromEntries(rows.map(([, name, value]) => [name, Number(value?.replaceAll(',', ''))]))).toEqual(
      LIMITS
    )
  })

  it('the schema describes every type, field, argument, value and directive', () => {
    const bare: string[] = []
    for (const path of files('schema', '.graphql').filter((name) => !name.includes('examples'))) {
      const look = (node: ASTNode, where: string): void => {
        const { name, description, ...parts } = node as unknown as Described
        const named = `${where}.${name.value}`
        if (description === undefined) bare.push(named)
        for (const inner of [parts.fields, parts.arguments, parts.values].flatMap((list) => list ?? []))
          look(inner, named)
      }
      for (const definition of parse(read(path)).definitions) look(definition, path)
    }
    expect(bare).toEqual([])
  })
})
