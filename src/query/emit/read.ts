import type { Reading } from '../plan/types.ts'
import type { Variable } from './writer.ts'

/** The expression that reads a stored property as the viewer's rank sees it. The layout is that of `src/store/README.md`. */
export function read(variable: Variable, property: string, reading: Reading, rank: 0 | 1 | 2): string {
  const at = (k: number): string => `${variable}.${property}${k === 0 ? '' : `_${k}`}`
  if (reading === 'plain' || rank === 0) return at(0)
  if (reading === 'whole') return at(rank)
  return rank === 1 ? `coalesce(${at(1)}, ${at(0)})` : `coalesce(${at(2)}, ${at(1)}, ${at(0)})`
}

/** The codes of goods in `list` and the narrower ones, as a test on the expression `code`; '' stands for no code and is none. */
export const goodIn = (code: string, list: string): string =>
  `any(g IN ${list} WHERE g <> '' AND (${code} = g OR ${code} STARTS WITH g + '/'))`
