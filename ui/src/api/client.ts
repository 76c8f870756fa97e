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
  /** After how many seconds the same question passes, where time alone helps. */
  readonly retryAfter: number | null
  constructor(code: string, message: string, hint: string, retryAfter: number | null = null) {
    super(message)
    this.code = code
    this.hint = hint
    this.retryAfter = retryAfter
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
  const { retryAfter } = first.extensions
  return new AskError(
    code,
    first.message,
    code === 'INTERNAL' && id !== undefined ? `${hint} Number: ${id}` : hint,
    typeof retryAfter === 'number' ? retryAfter : null
  )
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** When each awaited question that waits for the viewer's allowance is asked again. */
const waits = new Set<{ until: number }>()
let told: (until: number | null) => void = () => undefined
/** `tell` hears when the last of the waiting questions is asked again (as `Date.now()` says it), and null when none waits. */
export function onWaiting(tell: (until: number | null) => void): void {
  told = tell
}
const tellWaits = (): void => told(waits.size === 0 ? null : Math.max(...[...waits].map(({ until }) => until)))

/** Questions that somebody looks forward to; those asked `later` let them go first. */
let awaited = 0

/**
 * One question, one answer or one `AskError`. Where the viewer has asked too much in a short time, the question waits as long as
 * the server says and is asked again: `onWaiting` says so on screen.
 */
export async function ask<Result, Variables extends AnyVariables>(
  document: TypedDocumentNode<Result, Variables> | string,
  variables: Variables,
  { later = false } = {}
): Promise<Result> {
  while (later && awaited > 0) await pause(100)
  if (!later) awaited++
  try {
    for (;;) {
      try {
        return await askOnce(document, variables)
      } catch (error) {
        if (!(error instanceof AskError) || error.retryAfter === null) throw error
        // What is asked later leaves some of the allowance for what somebody may ask meanwhile.
        const seconds = error.retryAfter + (later ? 2 : 0)
        const wait = { until: Date.now() + 1_000 * seconds }
        if (!later) waits.add(wait)
        tellWaits()
        await pause(1_000 * seconds)
        waits.delete(wait)
        tellWaits()
        while (later && awaited > 0) await pause(100)
      }
    }
  } finally {
    if (!later) awaited--
  }
}

async function askOnce<Result, Variables extends AnyVariables>(
  document: TypedDocumentNode<Result, Variables> | string,
  variables: Variables
): Promise<Result> {
  const result = await client.query<Result, Variables>(document, variables).toPromise()
  if (result.error !== undefined) throw explain(result.error)
  if (result.data === undefined) throw new AskError('INTERNAL', 'The answer was empty', HINTS.INTERNAL ?? '')
  return result.data
}
