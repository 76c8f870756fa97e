/** Edit distance that counts a swap of neighbours as one, stopped at `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      row.push(best)
    }
    before = previous
    previous = row
  }
  return previous[b.length] ?? limit + 1
}

/** The nearest of the known names, if it is near enough to be a slip. */
export function nearest(name: string, known: Iterable<string>): string | null {
  const text = name.slice(0, 64).toLowerCase()
  const limit = Math.max(1, Math.min(3, Math.floor(text.length / 3)))
  let best: string | null = null
  let least = limit + 1
  for (const candidate of known) {
    const d = distance(text, candidate.toLowerCase(), limit)
    if (d < least) {
      least = d
      best = candidate
    }
  }
  return best
}

/** `; did you mean X?`, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const guess = nearest(name, known)
  return guess === null ? '' : `; did you mean ${guess}?`
}
