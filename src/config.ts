import { resolve } from 'node:path'
import { z } from 'zod'
import { SkeinError, type Issue } from './errors.ts'

/** Settings of the process. The environment is read here and nowhere else. */
export interface Config {
  /** 0 = any free port. */
  port: number
  host: string
  /** Absolute path of the folder that holds the embedded store, uploads and `server.json`. */
  data: string
  /** Address of a Neo4j; empty for the embedded engine. */
  store: string
  user?: string
  password?: string
  database?: string
  /** Absent: no signed token opens anything. */
  tokens?: TokenConfig
}

/** Whose signed tokens (JWT) are taken. */
export interface TokenConfig {
  issuer: string
  audience: string
  /** Path or address of the issuer's public keys, a JSON Web Key Set. */
  keys: string
  algorithms: readonly string[]
  /** Seconds by which clocks may differ. */
  skew: number
  /** The highest marking that a token may give. */
  rank: Marking
}

const MARKINGS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED'] as const
type Marking = (typeof MARKINGS)[number]

/** Signatures by key pairs alone: with a shared secret the issuer's public key could be misused as one. */
const ALGORITHMS = /^(EdDSA|Ed25519|(ES|RS|PS)(256|384|512))$/
const HTTPS = /^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\//

const STORES = /^(neo4j|bolt)(\+s|\+ssc)?:\/\/[^\s/]+/

const filled = z.string().transform((text) => (text === '' ? undefined : text))
const environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'is no port number')
    .transform(Number)
    .refine((port) => port <= 65_535, 'is above 65535')
    .default(4000),
  HOST: z.string().min(1, 'is empty').default('127.0.0.1'),
  SKEIN_DATA: z.string().min(1, 'is empty').default('.skein'),
  SKEIN_STORE: z
    .string()
    .refine(
      (text) => text === '' || STORES.test(text),
      'is neither empty (the embedded engine) nor an address such as neo4j://host:7687'
    )
    .default(''),
  SKEIN_NEO4J_USER: filled.optional(),
  SKEIN_NEO4J_PASSWORD: filled.optional(),
  SKEIN_NEO4J_DATABASE: filled.optional(),
  SKEIN_JWT_ISSUER: filled.optional(),
  SKEIN_JWT_AUDIENCE: filled.optional(),
  SKEIN_JWT_KEYS: filled
    .refine(
      (text) => text === undefined || !/^[a-z]+:\/\//i.test(text) || HTTPS.test(text),
      'is neither the path of a file nor an https address'
    )
    .optional(),
  SKEIN_JWT_ALGORITHMS: filled
    .transform((text) => text?.split(',').map((name) => name.trim()))
    .refine(
      (names) => names === undefined || names.every((name) => ALGORITHMS.test(name)),
      'must name algorithms of key pairs, separated by commas, such as EdDSA,ES256,RS256'
    )
    .optional(),
  SKEIN_JWT_SKEW: filled
    .refine((text) => text === undefined || /^\d{1,3}$/.test(text), 'must be seconds, 0 to 999')
    .optional(),
  SKEIN_JWT_RANK: filled.pipe(z.enum(MARKINGS, `must be one of ${MARKINGS.join(', ')}`).optional()).optional()
})

/** All three or none: half of them would let nobody in and not say so. */
function tokensOf(value: z.infer<typeof environment>): TokenConfig | undefined {
  const { SKEIN_JWT_ISSUER: issuer, SKEIN_JWT_AUDIENCE: audience, SKEIN_JWT_KEYS: keys } = value
  const { SKEIN_JWT_ALGORITHMS: algorithms, SKEIN_JWT_SKEW: skew, SKEIN_JWT_RANK: rank } = value
  if ([issuer, audience, keys, algorithms, skew, rank].every((one) => one === undefined)) return undefined
  const needed = { SKEIN_JWT_ISSUER: issuer, SKEIN_JWT_AUDIENCE: audience, SKEIN_JWT_KEYS: keys }
  const missing = Object.entries(needed).flatMap(([name, one]) => (one === undefined ? [name] : []))
  if (issuer === undefined || audience === undefined || keys === undefined)
    throw wrong(missing.map((path) => ({ path, message: 'is missing, but other settings of signed tokens are given' })))
  return {
    issuer,
    audience,
    keys: /^https?:/.test(keys) ? keys : resolve(keys),
    algorithms: algorithms ?? ['EdDSA', 'ES256', 'RS256'],
    skew: Number(skew ?? 30),
    rank: rank ?? 'RED'
  }
}

function wrong(issues: Issue[]): SkeinError {
  const [first] = issues
  return new SkeinError(
    'MISCONFIGURED',
    `the environment variable ${first?.path ?? ''} ${first?.message ?? 'is wrong'}`,
    { issues, hint: 'README.md, "Settings", lists the variables with their defaults.' }
  )
}

/** Reads the settings. Throws MISCONFIGURED with an issue per variable that is wrong; values of secrets are never repeated. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const read = environment.safeParse(env)
  if (!read.success)
    throw wrong(read.error.issues.map((issue): Issue => ({ path: String(issue.path[0]), message: issue.message })))
  const value = read.data
  const tokens = tokensOf(value)
  return {
    port: value.PORT,
    host: value.HOST,
    data: resolve(value.SKEIN_DATA),
    store: value.SKEIN_STORE,
    ...(value.SKEIN_NEO4J_USER === undefined ? {} : { user: value.SKEIN_NEO4J_USER }),
    ...(value.SKEIN_NEO4J_PASSWORD === undefined ? {} : { password: value.SKEIN_NEO4J_PASSWORD }),
    ...(value.SKEIN_NEO4J_DATABASE === undefined ? {} : { database: value.SKEIN_NEO4J_DATABASE }),
    ...(tokens === undefined ? {} : { tokens })
  }
}
