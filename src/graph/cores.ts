import { degree, neighbours, type UndirectedGraph } from './graph.ts'
import { once } from './once.ts'

/** The core number of each node: the largest k such that it belongs to a subgraph of degrees ≥ k (Batagelj & Zaveršnik 2003). O(n + edges). */
export const coreNumbers: (graph: UndirectedGraph) => Int32Array = once((graph) => {
  const { n } = graph
  const core = new Int32Array(n)
  let highest = 0
  for (let v = 0; v < n; v++) {
    core[v] = degree(graph, v)
    highest = Math.max(highest, core[v] ?? 0)
  }
  // Nodes stand in `order` by remaining degree; `start[d]` is where those of degree d begin.
  const start = new Int32Array(highest + 2)
  for (const d of core) start[d + 1] = (start[d + 1] ?? 0) + 1
  for (let d = 0; d <= highest; d++) start[d + 1] = (start[d + 1] ?? 0) + (start[d] ?? 0)
  const order = new Int32Array(n)
  const place = new Int32Array(n)
  const next = start.slice()
  for (let v = 0; v < n; v++) {
    const d = core[v] ?? 0
    const at = next[d] ?? 0
    next[d] = at + 1
    order[at] = v
    place[v] = at
  }
  for (let i = 0; i < n; i++) {
    const v = order[i] ?? 0
    for (const w of neighbours(graph, v)) {
      const d = core[w] ?? 0
      if (d <= (core[v] ?? 0)) continue
      // Swap w with the first node of its degree, then let that block begin one later.
      const first = start[d] ?? 0
      const other = order[first] ?? 0
      const at = place[w] ?? 0
      order[first] = w
      order[at] = other
      place[w] = first
      place[other] = at
      start[d] = first + 1
      core[w] = d - 1
    }
  }
  return core
})
