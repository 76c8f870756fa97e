import { degree, hasEdge, neighbours, type UndirectedGraph } from '../../graph/graph.ts'
import { type Assumptions } from './assumptions.ts'
import { type Evidence } from './evidence.ts'

/** A dense core with the others hanging on it, and whether it can be told from the list of those who were tapped. */
export interface CoreReading {
  readonly core: readonly number[]
  /** Density within the core, and the share of the others tied to it. */
  readonly density: number
  readonly tied: number
  readonly standing: 'real' | 'tapped' | 'unverifiable'
}

/**
 * Looks for the core of a core group, for the readable rules.
 * Core: 4–12 actors, the best connected first, whose density is ≥ 0.6 and at least twice that among the others; ≥ 50 % of the others
 * have a tie into it. Of several sizes the densest relative to chance counts: most ties inside beyond the overall density.
 * Convention: it is not real if for any size three quarters of it were tapped and they are half of the tapped; it is unverifiable if phones were tapped and it is
 * not known whose. In: ties without direction; out: a core or null. O(n log n + 12²).
 * Missing ties of the margin make cores; tapping makes cores of the tapped.
 * Source: rules of this project after UNODC 2002; expected values in tests: by hand.
 */
export const readCore = (evidence: Evidence, assume: Assumptions): CoreReading | null => {
  const { ties, input } = evidence
  const { smallest, largest, density: dense, timesTheRest, tied: half } = assume.core
  const overall = ties.edges / Math.max(1, (ties.n * (ties.n - 1)) / 2)
  let best: { core: number[]; density: number; tied: number; beyond: number } | null = null
  let isTapped = false
  for (let size = smallest; size <= Math.min(largest, ties.n - 1); size++) {
    const core = byInnerTies(ties, size)
    const inside = new Set(core)
    const within = tiesWithin(ties, core)
    const pairs = (size * (size - 1)) / 2
    const rest = ties.n - size
    const touching = core.reduce((sum, v) => sum + degree(ties, v), 0) - within
    const restDensity = rest > 1 ? (ties.edges - touching) / ((rest * (rest - 1)) / 2) : 0
    let hanging = 0
    for (let v = 0; v < ties.n; v++) if (!inside.has(v) && neighbours(ties, v).some((w) => inside.has(w))) hanging++
    const density = within / pairs
    const tied = hanging / rest
    const beyond = within - overall * pairs
    if (density < dense || density < timesTheRest * restDensity || tied < half) continue
    isTapped ||= areTheTapped(core, input, assume)
    if (best === null || beyond > best.beyond) best = { core, density, tied, beyond }
  }
  if (best === null) return null
  const { core, density, tied } = best
  return { core, density, tied, standing: isTapped ? 'tapped' : isVerifiable(input) ? 'real' : 'unverifiable' }
}

/** The best connected actor, then always whoever has most ties into what is chosen (of equals, most ties at all). */
const byInnerTies = (graph: UndirectedGraph, size: number): number[] => {
  const into = new Int32Array(graph.n)
  const left = new Set(Array(graph.n).keys())
  const core: number[] = []
  while (core.length < size) {
    let next = -1
    for (const v of left) {
      const better = next === -1 ? 1 : (into[v] ?? 0) - (into[next] ?? 0) || degree(graph, v) - degree(graph, next)
      if (better > 0) next = v
    }
    left.delete(next)
    core.push(next)
    for (const w of neighbours(graph, next)) into[w] = (into[w] ?? 0) + 1
  }
  return core
}

const tiesWithin = (graph: UndirectedGraph, nodes: readonly number[]): number => {
  let within = 0
  for (let i = 0; i < nodes.length; i++) {
    for (let j = 0; j < i; j++) if (hasEdge(graph, nodes[i] ?? 0, nodes[j] ?? 0)) within++
  }
  return within
}

const areTheTapped = (core: readonly number[], input: Evidence['input'], assume: Assumptions): boolean => {
  const tapped = new Set(input.tapped ?? [])
  const both = core.filter((v) => tapped.has(v)).length
  return both >= assume.core.sameAsTapped * core.length && both >= assume.core.mostOfTapped * tapped.size
}

/** Nobody was tapped, or it is known who was. */
const isVerifiable = (input: Evidence['input']): boolean => {
  const used = new Set([...input.contacts, ...input.commands].flatMap((tie) => tie.datasets))
  const wiretaps = input.datasets.some((dataset) => used.has(dataset.id) && dataset.howCollected === 'WIRETAP')
  return input.tapped !== null || !wiretaps
}
