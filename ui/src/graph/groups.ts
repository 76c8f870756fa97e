/** A group or case, and how its outline is drawn. Skein's verdict and a source's label are kept apart everywhere. */

export type Family = 'HIERARCHICAL' | 'LOOSE' | 'CANNOT_TELL'

export interface GroupData {
  id: string
  kind: string
  name: string | null
  invented: boolean
  /** Whether Skein's verdict is known yet; until then it stands as "cannot tell" and is not shown. */
  judged: boolean
  /** Skein's verdict. */
  family: Family
  type: string | null
  probability: number | null
  words: string
  standsAlone: boolean
  actors: number
  commandTies: number
  contactTies: number
  howCollected: readonly string[]
  members: number
  bond: string | null
  /** What sources call it, each once. */
  labels: readonly { family: Family; label: string; words: string | null }[]
}

export type Outline = 'tiers' | 'hull' | 'undecided'
export interface Picture {
  outline: Outline
  /** Dotted where the outline follows a source's label because Skein cannot tell. */
  dotted: boolean
  /** The badge: the verdict in words. */
  badge: string
  /** Said beside the badge where the outline follows a label. */
  says: string | null
}

const OUTLINES: Readonly<Record<Family, Outline>> = { HIERARCHICAL: 'tiers', LOOSE: 'hull', CANNOT_TELL: 'undecided' }

/** `STANDARD_HIERARCHY` → `standard hierarchy`. */
const spoken = (label: string): string => label.toLowerCase().replaceAll('_', ' ')

export const familyWords = (family: Family): string =>
  family === 'HIERARCHICAL' ? 'hierarchical' : family === 'LOOSE' ? 'loosely networked' : 'cannot tell'

/** What the sources call it in a few words; null where none says. Where they differ, both are named. */
export function labelWords(group: Pick<GroupData, 'labels'>): string | null {
  if (group.labels.length === 0) return null
  const words = [...new Set(group.labels.map((label) => spoken(label.label)))]
  const families = new Set(group.labels.map((label) => label.family))
  if (families.size > 1) return `its sources differ: ${words.join(' / ')}`
  return `called ${words.join(' / ')} by its source${group.labels.length === 1 ? '' : 's'}`
}

/** How the group is drawn: by Skein's verdict, or, where Skein cannot tell, dotted by what its sources agree to call it. */
export function pictureOf(group: Pick<GroupData, 'family' | 'labels' | 'probability'>): Picture {
  if (group.family !== 'CANNOT_TELL') {
    const probability = group.probability === null ? '' : ` ${Math.round(100 * group.probability)} %`
    return {
      outline: OUTLINES[group.family],
      dotted: false,
      badge: `${familyWords(group.family)}${probability}`,
      says: labelWords(group)
    }
  }
  const families = new Set(group.labels.map((label) => label.family).filter((family) => family !== 'CANNOT_TELL'))
  const [only] = families
  return {
    outline: families.size === 1 && only !== undefined ? OUTLINES[only] : 'undecided',
    dotted: families.size === 1,
    badge: 'Skein cannot tell',
    says: labelWords(group)
  }
}

/** ▲ for tiers, ◌ for loose, ? for undecided: the same marks in tables, trees and badges. */
export const outlineMark = (outline: Outline): string => (outline === 'tiers' ? '▲' : outline === 'hull' ? '◌' : '?')
