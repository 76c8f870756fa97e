import { strongComponents } from '../../graph/components.ts'
import { directedGraph } from '../../graph/graph.ts'
import type { RelationKind } from '../../ontology/types.ts'
import type { Context } from './context.ts'
import type { Notes } from './problems.ts'

/** Ties of one kind between records of the dataset; ends as numbers of their own, places as in the context's list. */
interface Arcs {
  kind: RelationKind
  places: number[]
  from: number[]
  to: number[]
  records: number[]
  numbers: Map<number, number>
}

/** Kinds that the schema calls acyclic: ties that lie on a circle, such as two records that command each other. */
export function noteCircles(context: Context, notes: Notes): void {
  const kinds = new Map<number, Arcs>()
  context.tieKinds.forEach((kind, number) => {
    if (kind.acyclic)
      kinds.set(number, { kind, places: [], from: [], to: [], records: [], numbers: new Map<number, number>() })
  })
  const { ties, problems, files } = context
  const bad = files.map((file) => problems.rowsOf(file))
  for (let i = 0; i < ties.kind.length; i++) {
    const arcs = kinds.get(ties.kind.at(i))
    if (arcs === undefined || ties.from.at(i) === 0 || ties.to.at(i) === 0) continue
    if (bad[ties.file.at(i)]?.has(ties.row.at(i)) === true) continue
    arcs.places.push(i)
    arcs.from.push(numberOf(arcs, ties.from.at(i) - 1))
    arcs.to.push(numberOf(arcs, ties.to.at(i) - 1))
  }
  for (const arcs of kinds.values()) noteArcs(context, arcs, notes)
}

function numberOf({ numbers, records }: Arcs, record: number): number {
  let number = numbers.get(record)
  if (number === undefined) numbers.set(record, (number = records.push(record) - 1))
  return number
}

function noteArcs({ ties, files, records }: Context, arcs: Arcs, notes: Notes): void {
  const { kind, places, from, to } = arcs
  if (places.length < 2) return
  const { of, sizes } = strongComponents(directedGraph(arcs.records.length, { from, to }))
  const name = (number: number | undefined): string => records.names[arcs.records[number ?? 0] ?? 0] ?? ''
  const row = (place: number | undefined): string => {
    const at = places[place ?? 0] ?? 0
    return `${files[ties.file.at(at)] ?? ''}:${ties.row.at(at)}`
  }
  const pair = (a: number | undefined, b: number | undefined): string => `${a} ${b}`
  const onCircle = places.map((_, i) => i).filter((i) => of[from[i] ?? 0] === of[to[i] ?? 0])
  const first = new Map<string, number>()
  for (const i of onCircle) if (!first.has(pair(from[i], to[i]))) first.set(pair(from[i], to[i]), i)
  for (const i of onCircle) {
    const back = first.get(pair(to[i], from[i]))
    const why =
      back === undefined
        ? `it closes a circle among ${sizes[of[from[i] ?? 0] ?? 0] ?? 0} records`
        : `${name(to[i])} ${kind.name} ${name(from[i])} too (${row(back)})`
    const at = places[i] ?? 0
    notes.add({
      file: files[ties.file.at(at)] ?? '',
      row: ties.row.at(at),
      column: null,
      reason: `contradicts: acyclic. ${name(from[i])} ${kind.name} ${name(to[i])}, and ${why}`,
      hint: 'The row is taken. Correct it if it is a slip; leave it where sources disagree or where it changed (validFrom, validTo).'
    })
  }
}
