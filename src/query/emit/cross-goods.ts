import { afterOf, firstInInput, listOf } from '../arguments.ts'
import type { Place } from '../cursor.ts'
import { keyed } from '../keyed.ts'
import { refuseNone } from '../plan/ties.ts'
import type { CrossGoodsPlan } from '../plan/types.ts'
import type { Arguments, Run } from '../run.ts'
import { CROSS_GOODS, goodTies, goodsAsked, goodsIncluded, inputTo, TIES, type GoodTies } from './good-ties.ts'
import { hitDecoder } from './cross-goods-hits.ts'
import { type Frame, type Decode, type Row } from './frame.ts'
import { counting } from './mark.ts'
import { sameAs } from './same-as.ts'
import { emitHit } from './cross-goods-ties.ts'
import { emitTrade } from './trade.ts'
import type { Variable, Writer } from './writer.ts'

const NOTE =
  'Ties to goods as sources state them, not findings: see the standing and the sources of each. Kinship and membership are not followed. ' +
  'Where no source looks at two goods, that nobody is tied to both says nothing.'

/**
 * Who or what is tied to two or more goods. Those judged the same (through at most two such ties) are one, under the smallest
 * id; the page, its ties and the claims behind them come in one statement.
 */
export function emitCrossGoods(frame: Frame, plan: CrossGoodsPlan): Decode {
  const { writer } = frame
  const input = inputTo(plan)
  const ties = goodTies(writer, plan)
  const page = plan.wanted ? emitHits(frame, plan, ties, input) : null
  const total = plan.counted ? emitTotal(frame, plan, ties, input) : null
  const known =
    plan.goods && plan.keys.some(({ name }) => name === 'unknown')
      ? emitGoods(frame, ties, ties.asked.bind(ties))
      : null
  const trade = plan.computed.length > 0 ? emitTrade(frame, plan, ties) : null
  const tops =
    plan.goods || !plan.keys.some(({ name }) => name === 'goods') ? null : emitGoods(frame, ties, ties.code.bind(ties))
  return (row, run) => {
    refuseNone(input(run), 'input.')
    if (plan.goods) goodsAsked(input(run))
    if (plan.including) goodsIncluded(input(run))
    const first = firstInInput(input(run))
    const all = page === null ? [] : (row[page.at] as readonly Row[])
    const rows = all.slice(0, first)
    const answer = keyed('CrossGoods')
    for (const { key, name } of plan.keys) {
      if (name === 'note') answer[key] = NOTE
      else if (name === 'totalCount') answer[key] = total === null ? 0 : total(row, run)
      else if (name === 'unknown') {
        const seen = known === null ? null : (row[known] as readonly string[])
        answer[key] = seen === null ? [] : goodsAsked(input(run)).filter((code) => !seen.includes(code))
      } else answer[key] = tops === null ? goodsAsked(input(run)) : topsOf(row[tops] as readonly string[])
    }
    for (const { key, fields } of plan.pageInfo) {
      const info = keyed('')
      const last = rows.at(-1)
      const more = all.length > first || all[0]?.[0] === true
      for (const each of fields)
        info[each.key] =
          each.name === 'hasNextPage'
            ? more
            : last === undefined
              ? null
              : run.cursors.write(CROSS_GOODS, { key: last[2] as number, id: last[1] as string })
      answer[key] = info
    }
    const links = trade === null ? null : run.links(trade(row, run))
    for (const { key, name } of plan.computed) answer[key] = links?.[name]()
    for (const hit of page?.hits ?? []) answer[hit.key] = rows.map((each) => hit.decode(each, run))
    return answer
  }
}

const topsOf = (codes: readonly string[]): string[] =>
  [...new Set(codes.map((code) => code.split('/')[0] ?? code))].sort()

/** A word on each good that the question meets: its code, or the code that was asked for. */
function emitGoods(frame: Frame, ties: GoodTies, word: (good: Variable) => string): number {
  const good = frame.writer.node('Good')
  return frame.call([], [frame.writer.match(good, ...ties.good(good.node))], `collect(DISTINCT ${word(good.node)})`)
}

