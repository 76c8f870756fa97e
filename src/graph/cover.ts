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

/**
 * A smallest set of names for which something holds that more names never undo; of several, the first by name. Empty where it
 * does not hold for all of them. Exact by trying sizes from one upwards, up to `MOST_TRIED`; beyond, names are taken away one by
 * one while it still holds, which leaves none too many but may not be smallest.
 */
export function smallestThat(names: readonly string[], holds: (chosen: ReadonlySet<string>) => boolean): string[] {
  const all = names.toSorted()
  if (!holds(new Set(all))) return []
  let tried = 0
  for (let size = 1; size < all.length; size++)
    for (let at: number[] | null = [...all.keys()].slice(0, size); at !== null; at = nextChoice(at, all.length)) {
      if (tried++ > MOST_TRIED) return thinned(all, holds)
      const chosen = at.map((i) => all[i] ?? '')
      if (holds(new Set(chosen))) return chosen
    }
  return all
}

/** The next choice of as many from 0 … n − 1 in lexical order; null after the last. */
function nextChoice(at: readonly number[], n: number): number[] | null {
  let i = at.length - 1
  while (i >= 0 && (at[i] ?? 0) === n - at.length + i) i--
  if (i < 0) return null
  const first = (at[i] ?? 0) + 1
  return at.map((each, j) => (j < i ? each : first + j - i))
}

function thinned(all: readonly string[], holds: (chosen: ReadonlySet<string>) => boolean): string[] {
  const kept = new Set(all)
  for (const name of all) {
    kept.delete(name)
    if (!holds(kept)) kept.add(name)
  }
  return [...kept]
}
