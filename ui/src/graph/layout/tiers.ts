/** Tiers of a group from who gives orders to whom. */
import type { LayoutTie } from './types.ts'

/**
 * Tier of each member that gives or takes an order, 0 at the top: trophic levels (MacKay, Johnson and Sansom 2020), rounded.
 * The level h solves (in + out) h − Σ h of neighbours = in − out in each connected part, by Gauss–Seidel; the least is 0.
 * Whoever neither gives nor takes an order has no tier.
 */
export function tiersOf(members: readonly string[], ties: readonly LayoutTie[]): Map<string, number> {
  const inside = new Set(members)
  const orders = ties.filter(
    (tie) => tie.order && tie.source !== tie.target && inside.has(tie.source) && inside.has(tie.target)
  )
  const neighbours = new Map<string, string[]>()
  const imbalance = new Map<string, number>()
  const add = (id: string, other: string, sign: number): void => {
    neighbours.set(id, [...(neighbours.get(id) ?? []), other])
    imbalance.set(id, (imbalance.get(id) ?? 0) + sign)
  }
  for (const { source, target } of orders) {
    add(source, target, -1)
    add(target, source, 1)
  }
  const tiers = new Map<string, number>()
  for (const part of parts(members, neighbours)) {
    const level = solve(part, neighbours, imbalance)
    const least = Math.min(...level.values())
    for (const [id, h] of level) tiers.set(id, Math.round(h - least))
  }
  return tiers
}

function parts(members: readonly string[], neighbours: ReadonlyMap<string, readonly string[]>): string[][] {
  const seen = new Set<string>()
  const found: string[][] = []
  for (const start of members) {
    if (seen.has(start) || !neighbours.has(start)) continue
    const part = [start]
    seen.add(start)
    for (const id of part) {
      for (const next of neighbours.get(id) ?? []) {
        if (seen.has(next)) continue
        seen.add(next)
        part.push(next)
      }
    }
    found.push(part)
  }
  return found
}

function solve(
  part: readonly string[],
  neighbours: ReadonlyMap<string, readonly string[]>,
  imbalance: ReadonlyMap<string, number>
): Map<string, number> {
  const level = new Map(part.map((id) => [id, 0]))
  for (let round = 0; round < 2000; round++) {
    let change = 0
    for (const id of part) {
      const others = neighbours.get(id) ?? []
      const sum = others.reduce((total, other) => total + (level.get(other) ?? 0), imbalance.get(id) ?? 0)
      const next = sum / others.length
      change = Math.max(change, Math.abs(next - (level.get(id) ?? 0)))
      level.set(id, next)
    }
    if (change < 1e-4) break
  }
  return level
}

/** Who is drawn under whom: the superior nearest above, by tier; null for those at the top of their tree. */
export function superiors(tiers: ReadonlyMap<string, number>, ties: readonly LayoutTie[]): Map<string, string | null> {
  const above = new Map<string, string | null>([...tiers.keys()].map((id) => [id, null]))
  for (const { source, target, order } of ties) {
    const own = tiers.get(target)
    const his = tiers.get(source)
    if (!order || own === undefined || his === undefined || his >= own) continue
    const current = above.get(target)
    const best = current === null || current === undefined ? -1 : (tiers.get(current) ?? -1)
    if (his > best || (his === best && current !== null && current !== undefined && source < current))
      above.set(target, source)
  }
  return above
}
