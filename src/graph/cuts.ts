import { type UndirectedGraph } from './graph.ts'
import { once } from './once.ts'

export interface Cuts {
  /** Nodes whose removal breaks their component apart, ascending. */
  readonly articulation: number[]
  /** Edges whose removal does, as [a, b] with a < b, ascending. */
  readonly bridges: [number, number][]
}

/** Articulation points and bridges by depth-first search (Hopcroft & Tarjan 1973, without recursion). O(n + edges). */
export const cuts: (graph: UndirectedGraph) => Cuts = once((graph) => {
  const { offsets, targets } = graph.out
  const index = new Int32Array(graph.n).fill(-1)
  const low = new Int32Array(graph.n)
  const parent = new Int32Array(graph.n).fill(-1)
  const cursor = offsets.slice(0, graph.n)
  const isCut = new Uint8Array(graph.n)
  const bridges: [number, number][] = []
  let counter = 0
  for (let root = 0; root < graph.n; root++) {
    if (index[root] !== -1) continue
    const path = [root]
    let branches = 0
    index[root] = low[root] = counter++
    while (path.length > 0) {
      const v = path.at(-1) ?? 0
      const at = cursor[v] ?? 0
      if (at < (offsets[v + 1] ?? 0)) {
        cursor[v] = at + 1
        const w = targets[at] ?? 0
        if (index[w] === -1) {
          parent[w] = v
          index[w] = low[w] = counter++
          path.push(w)
          if (v === root) branches++
        } else if (w !== parent[v]) low[v] = Math.min(low[v] ?? 0, index[w] ?? 0)
        continue
      }
      path.pop()
      const up = parent[v] ?? -1
      if (up === -1) continue
      low[up] = Math.min(low[up] ?? 0, low[v] ?? 0)
      if (up !== root && (low[v] ?? 0) >= (index[up] ?? 0)) isCut[up] = 1
      if ((low[v] ?? 0) > (index[up] ?? 0)) bridges.push(up < v ? [up, v] : [v, up])
    }
    if (branches > 1) isCut[root] = 1
  }
  const articulation: number[] = []
  for (let v = 0; v < graph.n; v++) if (isCut[v]) articulation.push(v)
  return { articulation, bridges: bridges.sort((x, y) => x[0] - y[0] || x[1] - y[1]) }
})
