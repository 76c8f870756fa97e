import { looksAt } from './coverage.ts'
import type { TradeTies } from './types.ts'
import { behind, direct, indispensable, joins, showingAlone, type Held } from './ways.ts'

/** A link across goods: one node and two goods that it is tied to. */
export interface Link {
  readonly node: number
  readonly goods: readonly [number, number]
  /** The ties to each of the two, with standings and grades. */
  readonly ends: readonly [Held, Held]
  /** Datasets that show it alone; empty: it exists only joined. */
  readonly alone: readonly number[]
  /** Ids of a smallest set of datasets that show it together; empty where one does alone. */
  readonly joins: readonly string[]
  /** Datasets, and origins, without any one of which it is gone. */
  readonly needsDatasets: readonly number[]
  readonly needsOrigins: readonly number[]
  /** Independent origins behind its ties; and how many of them show it alone. */
  readonly origins: number
  readonly originsAlone: number
}

/** What one dataset sees of all links. Numbers are places in `BlindSpots.links`. */
export interface Sight {
  readonly dataset: number
  readonly shows: readonly number[]
  /** Missed although it looks at both goods. */
  readonly missed: readonly number[]
  /** Missed because it does not look at both goods. */
  readonly outOfSight: readonly number[]
  /** Links that nobody would see without it. */
  readonly adds: readonly number[]
}

export interface BlindSpots {
  readonly links: readonly Link[]
  readonly datasets: readonly Sight[]
  /** Links that no dataset shows alone. */
  readonly onlyJoined: readonly number[]
}

/**
 * Which links across goods each dataset alone would have missed, what each adds, and which exist only where datasets are joined,
 * for those who decide what to share and what to collect. A link is one node with two goods, by its own ties (`direct`); give
 * other `held` for links through places or collusion. Nothing is undefined: no links, empty lists. A dataset that was not given
 * is not missed: the answer knows only what this viewer sees. O(links · (ties + datasets)).
 */
export function blindSpots(input: TradeTies, held: readonly Held[] = direct(input)): BlindSpots {
  const links = linksOf(input, held)
  const looks = looksAt(input)
  const all = [...links.keys()]
  const datasets = input.datasets.map((_, dataset): Sight => {
    const shows = all.filter((i) => links[i]?.alone.includes(dataset) === true)
    const shown = new Set(shows)
    const sees = (i: number): boolean => links[i]?.goods.every((good) => looks[dataset]?.has(good)) === true
    return {
      dataset,
      shows,
      missed: all.filter((i) => !shown.has(i) && sees(i)),
      outOfSight: all.filter((i) => !shown.has(i) && !sees(i)),
      adds: all.filter((i) => links[i]?.needsDatasets.includes(dataset) === true)
    }
  })
  return { links, datasets, onlyJoined: all.filter((i) => links[i]?.alone.length === 0) }
}

/** Every node and every two of its goods. */
function linksOf(input: TradeTies, held: readonly Held[]): Link[] {
  const byNode = new Map<number, Held[]>()
  for (const each of held) byNode.set(each.node, [...(byNode.get(each.node) ?? []), each])
  return [...byNode.values()].flatMap((own) =>
    own.flatMap((first, i) => own.slice(i + 1).map((second) => linkOf(input, first, second)))
  )
}

function linkOf(input: TradeTies, first: Held, second: Held): Link {
  const ends = [first, second] as const
  return {
    node: first.node,
    goods: [first.good, second.good],
    ends,
    alone: showingAlone(ends, 'datasets'),
    joins: joins(input, ends),
    needsDatasets: indispensable(ends, 'datasets'),
    needsOrigins: indispensable(ends, 'origins'),
    origins: behind(ends, 'origins').length,
    originsAlone: showingAlone(ends, 'origins').length
  }
}
