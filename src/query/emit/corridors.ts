import { afterOf, firstInInput } from '../arguments.ts'
import type { Place } from '../cursor.ts'
import { keyed } from '../keyed.ts'
import { refuseNone } from '../plan/ties.ts'
import type { CorridorsPlan } from '../plan/types.ts'
import { inputOf, type Arguments, type Run } from '../run.ts'
import { corridorDecoder, emitCorridor } from './corridor.ts'
import { tieConditions } from './filters.ts'
import { type Frame, type Decode, type Row } from './frame.ts'
import { emitGoods, unknownGoods } from './known-goods.ts'
import { testCondition } from './tests.ts'
import type { Variable, Writer } from './writer.ts'

const TAG = 'corridors legs'
const NOTE =
  'Legs as sources state them, not findings. Legs that are stated apart stay apart: their number says how often a passage was ' +
  'reported, not how much moves on it. That no leg is reported between two places says nothing.'

const inputTo =
  (plan: CorridorsPlan) =>
  (run: Run): Arguments =>
    inputOf(run, plan.field, 'input')

/** Pairs of places with the legs between them, those with the most legs first; everything in one statement. */
export function emitCorridors(frame: Frame, plan: CorridorsPlan): Decode {
  const input = inputTo(plan)
  const page = plan.wanted ? emitPairs(frame, plan) : null
  const total = plan.counted ? emitTotal(frame, plan) : null
  const wantsUnknown = plan.keys.some(({ name }) => name === 'unknown')
  const goods = emitGoods(frame, plan.goods, wantsUnknown)
  return (row, run) => {
    refuseNone(input(run), 'input.')
    const first = firstInInput(input(run))
    const all = page === null ? [] : (row[page.at] as readonly Row[])
    const rows = all.slice(0, first)
    const answer = keyed('Corridors')
    for (const { key, name } of plan.keys) {
      if (name === 'note') answer[key] = NOTE
      else if (name === 'totalCount') answer[key] = total === null ? 0 : total(row, run)
      else answer[key] = unknownGoods(plan.goods, goods, row, run)
    }
    for (const { key, fields } of plan.pageInfo) {
      const info = keyed('')
      const last = rows.at(-1)
      const place = (): Place => ({ key: last?.[2] as number, id: last?.[1] as string })
      for (const { key: each, name } of fields)
        if (name === 'hasNextPage') info[each] = all.length > first || all[0]?.[0] === true
        else info[each] = last === undefined ? null : run.cursors.write(TAG, place())
      answer[key] = info
    }
    for (const shown of page?.corridors ?? []) answer[shown.key] = rows.map((each) => shown.decode(each, run))
    return answer
  }
}

/** Every pair of places between which a leg runs, with the number of such legs, or 1 where a leg or its tie is marked. */
function matchPairs(writer: Writer, plan: CorridorsPlan, told: 'count' | 'marked', name: string) {
  const leg = writer.node('Leg')
  const starts = writer.expand(leg.node, ['DEPARTS_FROM'], 'OUT')
  const ends = writer.expand(leg.node, ['ARRIVES_AT'], 'OUT')
  const tests = (list: CorridorsPlan['leg'], node: Variable): string[] =>
    list.map((test) => testCondition(writer, test, node))
  const above = [leg.node, starts.tie, ends.tie].map((each) => `${each}.rank > 0`).join(' OR ')
  const value = told === 'count' ? `count(DISTINCT ${leg.node})` : `max(CASE WHEN ${above} THEN 1 ELSE 0 END)`
  const lines = [
    writer.match(leg, ...tests(plan.leg, leg.node)),
    writer.match(starts, ...tieConditions(writer, plan.ties, starts), ...tests(plan.from, starts.end)),
    writer.match(ends, ...tieConditions(writer, plan.ties, ends), ...tests(plan.to, ends.end)),
    `WITH ${starts.end}, ${ends.end}, ${value} AS ${name}`
  ]
  return { lines, from: starts.end, to: ends.end }
}

/** Their number; of those that rest on something marked the number is logged. */
function emitTotal(frame: Frame, plan: CorridorsPlan): Decode {
  const { writer } = frame
  const [highest, all, marked] = [writer.name('n'), writer.name('n'), writer.name('n')]
  const { lines } = matchPairs(writer, plan, 'marked', highest)
  const counts = `WITH count(${highest}) AS ${all}, count(CASE WHEN ${highest} > 0 THEN 1 END) AS ${marked}`
  const at = frame.call([], [...lines, counts], `[${all}, ${marked}]`)
  return (row, run) => {
    const [counted = 0, above = 0] = row[at] as readonly number[]
    run.seen.counted += above
    return counted
  }
}

function emitPairs(frame: Frame, plan: CorridorsPlan) {
  const { writer } = frame
  const input = inputTo(plan)
  const [count, pair] = [writer.name('n'), writer.name('i')]
  const { lines, from, to } = matchPairs(writer, plan, 'count', count)
  const place = (run: Run): Place | null => afterOf(run, input(run), TAG)
  const [all, list, each, more] = [writer.name('l'), writer.name('l'), writer.name('l'), writer.name('m')]
  const after = (): string => {
    const at = writer.parameter((run) => place(run)?.key ?? null)
    const id = writer.parameter((run) => place(run)?.id ?? null)
    return ` WHERE ${count} < ${at} OR (${count} = ${at} AND ${pair} > ${id})`
  }
  const cut = plan.after ? after() : ''
  const limit = writer.parameter((run) => firstInInput(input(run)) + 1)
  const size = writer.parameter((run) => Math.max(1, firstInInput(input(run))))
  const order = `ORDER BY ${count} DESC, ${from}.id, ${to}.id`
  const names = [from, to, count, pair]
  const inner = frame.inner()
  for (const column of [more, pair, count]) inner.column(column)
  const corridors = plan.corridors.map((shown) => ({
    key: shown.key,
    decode: corridorDecoder(shown, emitCorridor(inner, plan, shown, from, to))
  }))
  const at = frame.call(
    [],
    [
      ...lines,
      // Ids are of one length: the pair sorts as its two ids do.
      `WITH ${from}, ${to}, ${count}, ${from}.id + ' ' + ${to}.id AS ${pair}`,
      `WITH ${names.join(', ')}${cut}`,
      `WITH ${names.join(', ')} ${order} LIMIT ${limit}`,
      `WITH collect([${names.join(', ')}]) AS ${all}`,
      `WITH ${all}[0..${size}] AS ${list}, size(${all}) > ${size} AS ${more}`,
      `UNWIND ${list} AS ${each}`,
      `WITH ${more}, ${names.map((name, i) => `${each}[${i}] AS ${name}`).join(', ')}`,
      ...inner.calls,
      `WITH ${[more, ...names, ...inner.outputs].join(', ')} ${order}`
    ],
    `collect(${inner.row()})`
  )
  return { at, corridors }
}
