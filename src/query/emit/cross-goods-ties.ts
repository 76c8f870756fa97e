import type { CrossGoodsPlan, HitPlan } from '../plan/types.ts'
import type { Run } from '../run.ts'
import { TIES, type GoodTies } from './good-ties.ts'
import { claimsBehind } from './evidence.ts'
import { type Frame, type Decode, type Row } from './frame.ts'
import { markColumn } from './mark.ts'
import { withSameAs } from './same-as.ts'
import type { Variable } from './writer.ts'

export interface Decoder {
  readonly key: string
  readonly decode: Decode
}

/** Where a hit's parts stand in its row. */
export interface EmittedHit {
  readonly id: number
  readonly entities: readonly Decoder[]
  readonly mark: (row: Row, run: Run) => void
  /** The list of ties: per tie its holder, the good, its claims, then what is read of the relation. */
  readonly ties: number
  readonly relations: readonly (readonly Decoder[])[]
}

/** Columns of a tie's row. */
export const TIE = { holder: 0, code: 1, claims: 2 } as const

/** Adds what is read of one hit to the frame of the page. */
export function emitHit(
  frame: Frame,
  plan: CrossGoodsPlan,
  hit: HitPlan,
  ties: GoodTies,
  entity: Variable
): EmittedHit {
  const { writer } = frame
  const entities = hit.entities.map(({ key, item }) => ({ key, decode: frame.item(item, { variable: entity }) }))
  const { lines, each } = withSameAs(writer, entity)
  const pattern = writer.expand(each, TIES, 'OUT')
  const { tie, start, end } = pattern
  const inner = frame.inner()
  inner.column(`${start}.id`)
  inner.column(ties.code(end))
  const [claims, row] = claimsBehind(writer, tie, true, false)
  inner.call([tie], claims, `collect(${row})`)
  const marks = {
    hit: markColumn(frame, 'Entity', entity),
    tie: markColumn(inner, 'Relation', tie),
    holder: markColumn(inner, 'Entity', start)
  }
  const bound = { variable: tie, from: start, to: end, other: end }
  const relations = hit.ties.map((shown) =>
    shown.relations.map(({ key, item }) => ({ key, decode: inner.item(item, bound) }))
  )
  const names = [tie, start, end].join(', ')
  const at = frame.call(
    [entity],
    [
      ...lines,
      writer.match(pattern, ...ties.good(end), ...ties.tie(pattern)),
      `WITH ${names} ORDER BY ${tie}.id`,
      ...inner.calls,
      `WITH ${[names, ...inner.outputs].join(', ')} ORDER BY ${tie}.id`
    ],
    `collect(${inner.row()})`
  )
  const mark = (row: Row, run: Run): void => {
    marks.hit(row, run)
    for (const each of row[at] as readonly Row[]) {
      marks.tie(each, run)
      marks.holder(each, run)
    }
  }
  return { id: frame.column(`${entity}.id`), entities, mark, ties: at, relations }
}
