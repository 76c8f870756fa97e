import type { ReadFigure } from '../numbers.ts'
import type { EstimateGroupPlan, EstimatesPlan, FigurePlan } from '../plan/types.ts'
import type { Run } from '../run.ts'
import { claimsAt, distinct, emitList, type ShownDecoder } from './all-of.ts'
import { claimsBehind } from './evidence.ts'
import type { Decode, Frame, Row } from './frame.ts'
import { markColumn } from './mark.ts'
import { read } from './read.ts'
import type { Variable } from './writer.ts'

const NUMBERS = ['low', 'high', 'point'] as const
const TEXTS = ['unit', 'year', 'counts', 'definition', 'method', 'publisherRole', 'interest'] as const
const SHOWN = [...NUMBERS, ...TEXTS].map((property) => ({ property, reading: 'summary' }) as const)

/** An estimate as read, with its row. */
export interface FigureRow extends ReadFigure {
  readonly row: Row
  readonly method: string | null
  readonly interest: string | null
  readonly datasets: readonly string[]
  /** Ids of its records: it can be named by any of them. */
  readonly records: readonly string[]
}

/** What an estimate itself states. */
type Stated = Pick<FigureRow, (typeof NUMBERS)[number] | (typeof TEXTS)[number]>

export interface EmittedFigure {
  /** Reads one row, and tells the audit log what of it is marked. */
  read(row: Row, run: Run): FigureRow
  /** What a figure measures, as one way of showing groups shows it. */
  measures(shown: EstimateGroupPlan, key: string, figure: FigureRow, run: Run): unknown[]
  /** Decoders of what is shown of a figure itself. */
  readonly figures: ReadonlyMap<
    FigurePlan,
    {
      readonly estimates: readonly ShownDecoder[]
      readonly reports: readonly (ShownDecoder & { readonly at: number })[]
    }
  >
}

/** Adds what is read of one estimate to the frame of all. */
export function emitFigure(frame: Frame, plan: EstimatesPlan, estimate: Variable): EmittedFigure {
  const { writer } = frame
  const id = frame.column(`${estimate}.id`)
  const columns = SHOWN.map(({ property }) => frame.column(read(estimate, property, 'summary', writer.rank)))
  const mark = markColumn(frame, 'Entity', estimate, SHOWN)
  const [claims, claim] = claimsBehind(writer, estimate, true, false)
  const behind = frame.call([estimate], claims, `collect(${claim})`)
  const measured = emitMeasured(frame, plan, estimate)
  const whole = plan.totals.length > 0 ? emitParts(frame, estimate) : null
  const figures = new Map(
    plan.groups
      .flatMap(({ ranges }) => ranges.flatMap((range) => range.figures))
      .map((shown) => [
        shown,
        {
          estimates: shown.estimates.map(({ key, item }) => ({
            key,
            decode: frame.item(item, { variable: estimate })
          })),
          reports: shown.reports.map(({ key, item }) => ({ key, ...emitReports(frame, estimate, item) }))
        }
      ])
  )
  return {
    figures,
    measures: (shown, key, { row }, run) => measured.shown(shown, key, row, run),
    read: (row, run) => {
      mark(row, run)
      const values = columns.map((at) => (row[at] === '' ? null : (row[at] ?? null)))
      const stated = claimsAt(row, behind, run)
      return {
        ...(Object.fromEntries(SHOWN.map(({ property }, i) => [property, values[i]])) as Stated),
        ...(whole === null ? { parts: [], records: [] } : whole(row, run)),
        row,
        id: row[id] as string,
        measures: measured.ids(row, run),
        origins: distinct(stated.flatMap(({ origins }) => origins)),
        statedBy: distinct(stated.map(({ source }) => source)),
        datasets: stated.map(({ dataset }) => dataset)
      }
    }
  }
}

/** What the estimate measures: their ids, and for each way of showing groups the things themselves. */
function emitMeasured(frame: Frame, plan: EstimatesPlan, estimate: Variable) {
  const { writer } = frame
  const pattern = writer.expand(estimate, ['MEASURES'], 'OUT')
  const inner = frame.inner()
  const id = inner.column(`${pattern.end}.id`)
  const marks = [markColumn(inner, 'Entity', pattern.end), markColumn(inner, 'Relation', pattern.tie)]
  const decoders = new Map(
    plan.groups.flatMap((group) =>
      group.measures.map(({ key, item }): [string, Decode] => [
        `${group.key} ${key}`,
        inner.item(item, { variable: pattern.end })
      ])
    )
  )
  const at = emitList(frame, [estimate], [writer.match(pattern)], pattern.end, inner, [pattern.tie])
  /** Each thing once, however many ties lead to it. */
  const rows = (row: Row): Row[] => {
    const all = row[at] as readonly Row[]
    return all.filter((each, i) => each[id] !== all[i - 1]?.[id])
  }
  return {
    ids: (row: Row, run: Run): string[] => {
      for (const each of row[at] as readonly Row[]) for (const mark of marks) mark(each, run)
      return rows(row).map((each) => each[id] as string)
    },
    shown: ({ key: group }: EstimateGroupPlan, key: string, row: Row, run: Run): unknown[] =>
      rows(row).map((each) => decoders.get(`${group} ${key}`)?.(each, run))
  }
}

/** The larger estimates of which it is said to be a part, on whose word, and the ids of its records. */
function emitParts(frame: Frame, estimate: Variable) {
  const { writer } = frame
  const pattern = writer.expand(estimate, ['PART_OF'], 'OUT')
  const { tie, end } = pattern
  const inner = frame.inner()
  const columns = [inner.column(`${end}.id`), inner.column(read(tie, 'role', 'summary', writer.rank))] as const
  const marks = [
    markColumn(inner, 'Entity', end),
    markColumn(inner, 'Relation', tie, [{ property: 'role', reading: 'summary' }])
  ]
  const [claims, claim] = claimsBehind(writer, tie, false, false)
  const behind = inner.call([tie], claims, `collect(${claim})`)
  const at = emitList(frame, [estimate], [writer.match(pattern)], end, inner, [tie])
  const key = writer.name('i')
  const record = writer.node('Record', { property: 'entity', value: key })
  const records = frame.call(
    [estimate],
    [`WITH ${estimate}.id AS ${key}`, writer.match(record)],
    `collect(${record.node}.id)`
  )
  return (row: Row, run: Run): Pick<FigureRow, 'parts' | 'records'> => ({
    records: row[records] as readonly string[],
    parts: (row[at] as readonly Row[]).map((each) => {
      for (const mark of marks) mark(each, run)
      const role = each[columns[1]]
      return {
        whole: each[columns[0]] as string,
        role: typeof role === 'string' && role !== '' ? role : null,
        statedBy: claimsAt(each, behind, run).map(({ source }) => source)
      }
    })
  })
}

/** The sources that report it, by id. */
function emitReports(
  frame: Frame,
  estimate: Variable,
  item: FigurePlan['reports'][number]['item']
): { at: number; decode: Decode } {
  const { writer } = frame
  const [id, key] = [writer.name('i'), writer.name('i')]
  const claim = writer.node('Claim', { property: 'about', value: id })
  const source = writer.node('Source', { property: 'id', value: key })
  const inner = frame.inner()
  const decode = inner.item(item, { variable: source.node })
  const lines = [
    `WITH ${estimate}.id AS ${id}`,
    writer.match(claim),
    `WITH DISTINCT ${claim.node}.source AS ${key}`,
    writer.match(source)
  ]
  return { at: emitList(frame, [estimate], lines, source.node, inner), decode }
}
