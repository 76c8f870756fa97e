import { invalid } from '../errors.ts'
import { neighbours, type UndirectedGraph } from './graph.ts'

/**
 * Layers over the same nodes, tied by changing layers. Every node has a replica in each layer in which it has an edge; numbers
 * are replicas. Following an edge costs `step`, changing to another replica of the same node costs `change`.
 */
export interface Multiplex {
  readonly n: number
  /** The node of each replica. */
  readonly nodeOf: Int32Array
  /** The replicas of each node: `offsets[v] … offsets[v + 1] − 1`. */
  readonly offsets: Int32Array
  /** Neighbours of a replica within its layer. */
  readonly edgeOffsets: Int32Array
  readonly edges: Int32Array
}

/** O(n · layers + edges). */
export function multiplex(layers: readonly UndirectedGraph[]): Multiplex {
  const n = layers[0]?.n ?? 0
  for (const layer of layers)
    if (layer.n !== n) throw invalid(`Layers have ${n} and ${layer.n} nodes: give the same nodes`)
  const offsets = new Int32Array(n + 1)
  const replica = layers.map(() => new Int32Array(n).fill(-1))
  const [nodeOf, layerOf]: [number[], number[]] = [[], []]
  for (let v = 0; v < n; v++) {
    layers.forEach((layer, at) => {
      if (neighbours(layer, v).length === 0) return
      ;(replica[at] as Int32Array)[v] = nodeOf.length
      nodeOf.push(v)
      layerOf.push(at)
    })
    offsets[v + 1] = nodeOf.length
  }
  const edgeOffsets = new Int32Array(nodeOf.length + 1)
  const edges: number[] = []
  nodeOf.forEach((v, r) => {
    const at = layerOf[r] ?? 0
    for (const w of neighbours(layers[at] as UndirectedGraph, v)) edges.push(replica[at]?.[w] ?? 0)
    edgeOffsets[r + 1] = edges.length
  })
  return { n, nodeOf: Int32Array.from(nodeOf), offsets, edgeOffsets, edges: Int32Array.from(edges) }
}

/**
 * Betweenness of nodes in a multiplex, from the sources given: Σ over s, t of the share of cheapest paths from any replica of s to
 * any of t that run through a node, ends excluded; a node counts once per path, also where the path changes layers at it. Ordered
 * pairs. `step` and `change` are whole and positive. Brandes' algorithm over replicas with a queue of buckets; De Domenico et
 * al. 2015 and Solé-Ribalta et al. 2014 define it. O(sources · (edges + Σ replicas²)).
 */
export function multiplexBetweenness(
  graph: Multiplex,
  step: number,
  change: number,
  sources: Iterable<number>
): Float64Array {
  for (const cost of [step, change])
    if (!Number.isInteger(cost) || cost < 1) throw invalid(`A cost is a whole number of at least 1, not ${cost}`)
  const { n, nodeOf, offsets, edgeOffsets, edges } = graph
  const replicas = nodeOf.length
  const distance = new Int32Array(replicas)
  const paths = new Float64Array(replicas)
  /** Of these paths, those that come from another node. */
  const entering = new Float64Array(replicas)
  const share = new Float64Array(replicas)
  const order = new Int32Array(replicas)
  const nearest = new Int32Array(n)
  const pathsTo = new Float64Array(n)
  const score = new Float64Array(n)
  const buckets = Array.from({ length: Math.max(step, change) + 1 }, (): number[] => [])
  let waiting = 0
  const reach = (r: number, at: number, count: number, fromOutside: boolean): void => {
    const known = distance[r] ?? -1
    if (known !== -1 && known < at) return
    if (known !== at) {
      distance[r] = at
      paths[r] = 0
      entering[r] = 0
      buckets[at % buckets.length]?.push(r)
      waiting++
    }
    paths[r] = (paths[r] ?? 0) + count
    if (fromOutside) entering[r] = (entering[r] ?? 0) + count
  }
  for (const s of sources) {
    distance.fill(-1)
    paths.fill(0)
    entering.fill(0)
    share.fill(0)
    nearest.fill(-1)
    pathsTo.fill(0)
    for (let r = offsets[s] ?? 0; r < (offsets[s + 1] ?? 0); r++) reach(r, 0, 1, false)
    let tail = 0
    for (let at = 0; waiting > 0; at++) {
      const bucket = buckets[at % buckets.length] ?? []
      for (let r = bucket.pop(); r !== undefined; r = bucket.pop()) {
        waiting--
        // A replica that was reached more cheaply afterwards stands in an earlier bucket too.
        if (distance[r] !== at) continue
        order[tail++] = r
        const v = nodeOf[r] ?? 0
        if (nearest[v] === -1) nearest[v] = at
        if (nearest[v] === at) pathsTo[v] = (pathsTo[v] ?? 0) + (paths[r] ?? 0)
        const count = paths[r] ?? 0
        for (let i = edgeOffsets[r] ?? 0; i < (edgeOffsets[r + 1] ?? 0); i++)
          reach(edges[i] ?? 0, at + step, count, true)
        for (let w = offsets[v] ?? 0; w < (offsets[v + 1] ?? 0); w++) if (w !== r) reach(w, at + change, count, false)
      }
    }
    // What a replica hands back: its part as an end, and what runs on beyond it.
    const back = (w: number): number => {
      const t = nodeOf[w] ?? 0
      const end = nearest[t] === distance[w] ? 1 / (pathsTo[t] ?? 1) : 0
      return end + (share[w] ?? 0) / (paths[w] ?? 1)
    }
    for (let i = tail - 1; i >= 0; i--) {
      const r = order[i] ?? 0
      const v = nodeOf[r] ?? 0
      if (v === s) continue
      const at = distance[r] ?? 0
      let sum = 0
      for (let j = edgeOffsets[r] ?? 0; j < (edgeOffsets[r + 1] ?? 0); j++)
        if (distance[edges[j] ?? 0] === at + step) sum += back(edges[j] ?? 0)
      for (let w = offsets[v] ?? 0; w < (offsets[v + 1] ?? 0); w++)
        if (w !== r && distance[w] === at + change) sum += back(w)
      share[r] = sum * (paths[r] ?? 0)
      score[v] = (score[v] ?? 0) + sum * (entering[r] ?? 0)
    }
  }
  return score
}
