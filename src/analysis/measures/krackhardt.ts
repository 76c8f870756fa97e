import { strongComponents, weakComponents } from '../../graph/components.ts'
import { type DirectedGraph } from '../../graph/graph.ts'
import { ancestors, reachCounts } from '../../graph/reach.ts'
import { undefinedBecause, value, type CommandMeasure } from './measure.ts'

const SOURCE = 'Krackhardt 1994, Graph theoretical dimensions of informal organizations'

/**
 * How far the orders hold the group together as one, for analysts who ask whether this is one group at all.
 * P / (n(n − 1)/2): P unordered pairs joined by a path, n actors; no unit, 0 … 1.
 * Convention: direction ignored. In: orders; out: one number. Undefined below two actors. O(n + arcs).
 * Missing orders lower it. Source: Krackhardt 1994; expected numbers: R sna `connectedness` on small graphs.
 */
export const connectedness: CommandMeasure = {
  id: 'connectedness',
  title: 'Connectedness of orders',
  purpose: 'whether the known orders make one body or several',
  notFor: 'who stands above whom: direction is ignored',
  formula: 'unordered pairs of actors joined by an undirected path of orders ÷ n(n − 1)/2',
  range: '0 … 1',
  unit: 'share of pairs',
  layer: 'command',
  undefinedWhen: 'there are fewer than two actors',
  missingBias: 'missing orders lower it, never raise it',
  source: SOURCE,
  cost: 'O(n + arcs)',
  compute: (graph) => {
    if (graph.n < 2) return undefinedBecause('fewer than two actors')
    let joined = 0
    for (const size of weakComponents(graph).sizes) joined += (size * (size - 1)) / 2
    return value(joined / ((graph.n * (graph.n - 1)) / 2))
  }
}

/**
 * How far orders run one way only, for analysts who ask who is above whom.
 * 1 − V/T: T unordered pairs where at least one reaches the other, V pairs where both do; no unit, 0 … 1.
 * Convention: on the reachability of orders, not on the arcs (as in R sna). In: orders; out: one number.
 * Undefined if nobody reaches anybody (T = 0). O(n²/32 · arcs/n).
 * Missing orders break cycles and so tend to raise it. Source: Krackhardt 1994; expected numbers: R sna `hierarchy`.
 */
export const hierarchy: CommandMeasure = {
  id: 'hierarchy',
  title: 'Hierarchy of orders',
  purpose: 'whether orders run one way only',
  notFor: 'finding a leader: two actors with one order between them have the value 1',
  formula: '1 − V/T; V = pairs that reach each other both ways, T = pairs of whom at least one reaches the other',
  range: '0 … 1',
  unit: 'share of ordered pairs that run one way',
  layer: 'command',
  undefinedWhen: 'no order is known (T = 0)',
  missingBias: 'missing orders break cycles and tend to raise it; a single false order upwards lowers it much',
  source: SOURCE,
  cost: 'O(n²/32 · arcs/n)',
  compute: (graph) => {
    let both = 0
    for (const size of strongComponents(graph).sizes) both += (size * (size - 1)) / 2
    let ordered = 0
    for (const count of reachCounts(graph)) ordered += count
    const either = ordered - both
    return either === 0 ? undefinedBecause('no order is known') : value(1 - both / either)
  }
}

/**
 * How few orders there are beyond what holds each part together: 1 in a tree, where each has one superior.
 * 1 − (A − Σ(Nᵢ − 1)) / Σ[Nᵢ(Nᵢ − 1) − (Nᵢ − 1)]: A arcs, Nᵢ actors in weak component i; no unit, 0 … 1.
 * Convention: the maximum counts directed arcs, as R sna ≥ 2 does (Krackhardt's own halves it). In: orders; out: one number.
 * Undefined if no order is known. O(n + arcs).
 * Missing orders raise it. Source: Krackhardt 1994; expected numbers: R sna `efficiency`.
 */
