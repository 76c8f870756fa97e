import {
  directedGraph,
  undirectedGraph,
  type DirectedGraph,
  type Edges,
  type Graph,
  type UndirectedGraph
} from './graph.ts'
import { once } from './once.ts'

/** The same ties without direction; a↔b becomes one edge, weights are added. O(n + edges), kept per graph. */
export const undirectedView: (graph: DirectedGraph) => UndirectedGraph = once((graph) =>
  undirectedGraph(graph.n, edgesOf(graph))
)

/** Every arc turned round. O(1): the two sides change places. */
export const reversed = (graph: DirectedGraph): DirectedGraph => ({ ...graph, out: graph.in, in: graph.out })

/** The edges of a graph as lists: arcs in order of their source; of an undirected graph each pair once, smaller end first. */
export const edgesOf = (graph: Graph): Edges & { readonly from: number[]; readonly to: number[] } => {
  const { offsets, targets, weights } = graph.out
  const from: number[] = []
  const to: number[] = []
  const weight: number[] = []
  for (let v = 0; v < graph.n; v++) {
    for (let i = offsets[v] ?? 0; i < (offsets[v + 1] ?? 0); i++) {
      const w = targets[i] ?? 0
      if (!graph.directed && w < v) continue
      from.push(v)
      to.push(w)
      if (weights) weight.push(weights[i] ?? 0)
    }
  }
  return weights ? { from, to, weight } : { from, to }
}

/** The nodes of `keep` (distinct) and the edges among them; node i of the answer is `keep[i]`. O(n + edges). */
export const subgraph = <G extends Graph>(graph: G, keep: ArrayLike<number>): G => {
  const place = new Int32Array(graph.n).fill(-1)
  for (let i = 0; i < keep.length; i++) place[keep[i] ?? 0] = i
  const all = edgesOf(graph)
  const chosen: number[] = []
  for (let i = 0; i < all.from.length; i++) {
    if ((place[all.from[i] ?? 0] ?? -1) >= 0 && (place[all.to[i] ?? 0] ?? -1) >= 0) chosen.push(i)
  }
  const { weight } = all
  const edges: Edges = {
    from: chosen.map((i) => place[all.from[i] ?? 0] ?? 0),
    to: chosen.map((i) => place[all.to[i] ?? 0] ?? 0),
    ...(weight ? { weight: chosen.map((i) => weight[i] ?? 0) } : {})
  }
  const build: (n: number, edges: Edges) => Graph = graph.directed ? directedGraph : undirectedGraph
  return build(keep.length, edges) as G
}
