import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium as driver } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../src/service/ontology.ts'
import { chromium, visit } from './ui/browser.ts'
import { openCase, soon, summary } from './ui/lane.ts'

/** The tour of README.md, word for word: its files are written, its commands run, its answer compared. */

const root = projectRoot()
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const tour = readme.slice(readme.indexOf('## A tour'), readme.indexOf('## Where to find'))

/** `path`, an empty line and a fenced block; or "Save this as `path`:" before one. */
const files = [...tour.matchAll(/^(?:Save this as )?`([\w./-]+)`:?\n\n```\w+\n([\s\S]*?)```/gm)].map(
  ([, path, text]) => ({ path: path ?? '', text: text ?? '' })
)
const commands = [...tour.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, text]) => (text ?? '').trim().split('\n'))
const promised = /answers\n\n```json\n([\s\S]*?)```/.exec(tour)?.[1] ?? ''

describe('the tour in README.md', () => {
  const place = mkdtempSync(join(tmpdir(), 'skein-tour-'))
  let server: ChildProcess | undefined
  let address = ''

  beforeAll(async () => {
    for (const name of ['src', 'schema', 'seeds', 'node_modules']) symlinkSync(join(root, name), join(place, name))
    for (const name of ['package.json', 'tsconfig.json']) cpSync(join(root, name), join(place, name))
    server = spawn('npm', ['start', '--silent'], {
      cwd: place,
      env: { ...process.env, PORT: '0' },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const started = server
    address = await new Promise<string>((resolve, reject) => {
      let output = ''
      const read = (data: Buffer): void => {
        output += data.toString()
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0]
        if (found !== undefined) resolve(found)
      }
      started.stdout?.on('data', read)
      started.stderr?.on('data', read)
      started.on('exit', () => reject(new Error(`the server went away: ${output}`)))
    })
  }, 120_000)

  afterAll(async () => {
    if (server?.pid !== undefined) {
      const gone = new Promise((resolve) => server?.on('exit', resolve))
      process.kill(-server.pid, 'SIGTERM')
      await gone
    }
    rmSync(place, { recursive: true, force: true })
  })

  const run = (command: string): string =>
    execFileSync('sh', ['-c', command], { cwd: place, encoding: 'utf8', env: process.env })

  it('names the files and commands it needs', () => {
    expect(files.map((file) => file.path)).toEqual([
      'harbour-case/dataset.json',
      'harbour-case/nodes.csv',
      'harbour-case/edges.csv',
      'harbour.graphql'
    ])
    expect(commands).toHaveLength(8)
    expect(promised).not.toBe('')
  })

  it('imports the case and gets the answer that README promises', { timeout: 600_000 }, () => {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(place, path)), { recursive: true })
      writeFileSync(join(place, path), text)
    }
    const outputs = commands.slice(0, 3).map(run)
    expect(JSON.parse(outputs.at(-1) ?? '')).toEqual(JSON.parse(promised))
    expect(run(commands[1] ?? ''), 'importing the same again changes nothing').toMatch(/0 new/)
  })

  it('writes with the examples that README shows, and asked again does nothing twice', { timeout: 600_000 }, () => {
    const paths = commands.slice(3).map((command) => command.split(' ').at(-1) ?? '')
    const shown = [...tour.matchAll(/```graphql\n(mutation[\s\S]*?)```/g)].map(([, text]) => text ?? '')
    expect(shown).toEqual(paths.map((path) => readFileSync(join(root, path), 'utf8').replace(/^(#.*\n)+/, '')))
    const [record = '', ...others] = commands.slice(3)
    const recorded = run(record)
    expect(JSON.parse(recorded)).toMatchObject({ data: { recordClaims: { written: true, problems: [] } } })
    expect(run(record)).toBe(recorded)
    for (const command of others) expect(JSON.parse(run(command)), command).not.toHaveProperty('errors')
    expect(run('npm run skein --silent -- query schema/examples/how-to-cite.graphql')).not.toContain('field-notes')
  })

  const found = chromium()
  it.skipIf('missing' in found)('shows the case in the explorer as README says', { timeout: 600_000 }, async () => {
    if ('missing' in found) return
    const browser = await driver.launch({ executablePath: found.path, args: ['--no-sandbox'] })
    try {
      const { page } = await visit(browser, address, 'light')
      await page.goto(`${address}/`)
      for (const door of [/^Search/, /^Open a case/, /^Ask a question/])
        await page.getByRole('button', { name: door }).waitFor()
      await openCase(page, 'The harbour case')
      await soon(() => summary(page)).toMatch(/^9 people and things.* The harbour case: hierarchical/)
      await expect(page.locator('body').innerText()).resolves.toContain('called loose by its source')
    } finally {
      await browser.close()
    }
  })
})
