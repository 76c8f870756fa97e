import { didYouMeanOneOf } from './cells.ts'
import type { Context } from './context.ts'
import { MANIFEST } from './files.ts'
import { NAMED, PROTECTED, SPOILT } from './records.ts'

/** What can only be judged once every row was read: ends of ties, protected persons, the case of `observedIn`. */
export function checkTogether(context: Context): void {
  checkTies(context)
  checkNaming(context)
  const { observedIn } = context.manifest
  if (observedIn === null) return
  const { records, problems, kindNumbers } = context
  const place = records.find(observedIn)
  if (isHidden(context, place)) return
  const isCase = place !== undefined && records.kind.at(place) === kindNumbers.get('Case')
  if (!isCase && (place === undefined || !records.has(place, SPOILT)))
    problems.add({
      file: MANIFEST,
      row: null,
      column: 'observedIn',
      reason: `no row gives a Case ${observedIn}${place === undefined ? didYouMeanOneOf(observedIn, records.names) : ''}`,
      hint: 'Name the id of a row whose kind is Case.'
    })
}

function checkTies(context: Context): void {
  const { ties, records, tieKinds } = context
  for (let i = 0; i < ties.kind.length; i++) {
    const kind = tieKinds[ties.kind.at(i)]
    const from = ties.from.at(i) - 1
    const to = ties.to.at(i) - 1
    const at = { file: ties.file.at(i), row: ties.row.at(i) }
    const fromKind = endKind(context, from, 'from', at)
    const toKind = endKind(context, to, 'to', at)
    if (kind === undefined || (fromKind === null && toKind === null)) continue
    const allowed = (a: string | null, b: string | null): boolean =>
      (a === null || kind.from.has(a)) && (b === null || kind.to.has(b))
    if (allowed(fromKind, toKind) || (kind.symmetric && allowed(toKind, fromKind))) continue
    const column = fromKind !== null && !kind.from.has(fromKind) ? 'from' : 'to'
    const wrong = column === 'from' ? fromKind : toKind
    const name = records.names[column === 'from' ? from : to] ?? ''
    context.problems.add({
      file: context.files[at.file] ?? '',
      row: at.row,
      column,
      reason: `${kind.name} cannot ${column === 'from' ? 'start' : 'end'} at ${name}, which is a ${wrong ?? ''}`,
      hint: `It goes from ${[...kind.from].join(', ')} to ${[...kind.to].join(', ')}.`
    })
  }
}

/** Whether a record that no row gives may stand on what cannot be read: then that alone is told, with how often it is missed. */
export function isHidden({ hidden, records }: Context, place: number | undefined): boolean {
  if (hidden === null || (place !== undefined && (records.kind.at(place) > 0 || records.has(place, SPOILT))))
    return false
  hidden.missed++
  return true
}

/** Adds to what cannot be read how often other rows miss a record. */
export function tellHidden({ hidden }: Context): void {
  if (hidden === null || hidden.missed === 0) return
  const { cause, missed } = hidden
  cause.reason +=
    missed === 1 ? '; a record named elsewhere is missed' : `; records named elsewhere are missed ${missed} times`
  cause.hint =
    `${cause.hint ?? ''} They may stand in what cannot be read: what is missing after that is told one by one.`.trim()
}

/** The kind at an end, as far as the dataset shows it; an end that is no record of it is reported. */
function endKind(context: Context, place: number, column: string, at: { file: number; row: number }): string | null {
  if (place < 0) return null
  const { records } = context
  const number = records.kind.at(place)
  if (number > 0) return context.kinds[number - 1]?.name ?? null
  if (records.has(place, SPOILT)) return null
  if (isHidden(context, place)) {
    context.problems.spoil(context.files[at.file] ?? '', at.row)
    return null
  }
  const name = records.names[place] ?? ''
  const given = function* (): Generator<string> {
    for (let i = 0; i < records.names.length; i++) if (records.kind.at(i) > 0) yield records.names[i] ?? ''
  }
  context.problems.add({
    file: context.files[at.file] ?? '',
    row: at.row,
    column,
    reason: `no row gives the record ${name}${context.problems.isFull ? '' : didYouMeanOneOf(name, given())}`,
    hint: 'Give it a row with id and kind; write organisation/dataset:id for a record of another dataset.'
  })
  return null
}

/** A protected person is named nowhere, whichever row says that they are protected. */
function checkNaming({ naming, protecting, records, problems, files, columnNames }: Context): void {
  for (let i = 0; i < naming.record.length; i++) {
    const place = naming.record.at(i)
    if (!records.has(place, PROTECTED)) continue
    const column = columnNames[naming.column.at(i)] ?? null
    problems.add({
      file: files[naming.file.at(i)] ?? '',
      row: naming.row.at(i),
      column,
      reason: `${records.names[place] ?? ''} is protected, and ${column ?? ''} would identify them`,
      hint: 'Leave it empty: victims, witnesses, minors and sources are never named. Use an id that says nothing.'
    })
  }
  for (let i = 0; i < protecting.record.length; i++) {
    const place = protecting.record.at(i)
    if (!records.has(place, NAMED)) continue
    problems.add({
      file: files[protecting.file.at(i)] ?? '',
      row: protecting.row.at(i),
      column: 'protected',
      reason: `${records.names[place] ?? ''} is protected here, and the store holds what identifies them`,
      hint: 'Import the whole dataset again without it (not with --append).'
    })
  }
}
