import { readFileSync, statSync } from 'node:fs'
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey
} from 'jose'
import type { TokenConfig } from '../config.ts'
import { messageOf, SkeinError } from '../errors.ts'
import { viewerOfClaims } from '../service/tokens.ts'
import type { Viewer } from '../service/viewer.ts'

/** Longer ones are not looked at: a token of a few claims has some hundred characters. */
const LONGEST = 8_192
const TIMEOUT_MS = 3_000

/** Whose signed token this is; null for every wrong one. What was wrong with it goes to the log and to nobody else. */
export type Tokens = (token: string) => Promise<Viewer | null>

/** Signed tokens (JWT) of one issuer. Throws MISCONFIGURED where the file of keys is no such file. */
export function openTokens(config: TokenConfig, log: (line: string) => void): Tokens {
  const { issuer, audience, algorithms, skew, rank } = config
  const keys = keysFrom(config.keys)
  const options = {
    issuer,
    audience,
    algorithms: [...algorithms],
    clockTolerance: skew,
    requiredClaims: ['exp', 'sub']
  }
  const refused = (why: string): null => {
    log(`a signed token was refused: ${why}`)
    return null
  }
  return async (token) => {
    if (token.length > LONGEST) return refused(`it has more than ${LONGEST} characters`)
    try {
      const { payload } = await jwtVerify(token, keys, options)
      const viewer = viewerOfClaims(payload, rank)
      return 'why' in viewer ? refused(viewer.why) : viewer
    } catch (error) {
      if (error instanceof SkeinError) {
        log(`${error.message}: ${messageOf(error.cause)}`)
        throw error
      }
      // Of a broken token not even the error's text is repeated: it could hold a part of it.
      return refused(error instanceof errors.JOSEError ? reasonOf(error) : 'it is no token')
    }
  }
}

const reasonOf = (error: errors.JOSEError): string =>
  error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired
    ? `${error.code}: ${error.claim} ${error.reason}`
    : error.code

function keysFrom(place: string): JWTVerifyGetKey {
  const found = /^https?:/.test(place)
    ? createRemoteJWKSet(new URL(place), { timeoutDuration: TIMEOUT_MS })
    : keysOfFile(place)
  return async (header, token) => {
    try {
      return await found(header, token)
    } catch (error) {
      // A token that no key fits is wrong. All else is the fault of the keys.
      const { JWKSNoMatchingKey, JWKSMultipleMatchingKeys, JOSENotSupported } = errors
      if ([JWKSNoMatchingKey, JWKSMultipleMatchingKeys, JOSENotSupported].some((kind) => error instanceof kind))
        throw error
      throw new SkeinError('UNAVAILABLE', 'the keys of signed tokens cannot be read', {}, { cause: error })
    }
  }
}

/** Read again whenever the file has changed, so keys can be exchanged while the server runs. */
function keysOfFile(path: string): JWTVerifyGetKey {
  const stampOf = (): string => {
    const { ino, mtimeNs, size } = statSync(path, { bigint: true })
    return `${ino}:${mtimeNs}:${size}`
  }
  let known: { stamp: string; keys: JWTVerifyGetKey }
  try {
    known = { stamp: stampOf(), keys: createLocalJWKSet(keySet(readFileSync(path, 'utf8'))) }
  } catch (error) {
    throw new SkeinError(
      'MISCONFIGURED',
      `the environment variable SKEIN_JWT_KEYS names no file of public keys: ${messageOf(error)}`,
      {
        hint: 'It is a JSON Web Key Set: {"keys": [{"kty": …}]}, with public keys alone.'
      }
    )
  }
  return async (header, token) => {
    const stamp = stampOf()
    if (stamp !== known.stamp) known = { stamp, keys: createLocalJWKSet(keySet(readFileSync(path, 'utf8'))) }
    return known.keys(header, token)
  }
}

function keySet(text: string): JSONWebKeySet {
  const { keys } = JSON.parse(text) as Partial<JSONWebKeySet>
  if (!Array.isArray(keys) || keys.length === 0) throw new Error('it holds no keys')
  if (keys.some((key) => 'd' in key || 'k' in key)) throw new Error('it holds a private key or a shared secret')
  return { keys }
}
