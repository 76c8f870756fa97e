import type { GroupData } from '../graph/groups.ts'

/**
 * The example of a fresh install: one group with a hierarchy beside one without, so that both are seen at once, and one that is
 * open. Chosen by what is there, never by id: invented teaching groups first, then whichever is nearest to forty actors.
 */
export function pickExample(groups: readonly GroupData[]): GroupData[] {
  const drawn = groups.filter((group) => group.members > 1 && group.members <= 200)
  const best = (candidates: readonly GroupData[]): GroupData[] =>
    [...candidates]
      .sort(
        (a, b) =>
          Number(b.invented) - Number(a.invented) ||
          Number(b.kind === 'Group') - Number(a.kind === 'Group') ||
          Math.abs(a.members - 40) - Math.abs(b.members - 40) ||
          (a.id < b.id ? -1 : 1)
      )
      .slice(0, 1)
  const hierarchical = best(drawn.filter((group) => group.family === 'HIERARCHICAL'))
  const loose = best(drawn.filter((group) => group.family === 'LOOSE'))
  const open = best(drawn.filter((group) => group.family === 'CANNOT_TELL'))
  const chosen = [...hierarchical, ...loose, ...open]
  return chosen.length > 0 ? chosen : groups.slice(0, 1)
}
