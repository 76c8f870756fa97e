import { incidence, type Incidence } from './incidence.ts'
import type { GoodTie, TradeTies } from './types.ts'

/** What each dataset looks at: the goods it names, and those that its ties show. By dataset. O(ties). */
export function looksAt({ datasets, ties, between }: TradeTies): ReadonlySet<number>[] {
  const seen = datasets.map((dataset) => new Set(dataset.looksAt))
  for (const { datasets: by, good } of ties) for (const dataset of by) seen[dataset]?.add(good)
  for (const { datasets: by, goods } of between)
    for (const dataset of by) for (const good of goods) seen[dataset]?.add(good)
  return seen
}

/** Datasets that look at both goods. Where there are none, nothing can be said of their overlap: never "no overlap". */
export const coversBoth = (looks: readonly ReadonlySet<number>[], a: number, b: number): number[] =>
  looks.flatMap((goods, dataset) => (goods.has(a) && goods.has(b) ? [dataset] : []))

/** The sentence for a pair that nobody looks at together. */
export const noSourceCoversBoth = (a: string, b: string): string => `no source covers both ${a} and ${b}`

/** Actors (or legs and events) that are tied to a good by such a tie, and their matrix. */
export interface Tied {
  /** Places in `TradeTies.nodes`, ascending: the actors of `matrix` in order. */
  readonly nodes: Int32Array
  readonly matrix: Incidence
}

/** All of them as one matrix. O(ties + goods · nodes / 32). */
export function tiedTo(input: TradeTies, kind: GoodTie['kind']): Tied {
  const ties = input.ties.filter((tie) => tie.kind === kind)
  return tied(input, ties)
}

export interface WithinSource {
  readonly blocks: readonly { readonly dataset: number; readonly tied: Tied }[]
  /** Datasets that look at one good alone: they cannot speak to overlap. */
  readonly leftOut: readonly number[]
}

/**
 * One matrix per dataset that looks at several goods, of what it alone shows. An actor whom several of them show is counted in
 * one, that which shows most of his goods (of equals the first): a paper that repeats a judgment adds no overlap of its own.
 * The choice looks at how many goods, not at which, so that shuffling stays fair. O(ties · datasets).
 */
export function withinSource(input: TradeTies, kind: GoodTie['kind'], looks = looksAt(input)): WithinSource {
  const several = looks.flatMap((goods, dataset) => (goods.size > 1 ? [dataset] : []))
  const shown = new Map(several.map((dataset) => [dataset, new Map<number, Set<number>>()]))
  const ties = input.ties.filter((tie) => tie.kind === kind)
  for (const { node, good, datasets } of ties)
    for (const dataset of datasets) {
      const own = shown.get(dataset)
      if (own) own.set(node, (own.get(node) ?? new Set()).add(good))
    }
  const best = new Map<number, number>()
  for (const dataset of several)
    for (const [node, goods] of shown.get(dataset) ?? []) {
      const held = best.get(node)
      const most = held === undefined ? 0 : (shown.get(held)?.get(node)?.size ?? 0)
      if (goods.size > most) best.set(node, dataset)
    }
  const blocks = several.map((dataset) => ({
    dataset,
    tied: tied(
      input,
      ties.filter((tie) => tie.datasets.includes(dataset) && best.get(tie.node) === dataset)
    )
  }))
  return {
    blocks: blocks.filter((block) => block.tied.nodes.length > 0),
    leftOut: looks.flatMap((goods, dataset) => (goods.size === 1 ? [dataset] : []))
  }
}

function tied({ goods }: TradeTies, ties: readonly GoodTie[]): Tied {
  const nodes = Int32Array.from(new Set(ties.map(({ node }) => node))).sort()
  const place = new Map(Array.from(nodes, (node, i) => [node, i]))
  const actorsOf = goods.map((): number[] => [])
  for (const { node, good } of ties) actorsOf[good]?.push(place.get(node) ?? 0)
  return { nodes, matrix: incidence(nodes.length, actorsOf) }
}
