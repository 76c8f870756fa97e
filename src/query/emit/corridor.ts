import { highDay, lowDay } from '../../ontology/dates.ts'
import { keyed } from '../keyed.ts'
import type { CorridorPlan, CorridorsPlan } from '../plan/types.ts'
import type { Run } from '../run.ts'
import { claimsBehind, evidenceClaim } from './evidence.ts'
import { tieConditions } from './filters.ts'
import type { Decode, Frame, Row } from './frame.ts'
import { counting, markColumn } from './mark.ts'
import { read } from './read.ts'
import { testCondition } from './tests.ts'
import type { Variable, Writer } from './writer.ts'

/** Legs of a corridor that are read, and routes that are listed; the answer says what was left out. */
const MOST = 50

interface Item {
  readonly key: string
  readonly list: boolean
  /** The column that holds the list, or nothing where the item stands in the corridor's own row. */
  readonly at: number | null
  readonly decode: Decode
}

/** Where a corridor's parts stand in its row. */
export interface EmittedCorridor {
  /** Per leg: its mode, the codes that it carries, and the claims behind where it starts, ends and what it carries. */
  readonly legs: number
  readonly count: Decode
  /** Tells the audit log of the places and legs, whatever is shown of them. */
  readonly mark: (row: Row, run: Run) => void
  readonly items: readonly Item[]
}

/** Lines that give the legs of a corridor as one variable, each once, by id. */
function legsOf(writer: Writer, plan: CorridorsPlan, from: Variable, to: Variable): { lines: string[]; leg: Variable } {
  const starts = writer.expand(from, ['DEPARTS_FROM'], 'IN')
  const leg = starts.end
  const ends = writer.expand(leg, ['ARRIVES_AT'], 'OUT', to)
  const isLeg = [{ test: 'kinds', value: () => ['Leg'] } as const, ...plan.leg]
  return {
    leg,
    lines: [
      writer.match(
        starts,
        ...tieConditions(writer, plan.ties, starts),
        ...isLeg.map((test) => testCondition(writer, test, leg))
      ),
      writer.match(ends, ...tieConditions(writer, plan.ties, ends)),
      `WITH DISTINCT ${leg}`
    ]
  }
}

/** Lines that keep the first of a variable by id, before anything more is read for each; what is imported goes on as it is. */
function firstOnes(writer: Writer, of: Variable, imported: readonly Variable[]): string[] {
  const all = writer.name('l')
  return [
    `WITH ${[of, ...imported].join(', ')} ORDER BY ${of}.id`,
    `WITH ${[...imported, `collect(${of}) AS ${all}`].join(', ')}`,
    `UNWIND ${all}[0..${writer.parameter(() => MOST)}] AS ${of}`
  ]
}

