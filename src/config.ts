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
}

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
  SKEIN_NEO4J_DATABASE: filled.optional()
})

/** Reads the settings. Throws MISCONFIGURED with an issue per variable that is wrong; values of secrets are never repeated. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const read = environment.safeParse(env)
  if (!read.success) {
    const issues = read.error.issues.map((issue): Issue => ({ path: String(issue.path[0]), message: issue.message }))
    const first = issues[0]
    throw new SkeinError(
      'MISCONFIGURED',
      `the environment variable ${first?.path ?? ''} ${first?.message ?? 'is wrong'}`,
      {
        issues,
        hint: 'README.md, "Configuration", lists the variables with their defaults.'
      }
    )
  }
  const value = read.data
  return {
    port: value.PORT,
    host: value.HOST,
    data: resolve(value.SKEIN_DATA),
    store: value.SKEIN_STORE,
    ...(value.SKEIN_NEO4J_USER === undefined ? {} : { user: value.SKEIN_NEO4J_USER }),
    ...(value.SKEIN_NEO4J_PASSWORD === undefined ? {} : { password: value.SKEIN_NEO4J_PASSWORD }),
    ...(value.SKEIN_NEO4J_DATABASE === undefined ? {} : { database: value.SKEIN_NEO4J_DATABASE })
  }
}