/** Everybody tied to two or more of the goods, with their number. */
function matchHits(
  writer: Writer,
  plan: CrossGoodsPlan,
  ties: GoodTies,
  input: (run: Run) => Arguments,
  count: string,
  more: (entity: Variable) => string[],
  /** Where given: the highest rank of the ties behind a hit, under this name. */
  highest: string | null = null
) {
  const good = writer.node('Good')
  const tie = writer.expand(good.node, TIES, 'IN')
  const [asked, least, key] = [writer.name('g'), writer.name('i'), writer.name('i')]
  const holder = tie.end
  const entity = writer.node('Entity', { property: 'id', value: key })
  const seen = writer.name('l')
  const including = plan.including ? writer.parameter((run) => goodsIncluded(input(run))) : null
  const kept = highest === null ? '' : `, ${highest}`
  const enough = including === null ? '' : ` AND all(g IN ${including} WHERE g IN ${seen})`
  const kinds = plan.kinds ? [`${entity.node}.kind IN ${writer.parameter((run) => listOf(input(run), 'kinds'))}`] : []
  const lines = [
    writer.match(good, ...ties.good(good.node)),
    `WITH ${good.node}, ${ties.asked(good.node)} AS ${asked}`,
    writer.match(tie, ...ties.tie(tie)),
    highest === null
      ? `WITH DISTINCT ${holder}, ${asked}`
      : `WITH ${holder}, ${asked}, max(${tie.tie}.rank) AS ${highest}`,
    `CALL (${holder}) {`,
    ...sameAs(writer, holder, least),
    `RETURN min(${least}) AS ${least}`,
    '}',
    `WITH ${asked}${kept}, CASE WHEN ${least} < ${holder}.id THEN ${least} ELSE ${holder}.id END AS ${key}`,
    `WITH ${key}, count(DISTINCT ${asked}) AS ${count}${highest === null ? '' : `, max(${highest}) AS ${highest}`}${including === null ? '' : `, collect(DISTINCT ${asked}) AS ${seen}`}`,
    `WITH ${[key, count, ...(including === null ? [] : [seen])].join(', ')}${kept} WHERE ${count} >= 2${enough}`,
    writer.match(entity, ...kinds, ...more(entity.node))
  ]
  return { lines, entity: entity.node }
}

function emitTotal(frame: Frame, plan: CrossGoodsPlan, ties: GoodTies, input: (run: Run) => Arguments): Decode {
  const { writer } = frame
  const highest = writer.rank === 0 ? null : writer.name('n')
  const { lines, entity } = matchHits(writer, plan, ties, input, writer.name('n'), () => [], highest)
  const counted = counting(writer, entity, highest)
  const at = frame.call([], [...lines, ...counted.lines], counted.result)
  return (row, run) => counted.read(row[at], run)
}

function emitHits(frame: Frame, plan: CrossGoodsPlan, ties: GoodTies, input: (run: Run) => Arguments) {
  const { writer } = frame
  const count = writer.name('n')
  const place = (run: Run): Place | null => afterOf(run, input(run), CROSS_GOODS)
  const after = (entity: Variable): string[] => {
    if (!plan.after) return []
    const [at, id] = [
      writer.parameter((run) => place(run)?.key ?? null),
      writer.parameter((run) => place(run)?.id ?? null)
    ]
    return [`(${count} < ${at} OR (${count} = ${at} AND ${entity}.id > ${id}))`]
  }
  const { lines, entity } = matchHits(writer, plan, ties, input, count, after)
  const [all, list, each, more] = [writer.name('l'), writer.name('l'), writer.name('l'), writer.name('m')]
  const limit = writer.parameter((run) => firstInInput(input(run)) + 1)
  const size = writer.parameter((run) => Math.max(1, firstInInput(input(run))))
  const order = `ORDER BY ${count} DESC, ${entity}.id`
  const inner = frame.inner()
  for (const column of [more, `${entity}.id`, count]) inner.column(column)
  const hits = plan.hits.map((hit) => ({
    key: hit.key,
    decode: hitDecoder(plan, hit, emitHit(inner, plan, hit, ties, entity))
  }))
  const at = frame.call(
    [],
    [
      ...lines,
      `WITH ${entity}, ${count} ${order} LIMIT ${limit}`,
      `WITH collect([${entity}, ${count}]) AS ${all}`,
      `WITH ${all}[0..${size}] AS ${list}, size(${all}) > ${size} AS ${more}`,
      `UNWIND ${list} AS ${each}`,
      `WITH ${more}, ${each}[0] AS ${entity}, ${each}[1] AS ${count}`,
      ...inner.calls,
      `WITH ${[more, entity, count, ...inner.outputs].join(', ')} ${order}`
    ],
    `collect(${inner.row()})`
  )
  return { at, hits }
}
