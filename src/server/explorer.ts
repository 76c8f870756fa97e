import { existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { projectRoot } from '../service/ontology.ts'

const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

/** Headers of every page and file: nothing from elsewhere, nothing inline, no frame, no address told to others. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()'
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

export const page = (title: string, body: string, head = ''): string =>
  `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${head}</head>\n<body>${body}</body>\n</html>\n`

export function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    ...PAGE_HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store'
  })
  response.end(html)
}

/** The built explorer; a plain page that says how to build it where it is not there. */
export function explorer(folder: string = join(projectRoot(), 'dist', 'ui')): Handler {
  if (!existsSync(join(folder, 'index.html')))
    return (request, response) => {
      const here = request.url === '/' || request.url?.startsWith('/?') === true
      const text = here
        ? '<h1>Skein</h1><p>The explorer is not built. <code>npm run build</code> builds it; then start again.</p><p>Questions are answered at <code>/graphql</code>.</p>'
        : '<h1>Not found</h1>'
      sendPage(response, here ? 200 : 404, page('Skein', text))
    }
  const files = sirv(folder, {
    etag: true,
    setHeaders: (response, path) => {
      for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value)
      // Built files carry a hash in their names; the page itself must always be asked for.
      response.setHeader(
        'cache-control',
        path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
      )
    }
  })
  return (request, response) =>
    files(request, response, () => sendPage(response, 404, page('Skein', '<h1>Not found</h1>')))
}
