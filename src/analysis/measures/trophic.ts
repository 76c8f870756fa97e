import { weakComponents } from '../../graph/components.ts'
import { type Adjacency, type DirectedGraph } from '../../graph/graph.ts'
import { once } from '../../graph/once.ts'
import { undefinedBecause, value, type CommandMeasure } from './measure.ts'

export type TrophicLevels = { readonly levels: Float64Array } | { readonly levels: null; readonly why: string }

/**
 * The tier of every actor, for drawing tiers and for incoherence: whoever gives orders stands above (a smaller level) those
 * who take them, as well as circles and several roots allow.
 * (diag(u) − W − Wᵀ)h = v: W weights of arcs, u = in + out, v = in − out, h levels; unit: steps of command, 0 …
 * Convention: the least level of each weak component is 0; an actor without orders has 0; an unweighted arc weighs 1.
 * In: orders; out: a level per actor. Undefined if the system does not converge (no case is known).
 * Method: the matrix is a Laplacian, singular by one constant per component. Conjugate gradients with diagonal
 * preconditioning, all components at once, begun from levels along a spanning forest, where a tree needs no step at all.
 * O(steps · arcs), steps ≤ 20 n + 100.
 * Missing orders shift whole branches. Source: MacKay, Johnson & Sansom 2020; expected numbers: the dense solution in numpy.
 */
export const trophicLevels: (graph: DirectedGraph) => TrophicLevels = once((graph) => {
  const levels = spanningLevels(graph)
  if (!solve(graph, levels)) return { levels: null, why: 'the levels did not converge' }
  const { of, count } = weakComponents(graph)
  const least = new Float64Array(count).fill(Infinity)
  for (let v = 0; v < graph.n; v++) least[of[v] ?? 0] = Math.min(least[of[v] ?? 0] ?? 0, levels[v] ?? 0)
  for (let v = 0; v < graph.n; v++) levels[v] = (levels[v] ?? 0) - (least[of[v] ?? 0] ?? 0)
  return { levels }
})

/**
 * How far orders fail to go down exactly one tier each, for analysts who ask whether the tiers are real.
 * F₀ = Σw(h_j − h_i − 1)²/Σw over arcs i → j with trophic levels h; no unit, 0 (perfect tiers) … 1 (circles only).
 * Convention and method as `trophicLevels`. In: orders; out: one number. Undefined without orders.
 * Missing orders lower it: fewer constraints. Source: MacKay, Johnson & Sansom 2020; expected numbers: numpy, dense.
 */
export const trophicIncoherence: CommandMeasure = {
  id: 'trophicIncoherence',
  title: 'Trophic incoherence',
  purpose: 'whether the tiers are real, also with circles and several roots',
  notFor: 'saying who is at the top: that is the tier, not this number',
  formula:
    'F₀ = Σw(h_j − h_i − 1)²/Σw over orders i → j; levels h solve (diag(u) − W − Wᵀ)h = v, u = in + out, v = in − out',
  range: '0 … 1',
  unit: 'mean squared deviation from one tier per order',
  layer: 'command',
  undefinedWhen: 'no order is known',
  missingBias: 'missing orders lower it, since fewer orders contradict each other',
  source: 'MacKay, Johnson & Sansom 2020, How directed is a directed network?',
  cost: 'O(steps · arcs), steps ≤ 20 n + 100',
  compute: (graph) => {
    if (graph.edges === 0) return undefinedBecause('no order is known')
    const found = trophicLevels(graph)
    if (found.levels === null) return undefinedBecause(found.why)
    let sum = 0
    let total = 0
    eachArc(graph.out, (from, to, weight) => {
      sum += weight * ((found.levels[to] ?? 0) - (found.levels[from] ?? 0) - 1) ** 2
      total += weight
    })
    return value(sum / total)
  }
}

const eachArc = ({ offsets, targets, weights }: Adjacency, see: (from: number, to: number, weight: number) => void) => {
  for (let v = 0; v + 1 < offsets.length; v++) {
    for (let i = offsets[v] ?? 0; i < (offsets[v + 1] ?? 0); i++)
      see(v, targets[i] ?? 0, weights ? (weights[i] ?? 1) : 1)
  }
}

/** One step down per order along a spanning forest. */
const spanningLevels = (graph: DirectedGraph): Float64Array => {
  const level = new Float64Array(graph.n)
  const seen = new Uint8Array(graph.n)
  const queue: number[] = []
  for (let start = 0; start < graph.n; start++) {
    if (seen[start]) continue
    seen[start] = 1
    queue.length = 0
    queue.push(start)
    for (const v of queue) {
      for (const [side, step] of [
        ['out', 1],
        ['in', -1]
      ] as const) {
        const { offsets, targets } = graph[side]
        for (let i = offsets[v] ?? 0; i < (offsets[v + 1] ?? 0); i++) {
          const w = targets[i] ?? 0
          if (seen[w]) continue
          seen[w] = 1
          level[w] = (level[v] ?? 0) + step
          queue.push(w)
        }
      }
    }
  }
  return level
}

/** Improves `h` in place until the residual is below 1e-12 of the system's scale; false if it does not get there. */
const solve = (graph: DirectedGraph, h: Float64Array): boolean => {
  const { n } = graph
  const strength = new Float64Array(n)
  const residual = new Float64Array(n)
  let scale = 0
  eachArc(graph.out, (from, to, weight) => {
    strength[from] = (strength[from] ?? 0) + weight
    strength[to] = (strength[to] ?? 0) + weight
    const error = weight * (1 - ((h[to] ?? 0) - (h[from] ?? 0)))
    residual[to] = (residual[to] ?? 0) + error
    residual[from] = (residual[from] ?? 0) - error
    scale = Math.max(scale, weight)
  })
  const largest = (): number => residual.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
  const precondition = (v: number): number => (strength[v] ? (residual[v] ?? 0) / (strength[v] ?? 1) : 0)
  const direction = Float64Array.from({ length: n }, (_, v) => precondition(v))
  const image = new Float64Array(n)
  let energy = direction.reduce((sum, d, v) => sum + d * (residual[v] ?? 0), 0)
  for (let step = 0; step < 20 * n + 100; step++) {
    if (largest() <= 1e-12 * scale) return true
    image.fill(0)
    eachArc(graph.out, (from, to, weight) => {
      const along = weight * ((direction[to] ?? 0) - (direction[from] ?? 0))
      image[to] = (image[to] ?? 0) + along
      image[from] = (image[from] ?? 0) - along
    })
    const curvature = direction.reduce((sum, d, v) => sum + d * (image[v] ?? 0), 0)
    if (!(curvature > 0)) break
    const length = energy / curvature
    for (let v = 0; v < n; v++) {
      h[v] = (h[v] ?? 0) + length * (direction[v] ?? 0)
      residual[v] = (residual[v] ?? 0) - length * (image[v] ?? 0)
    }
    let next = 0
    for (let v = 0; v < n; v++) next += precondition(v) * (residual[v] ?? 0)
    for (let v = 0; v < n; v++) direction[v] = precondition(v) + (next / energy) * (direction[v] ?? 0)
    energy = next
  }
  return largest() <= 1e-9 * scale
}
