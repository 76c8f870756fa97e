import { viewerParams } from '../../access/viewer.ts'
import type { Decode, Frame } from './frame.ts'

/** How many accepted batches touch something that the viewer may see today: batches count, nothing of them is shown. */
export function emitRevision(frame: Frame): Decode {
  const tokens = frame.writer.parameter(({ viewer }) => {
    const ranks = Array.from({ length: viewer.rank + 1 }, (_, rank) => rank)
    return ranks.flatMap((rank) => viewerParams(viewer).audiences.map((name) => `${rank} ${name}`))
  })
  const free = `b.n0 > 0 OR ($rank >= 1 AND b.n1 > 0) OR ($rank >= 2 AND b.n2 > 0)`
  const limited = `any(token IN b.tokens WHERE $owner OR token IN ${tokens})`
  const at = frame.call([], [`MATCH (b:Batch) WHERE ${free} OR ${limited}`], 'count(b)')
  return (row) => row[at]
}