export const efficiency: CommandMeasure = {
  id: 'efficiency',
  title: 'Efficiency of orders',
  purpose: 'how little the orders repeat each other, as in a tree',
  notFor: 'judging how well a group works: the name is historical',
  formula: '1 − (arcs − Σ(Nᵢ − 1)) / Σ[Nᵢ(Nᵢ − 1) − (Nᵢ − 1)] over weak components of Nᵢ actors',
  range: '0 … 1',
  unit: 'share of the possible surplus orders that are absent',
  layer: 'command',
  undefinedWhen: 'no order is known',
  missingBias: 'missing orders raise it',
  source: `${SOURCE}; maximum as in R sna ≥ 2`,
  cost: 'O(n + arcs)',
  compute: (graph) => {
    let needed = 0
    let surplus = 0
    for (const size of weakComponents(graph).sizes) {
      needed += size - 1
      surplus += size * (size - 1) - (size - 1)
    }
    return surplus === 0 ? undefinedBecause('no order is known') : value(1 - (graph.edges - needed) / surplus)
  }
}

/**
 * How often two members of one part have a common superior who stands below all their other common superiors: unity of command.
 * 1 − B / Σ(Nᵢ − 1)(Nᵢ − 2)/2: B bad pairs, Nᵢ actors in weak component i; no unit, 0 … 1.
 * Convention: a pair's common superiors U are those who reach both, each reaching himself; the pair is good iff some l in U is
 * reached by every u in U. In: orders; out: one number. Undefined if no part has three actors. O(n² · n/32).
 * Missing orders lower it. Source: Krackhardt 1994. Expected numbers: by that definition, not R sna `lubness`, which
 * contradicts its own manual.
 */
export const leastUpperBoundedness: CommandMeasure = {
  id: 'leastUpperBoundedness',
  title: 'Unity of command',
  purpose: 'whether any two have a superior in common',
  notFor: 'small or badly known groups: one missing order can undo it',
  formula: '1 − pairs without a lowest common superior ÷ Σ(Nᵢ − 1)(Nᵢ − 2)/2 over weak components of Nᵢ actors',
  range: '0 … 1',
  unit: 'share of pairs',
  layer: 'command',
  undefinedWhen: 'no three actors are joined by orders',
  missingBias: 'missing orders lower it: superiors seem unrelated',
  source: `${SOURCE} (least upper boundedness)`,
  cost: 'O(n² · n/32)',
  compute: (graph) => {
    let most = 0
    for (const size of weakComponents(graph).sizes) most += ((size - 1) * (size - 2)) / 2
    if (most === 0) return undefinedBecause('no three actors are joined by orders')
    return value(1 - pairsWithoutLowestSuperior(graph) / most)
  }
}

/**
 * Works on strong components: all members of one share their superiors. Components are numbered against the arcs, so if some
 * member of U is below all the others, it is the one with the smallest number, and then U is exactly its own superiors.
 */
const pairsWithoutLowestSuperior = (graph: DirectedGraph): number => {
  const { components, words, bits } = ancestors(graph)
  const { count, sizes, of } = components
  const weak = weakComponents(graph).of
  const part = new Int32Array(count)
  for (let v = 0; v < graph.n; v++) part[of[v] ?? 0] = weak[v] ?? 0
  let bad = 0
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      if (part[a] !== part[b]) continue
      if (!hasLowest(bits, words, a, b)) bad += (sizes[a] ?? 0) * (sizes[b] ?? 0)
    }
  }
  return bad
}

const hasLowest = (bits: Uint32Array, words: number, a: number, b: number): boolean => {
  let lowest = -1
  for (let i = 0; i < words; i++) {
    const common = (bits[a * words + i] ?? 0) & (bits[b * words + i] ?? 0)
    if (lowest === -1) {
      if (common === 0) continue
      lowest = i * 32 + (31 - Math.clz32(common & -common))
      for (let before = 0; before < i; before++) if (bits[lowest * words + before]) return false
    }
    if (common !== (bits[lowest * words + i] ?? 0) >> 0) return false
  }
  return lowest !== -1
}
