import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { SkeinError } from '../errors.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether the address to which the server is bound is reachable from this machine alone. */
export const isLoopback = (host: string): boolean =>
  LOOPBACK.has(host) || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

/**
 * Refuses requests that a page of another site has made: a foreign `Origin` or `Sec-Fetch-Site` on anything but a visit, and, on
 * a loopback address, a `Host` that names another machine (a name that was made to point here).
 */
export function refuseForeign(request: IncomingMessage, bound: string): void {
  const { host = '', origin } = request.headers
  const name = host.replace(/:\d+$/, '').toLowerCase()
  if (isLoopback(bound) && !isLoopback(name)) throw foreign('the Host header names another machine')
  if (origin !== undefined && originHost(origin) !== host.toLowerCase())
    throw foreign('the request comes from a page of another origin')
  const site = request.headers['sec-fetch-site']
  const visit = request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate'
  if ((site === 'cross-site' || site === 'same-site') && !visit)
    throw foreign('the request comes from a page of another origin')
}

const foreign = (message: string): SkeinError => new SkeinError('FORBIDDEN', message)

function originHost(origin: string): string | null {
  try {
    return new URL(origin).host.toLowerCase()
  } catch {
    return null
  }
}
