/** Everything that touches the embedded engine's package: loading it, opening a file, its errors. */
import { createRequire } from 'node:module'
import type { GrafeoDB, QueryResult } from '@grafeo-db/js'
import { SkeinError, messageOf } from '../errors.ts'
import { giveLargeBlocksBack } from './allocator.ts'
import type { Row, Statement } from './port.ts'

type Native = typeof import('@grafeo-db/js')
export type Database = GrafeoDB
export type NativeTransaction = ReturnType<GrafeoDB['beginTransaction']>

const require = createRequire(import.meta.url)
let loaded = false

/** The package is native code (and CommonJS); on a platform it was not built for, loading it fails. */
export function loadNative(load: () => Native = () => require('@grafeo-db/js') as Native): Native {
  if (!loaded) giveLargeBlocksBack()
  loaded = true
  try {
    return load()
  } catch (error) {
    throw new SkeinError(
      'UNSUPPORTED',
      `The embedded store has no build for this machine (${process.platform} ${process.arch}). Use Neo4j instead: set SKEIN_STORE=neo4j://HOST:7687, or run "skein neo4j" where Java 17 is.`,
      {},
      { cause: error }
    )
  }
}

/** True when an opening failed because another process (or this one) holds the file. */
export const isLocked = (error: unknown): boolean => /cannot be locked/i.test(messageOf(error))

const statusOf = (error: unknown): string =>
  error instanceof Error && 'gqlStatus' in error && typeof error.gqlStatus === 'string' ? error.gqlStatus : ''

/** The engine's texts never reach a client: the message is neutral, the cause kept for the log. */
export function grafeoError(error: unknown): SkeinError {
  if (error instanceof SkeinError) return error
  const cause = { cause: error }
  const status = statusOf(error)
  if (status.startsWith('40')) return new SkeinError('UNAVAILABLE', 'Two writes met; try again', {}, cause)
  if (status.startsWith('G1') || status.startsWith('G2')) {
    return new SkeinError('CONFLICT', 'What is there contradicts the change', {}, cause)
  }
  return new SkeinError('INTERNAL', 'The store could not run a statement', {}, cause)
}

interface Runs {
  executeCypher(text: string, params: unknown): Promise<QueryResult>
}

/** Runs one statement and gives its rows in the order of its columns. */
export async function execute(on: Runs, { text, params, columns }: Statement): Promise<Row[]> {
  let result: QueryResult
  try {
    result = await on.executeCypher(text, params)
  } catch (error) {
    throw grafeoError(error)
  }
  if (columns.length === 0) return []
  const names = result.columns
  if (names.length !== columns.length || names.some((name, i) => name !== columns[i])) {
    throw new SkeinError('INTERNAL', `A statement returns ${names.join(', ')} but declares ${columns.join(', ')}`)
  }
  return result.rows() as Row[]
}
