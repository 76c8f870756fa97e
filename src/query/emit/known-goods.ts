import type { GoodsGiven } from '../plan/types.ts'
import type { Run } from '../run.ts'
import type { Frame, Row } from './frame.ts'
import { goodIn, read } from './read.ts'

/** Adds, for each good that the viewer sees, which of the codes asked for it lies under; null where none is, or nobody asks. */
export function emitGoods(frame: Frame, goods: GoodsGiven | null, wanted: boolean): number | null {
  if (goods === null || !wanted) return null
  const { writer } = frame
  const good = writer.node('Good')
  const [code, asked] = [`coalesce(${read(good.node, 'code', 'whole', writer.rank)}, '')`, writer.parameter(goods)]
  const under = `[g IN ${asked} WHERE ${code} = g OR ${code} STARTS WITH g + '/']`
  return frame.call([], [writer.match(good, goodIn(code, asked))], `collect(DISTINCT ${under})`)
}

/** The codes asked for under which the viewer sees no good; none where no good was asked for. */
export function unknownGoods(goods: GoodsGiven | null, at: number | null, row: Row, run: Run): readonly string[] {
  if (goods === null || at === null) return []
  const seen = ((row[at] ?? []) as readonly (readonly string[])[]).flat()
  return goods(run).filter((code) => !seen.includes(code))
}
