import { viewerParams, type Viewer } from '../access/viewer.ts'
import type { Engine, Statement } from '../engine/port.ts'

/** What a viewer may know of how the store stands: equal marks, nothing changed that he may see. */
export interface Seen {
  revision: number
  mark: string
}

/** Ranks without audience that stand in `n0`, `n1`, `n2`. */
const FREE = 3

/**
 * His revision (the number of batches that hold something for him today), and how much of each batch he may see: what replaces
 * as much as it adds leaves the revision alone, but not the mark. One statement; cost grows with the batches that he may see.
 */
export async function seenBy(engine: Engine, viewer: Viewer): Promise<Seen> {
  const { rank, owner, audiences } = viewerParams(viewer)
  const ranks = Array.from({ length: rank + 1 }, (_, at) => at)
  const tokens = ranks.flatMap((at) => audiences.map((name) => `${at} ${name}`))
  const mine = new Set([...ranks.filter((at) => at < FREE).map(String), ...tokens])
  const rows = await engine.read(statement({ rank, owner, tokens }))
  const mark = rows.map(([seq, names, counts]) => {
    const of = (names as string[]).map((name, i) => (owner || mine.has(name) ? ((counts as number[])[i] ?? 0) : 0))
    return `${seq as number}:${of.reduce((sum, count) => sum + count, 0)}`
  })
  return { revision: rows.length, mark: mark.join(' ') }
}

const statement = (params: Statement['params']): Statement => ({
  text: `MATCH (b:Batch)
    WHERE b.n0 > 0 OR ($rank >= 1 AND b.n1 > 0) OR ($rank >= 2 AND b.n2 > 0) OR any(token IN b.tokens WHERE $owner OR token IN $tokens)
    RETURN b.seq AS seq, b.names AS names, b.counts AS counts ORDER BY seq`,
  params,
  columns: ['seq', 'names', 'counts']
})
