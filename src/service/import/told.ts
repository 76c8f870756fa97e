import type { Problems } from './problems.ts'

/** What of an import is told beside its report: where rows come from a request rather than from files. */
export interface Told {
  /** The claims of a good row, by file and row; a row that is met again replaces what was told of it. */
  claims: (file: string, row: number, ids: readonly string[]) => void
  /** The rows of a file that are bad, those too that share the cause of another's problem. */
  bad: (problems: Problems) => void
}
