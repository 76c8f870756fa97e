/** How much of what is in view is invented: real cases must never look so, invented ones always. */
import type { NodeData } from './elements.ts'
import type { GroupData } from './groups.ts'

export type Extent = 'none' | 'part' | 'all'

export function inventedExtent(nodes: readonly NodeData[], groups: readonly GroupData[]): Extent {
  const all = [...nodes, ...groups]
  const invented = all.filter((one) => one.invented).length
  return invented === 0 ? 'none' : invented === all.length ? 'all' : 'part'
}

export const EXTENT_WORDS: Readonly<Record<Exclude<Extent, 'none'>, string>> = {
  all: 'Invented for teaching: nothing here is real',
  part: 'Part of this is invented for teaching'
}
