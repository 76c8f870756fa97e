import { highDay, lowDay } from '../../ontology/dates.ts'
import { didYouMeanOneOf, nameProblem, splitName } from './cells.ts'
import type { Context } from './context.ts'
import type { RowCells } from './row-cells.ts'
import type { NumberedSecrecy } from './secrecy.ts'

/** What every row of claims may state beside properties. */
export interface Common {
  secrecy: NumberedSecrecy | undefined
  validFrom: string | null
  validTo: string | null
  phase: string | null
  rowId: string | undefined
  grade: string | null
  /** Key of the source; the dataset's own name where the row names none. */
  source: string
}

export function readCommon(context: Context, cells: RowCells): Common {
  const secrecy = context.secrecy.read(cells.raw('marking'), cells.raw('audience'))
  if ('reason' in secrecy) cells.problem(secrecy.column, secrecy.reason, secrecy.hint)
  const validFrom = cells.date('validFrom')
  const validTo = cells.date('validTo')
  if (validFrom !== null && validTo !== null && lowDay(validFrom) > highDay(validTo))
    cells.problem(
      'validTo',
      `${validTo} is before validFrom ${validFrom}`,
      'validFrom is when it began, validTo when it ended.'
    )
  return {
    secrecy: 'reason' in secrecy ? undefined : secrecy,
    validFrom,
    validTo,
    phase: cells.name('phase') ?? null,
    rowId: cells.name('rowId'),
    grade: cells.grade(context.manifest.grade),
    source: readSource(context, cells)
  }
}

function readSource(context: Context, cells: RowCells): string {
  const own = context.manifest.record.name
  const id = cells.text('source')
  if (id === undefined) {
    context.usesOwnSource = true
    return own
  }
  const declared = context.sources.get(id)
  if (declared != null) return declared.key
  if (declared === null) {
    cells.spoil()
    return own
  }
  if (context.storedSources.has(`${own}:${id}`)) return `${own}:${id}`
  const full = splitName(id)
  if (full !== null && full.dataset !== own && nameProblem(id) === null) return id
  cells.problem(
    'source',
    `the source ${id} is not declared${didYouMeanOneOf(id, context.sources.keys())}`,
    'Declare it among the sources (`sources.csv`, `sources`); name none where the dataset itself is the source.'
  )
  return own
}
