import { SkeinError } from '../../errors.ts'

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is not there',
  EACCES: 'may not be read by you',
  EPERM: 'may not be read by you',
  EISDIR: 'is a folder, not a file'
}

/** What the system says of a file that cannot be read, in words: its own message is none for people. */
export function unreadable(path: string, error: unknown): SkeinError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return new SkeinError(
    'INVALID_INPUT',
    `${path} ${REASONS[code] ?? `cannot be read${code === '' ? '' : ` (${code})`}`}`,
    { hint: 'Look at the path: it is taken from the folder in which you are.' },
    { cause: error }
  )
}
