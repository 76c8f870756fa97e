import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { PAGE_HEADERS } from './explorer.ts'

const zip = promisify(gzip)

/** A text that is made in this process and served as a file: zipped once, and not sent again while it is the same. */
export class Asset {
  readonly #type: string
  readonly #body: Buffer
  readonly #tag: string
  #zipped: Promise<Buffer> | null = null

  constructor(type: string, text: string) {
    this.#type = type
    this.#body = Buffer.from(text)
    this.#tag = `"${createHash('sha256').update(this.#body).digest('base64url').slice(0, 20)}"`
  }

  async send(request: IncomingMessage, response: ServerResponse, headers: Record<string, string> = {}): Promise<void> {
    const all = {
      ...PAGE_HEADERS,
      'content-type': this.#type,
      'cache-control': 'no-cache',
      etag: this.#tag,
      vary: 'accept-encoding',
      ...headers
    }
    if (request.headers['if-none-match'] === this.#tag) {
      response.writeHead(304, all)
      response.end()
      return
    }
    const zipped = /\bgzip\b/.test(request.headers['accept-encoding']?.toString() ?? '') && this.#body.length > 1_000
    const body = zipped ? await (this.#zipped ??= zip(this.#body)) : this.#body
    response.writeHead(200, {
      ...all,
      'content-length': body.length,
      ...(zipped ? { 'content-encoding': 'gzip' } : {})
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)
