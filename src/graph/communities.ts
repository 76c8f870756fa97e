import { type UndirectedGraph } from './graph.ts'
import { type Random } from './random.ts'

export interface Communities {
  /** The community of each node, 0 … count − 1. */
  readonly of: Int32Array
  readonly count: number
  /** Newman's modularity of it: Σ over communities (ties inside ÷ ties − (degrees ÷ 2 · ties)²). −½ … 1; 0 without ties. */
  readonly modularity: number
}

/** A weighted graph whose nodes are communities of the one before; `own` is twice the weight inside a node. */
interface Level {
  readonly n: number
  readonly offsets: Int32Array
  readonly targets: Int32Array
  readonly weights: Float64Array
  readonly own: Float64Array
}

const LEAST_GAIN = 1e-12

/**
 * A partition of high modularity (Louvain, Blondel et al. 2008), parallel ties counted once. The order in which nodes are
 * looked at is drawn, so that another draw may find a better one: `bestCommunities` tries several. About O(edges) per level.
 */
export const communities = (graph: UndirectedGraph, random: Random, from = alone(graph.n)): Communities => {
  const { offsets, targets } = graph.out
  const all = 2 * graph.edges
  const ground: Level = {
    n: graph.n,
    offsets,
    targets,
    weights: new Float64Array(targets.length).fill(1),
    own: new Float64Array(graph.n)
  }
  let best = climbed(ground, all, from, random)
  for (;;) {
    // Nodes that were joined early may be better off elsewhere: what was found is where the next round begins.
    const found = climbed(ground, all, best.of, random)
    if (found.modularity < best.modularity + LEAST_GAIN) return best
    best = found
  }
}

/** Between two and half as many communities as nodes. */
const byLot = (n: number, random: Random): Int32Array => {
  const count = 2 + random.below(Math.max(1, (n >> 1) - 1))
  return Int32Array.from({ length: n }, () => random.below(Math.min(n, count)))
}

const alone = (n: number): Int32Array => Int32Array.from({ length: n }, (_, v) => v)

/** Moves nodes, then communities, then communities of communities, until nothing gains. */
const climbed = (ground: Level, all: number, from: Int32Array, random: Random): Communities => {
  const of = alone(ground.n)
  let level = ground
  for (let begin = from; ; begin = alone(level.n)) {
    const { names, count } = renumbered(moveNodes(level, all, begin, random), level.n)
    for (let v = 0; v < of.length; v++) of[v] = names[of[v] ?? 0] ?? 0
    if (count === level.n) return { of, count, modularity: modularityOf(level, all) }
    level = joined(level, names, count)
  }
}

/** The best of several draws; every second begins with a division into a few communities by lot. */
export const bestCommunities = (graph: UndirectedGraph, random: Random, draws: number): Communities => {
  let best = communities(graph, random)
  for (let i = 1; i < draws; i++) {
    const found = communities(graph, random, i % 2 === 0 ? undefined : byLot(graph.n, random))
    if (found.modularity > best.modularity) best = found
  }
  return best
}

const degrees = ({ n, offsets, weights, own }: Level): Float64Array => {
  const sum = Float64Array.from(own)
  for (let v = 0; v < n; v++)
    for (let i = offsets[v] ?? 0; i < (offsets[v + 1] ?? 0); i++) sum[v] = (sum[v] ?? 0) + (weights[i] ?? 0)
  return sum
}

/** Of the partition in which every node is one. */
const modularityOf = (level: Level, all: number): number => {
  if (all === 0) return 0
  const degree = degrees(level)
  let sum = 0
  for (let v = 0; v < level.n; v++) sum += (level.own[v] ?? 0) / all - ((degree[v] ?? 0) / all) ** 2
  return sum
}

/** Moves each node to the neighbouring community where that gains most, until no move gains. */
const moveNodes = (level: Level, all: number, from: Int32Array, random: Random): Int32Array => {
  const { n, offsets, targets, weights } = level
  const degree = degrees(level)
  const total = new Float64Array(n)
  for (let v = 0; v < n; v++) total[from[v] ?? 0] = (total[from[v] ?? 0] ?? 0) + (degree[v] ?? 0)
  const community = from.slice()
  const order = random.shuffle([...community.keys()])
  const towards = new Float64Array(n)
  const met = new Int32Array(n)
  for (let moves = 1; moves > 0;) {
    moves = 0
    for (const v of order) {
      const home = community[v] ?? 0
      let size = 0
      for (let i = offsets[v] ?? 0; i < (offsets[v + 1] ?? 0); i++) {
        const c = community[targets[i] ?? 0] ?? 0
        if (towards[c] === 0) met[size++] = c
        towards[c] = (towards[c] ?? 0) + (weights[i] ?? 0)
      }
      const mine = degree[v] ?? 0
      const share = mine / all
      total[home] = (total[home] ?? 0) - mine
      let best = home
      let most = (towards[home] ?? 0) - share * (total[home] ?? 0) + LEAST_GAIN
      for (let i = 0; i < size; i++) {
        const c = met[i] ?? 0
        const gain = (towards[c] ?? 0) - share * (total[c] ?? 0)
        towards[c] = 0
        if (gain <= most) continue
        best = c
        most = gain
      }
      total[best] = (total[best] ?? 0) + mine
      community[v] = best
      if (best !== home) moves++
    }
  }
  return community
}

const renumbered = (community: Int32Array, n: number): { names: Int32Array; count: number } => {
  const name = new Int32Array(n).fill(-1)
  const names = new Int32Array(n)
  let count = 0
  for (let v = 0; v < n; v++) {
    const c = community[v] ?? 0
    if (name[c] === -1) name[c] = count++
    names[v] = name[c] ?? 0
  }
  return { names, count }
}

/** The graph of the communities. */
const joined = ({ n, offsets, targets, weights, own }: Level, names: Int32Array, count: number): Level => {
  const inside = new Float64Array(count)
  const first = new Int32Array(count).fill(-1)
  const next = new Int32Array(n)
  for (let v = n - 1; v >= 0; v--) {
    const c = names[v] ?? 0
    next[v] = first[c] ?? -1
    first[c] = v
  }
  const rows = { offsets: new Int32Array(count + 1), targets: new Int32Array(targets.length), weights: new Float64Array(targets.length) } // prettier-ignore
  const at = new Int32Array(count).fill(-1)
  let size = 0
  for (let c = 0; c < count; c++) {
    const begin = size
    for (let v = first[c] ?? -1; v !== -1; v = next[v] ?? -1) {
      inside[c] = (inside[c] ?? 0) + (own[v] ?? 0)
      for (let i = offsets[v] ?? 0; i < (offsets[v + 1] ?? 0); i++) {
        const other = names[targets[i] ?? 0] ?? 0
        const weight = weights[i] ?? 0
        if (other === c) {
          inside[c] = (inside[c] ?? 0) + weight
          continue
        }
        let place = at[other] ?? -1
        if (place < begin) {
          place = size++
          at[other] = place
          rows.targets[place] = other
        }
        rows.weights[place] = (rows.weights[place] ?? 0) + weight
      }
    }
    rows.offsets[c + 1] = size
  }
  return { n: count, own: inside, ...rows }
}
