import type { IncomingMessage, ServerResponse } from 'node:http'
import { Asset, escaped } from './asset.ts'
import type { Example } from './examples.ts'
import { PAGE_HEADERS, page } from './explorer.ts'

const JS = 'text/javascript; charset=utf-8'
const CSS = 'text/css; charset=utf-8'

/** Runs before GraphiQL: its workers are files of ours, and what is asked stays in this page alone. */
const BEFORE = `self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_, label) => '/graphiql/' + ({ graphql: 'graphql', json: 'json' }[label] ?? 'editor') + '.worker.js'
}
const kept = new Map()
const memory = {
  get length() { return kept.size },
  key: (i) => [...kept.keys()][i] ?? null,
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => void kept.set(key, String(value)),
  removeItem: (key) => void kept.delete(key),
  clear: () => kept.clear()
}
Object.defineProperty(window, 'localStorage', { value: memory })
`
const START = `const examples = JSON.parse(document.querySelector('#examples').textContent)
const wanted = new URL(location.href).searchParams.get('example')
const list = document.querySelector('select')
list.value = examples.some((each) => each.name === wanted) ? wanted : list.value
list.addEventListener('change', () => { location.search = '?example=' + encodeURIComponent(list.value) })
const { text } = examples.find((each) => each.name === list.value)
YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#graphiql'), {
  endpoint: '/graphql',
  title: 'Skein',
  logo: '<img src="/mark.svg" alt="" width="24" height="24">',
  defaultQuery: text,
  query: text,
  shouldPersistHeaders: false,
  // Nothing about a case stands in the address.
  onEditQuery: () => undefined
})
`
const STYLE = `html, body { margin: 0; height: 100%; font-family: system-ui, sans-serif }
body { display: flex; flex-direction: column; background: #f4f1ec; color: #1b2430 }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 18px; padding: 8px 16px; border-bottom: 1px solid #d6d0c6; font-size: 14px }
.bar a { color: #5a26b0 }
.bar select { font: inherit; max-width: 60vw; padding: 4px 6px; color: inherit; background: transparent; border: 1px solid #7d8794; border-radius: 6px }
.bar option { color: #1b2430; background: #fff }
#graphiql { flex: 1; min-height: 0 }
#graphiql .graphiql-container { height: 100% }
@media (prefers-color-scheme: dark) {
  body { background: #171c24; color: #e8e6e1 }
  .bar { border-color: #3a4352 }
  .bar a { color: #c3a6ff }
}
`

/** Styles are written into the page by its editor, so they may be inline here; everything else is as strict as elsewhere. */
const HEADERS = {
  'content-security-policy': (PAGE_HEADERS['content-security-policy'] ?? '')
    .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .replace("font-src 'self'", "font-src 'self' data:")
}

/** `GET /graphiql` and its files, all from here: made when they are first asked for. */
export class GraphiQL {
  readonly #page: Asset
  #files: Promise<ReadonlyMap<string, Asset>> | null = null

  constructor(examples: readonly Example[]) {
    const options = examples.map(({ name, title }) => `<option value="${escaped(name)}">${escaped(title)}</option>`)
    // No text of ours can end the element: "<" is written as an escape.
    const texts = JSON.stringify(examples.map(({ name, text }) => ({ name, text }))).replaceAll('<', '\\u003c')
    this.#page = new Asset(
      'text/html; charset=utf-8',
      page(
        'GraphiQL – Skein',
        `<nav class="bar" aria-label="Places"><a href="/">Explorer</a><a href="/schema">Schema reference</a><label>Example <select>${options.join('')}</select></label></nav><main id="graphiql"></main><script type="application/json" id="examples">${texts}</script><script src="/graphiql/graphiql.js"></script><script src="/graphiql/start.js"></script>`,
        '<link rel="icon" href="/mark.svg"><link rel="stylesheet" href="/graphiql/graphiql.css"><link rel="stylesheet" href="/graphiql/page.css"><script src="/graphiql/before.js"></script>'
      )
    )
  }

  /** False where there is no such file. */
  async send(path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    if (path === '/graphiql') {
      await this.#page.send(request, response, HEADERS)
      return true
    }
    const file = (await (this.#files ??= files())).get(path.slice('/graphiql/'.length))
    await file?.send(request, response)
    return file !== undefined
  }
}

async function files(): Promise<ReadonlyMap<string, Asset>> {
  const built = await import('@graphql-yoga/render-graphiql/graphiql')
  return new Map([
    ['before.js', new Asset(JS, BEFORE)],
    ['start.js', new Asset(JS, START)],
    ['page.css', new Asset(CSS, STYLE)],
    ['graphiql.js', new Asset(JS, built.js)],
    ['graphiql.css', new Asset(CSS, built.css)],
    ['editor.worker.js', new Asset(JS, built.editorWorkerService)],
    ['json.worker.js', new Asset(JS, built.jsonWorker)],
    ['graphql.worker.js', new Asset(JS, built.graphqlWorker)]
  ])
}
