import { viewerParams, type Viewer } from '../../access/viewer.ts'
import type { Decode, Frame } from './frame.ts'

/** Who of the audiences that a batch names the viewer is, at each rank up to his. */
export function revisionTokens(viewer: Viewer): string[] {
  const ranks = Array.from({ length: viewer.rank + 1 }, (_, rank) => rank)
  return ranks.flatMap((rank) => viewerParams(viewer).audiences.map((name) => `${rank} ${name}`))
}

/** How many accepted batches touch something that the viewer may see today: batches count, nothing of them is shown. */
export function revisionCount(tokens: string): { text: string; column: string } {
  const free = `b.n0 > 0 OR ($rank >= 1 AND b.n1 > 0) OR ($rank >= 2 AND b.n2 > 0)`
  const limited = `any(token IN b.tokens WHERE $owner OR token IN ${tokens})`
  return { text: `MATCH (b:Batch) WHERE ${free} OR ${limited}`, column: 'count(b)' }
}

export function emitRevision(frame: Frame): Decode {
  const { text, column } = revisionCount(frame.writer.parameter(({ viewer }) => revisionTokens(viewer)))
  const at = frame.call([], [text], column)
  return (row) => row[at]
}
