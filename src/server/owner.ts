import type { IncomingMessage, ServerResponse } from 'node:http'
import { invalid, SkeinError } from '../errors.ts'
import { OWNER } from '../service/viewer.ts'
import type { Auth } from './auth.ts'
import { page, PAGE_HEADERS, sendPage } from './explorer.ts'

/**
 * The owner link is `/owner#CODE`. What follows `#` never leaves the browser by itself: this page's script sends it once, gets the
 * cookie, and replaces the address, so that no code is left in history, referrers or logs.
 */
const SCRIPT = `const say = (text) => { document.querySelector('p').textContent = text }
const code = location.hash.slice(1)
history.replaceState(null, '', '/owner')
if (code === '') say('This address needs the code that the server printed.')
else {
  const answer = await fetch('/owner', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }) })
  if (answer.ok) location.replace('/')
  else {
    const [error] = (await answer.json()).errors
    say(error.message + '. ' + (error.extensions.hint ?? ''))
  }
}
`

/** `GET /owner`, `GET /owner.js`; `POST /owner` enters, `DELETE /owner` leaves, `POST /owner/link` makes another link. */
export async function ownerRoute(
  auth: Auth,
  base: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const json = (status: number, body: object, headers: Record<string, string> = {}): void => {
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers })
    response.end(JSON.stringify(body))
  }
  const what = `${request.method ?? ''} ${path}`
  if (what === 'GET /owner')
    sendPage(response, 200, page('Skein', '<p>One moment …</p>', '<script type="module" src="/owner.js"></script>'))
  else if (what === 'GET /owner.js') {
    response.writeHead(200, {
      ...PAGE_HEADERS,
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache'
    })
    response.end(SCRIPT)
  } else if (what === 'POST /owner') json(200, { owner: true }, { 'set-cookie': auth.enter(await codeIn(request)) })
  else if (what === 'DELETE /owner') json(200, { owner: false }, { 'set-cookie': auth.leave(request.headers) })
  else if (what === 'POST /owner/link') {
    if ((await auth.viewerOf(request.headers)) !== OWNER)
      throw new SkeinError('UNAUTHENTICATED', 'a new owner link needs the owner')
    json(200, { link: ownerLink(auth, base) })
  } else sendPage(response, 404, page('Skein', '<h1>Not found</h1>'))
}

export const ownerLink = (auth: Auth, base: string): string => `${base}/owner#${auth.newCode()}`

async function codeIn(request: IncomingMessage): Promise<string> {
  if (!(request.headers['content-type'] ?? '').startsWith('application/json'))
    throw new SkeinError('BAD_REQUEST', 'The body must be application/json')
  let text = ''
  for await (const chunk of request as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8')
    if (text.length > 1_000) throw new SkeinError('BAD_REQUEST', 'The body is too long')
  }
  try {
    const { code } = JSON.parse(text) as { code?: unknown }
    if (typeof code === 'string') return code
  } catch {
    // Said below, like any other wrong body.
  }
  throw invalid('the body must be {"code": "…"}')
}
