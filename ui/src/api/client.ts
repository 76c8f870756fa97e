import { Client, fetchExchange, type AnyVariables, type CombinedError, type TypedDocumentNode } from 'urql'

/** Same origin only, POST only: nothing about a case ever stands in a URL. */
export const client = new Client({
  url: '/graphql',
  exchanges: [fetchExchange],
  preferGetMethod: false,
  requestPolicy: 'network-only',
  fetchOptions: { credentials: 'same-origin', cache: 'no-store' }
})

/** Why an answer is missing, in words for the screen. */
export class AskError extends Error {
  readonly code: string
  readonly hint: string
  constructor(code: string, message: string, hint: string) {
    super(message)
    this.code = code
    this.hint = hint
  }
}

const HINTS: Readonly<Record<string, string>> = {
  OFFLINE: 'Skein does not answer. It may be starting or stopped; what is on screen stays as it is.',
  NOT_FOUND: 'It is not there, or not for this viewer. The two are never told apart.',
  FORBIDDEN: 'This needs other rights than this viewer has.',
  UNAUTHENTICATED: 'Open the owner link that the server printed to see more than the public may see.',
  LIMIT_EXCEEDED: 'Ask for less at once: fewer groups, a smaller page, or fewer levels.',
  TIMEOUT: 'The question took too long. Ask for less at once.',
  UNAVAILABLE: 'The data were changing. Try again.',
  INTERNAL: 'This is a fault in Skein. The number tells its operator where to look.'
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function explain(error: CombinedError): AskError {
  const [first] = error.graphQLErrors
  if (first === undefined) return new AskError('OFFLINE', 'No answer from the server', HINTS.OFFLINE ?? '')
  const code = asText(first.extensions.code) ?? 'INTERNAL'
  const id = asText(first.extensions.requestId)
  const hint = asText(first.extensions.hint) ?? HINTS[code] ?? ''
  return new AskError(code, first.message, code === 'INTERNAL' && id !== undefined ? `${hint} Number: ${id}` : hint)
}

/** One question, one answer or one `AskError`. */
export async function ask<Result, Variables extends AnyVariables>(
  document: TypedDocumentNode<Result, Variables> | string,
  variables: Variables
): Promise<Result> {
  const result = await client.query<Result, Variables>(document, variables).toPromise()
  if (result.error !== undefined) throw explain(result.error)
  if (result.data === undefined) throw new AskError('INTERNAL', 'The answer was empty', HINTS.INTERNAL ?? '')
  return result.data
}
