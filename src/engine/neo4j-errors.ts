/** What Neo4j and its driver throw, as errors of ours. Their texts never reach a client: neutral message, cause kept. */
import { Neo4jError, isRetryableError } from 'neo4j-driver'
import { SkeinError } from '../errors.ts'

const codeOf = (error: unknown): string => (error instanceof Neo4jError ? error.code : '')

/** Worth running again as it stands: leader moved, connection lost, deadlock, server busy. */
export const isTransient = (error: unknown): boolean => error instanceof Neo4jError && isRetryableError(error)

export function neo4jError(error: unknown): SkeinError {
  if (error instanceof SkeinError) return error
  const cause = { cause: error }
  const code = codeOf(error)
  if (code.includes('TransactionTimedOut'))
    return new SkeinError('TIMEOUT', 'The time for this class of work ran out', {}, cause)
  if (code === 'Neo.ClientError.Schema.ConstraintValidationFailed') {
    return new SkeinError('CONFLICT', 'What is there contradicts the change', {}, cause)
  }
  if (
    isTransient(error) ||
    code === 'ServiceUnavailable' ||
    code === 'SessionExpired' ||
    code.startsWith('Neo.ClientError.Security')
  ) {
    return new SkeinError('UNAVAILABLE', 'The store is busy or away; try again', {}, cause)
  }
  return new SkeinError('INTERNAL', 'The store could not run a statement', {}, cause)
}

/** The same at start, where the person who set the address reads it. */
export function openingError(thrown: unknown, uri: string, database: string): SkeinError {
  const error = thrown instanceof SkeinError && thrown.cause !== undefined ? thrown.cause : thrown
  if (error instanceof SkeinError) return error
  const cause = { cause: error }
  const code = codeOf(error)
  if (code.startsWith('Neo.ClientError.Security')) {
    return new SkeinError(
      'MISCONFIGURED',
      `Neo4j at ${uri} refuses the user or the password. Set SKEIN_NEO4J_USER and SKEIN_NEO4J_PASSWORD to an account that may write.`,
      {},
      cause
    )
  }
  if (code.includes('DatabaseNotFound')) {
    return new SkeinError(
      'MISCONFIGURED',
      `Neo4j at ${uri} has no database "${database}". Set SKEIN_NEO4J_DATABASE.`,
      {},
      cause
    )
  }
  if (code === 'ServiceUnavailable' || code === 'SessionExpired' || isTransient(error)) {
    return new SkeinError(
      'UNAVAILABLE',
      `No Neo4j answers at ${uri}. Start it ("skein neo4j" runs a local one), or correct the address in SKEIN_STORE.`,
      {},
      cause
    )
  }
  return new SkeinError('MISCONFIGURED', `Neo4j at ${uri} cannot be used as the store`, {}, cause)
}
