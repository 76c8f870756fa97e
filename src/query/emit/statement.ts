import type { Params, Row, Statement, Value } from '../../engine/port.ts'
import { viewerParams } from '../../access/viewer.ts'
import type { RootPlan } from '../plan/types.ts'
import type { Run } from '../run.ts'
import { emitCompare } from './compare.ts'
import { emitCorridors } from './corridors.ts'
import { emitCrossGoods } from './cross-goods.ts'
import { Frame, type Decode } from './frame.ts'
import { emitGraph } from './graph.ts'
import { emitItem } from './item.ts'
import { emitLookup } from './lookup.ts'
import { emitPage } from './page.ts'
import { emitRevision } from './revision.ts'
import { Writer, type Parameter } from './writer.ts'

/** A plan ready to be run: one text, its parameters by execution, and the decoder of its one row. */
export interface Emitted {
  readonly text: string
  readonly columns: readonly string[]
  statement(run: Run): Statement
  decode(rows: readonly Row[], run: Run): unknown
  /** The state of the store that the rows come from, where the plan needs a second statement. */
  sequence(rows: readonly Row[]): unknown
}

/** Emits the one statement of a plan for viewers who read the summary of this rank. */
export function emit(plan: RootPlan, rank: 0 | 1 | 2): Emitted {
  const writer = new Writer(rank)
  const frame = new Frame(writer, emitItem)
  const decode = emitRoot(frame, plan)
  const sequence = writer.awaits ? emitSequence(frame) : null
  const columns = frame.columns.map((_, i) => `c${i}`)
  const returned = frame.columns.map((column, i) => `${column} AS c${i}`)
  const text = [...frame.calls, `RETURN ${returned.join(', ')}`].join('\n')
  return {
    text,
    columns,
    statement: (run) => ({ text, columns, params: paramsOf(run, writer.parameters) }),
    decode: (rows, run) => {
      const [row] = rows
      if (row === undefined) throw new Error('the statement gave no row')
      return decode(row, run)
    },
    sequence: (rows) => (sequence === null ? null : rows[0]?.[sequence])
  }
}

/** The store's own sequence number: compared between two statements, never shown. */
export const emitSequence = (frame: Frame): number =>
  frame.call([], [`MATCH (s:Store {id: 'store'})`], 'collect(s.batch)')

export const sameSequence = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function emitRoot(frame: Frame, plan: RootPlan): Decode {
  switch (plan.root) {
    case 'page':
      return emitPage(frame, plan.page, null)
    case 'lookup':
      return emitLookup(frame, plan)
    case 'graph':
      return emitGraph(frame, plan)
    case 'crossGoods':
      return emitCrossGoods(frame, plan)
    case 'compare':
      return emitCompare(frame, plan)
    case 'corridors':
      return emitCorridors(frame, plan)
    case 'revision':
      return emitRevision(frame)
  }
}

function paramsOf(run: Run, parameters: readonly Parameter[]): Params {
  const params: Record<string, Value> = { ...viewerParams(run.viewer) }
  for (const { name, value } of parameters) params[name] = value(run)
  return params
}
