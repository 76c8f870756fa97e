import { inspect } from 'node:util'
import { GraphQLError, type GraphQLErrorOptions, type GraphQLFormattedError } from 'graphql'
import { ERROR_CODES, SkeinError, type ErrorCode, type ErrorDetails } from '../errors.ts'

/** What a client sees of an error beside message, locations and path. `http` is read by the server and not sent. */
export interface Extensions extends ErrorDetails {
  code: ErrorCode
  requestId: string
  retry?: true
  http?: { status: number; spec?: boolean; headers?: Record<string, string> }
}

type Log = (line: string) => void

/** Codes of graphql-yoga for requests that are no GraphQL over HTTP. */
const HTTP_CODES = new Set(['BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'REQUEST_ENTITY_TOO_LARGE'])
/** The type of which GraphQL says that it has no such field, or one of its fields no such argument. */
const OF_TYPE = /on (?:type|field) "(\w+)/
/** How GraphQL says that a bare value, or a variable of its type, stands where one of the tests of a filter is wanted. */
const BARE_TEST =
  /type "(?!Entity|Claim|Source|Dataset|Tie)(\w+)Filter!?"(?:, found ([^{\[$].*)\.$|[,.]| to be an object)/
const OWN_CODES = new Set<string>(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'])

/** The deepest cause that one of ours or a bug is; a GraphQLError without such a cause is GraphQL's own. */
function causeOf(error: unknown): unknown {
  let cause = error
  for (let i = 0; i < 10 && cause instanceof GraphQLError && cause.originalError !== undefined; i++)
    cause = cause.originalError
  return cause
}

/** What to write instead of `name: "x"`; null for other errors. */
function testHint(message: string): string | null {
  const [, of, found] = BARE_TEST.exec(message) ?? []
  if (of === undefined) return null
  const operator = of === 'TextList' ? 'includes' : 'eq'
  const value = found ?? (of === 'Text' || of === 'TextList' ? '"x"' : '…')
  return `A test is an object with one operator or more: write \`{ ${operator}: ${value} }\`. \`/schema#${of}Filter\` on this server lists the operators.`
}

/** Where the names stand that may be written. */
function schemaHint(message: string): string {
  const type = OF_TYPE.exec(message)?.[1]
  return `\`/schema${type === undefined ? '' : `#${type}`}\` on this server lists every field, argument and value; \`skein schema\` prints them.`
}

/**
 * The one way in which an error leaves: a code from the closed list, the request's id, and details that are meant for clients.
 * Whatever is no `SkeinError` and no fault of the request is INTERNAL: logged with the id, and nothing of it shown.
 * `executed` says that the document was run, so what GraphQL itself objects to are variables and arguments.
 */
export function present(error: unknown, requestId: string, executed: boolean, log: Log): GraphQLError {
  const cause = causeOf(error)
  const at = error instanceof GraphQLError ? placeOf(error) : {}
  const make = (message: string, extensions: Omit<Extensions, 'requestId'>): GraphQLError => {
    const retry =
      ERROR_CODES[extensions.code].retry || extensions.retryAfter !== undefined ? { retry: true as const } : {}
    return new GraphQLError(message, { ...at, extensions: { ...extensions, ...retry, requestId } })
  }
  if (cause instanceof SkeinError && cause.code !== 'INTERNAL' && cause.code !== 'MISCONFIGURED') {
    // Within an executed document other fields may have been answered: the status stays 200, as GraphQL over HTTP says.
    const { retryAfter } = cause.details
    const headers = retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }
    const http = executed ? {} : { http: { status: ERROR_CODES[cause.code].status, ...headers } }
    return make(cause.message, { code: cause.code, ...cause.details, ...http })
  }
  if (cause instanceof GraphQLError) {
    const stated = typeof cause.extensions['code'] === 'string' ? cause.extensions['code'] : undefined
    if (stated !== undefined && HTTP_CODES.has(stated)) {
      const { spec, ...http } = httpOf(cause) ?? { status: 400 }
      // A body that is no JSON is no GraphQL request, whatever answer the client accepts.
      const wellFormed = spec === true && !('originalError' in cause.extensions)
      return make(cause.message, { code: 'BAD_REQUEST', http: wellFormed ? { ...http, spec } : http })
    }
    if (stated !== undefined && OWN_CODES.has(stated)) {
      const http = httpOf(cause) ?? { status: 400, spec: true }
      const hint =
        stated === 'GRAPHQL_VALIDATION_FAILED' ? { hint: testHint(cause.message) ?? schemaHint(cause.message) } : {}
      return make(cause.message, { code: stated as ErrorCode, ...hint, http })
    }
    if (executed || cause.nodes !== undefined) {
      // A variable that does not fit refuses the whole request; an argument only its field.
      const http = cause.path === undefined && at.path == null ? { http: { status: 400, spec: true } } : {}
      const hint = testHint(cause.message)
      return make(cause.message, { code: 'BAD_USER_INPUT', ...(hint === null ? {} : { hint }), ...http })
    }
    return make(cause.message, { code: 'GRAPHQL_PARSE_FAILED', http: { status: 400, spec: true } })
  }
  log(`${requestId} ${inspect(cause, { depth: 4, breakLength: 160 })}`)
  return make('an internal error; the log has it under this id', {
    code: 'INTERNAL',
    ...(executed ? {} : { http: { status: 500 } })
  })
}

function placeOf({ nodes, source, positions, path }: GraphQLError): GraphQLErrorOptions {
  return {
    ...(nodes === undefined ? {} : { nodes }),
    ...(source === undefined ? {} : { source }),
    ...(positions === undefined ? {} : { positions }),
    ...(path === undefined ? {} : { path })
  }
}

function httpOf(error: GraphQLError): Extensions['http'] | undefined {
  return error.extensions['http'] as Extensions['http'] | undefined
}

/** The answer of a path that is not GraphQL (`/uploads`, `/owner`): the same shape of error. */
export function plainError(
  error: unknown,
  requestId: string,
  log: Log
): { status: number; body: { errors: GraphQLFormattedError[] } } {
  const shown = present(error, requestId, false, log).toJSON()
  const { http, ...extensions } = shown.extensions as unknown as Extensions
  return {
    status: http?.status ?? ERROR_CODES[extensions.code].status,
    body: { errors: [{ message: shown.message, extensions: { ...extensions } }] }
  }
}
