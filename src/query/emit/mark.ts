import type { Value } from '../../engine/port.ts'
import type { Reading, Subject } from '../plan/types.ts'
import type { Run } from '../run.ts'
import type { Frame } from './frame.ts'
import type { Variable, Writer } from './writer.ts'

/** A property that is shown, and how it is read. */
export interface Shown {
  readonly property: string
  readonly reading: Reading
}

/**
 * What the audit log is told of a thing that an answer shows: `[id, rank, what it is about or ties together …]`, null where it is
 * CLEAR and so are the values shown. Null instead of a text where the viewer can see nothing marked: an audience needs AMBER, so
 * rank 0 means CLEAR.
 */
export function markOf(
  { rank }: Writer,
  subject: Subject | 'Record',
  variable: Variable,
  shown: readonly Shown[] = []
): string | null {
  if (rank === 0) return null
  const v = variable
  const ends = endsOf(subject, v)
  const told = (at: string): string => `[${[`${v}.id`, at, ...ends].join(', ')}]`
  if (shown.every(({ reading }) => reading === 'plain')) return `CASE WHEN ${v}.rank > 0 THEN ${told(`${v}.rank`)} END`
  const branches = [
    ...(rank === 2 ? [`WHEN ${above(v, shown, 2)} THEN 2`] : []),
    `WHEN ${v}.rank > 0 THEN ${v}.rank`,
    `WHEN ${above(v, shown, 1)} THEN 1`
  ]
  return `[k IN [CASE ${branches.join(' ')} END] WHERE k > 0 | ${told('k')}][0]`
}

function endsOf(subject: Subject | 'Record', v: Variable): string[] {
  switch (subject) {
    case 'Relation':
      return [`startNode(${v}).id`, `endNode(${v}).id`]
    case 'Claim':
      return [`${v}.about`, `${v}.from`, `${v}.to`]
    case 'Judgement':
      return [`${v}.left`, `${v}.right`]
    default:
      return []
  }
}

/** Whether a value shown at rank k is another than at the rank below: then it is marked although the thing may be CLEAR. */
function above(v: Variable, shown: readonly Shown[], k: 1 | 2): string {
  const at = (property: string, rank: number): string => `${v}.${property}${rank === 0 ? '' : `_${rank}`}`
  const of = (reading: Reading): string[] => [
    ...new Set(shown.flatMap((each) => (each.reading === reading ? [each.property] : [])))
  ]
  // Of a summary only what differs is stored; what is stored whole is compared.
  const [first, ...more] = of('summary').map((property) => at(property, k))
  const stored = first === undefined ? [] : more.length === 0 ? [first] : [`coalesce(${[first, ...more].join(', ')})`]
  return [
    ...stored.map((value) => `${value} IS NOT NULL`),
    ...of('whole').map((property) => `${at(property, k)} <> coalesce(${at(property, k - 1)}, '')`)
  ].join(' OR ')
}

/** Adds the mark of a thing to a frame whose rows show it; the answer says what of a row is to be logged. */
export function markColumn(
  frame: Frame,
  subject: Subject | 'Record',
  variable: Variable,
  shown?: readonly Shown[]
): (row: readonly Value[], run: Run) => void {
  const mark = markOf(frame.writer, subject, variable, shown)
  if (mark === null) return () => undefined
  const at = frame.column(mark)
  return (row, run) => run.seen.add(row[at])
}

/** The end of a sub-query that counts: its lines, its result, and how to read that. Of the marked ones the number is logged. */
export function counting(
  writer: Writer,
  variable: Variable,
  /** Another rank that counts, of what is behind the thing. */
  also: string | null = null
): { lines: string[]; result: string; read: (value: Value | undefined, run: Run) => Value | undefined } {
  if (writer.rank === 0) return { lines: [], result: `count(${variable})`, read: (value) => value }
  const [all, marked] = [writer.name('n'), writer.name('n')]
  const above = `${variable}.rank > 0${also === null ? '' : ` OR ${also} > 0`}`
  return {
    lines: [`WITH count(${variable}) AS ${all}, count(CASE WHEN ${above} THEN 1 END) AS ${marked}`],
    result: `[${all}, ${marked}]`,
    read: (value, run) => {
      const [counted = 0, above = 0] = (value ?? []) as readonly number[]
      run.seen.counted += above
      return counted
    }
  }
}
