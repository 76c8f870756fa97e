import type { Trade, TradeTie } from '../computed.ts'
import { exceeded, LIMITS } from '../limits.ts'
import type { CrossGoodsPlan } from '../plan/types.ts'
import type { Run } from '../run.ts'
import { claimsBehind, evidenceClaim } from './evidence.ts'
import type { Frame, Row } from './frame.ts'
import { goodsAsked, inputTo, TIES, type GoodTies } from './good-ties.ts'
import { markOf, type Shown } from './mark.ts'
import { read } from './read.ts'
import { sameAs } from './same-as.ts'

const SHOWN: readonly Shown[] = ['stage', 'grade'].map((property) => ({ property, reading: 'summary' }))

/**
 * All ties to goods within the period and grade asked for, whatever the good: how far two overlap by chance depends on the
 * others. Those judged the same are one holder, under the smallest id, as in the hits.
 */
export function emitTrade(frame: Frame, plan: CrossGoodsPlan, ties: GoodTies): (row: Row, run: Run) => Trade {
  const { writer } = frame
  const good = writer.node('Good')
  const pattern = writer.expand(good.node, TIES, 'IN')
  const { tie, end: holder } = pattern
  const [least, same] = [writer.name('i'), writer.name('i')]
  const [claims, claim] = claimsBehind(writer, tie, true, false)
  const behind = writer.name('l')
  const code = ties.code(good.node)
  const columns = [
    `${tie}.id`,
    `type(${tie})`,
    `CASE WHEN ${same} < ${holder}.id THEN ${same} ELSE ${holder}.id END`,
    `${holder}.kind`,
    code,
    read(tie, 'stage', 'summary', writer.rank),
    read(tie, 'grade', 'summary', writer.rank),
    behind,
    ...[markOf(writer, 'Relation', tie, SHOWN), markOf(writer, 'Entity', holder)].filter((mark) => mark !== null)
  ]
  const most = writer.parameter(() => LIMITS.trade + 1)
  const at = frame.call(
    [],
    [
      writer.match(good, `${code} IS NOT NULL`),
      writer.match(pattern, ...ties.tie(pattern)),
      `WITH ${tie}, ${holder}, ${good.node} ORDER BY ${tie}.id LIMIT ${most}`,
      `CALL (${holder}) {`,
      ...sameAs(writer, holder, least),
      `RETURN min(${least}) AS ${same}`,
      '}',
      `CALL (${tie}) {`,
      ...claims,
      `RETURN collect(${claim}) AS ${behind}`,
      '}',
      `WITH ${[tie, holder, good.node, same, behind].join(', ')} ORDER BY ${tie}.id`
    ],
    `collect([${columns.join(', ')}])`
  )
  const dataset = writer.node('Dataset')
  const datasets = frame.call(
    [],
    [writer.match(dataset)],
    `collect([${dataset.node}.name, coalesce(${dataset.node}.looksAt, [])])`
  )
  return (row, run) => {
    const rows = row[at] as readonly Row[]
    if (rows.length > LIMITS.trade)
      throw exceeded('ties to goods', LIMITS.trade, rows.length, 'Narrow the question by `period` or `minGrade`.')
    return {
      ties: rows.map((each) => tradeTie(each, run)),
      datasets: new Map(row[datasets] as readonly [string, readonly string[]][]),
      goods: plan.goods ? goodsAsked(inputTo(plan)(run)) : null
    }
  }
}

function tradeTie([id, kind, holder, holderKind, code, stage, grade, claims, ...marks]: Row, { seen }: Run): TradeTie {
  for (const mark of marks) seen.add(mark)
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
  return {
    id: id as string,
    kind: kind as string,
    holder: holder as string,
    holderKind: holderKind as string,
    code: code as string,
    stage: text(stage),
    grade: text(grade),
    claims: (claims as readonly Row[]).map((claim) => evidenceClaim(claim, seen))
  }
}
