import { execFile, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HttpServer } from '../../src/server/http.ts'
import { Keys } from '../../src/service/keys.ts'
import { ADA, openWorld, type World } from './support.ts'

const run = promisify(execFile)
/** What a title says where the program is missing, or nothing. */
const missing = (program: string): string =>
  spawnSync(program, ['--version']).status === 0 ? '' : ` [skipped: there is no ${program}]`
const NO_PYTHON = missing('python3')
const NO_CURL = missing('curl')
const NO_R =
  missing('Rscript') ||
  (spawnSync('Rscript', ['-e', 'library(jsonlite)']).status === 0 ? NO_CURL : ' [skipped: R has no jsonlite]')

/** The block of the README's "From a script" in one language, as it stands there. */
function snippet(language: string, under = 'From a script'): string {
  const readme = readFileSync('README.md', 'utf8')
  const section = readme.slice(readme.indexOf(`\n## ${under}\n`))
  const block = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``).exec(section)?.[1]
  if (block === undefined) throw new Error(`README.md has no ${language} under "${under}"`)
  return block
}

describe('what the README says of filters', () => {
  it('is the example that is run', () => {
    const section = readFileSync('README.md', 'utf8').split('\n## Filters and orders\n')[1] ?? ''
    const block = /```graphql\n([\s\S]*?)\n```/.exec(section)?.[1] ?? 'no block'
    expect(readFileSync('schema/examples/filters-and-orders.graphql', 'utf8')).toContain(block)
  })
})

describe('what the README says of scripts', () => {
  let world: World
  let server: HttpServer
  let folder: string
  let key: string
  beforeAll(async () => {
    world = await openWorld()
    folder = mkdtempSync(join(tmpdir(), 'skein-snippets-'))
    const keys = new Keys(folder)
    key = keys.add({ name: 'script', rank: 'AMBER', organisations: ['alpha'], scopes: ['READ'], until: null }).token
    server = await HttpServer.listen({ host: '127.0.0.1', port: 0, keys, log: () => undefined })
    server.ready(world.skein)
  })
  afterAll(async () => {
    await server.close(500)
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const env = (more: Record<string, string> = {}): NodeJS.ProcessEnv => ({
    ...process.env,
    SKEIN_URL: `${server.url}/graphql`,
    ...more
  })

  it.skipIf(NO_PYTHON !== '')(`runs in Python, with and without a key, page after page${NO_PYTHON}`, async () => {
    const small = snippet('python').replace('first: 200', 'first: 2')
    const names = async (code: string, key?: string): Promise<string[]> => {
      const { stdout } = await run('python3', ['-c', code], { env: env(key === undefined ? {} : { SKEIN_KEY: key }) })
      return stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t').slice(1).join(' '))
    }
    const open = ['Group Quay crew', 'Person Bo Lund', 'Person Cy Vane', 'Person Ida Marsh', 'Person Ida Marsh']
    expect((await names(snippet('python'))).sort()).toEqual(open)
    expect((await names(small)).sort()).toEqual(open)
    expect((await names(small, key)).sort()).toEqual([...open, 'Person Hidden Harbourmaster'].sort())
    await expect(names(small, `${key}x`)).rejects.toThrow('401')
  })

  it('records what the README records', async () => {
    const readme = readFileSync('README.md', 'utf8')
    const text = /```graphql\n(mutation[\s\S]*?)\n```/.exec(readme)?.[1] ?? ''
    const viewer = { ...ADA, organisations: ['harbour-ngo'] }
    expect((await world.ask(text, viewer)).data).toMatchObject({ recordClaims: { written: true, problems: [] } })
    await world.ask('mutation { withdrawDataset(input: { dataset: "harbour-ngo/field-notes" }) { claims } }', viewer)
  })

  it.skipIf(NO_R !== '')(`runs in R, with and without a key${NO_R}`, { timeout: 600_000 }, async () => {
    const names = async (more: Record<string, string> = {}): Promise<string[]> => {
      const { stdout } = await run('Rscript', ['-e', snippet('r')], { env: env(more) })
      return stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t').slice(1).join(' '))
    }
    expect(await names()).toContain('Group Quay crew')
    expect(await names()).not.toContain('Person Hidden Harbourmaster')
    expect(await names({ SKEIN_KEY: key })).toContain('Person Hidden Harbourmaster')
  })

  it.skipIf(NO_CURL !== '')(`follows changes in a shell${NO_CURL}`, async () => {
    const curl = spawn('sh', ['-c', `exec ${snippet('sh', 'Following changes')}`], { env: env() })
    let out = ''
    curl.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    await expect.poll(() => out, { timeout: 8_000 }).toMatch(/event: next\ndata: \{"data":\{"changes":\{"revision":\d+/)
    curl.kill()
    await expect.poll(() => server.openStreams).toBe(0)
  })

  it.skipIf(NO_CURL !== '')(`runs in a shell${NO_CURL}`, async () => {
    const { stdout } = await run('sh', ['-c', snippet('sh')], { env: env() })
    expect(JSON.parse(stdout)).toMatchObject({ data: { entities: { nodes: [{ name: 'Quay crew' }] } } })
  })
})
