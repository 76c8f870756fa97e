import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { SkeinError } from '../errors.ts'
import { OWNER, PUBLIC, type Viewer } from '../service/viewer.ts'
import type { Tokens } from './tokens.ts'

const token = (): string => randomBytes(32).toString('base64url')
/** Hashes have one length and tell nothing by the time that comparing takes. */
const hash = (text: string): Buffer => createHash('sha256').update(text).digest()

/** At most this many browsers are the owner's at once; the oldest is signed out. */
const MOST_SESSIONS = 20

/**
 * Who asks. Without a credential: the public viewer. An API key lives until it ends or is revoked, a signed token until it ends.
 * The owner's credentials live as long as the process: a bearer token for the command line, one-time codes for owner links, and the sessions into which those
 * are changed.
 */
export class Auth {
  readonly bearer = token()
  readonly cookie: string
  readonly #bearer = hash(this.bearer)
  #codes: Buffer[] = []
  #sessions: Buffer[] = []

  readonly #keyed: (token: string) => Viewer | null
  readonly #signed: Tokens

  /** Cookies are shared by all ports of a host, so the name holds the port. Whose API key and whose signed token a text is. */
  constructor(
    port: number,
    keyed: (token: string) => Viewer | null = () => null,
    signed: Tokens = () => Promise.resolve(null)
  ) {
    this.cookie = `skein_owner_${port}`
    this.#keyed = keyed
    this.#signed = signed
  }

  /** Throws UNAUTHENTICATED, the same for every wrong bearer token. A cookie of an earlier process counts as none. */
  async viewerOf(headers: IncomingHttpHeaders): Promise<Viewer> {
    const { authorization, cookie } = headers
    if (authorization !== undefined) {
      const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
      if (given !== undefined && timingSafeEqual(hash(given), this.#bearer)) return OWNER
      const viewer =
        given === undefined ? null : given.startsWith('skein_') ? this.#keyed(given) : await this.#signed(given)
      if (viewer !== null) return viewer
      throw new SkeinError('UNAUTHENTICATED', 'the credential is unknown or has expired', {
        hint: 'Send `Authorization: Bearer TOKEN` with a key or token that is good now, or leave the header out to ask as the public.'
      })
    }
    const session = cookieValue(cookie, this.cookie)
    return session !== undefined && has(this.#sessions, session) ? OWNER : PUBLIC
  }

  /** A code for one owner link. Earlier links that nobody used stay good, a few at most. */
  newCode(): string {
    const code = token()
    this.#codes = [...this.#codes, hash(code)].slice(-5)
    return code
  }

  /** Changes a code into a session: the value of `Set-Cookie`. A code works once. */
  enter(code: string): string {
    if (!has(this.#codes, code))
      throw new SkeinError('UNAUTHENTICATED', 'this owner link has been used or has expired', {
        hint: '`npm run skein -- link` prints a new one while the server runs.'
      })
    const used = hash(code)
    this.#codes = this.#codes.filter((known) => !known.equals(used))
    const session = token()
    this.#sessions = [...this.#sessions, hash(session)].slice(-MOST_SESSIONS)
    return `${this.cookie}=${session}; Path=/; HttpOnly; SameSite=Strict`
  }

  /** Ends the session of a request: the value of `Set-Cookie`. */
  leave(headers: IncomingHttpHeaders): string {
    const session = cookieValue(headers.cookie, this.cookie)
    if (session !== undefined) {
      const ended = hash(session)
      this.#sessions = this.#sessions.filter((known) => !known.equals(ended))
    }
    return `${this.cookie}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`
  }
}

function has(hashes: readonly Buffer[], secret: string): boolean {
  const wanted = hash(secret)
  return hashes.some((known) => timingSafeEqual(known, wanted))
}

function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}