/** Adds what is read of one corridor to the frame of the page. */
export function emitCorridor(
  frame: Frame,
  plan: CorridorsPlan,
  shown: CorridorPlan,
  from: Variable,
  to: Variable
): EmittedCorridor {
  const { writer } = frame
  const items = shown.items.map(({ key, name, item }): Item => {
    if (name === 'from' || name === 'to') {
      const decode = frame.item(item, { variable: name === 'from' ? from : to })
      return { key, list: false, at: null, decode }
    }
    const { lines, leg } = legsOf(writer, plan, from, to)
    const route = writer.expand(leg, ['LEG_OF'], 'OUT')
    const node = name === 'legs' ? leg : route.end
    if (name === 'routes') {
      const isRoute = testCondition(writer, { test: 'kinds', value: () => ['Route'] }, node)
      lines.push(writer.match(route, isRoute), `WITH DISTINCT ${node}`)
    }
    const inner = frame.inner()
    const decode = inner.item(item, { variable: node })
    const order = `ORDER BY ${node}.id`
    lines.push(...firstOnes(writer, node, []), ...inner.calls, `WITH ${[node, ...inner.outputs].join(', ')} ${order}`)
    return { key, list: true, at: frame.call([from, to], lines, `collect(${inner.row()})`), decode }
  })
  const { lines, leg } = legsOf(writer, plan, from, to)
  const inner = frame.inner()
  inner.column(read(leg, 'mode', 'summary', writer.rank))
  const carries = writer.expand(leg, ['CARRIES'], 'OUT')
  const conditions = (pattern: typeof carries): string[] => tieConditions(writer, plan.ties, pattern)
  inner.call(
    [leg],
    [writer.match(carries, ...conditions(carries))],
    `collect(DISTINCT ${read(carries.end, 'code', 'whole', writer.rank)})`
  )
  for (const [kind, end] of [['DEPARTS_FROM', from], ['ARRIVES_AT', to], ['CARRIES', null]] as const) {
    const tie = writer.expand(leg, [kind], 'OUT', end ?? undefined)
    const [claims, row] = claimsBehind(writer, tie.tie, true, true)
    inner.call([leg, ...(end === null ? [] : [end])], [writer.match(tie, ...conditions(tie)), ...claims], `collect(${row})`)
  } // prettier-ignore
  const markLeg = markColumn(inner, 'Entity', leg, [{ property: 'mode', reading: 'summary' }])
  const marks = [from, to].map((place) => markColumn(frame, 'Entity', place))
  const names = [leg, from, to]
  lines[lines.length - 1] = `WITH DISTINCT ${names.join(', ')}`
  const at = frame.call(
    [from, to],
    [...lines, ...firstOnes(writer, leg, [from, to]), ...inner.calls],
    `collect(${inner.row()})`
  )
  const counted = legsOf(writer, plan, from, to)
  const counts = counting(writer, counted.leg)
  const count = frame.call([from, to], [...counted.lines, ...counts.lines], counts.result)
  return {
    items,
    legs: at,
    count: (row, run) => counts.read(row[count], run),
    mark: (row, run) => {
      for (const mark of marks) mark(row, run)
      for (const each of row[at] as readonly Row[]) markLeg(each, run)
    }
  }
}

/** Makes a corridor from its row. */
export function corridorDecoder({ fields }: CorridorPlan, emitted: EmittedCorridor): Decode {
  return (row, run) => {
    const legs = row[emitted.legs] as readonly Row[]
    emitted.mark(row, run)
    const count = emitted.count(row, run) as number
    const claims = legs.flatMap((leg) =>
      leg.slice(2, 5).flatMap((each) => (each as readonly Row[]).map((claim) => evidenceClaim(claim, run.seen)))
    )
    const every = (values: readonly unknown[]): string[] =>
      [...new Set(values.filter((value): value is string => typeof value === 'string' && value !== ''))].sort()
    const starts = every(claims.map(({ validFrom }) => validFrom))
    const ends = every(claims.map(({ validTo }) => validTo))
    const facts: Readonly<Record<string, unknown>> = {
      legCount: count,
      goods: every(legs.flatMap((leg) => leg[1] as readonly unknown[])),
      modes: every(legs.map((leg) => leg[0])),
      origins: new Set(claims.flatMap(({ origins }) => origins)).size,
      sources: new Set(claims.map(({ source }) => source)).size,
      datasets: every(claims.map(({ dataset }) => dataset)),
      validFrom: starts.sort((a, b) => (lowDay(a) < lowDay(b) ? -1 : 1))[0] ?? null,
      validTo: ends.sort((a, b) => (highDay(a) > highDay(b) ? -1 : 1))[0] ?? null,
      truncated:
        count > MOST
          ? { shown: MOST, of: count, because: `A corridor shows ${MOST} legs at most, the first by id.` }
          : null
    }
    const object = keyed('Corridor')
    for (const { key, name } of fields) object[key] = facts[name]
    for (const { key, list, at, decode } of emitted.items)
      object[key] = list ? (row[at ?? 0] as readonly Row[]).map((each) => decode(each, run)) : decode(row, run)
    return object
  }
}
