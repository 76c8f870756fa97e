/**
 * Benjamini–Hochberg (1995): the smallest share of false discoveries at which each test is still among the discoveries.
 * q₍ᵢ₎ = min over j ≥ i of m·p₍ⱼ₎/j, at most 1. In: p of m tests, 0 … 1; out: q in the same order. Empty in, empty out.
 * Holds for independent or positively dependent tests. O(m log m).
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((i, j) => (p[j] ?? 0) - (p[i] ?? 0))
  const q = new Array<number>(p.length).fill(1)
  let least = 1
  order.forEach((test, fromLast) => {
    least = Math.min(least, ((p[test] ?? 1) * p.length) / (p.length - fromLast))
    q[test] = least
  })
  return q
}
