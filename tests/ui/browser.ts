/** A real server with seeds and a real Chromium for the explorer's tests. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { seeded } from '../../ui/src/graph/layout/organic.ts'

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The Chromium to drive, or why there is none. Where it is required, its absence is a failure. */
export function chromium(): { path: string } | { missing: string } {
  const path = [process.env.CHROMIUM_PATH ?? '', ...PATHS].find(
    (candidate) => candidate !== '' && existsSync(candidate)
  )
  if (path !== undefined) return { path }
  const missing = 'no Chromium: set CHROMIUM_PATH or install chromium'
  if ((process.env.SKEIN_REQUIRE ?? '').split(',').includes('chromium')) throw new Error(missing)
  return { missing }
}

/**
 * A way to the server under an address of its own (Linux answers on all of 127.0.0.0/8): what the public may ask is counted per
 * address, and each test is a visitor of his own.
 */
let visitors = 0
export async function visitor(url: string): Promise<{ url: string; close: () => void }> {
  const { hostname: host, port } = new URL(url)
  const n = ++visitors
  const own = process.platform === 'linux' ? { localAddress: `127.77.${n >> 8}.${n & 255}` } : {}
  const way = createServer((from) => {
    const to = connect({ host, port: Number(port), ...own })
    for (const end of [from, to]) end.on('error', () => end.destroy())
    from.pipe(to).pipe(from)
    from.on('close', () => to.destroy())
  })
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve))
  const bound = way.address()
  return {
    url: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}`,
    close: () => void way.close()
  }
}

export interface Server {
  url: string
  ownerLink: string
  data: string
  /** Runs the command line beside the server, as a user would. */
  cli: (...args: string[]) => Promise<string>
  ask: (query: string, variables?: object) => Promise<unknown>
  stop: () => Promise<void>
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })

/** `npm start` in a data folder of its own: builds what is stale, loads the seeds, answers. */
export async function startServer(): Promise<Server> {
  const data = mkdtempSync(join(tmpdir(), 'skein-explorer-'))
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', SKEIN_DATA: data, SKEIN_STORE: '', NO_COLOR: '1' }
  const child = spawn(process.execPath, ['src/build/start.mjs'], { env })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (out += chunk.toString()))
  const begun = performance.now()
  while (!/\/owner#\S+/.test(out)) {
    if (child.exitCode !== null || performance.now() - begun > 110_000)
      throw new Error(`no server: ${out.slice(-1500)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0] ?? ''
  return {
    url,
    ownerLink: /http:\S+\/owner#\S+/.exec(out)?.[0] ?? '',
    data,
    cli: async (...args) => {
      const run = spawn(process.execPath, ['dist/src/cli/main.js', ...args], { env })
      let said = ''
      run.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
      run.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
      await ended(run)
      if (run.exitCode !== 0) throw new Error(`skein ${args.join(' ')}: ${said}`)
      return said
    },
    ask: async (query, variables = {}) => {
      const way = await visitor(url)
      const answer = await fetch(`${way.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify({ query, variables })
      })
      way.close()
      const { data, errors } = (await answer.json()) as { data: unknown; errors?: { message: string }[] }
      if (errors !== undefined) throw new Error(errors.map((error) => error.message).join('; '))
      return data
    },
    stop: async () => {
      child.kill('SIGTERM')
      await ended(child)
      rmSync(data, { recursive: true, force: true })
    }
  }
}

/** A dataset folder with one case of `actors` people, as a newcomer would write it. */
export function writeCase(folder: string, actors: number, contacts: number): string {
  const random = seeded(42)
  mkdirSync(folder, { recursive: true })
  const manifest = {
    name: 'local/large-case',
    title: 'A large case',
    publisher: 'Tests of the explorer',
    publisherRole: 'OTHER',
    licence: 'for tests',
    howCollected: 'WIRETAP',
    observedIn: 'case',
    grade: 'B2'
  }
  writeFileSync(join(folder, 'dataset.json'), JSON.stringify(manifest))
  const people = Array.from({ length: actors }, (_, i) => `p${i},Person,Actor ${i}`)
  writeFileSync(join(folder, 'entities.csv'), ['id,kind,name', 'case,Case,A large case', ...people].join('\n'))
  const pairs = new Set<string>()
  while (pairs.size < contacts) {
    const from = Math.floor(random() ** 2 * actors)
    const to = Math.floor(random() * actors)
    if (from !== to) pairs.add(`CONTACTS,p${from},p${to}`)
  }
  writeFileSync(join(folder, 'relations.csv'), ['kind,from,to', ...pairs].join('\n'))
  return folder
}

export interface Visit {
  page: Page
  /** Where this visitor finds the server. */
  url: string
  /** Requests to another origin, breaches of the CSP, errors of the page: all must stay empty. */
  trouble: string[]
  close: () => Promise<void>
}

/** A page that writes down everything that should not happen. */
export async function visit(browser: Browser, at: string, theme: 'light' | 'dark', more: object = {}): Promise<Visit> {
  const way = await visitor(at)
  const { url } = way
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: theme,
    reducedMotion: 'reduce',
    ...more
  })
  const page = await context.newPage()
  const trouble: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url()))
      trouble.push(`request to ${request.url()}`)
  })
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (/Content.Security.Policy|Refused to/i.test(message.text())) trouble.push(`CSP: ${message.text()}`)
    else if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      trouble.push(`console: ${message.text()}`)
  })
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', (e) => console.error('Content-Security-Policy ' + e.violatedDirective))`
  )
  const close = async (): Promise<void> => {
    await context.close()
    way.close()
  }
  return { page, url, trouble, close }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds, each in a line. Evaluated through the debugger, so the page's CSP stays as strict as it is. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(`if (!window.axe) { ${axeSource} }`)
  return page.evaluate<string[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.target.join(' ') + ' ' + (n.any[0]?.message ?? n.failureSummary))))`
  )
}

/** What was said last in the live region. */
export const said = async (page: Page): Promise<string> => (await page.locator('[data-said]').textContent()) ?? ''

/** Where a mark or the middle of a tie stands on the screen. */
export async function where(page: Page, id: string): Promise<{ x: number; y: number }> {
  const place = await page.evaluate<{ x: number; y: number } | null>(
    `(() => { const p = window.skeinWhere(${JSON.stringify(id)}); const r = document.querySelector('.graph-canvas').getBoundingClientRect(); return p && { x: p.x + r.x, y: p.y + r.y } })()`
  )
  if (place === null) throw new Error(`${id} is not on the canvas`)
  return place
}
