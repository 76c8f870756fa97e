/** Small graphs for the tests of the explorer's pure parts, seeded. */
import type { NodeData, Tie } from '../../ui/src/graph/elements.ts'
import type { Family, GroupData } from '../../ui/src/graph/groups.ts'
import type { LayoutGroup, LayoutTie } from '../../ui/src/graph/layout/types.ts'
import { seeded } from '../../ui/src/graph/layout/organic.ts'

export const node = (id: string, more: Partial<NodeData> = {}): NodeData => ({
  id,
  kind: 'Person',
  name: `Name ${id}`,
  protected: false,
  invented: false,
  goods: [],
  in: [],
  grade: null,
  ...more
})

export const tie = (source: string, target: string, more: Partial<Tie> = {}): Tie => ({
  id: `${source}-${target}`,
  source,
  target,
  kind: 'CONTACTS',
  role: null,
  goods: [],
  grade: null,
  standing: null,
  contested: false,
  invented: false,
  ...more
})

export const group = (id: string, family: Family, more: Partial<GroupData> = {}): GroupData => ({
  id,
  kind: 'Group',
  name: `Group ${id}`,
  invented: false,
  judged: true,
  family,
  type: null,
  probability: null,
  words: 'in words',
  standsAlone: false,
  actors: 10,
  commandTies: 0,
  contactTies: 0,
  howCollected: [],
  members: 10,
  bond: null,
  labels: [],
  ...more
})

/** A tree of orders: the first commands the next `fan`, and so on down. */
export function tree(prefix: string, count: number, fan = 3): { members: string[]; ties: LayoutTie[] } {
  const members = Array.from({ length: count }, (_, i) => `${prefix}${i}`)
  const ties = members
    .slice(1)
    .map((target, i) => ({ source: members[Math.floor(i / fan)] ?? '', target, order: true }))
  return { members, ties }
}

/** Contacts at random. */
export function web(
  prefix: string,
  count: number,
  contacts: number,
  seed = 1
): { members: string[]; ties: LayoutTie[] } {
  const random = seeded(seed)
  const members = Array.from({ length: count }, (_, i) => `${prefix}${i}`)
  const pick = (): string => members[Math.floor(random() * count)] ?? ''
  const ties = Array.from({ length: contacts }, () => ({ source: pick(), target: pick(), order: false }))
  return { members, ties }
}

export const layoutGroup = (id: string, outline: LayoutGroup['outline'], members: readonly string[]): LayoutGroup => ({
  id,
  outline,
  members
})
