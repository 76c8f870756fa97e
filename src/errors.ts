/**
 * The closed list of error codes: HTTP status, exit code of the CLI, and whether the same call may succeed later.
 * Anything that is not a `SkeinError` is a bug: it is logged with an id and the client sees INTERNAL and that id alone.
 */
export const ERROR_CODES = {
  INVALID_INPUT: {
    status: 400,
    exit: 2,
    retry: false,
    meaning: 'The input is wrong; `issues` says where, why and what to do'
  },
  UNAUTHENTICATED: { status: 401, exit: 3, retry: false, meaning: 'The credential is missing, unknown or expired' },
  FORBIDDEN: { status: 403, exit: 3, retry: false, meaning: 'The credential lacks the scope for this operation' },
  NOT_FOUND: { status: 404, exit: 4, retry: false, meaning: 'Absent or not visible: the two are never told apart' },
  CONFLICT: { status: 409, exit: 5, retry: false, meaning: 'What is there contradicts the request' },
  LIMIT_EXCEEDED: {
    status: 429,
    exit: 6,
    retry: false,
    meaning: 'A limit was met; the answer names it, its value and what was asked'
  },
  UNSUPPORTED: { status: 501, exit: 7, retry: false, meaning: 'This build or platform cannot do that' },
  TIMEOUT: { status: 504, exit: 8, retry: true, meaning: 'The time for this class of work ran out' },
  UNAVAILABLE: { status: 503, exit: 9, retry: true, meaning: 'The store is busy or away; try again' },
  MISCONFIGURED: { status: 500, exit: 10, retry: false, meaning: 'A setting is wrong (at start only)' },
  GRAPHQL_PARSE_FAILED: { status: 400, exit: 2, retry: false, meaning: 'The document is not GraphQL' },
  GRAPHQL_VALIDATION_FAILED: { status: 400, exit: 2, retry: false, meaning: 'The document does not fit the schema' },
  BAD_USER_INPUT: { status: 400, exit: 2, retry: false, meaning: 'A variable has the wrong type' },
  BAD_REQUEST: { status: 400, exit: 2, retry: false, meaning: 'The HTTP request is malformed' },
  INTERNAL: { status: 500, exit: 1, retry: false, meaning: 'A bug: logged under the id that the answer carries' }
} as const

export type ErrorCode = keyof typeof ERROR_CODES

/** One thing wrong with an input: where (a path such as `edges.csv:12:validFrom`), what, and what to do about it. */
export interface Issue {
  path: string
  message: string
  hint?: string
}

export interface ErrorDetails {
  issues?: Issue[]
  /** For LIMIT_EXCEEDED: which limit, its value and what was asked. */
  limit?: { name: string; value: number; met: number }
  hint?: string
  /** For LIMIT_EXCEEDED where time alone helps: after how many seconds the same call passes. */
  retryAfter?: number
}

export class SkeinError extends Error {
  override readonly name = 'SkeinError'
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.details = details
  }
}

export const invalid = (message: string, ...issues: Issue[]): SkeinError =>
  new SkeinError('INVALID_INPUT', message, issues.length > 0 ? { issues } : {})

/** The message of anything thrown, without its stack. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
