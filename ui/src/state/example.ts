import type { Family, GroupData } from '../graph/groups.ts'

/**
 * The example of a fresh install: one group with a hierarchy beside one without, so that both are seen at once, and one that is
 * open. Chosen by what is there, never by id: invented teaching groups first, then whichever is nearest to forty actors.
 */
export function pickExample(groups: readonly GroupData[]): GroupData[] {
  const judged = candidates(groups).filter((group) => group.judged)
  const chosen = FAMILIES.flatMap((family) => judged.filter((group) => group.family === family).slice(0, 1))
  return chosen.length > 0 ? chosen : groups.slice(0, 1)
}

const FAMILIES: readonly Family[] = ['HIERARCHICAL', 'LOOSE', 'CANNOT_TELL']

/** Groups that make an example, the best first: their verdicts are asked in this order until there is one of each family. */
export const candidates = (groups: readonly GroupData[]): GroupData[] =>
  groups
    .filter((group) => group.members > 1 && group.members <= 200)
    .sort(
      (a, b) =>
        Number(b.invented) - Number(a.invented) ||
        Number(b.kind === 'Group') - Number(a.kind === 'Group') ||
        Math.abs(a.members - 40) - Math.abs(b.members - 40) ||
        (a.id < b.id ? -1 : 1)
    )

/** Whether there is one of each family to show. */
export const isComplete = (groups: readonly GroupData[]): boolean => pickExample(groups).length === FAMILIES.length
