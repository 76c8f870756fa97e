import { strongComponents, type Components } from './components.ts'
import { neighbours, type DirectedGraph } from './graph.ts'
import { once } from './once.ts'

/** Who reaches whom, one row of bits per strong component (itself included). */
export interface Closure {
  readonly components: Components
  /** 32-bit words per row. */
  readonly words: number
  readonly bits: Uint32Array
}

/** All that each node reaches along the orders. O(n + edges · n / 32), n² / 8 bytes at most. */
export const descendants: (graph: DirectedGraph) => Closure = once((graph) => closure(graph, 'out'))

/** All by whom each node is reached. Cost as `descendants`. */
export const ancestors: (graph: DirectedGraph) => Closure = once((graph) => closure(graph, 'in'))

/** How many other nodes each node reaches. */
export const reachCounts: (graph: DirectedGraph) => Int32Array = once((graph) => {
  const { components, words, bits } = descendants(graph)
  const count = new Int32Array(components.count)
  for (let c = 0; c < components.count; c++) {
    let sum = 0
    for (let d = 0; d < components.count; d++) {
      if (((bits[c * words + (d >>> 5)] ?? 0) >>> (d & 31)) & 1) sum += components.sizes[d] ?? 0
    }
    count[c] = sum - 1
  }
  return Int32Array.from(components.of, (c) => count[c] ?? 0)
})

/** Whether `a` reaches `b` along the orders; every node reaches itself. */
export const reaches = (graph: DirectedGraph, a: number, b: number): boolean => {
  const { components, words, bits } = descendants(graph)
  const c = components.of[a] ?? 0
  const d = components.of[b] ?? 0
  return (((bits[c * words + (d >>> 5)] ?? 0) >>> (d & 31)) & 1) === 1
}

const closure = (graph: DirectedGraph, side: 'out' | 'in'): Closure => {
  const components = strongComponents(graph)
  const { count, of } = components
  const words = (count + 31) >>> 5
  const bits = new Uint32Array(count * words)
  const members = Array.from({ length: count }, (): number[] => [])
  for (let v = 0; v < graph.n; v++) members[of[v] ?? 0]?.push(v)
  // Components are numbered against the arcs: what is reached has a smaller number and is finished first.
  for (let step = 0; step < count; step++) {
    const c = side === 'out' ? step : count - 1 - step
    const at = c * words + (c >>> 5)
    bits[at] = (bits[at] ?? 0) | (1 << (c & 31))
    for (const v of members[c] ?? []) {
      for (const w of neighbours(graph, v, side)) {
        const d = of[w] ?? 0
        if (d === c) continue
        for (let i = 0; i < words; i++) bits[c * words + i] = (bits[c * words + i] ?? 0) | (bits[d * words + i] ?? 0)
      }
    }
  }
  return { components, words, bits }
}
