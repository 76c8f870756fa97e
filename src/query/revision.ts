import { viewerParams, type Viewer } from '../access/viewer.ts'
import type { Engine } from '../engine/port.ts'
import { revisionCount, revisionTokens } from './emit/revision.ts'

/** The viewer's revision, for answers that are no root field. One statement. */
export async function revisionOf(engine: Engine, viewer: Viewer): Promise<number> {
  const { text, column } = revisionCount('$tokens')
  const params = { ...viewerParams(viewer), tokens: revisionTokens(viewer) }
  const [row] = await engine.read({ text: `${text}\nRETURN ${column} AS value`, params, columns: ['value'] })
  return (row?.[0] ?? 0) as number
}
