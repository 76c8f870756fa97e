import { betweennessFrom, scaled, sourcesWithin } from '../../graph/betweenness.ts'
import type { Graph } from '../../graph/graph.ts'
import { seeded } from '../../graph/random.ts'
import { sharedGraph } from '../../graph/shared.ts'
import type { Pool, RunOptions } from './pool.ts'

/** Sources × edges that are searched whole: 10,000 nodes with 200,000 edges, some 20 s on two cores. Above, a sample. */
export const EXACT_STEPS = 2e9
/** So many steps are done here sooner than a worker has heard of them. */
const FEW_STEPS = 2e6
/** Parts of the sources. As many whatever the machine, since sums of parts differ in their last digits. */
const PARTS = 32
/** The same graph gives the same sample. */
const SEED = 20_261_130

export interface Betweenness {
  /** One per node; see `betweenness` of src/graph. */
  readonly score: Float64Array
  /** From how many nodes was searched; fewer than there are: `score` is an estimate. */
  readonly sources: number
  readonly exact: boolean
}

/**
 * Betweenness of every node by all workers of the pool: the sources are shared out, the graph lies in shared memory. Exact up to
 * `steps` sources × edges, above that estimated from as many random sources as fit. Progress counts sources. O(sources · edges).
 */
export async function betweennessIn(
  pool: Pool,
  graph: Graph,
  { signal, progress, steps = EXACT_STEPS }: RunOptions & { steps?: number } = {}
): Promise<Betweenness> {
  const sources = sourcesWithin(graph, steps, seeded(SEED))
  const of = sources.length
  const answer = (sum: Float64Array): Betweenness => ({
    score: scaled(graph, sum, of),
    sources: of,
    exact: of === graph.n
  })
  if (of * graph.edges <= FEW_STEPS) return answer(betweennessFrom(graph, sources))
  const shared = sharedGraph(graph)
  const length = Math.ceil(of / PARTS)
  const parts = Array.from({ length: Math.ceil(of / length) }, (_, i) => sources.slice(i * length, (i + 1) * length))
  const sums: Float64Array[] = []
  const stop = new AbortController()
  const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal])
  let [next, done] = [0, 0]
  // One part per worker at a time: what others ask for gets its turn in between.
  const lane = async (): Promise<void> => {
    for (let at = next++; at < parts.length; at = next++) {
      const own = parts[at] ?? new Int32Array()
      sums[at] = await pool.run('betweennessPart', { graph: shared, sources: own }, { signal: either })
      progress?.((done += own.length), of)
    }
  }
  try {
    await Promise.all(Array.from({ length: pool.size }, lane))
  } finally {
    stop.abort()
  }
  const sum = new Float64Array(graph.n)
  for (const part of sums) for (let v = 0; v < sum.length; v++) sum[v] = (sum[v] ?? 0) + (part[v] ?? 0)
  return answer(sum)
}
