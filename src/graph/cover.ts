/** Beyond so many sets of datasets the search stops at the greedy answer, which covers but may not be smallest. */
const MOST_TRIED = 20_000

/**
 * A smallest set of names that has one in common with each of the given sets; of several, the first by name. Exact by trying
 * sizes from one upwards: a hit has few goods and few datasets. Empty where a set is empty, since then nothing covers it.
 */
export function smallestCover(sets: readonly ReadonlySet<string>[]): string[] {
  if (sets.length === 0 || sets.some((set) => set.size === 0)) return []
  const names = [...new Set(sets.flatMap((set) => [...set]))].sort()
  const most = greedy(sets, names)
  let tried = 0
  const search = (chosen: readonly string[], from: number, left: number): readonly string[] | null => {
    if (tried++ > MOST_TRIED) return null
    if (sets.every((set) => chosen.some((name) => set.has(name)))) return chosen
    if (left === 0) return null
    for (let i = from; i < names.length; i++) {
      const found = search([...chosen, names[i] ?? ''], i + 1, left - 1)
      if (found !== null) return found
    }
    return null
  }
  for (let size = 1; size < most.length; size++) {
    const found = search([], 0, size)
    if (found !== null) return [...found]
  }
  return search([], 0, most.length)?.slice() ?? most
}

/** Takes the name that covers most of what is left, again and again. */
function greedy(sets: readonly ReadonlySet<string>[], names: readonly string[]): string[] {
  let left = [...sets]
  const chosen: string[] = []
  while (left.length > 0) {
    const covers = (name: string): number => left.filter((set) => set.has(name)).length
    const best = names.reduce((a, b) => (covers(b) > covers(a) ? b : a))
    chosen.push(best)
    left = left.filter((set) => !set.has(best))
  }
  return chosen.sort()
}
