import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { OWNER, type Scope, type Viewer } from '../access/viewer.ts'
import { MARKINGS, rankOf } from '../claims/types.ts'
import { invalid, SkeinError, type Issue } from '../errors.ts'

export const SCOPES = ['READ', 'WRITE', 'REVIEW', 'ADMIN'] as const satisfies readonly Scope[]

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/
const name = z.string().regex(NAME, 'must be up to 63 lower-case letters, digits and hyphens')
/** `owner` stands for the owner of the store in an audience and nobody else. */
export const organisationName = name.refine(
  (given) => given !== OWNER.id,
  `must not be ${OWNER.id ?? ''}, who is the owner of the store`
)
const key = z.strictObject({
  name,
  /** Highest marking that the key may see. */
  rank: z.enum(MARKINGS),
  organisations: z.array(name),
  scopes: z.array(z.enum(SCOPES)).min(1, 'must name at least one'),
  made: z.iso.datetime(),
  /** From this moment on it opens nothing; null: no end. */
  until: z.iso.datetime('must be a day that exists, or a moment such as 2027-01-31T12:00:00Z').nullable(),
  revoked: z.iso.datetime().nullable()
})
const stored = key.extend({ hash: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })
const file = z.strictObject({ keys: z.array(stored) })

export type Key = z.infer<typeof key>
export type NewKey = Pick<Key, 'name' | 'rank' | 'organisations' | 'scopes' | 'until'>
type Stored = z.infer<typeof stored>

/** The prefix keeps a key's own name apart from those of organisations: both can be an audience. */
export const keyId = (named: string): string => `key:${named}`

/** A stopped command leaves its half-written file; after this long it is taken for dead. */
const STALE_MS = 10_000
const TOKEN = /^skein_([a-z0-9-]{1,63})_([A-Za-z0-9_-]{43})$/
/** 256 random bits need no slow hash: there is nothing to guess. */
const hashed = (secret: string): Buffer => createHash('sha256').update(secret).digest()
const NOBODY = hashed('')

/**
 * API keys: `keys.json` in the data folder, for the owner's eyes alone. Of a secret only its hash is kept. A running server reads
 * the file again when it changed, so a revoked key opens nothing from the next request on. What is revoked stays listed: a name
 * is never given twice.
 */
export class Keys {
  readonly #folder: string
  readonly #file: string
  readonly #now: () => number
  #read: { stamp: string; keys: ReadonlyMap<string, Stored> } = { stamp: '', keys: new Map() }

  constructor(folder: string, now: () => number = Date.now) {
    this.#folder = folder
    this.#file = join(folder, 'keys.json')
    this.#now = now
  }

  list(): Key[] {
    return [...this.#keys().values()].map(withoutHash)
  }

  /** Makes a key. Its token is in the answer and nowhere else. */
  add(wanted: NewKey): { key: Key; token: string } {
    const made = this.check(wanted)
    const secret = randomBytes(32).toString('base64url')
    this.#change((keys) => {
      if (keys.has(made.name))
        throw new SkeinError('CONFLICT', `there is or was a key ${made.name}`, { hint: 'Take another name.' })
      keys.set(made.name, { ...made, hash: hashed(secret).toString('base64url') })
    })
    return { key: made, token: `skein_${made.name}_${secret}` }
  }

  /** The key that would be made; throws INVALID_INPUT with an issue per part that is wrong. */
  check(wanted: NewKey): Key {
    const read = key
      .extend({ organisations: z.array(organisationName) })
      .safeParse({ ...wanted, made: this.#moment(), revoked: null })
    if (!read.success) throw invalid('the key cannot be made like this', ...read.error.issues.map(issueOf))
    const made = read.data
    if (made.until !== null && Date.parse(made.until) <= this.#now())
      throw invalid('the key cannot be made like this', { path: 'until', message: 'is in the past' })
    if (made.scopes.includes('WRITE') && made.rank !== 'RED')
      throw invalid('the key cannot be made like this', {
        path: 'rank',
        message: 'must be RED with the scope WRITE',
        hint: 'Who changes datasets changes them whole, so the key must be able to read all that they hold.'
      })
    return made
  }

  /** Ends a key. Again does nothing. */
  revoke(named: string): Key {
    return this.#change((keys) => {
      const found = keys.get(named)
      if (found === undefined)
        throw new SkeinError('NOT_FOUND', `there is no key ${named}`, { hint: '`skein keys list` shows them.' })
      const ended = { ...found, revoked: found.revoked ?? this.#moment() }
      keys.set(named, ended)
      return withoutHash(ended)
    })
  }

  /** Whose token this is, or null: unknown, wrong, ended and revoked are one answer. */
  viewerOf(token: string): Viewer | null {
    const [, named = '', secret = ''] = TOKEN.exec(token) ?? []
    const found = this.#keys().get(named)
    const same = timingSafeEqual(hashed(secret), found === undefined ? NOBODY : Buffer.from(found.hash, 'base64url'))
    if (found === undefined || !same || found.revoked !== null) return null
    if (found.until !== null && Date.parse(found.until) <= this.#now()) return null
    return {
      id: keyId(found.name),
      organisations: found.organisations,
      rank: rankOf(found.rank),
      owner: false,
      scopes: found.scopes
    }
  }

  #moment(): string {
    return new Date(this.#now()).toISOString()
  }

  #keys(): ReadonlyMap<string, Stored> {
    const stamp = this.#stamp()
    if (stamp !== this.#read.stamp) this.#read = { stamp, keys: stamp === '' ? new Map() : this.#load() }
    return this.#read.keys
  }

  /** Each change replaces the file, so it has another inode. Empty: there is none. */
  #stamp(): string {
    const found = statSync(this.#file, { throwIfNoEntry: false, bigint: true })
    return found === undefined ? '' : `${found.ino}:${found.mtimeNs}:${found.size}`
  }

  #load(): Map<string, Stored> {
    try {
      const { keys } = file.parse(JSON.parse(readFileSync(this.#file, 'utf8')))
      return new Map(keys.map((one) => [one.name, one]))
    } catch (error) {
      // Nobody is let in by a file that cannot be read.
      throw new SkeinError('UNAVAILABLE', 'the list of API keys cannot be read', {}, { cause: error })
    }
  }

  /** One change at a time, whichever process makes it: the new file is also the lock. */
  #change<T>(work: (keys: Map<string, Stored>) => T): T {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    const next = `${this.#file}.new`
    const handle = openNew(next, this.#now())
    try {
      const keys =
        statSync(this.#file, { throwIfNoEntry: false }) === undefined ? new Map<string, Stored>() : this.#load()
      const result = work(keys)
      writeFileSync(handle, `${JSON.stringify({ keys: [...keys.values()] }, null, 2)}\n`)
      fsyncSync(handle)
      renameSync(next, this.#file)
      return result
    } catch (error) {
      rmSync(next, { force: true })
      throw error
    } finally {
      closeSync(handle)
    }
  }
}

function openNew(path: string, now: number): number {
  const left = statSync(path, { throwIfNoEntry: false })
  if (left !== undefined && now - left.mtimeMs > STALE_MS) rmSync(path, { force: true })
  try {
    return openSync(path, 'wx', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new SkeinError('CONFLICT', 'another command is changing the keys', { hint: 'Try again in a moment.' })
  }
}

const withoutHash = ({ hash: _, ...rest }: Stored): Key => rest
const issueOf = ({ path, message }: z.core.$ZodIssue): Issue => ({ path: path.join('.'), message })
