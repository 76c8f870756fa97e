import type { Params, Row, Statement, Value } from '../../engine/port.ts'
import { viewerParams } from '../../access/viewer.ts'
import type { RootPlan } from '../plan/types.ts'
import type { Run } from '../run.ts'
import { emitCitations } from './citations.ts'
import { emitCompare } from './compare.ts'
import { emitCorridors } from './corridors.ts'
import { emitCrossGoods } from './cross-goods.ts'
import { emitEstimates } from './estimates.ts'
import { Frame, type Decode } from './frame.ts'
import { emitGraph } from './graph.ts'
import { emitInterventions } from './interventions.ts'
import { emitItem } from './item.ts'
import { emitLookup } from './lookup.ts'
import { emitPage } from './page.ts'
import { emitRevision } from './revision.ts'
import { Writer, type Parameter } from './writer.ts'

/** A text with its parameters by execution; those that a plan does not know are given as `more`. */
export interface Text {
  readonly text: string
  readonly columns: readonly string[]
  statement(run: Run, more?: Params): Statement
}

/** A plan ready to be run: one text and the decoder of its one row. */
export interface Emitted extends Text {
  decode(rows: readonly Row[], run: Run): unknown
  /** The state of the store that the rows come from, where the plan needs a second statement. */
  sequence(rows: readonly Row[]): unknown
}

/** A plan that is answered by one statement. */
export type OnePlan = Exclude<RootPlan, { readonly root: 'paths' }>

/** Emits the one statement of a plan for viewers who read the summary of this rank. */
export function emit(plan: OnePlan, rank: 0 | 1 | 2): Emitted {
  const writer = new Writer(rank)
  const frame = new Frame(writer, emitItem)
  const decode = emitRoot(frame, plan)
  const sequence = writer.awaits ? emitSequence(frame) : null
  return {
    ...textOf(writer, frame.calls, frame.columns),
    decode: (rows, run) => {
      const [row] = rows
      if (row === undefined) throw new Error('the statement gave no row')
      return decode(row, run)
    },
    sequence: (rows) => (sequence === null ? null : rows[0]?.[sequence])
  }
}

/** Sub-queries and what is returned of them, as a text of one row. */
export function textOf(writer: Writer, calls: readonly string[], returned: readonly string[]): Text {
  const columns = returned.map((_, i) => `c${i}`)
  const text = [...calls, `RETURN ${returned.map((column, i) => `${column} AS c${i}`).join(', ')}`].join('\n')
  return {
    text,
    columns,
    statement: (run, more) => ({ text, columns, params: { ...paramsOf(run, writer.parameters), ...more } })
  }
}

/** The store's own sequence number: compared between two statements, never shown. */
export const emitSequence = (frame: Frame): number =>
  frame.call([], [`MATCH (s:Store {id: 'store'})`], 'collect(s.batch)')

export const sameSequence = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function emitRoot(frame: Frame, plan: OnePlan): Decode {
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
    case 'estimates':
      return emitEstimates(frame, plan)
    case 'interventions':
      return emitInterventions(frame, plan)
    case 'citations':
      return emitCitations(frame, plan)
    case 'revision':
      return emitRevision(frame)
  }
}

function paramsOf(run: Run, parameters: readonly Parameter[]): Params {
  const params: Record<string, Value> = { ...viewerParams(run.viewer) }
  for (const { name, value } of parameters) params[name] = value(run)
  return params
}
