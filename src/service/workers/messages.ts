import { SkeinError, type ErrorCode, type ErrorDetails } from '../../errors.ts'

/** From the pool to a worker. */
export interface Request {
  readonly task: string
  readonly input: unknown
}

/** From a worker to the pool: any number of steps, then one of the others. */
export type Reply =
  | { readonly kind: 'progress'; readonly done: number; readonly of: number }
  | { readonly kind: 'answer'; readonly value: unknown }
  | { readonly kind: 'error'; readonly error: PlainError }

/** An error as plain data: cloning one would lose its class and its code. */
export interface PlainError {
  readonly message: string
  readonly stack: string | undefined
  /** Null for what is a bug. */
  readonly known: { readonly code: ErrorCode; readonly details: ErrorDetails } | null
}

export const plainError = (error: unknown): PlainError =>
  error instanceof Error
    ? {
        message: error.message,
        stack: error.stack,
        known: error instanceof SkeinError ? { code: error.code, details: error.details } : null
      }
    : { message: String(error), stack: undefined, known: null }

/** The error that was thrown, with the stack of the worker. */
export function errorFrom({ message, stack, known }: PlainError): Error {
  const error = known === null ? new Error(message) : new SkeinError(known.code, message, known.details)
  if (stack !== undefined) error.stack = stack
  return error
}
