/** What the files of the explorer lane share: one server, one browser, and a page that may cause no trouble. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium as driver, type Browser, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { chromium, startServer, visit, writeCase, type Server, type Visit } from './browser.ts'

export const screens = join(import.meta.dirname, '..', 'output', 'screens')

export interface Collective {
  id: string
  name: string
  invented: boolean
  shape: { family: string }
  labelledAs: { family: string }[]
  members: { totalCount: number; nodes: { other: { id: string; name: string } }[] }
}

interface CollectivePage {
  entities: { nodes: Collective[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
}

export interface Lane {
  readonly server: Server
  readonly groups: readonly Collective[]
  /** The first screen, when it has settled. */
  home: (theme?: 'light' | 'dark', more?: object) => Promise<Page>
  /** A page that has not gone anywhere yet. */
  blank: (theme?: 'light' | 'dark', more?: object) => Promise<Page>
  /** Where the page's visitor finds the server. */
  readonly url: string
}

/** Asked again until it holds: a page needs its time. */
export const soon = <T>(ask: () => Promise<T>) => expect.poll(ask, { timeout: 15_000, interval: 25 })

export const details = (page: Page) => page.getByRole('complementary', { name: 'Details' })
export const summary = async (page: Page): Promise<string> => (await page.locator('#graph-summary').textContent()) ?? ''

/** How many people and things the summary counts. */
export const entities = async (page: Page): Promise<number> =>
  Number(/^([\d,]+)/.exec(await summary(page))?.[1]?.replace(',', ''))

export async function openCase(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Groups and cases' }).click()
  await page.getByRole('button', { name: `Open ${name}`, exact: true }).click()
  await page.locator('.badge', { hasText: name }).waitFor()
  await page.locator('.busy').waitFor({ state: 'detached' })
}

async function collectives(server: Server): Promise<Collective[]> {
  const found: Collective[] = []
  let after: string | null = null
  do {
    const answer = (await server.ask(
      `query ($after: String) { entities(filter: { kinds: [Group, Case] }, first: 20, after: $after) {
         nodes { id name invented ... on Collective { shape { family } labelledAs { family } members(first: 1) { totalCount nodes { other { id name } } } } }
         pageInfo { hasNextPage endCursor } } }`,
      { after }
    )) as CollectivePage
    found.push(...answer.entities.nodes)
    after = answer.entities.pageInfo.hasNextPage ? answer.entities.pageInfo.endCursor : null
  } while (after !== null)
  return found
}

/** A suite on the real server and a real Chromium; skipped with its reason where there is none. */
export function describeExplorer(title: string, suite: (lane: Lane) => void): void {
  const found = chromium()
  const why = 'missing' in found ? ` [skipped, ${found.missing}]` : ''
  describe.skipIf('missing' in found)(`${title}${why}`, { timeout: 120_000 }, () => {
    let server: Server
    let browser: Browser
    let groups: Collective[] = []
    let open: Visit | null = null

    beforeAll(async () => {
      mkdirSync(screens, { recursive: true })
      server = await startServer()
      await server.cli('import', writeCase(join(server.data, 'large-case'), 300, 700))
      groups = await collectives(server)
      browser = await driver.launch({
        ...('path' in found ? { executablePath: found.path } : {}),
        args: ['--no-sandbox', '--disable-dev-shm-usage']
      })
    }, 150_000)

    afterAll(async () => {
      await browser.close()
      await server.stop()
    })

    /** Nothing foreign, nothing against the CSP, no error: after every flow. */
    afterEach(async () => {
      const trouble = open?.trouble ?? []
      await open?.close()
      open = null
      expect(trouble).toEqual([])
    })

    const blank = async (theme: 'light' | 'dark' = 'light', more: object = {}): Promise<Page> => {
      open = await visit(browser, server.url, theme, more)
      return open.page
    }
    suite({
      get server() {
        return server
      },
      get groups() {
        return groups
      },
      blank,
      get url() {
        return open?.url ?? ''
      },
      home: async (theme, more) => {
        const page = await blank(theme, more)
        await page.goto(`${open?.url ?? ''}/`)
        await page.locator('.badge').first().waitFor()
        await page.locator('.busy').waitFor({ state: 'detached' })
        return page
      }
    })
  })
}
