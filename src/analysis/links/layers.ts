import { undirectedGraph, type Edges, type UndirectedGraph } from '../../graph/graph.ts'
import { followed, goodsOfNodes } from './followed.ts'
import type { NodeTie, TradeTies } from './types.ts'

/** The ties among nodes that belong to each good. */
export interface Layers {
  /** One graph per good over all nodes. */
  readonly graphs: readonly UndirectedGraph[]
  /** Ties that name the good; and ties that name none, laid in each good that both ends are tied to: an assumption. */
  readonly named: number
  readonly assumed: number
  /** Ties that name no good and whose ends share none: in no layer. */
  readonly nowhere: number
  /** By kind, ties that were not followed. */
  readonly leftOut: ReadonlyMap<string, number>
  /** How many neighbours a node has in the layer of each good. */
  readonly degrees: (node: number) => Int32Array
}

/** Lays every followed tie in the layers of the goods it concerns; see `Layers` for those that name none. O(ties · goods). */
export function layersOf(input: TradeTies): Layers {
  const goods = goodsOfNodes(input)
  const { ties, leftOut } = followed(input)
  const lists = input.goods.map((): NodeTie[] => [])
  let [named, assumed, nowhere] = [0, 0, 0]
  for (const tie of ties) {
    const shared = [...(goods[tie.from] ?? [])].filter((good) => goods[tie.to]?.has(good) === true)
    const layers = tie.goods.length > 0 ? tie.goods : shared
    if (tie.goods.length > 0) named++
    else if (shared.length > 0) assumed++
    else nowhere++
    for (const good of layers) lists[good]?.push(tie)
  }
  const graphs = lists.map((list) => undirectedGraph(input.nodes.length, edges(list)))
  const degrees = (node: number): Int32Array =>
    Int32Array.from(graphs, ({ out }) => (out.offsets[node + 1] ?? 0) - (out.offsets[node] ?? 0))
  return { graphs, named, assumed, nowhere, leftOut, degrees }
}

export const edges = (ties: readonly NodeTie[]): Edges => ({
  from: ties.map(({ from }) => from),
  to: ties.map(({ to }) => to)
})
