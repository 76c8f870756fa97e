import { type DirectedGraph, type Graph } from './graph.ts'
import { once } from './once.ts'

export interface Components {
  /** The component of each node, 0 … count − 1. */
  readonly of: Int32Array
  readonly count: number
  readonly sizes: Int32Array
}

/** Connected components, direction ignored; numbered by their smallest node. O(n + edges). */
export const weakComponents: (graph: Graph) => Components = once((graph) => {
  const of = new Int32Array(graph.n).fill(-1)
  const sizes: number[] = []
  const stack: number[] = []
  const sides = graph.directed ? [graph.out, graph.in] : [graph.out]
  for (let start = 0; start < graph.n; start++) {
    if (of[start] !== -1) continue
    const id = sizes.length
    let size = 0
    of[start] = id
    stack.push(start)
    for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
      size++
      for (const { offsets, targets } of sides) {
        for (let i = offsets[v] ?? 0; i < (offsets[v + 1] ?? 0); i++) {
          const w = targets[i] ?? 0
          if (of[w] !== -1) continue
          of[w] = id
          stack.push(w)
        }
      }
    }
    sizes.push(size)
  }
  return { of, count: sizes.length, sizes: Int32Array.from(sizes) }
})

/** The nodes of the largest component (of equally large ones that with the smallest node), ascending. */
export const largestComponent: (graph: Graph) => Int32Array = once((graph) => {
  const { of, sizes } = weakComponents(graph)
  let best = 0
  for (let c = 1; c < sizes.length; c++) if ((sizes[c] ?? 0) > (sizes[best] ?? 0)) best = c
  const nodes: number[] = []
  for (let v = 0; v < graph.n; v++) if (of[v] === best) nodes.push(v)
  return Int32Array.from(nodes)
})

/**
 * Strongly connected components (Tarjan 1972, without recursion). Numbered against the direction of the arcs: an arc between
 * two components leads from the larger number to the smaller one. O(n + edges).
 */
export const strongComponents: (graph: DirectedGraph) => Components = once((graph) => {
  const { offsets, targets } = graph.out
  const index = new Int32Array(graph.n).fill(-1)
  const low = new Int32Array(graph.n)
  const of = new Int32Array(graph.n).fill(-1)
  const cursor = offsets.slice(0, graph.n)
  const sizes: number[] = []
  const open: number[] = []
  const path: number[] = []
  let counter = 0
  const enter = (v: number): void => {
    index[v] = low[v] = counter++
    open.push(v)
    path.push(v)
  }
  const close = (v: number): void => {
    let size = 0
    for (let w = -1; w !== v; size++) {
      w = open.pop() ?? v
      of[w] = sizes.length
    }
    sizes.push(size)
  }
  for (let start = 0; start < graph.n; start++) {
    if (index[start] !== -1) continue
    enter(start)
    while (path.length > 0) {
      const v = path.at(-1) ?? 0
      const at = cursor[v] ?? 0
      if (at < (offsets[v + 1] ?? 0)) {
        cursor[v] = at + 1
        const w = targets[at] ?? 0
        if (index[w] === -1) enter(w)
        else if (of[w] === -1) low[v] = Math.min(low[v] ?? 0, index[w] ?? 0)
        continue
      }
      path.pop()
      const parent = path.at(-1)
      if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[v] ?? 0)
      if (low[v] === index[v]) close(v)
    }
  }
  return { of, count: sizes.length, sizes: Int32Array.from(sizes) }
})
