import { links, type Links } from '../analysis/links/links.ts'
import type { PairChance, Significance, Test } from '../analysis/links/significance.ts'
import type { GoodTie, TradeTies } from '../analysis/links/types.ts'
import { overlapWords } from '../analysis/links/words.ts'
import type { Measured } from '../analysis/measures/measure.ts'
import type { ComputedLinks, ComputeLinks, Trade } from '../query/computed.ts'
import { standings } from '../query/emit/evidence.ts'

/** The same question gives the same draws. */
const SEED = 20_261_130
/** Draws between two looks at what else waits. */
const AT_ONCE = 20
const MOST_JOINED = 200

/** What ties goods together, from all ties to goods that the viewer sees. */
export const computeLinks: ComputeLinks = (trade): ComputedLinks => {
  const input = tradeTies(trade)
  const all = links(input, { seed: SEED })
  const asked = new Set(trade.goods ?? input.goods)
  return {
    overlaps: () => overlapsOf(all, asked),
    blindSpots: () => blindSpotsOf(all, asked)
  }
}

async function overlapsOf(all: Links, asked: ReadonlySet<string>): Promise<unknown[]> {
  const { input } = all
  const chance = await drawn(all.overAll())
  const within = await drawn(all.withinSources())
  return all.overlaps().flatMap((overlap, i) => {
    const [first = '', second = ''] = overlap.goods.map((good) => input.goods[good])
    const beside = chance.pairs[i]
    const inside = within.pairs[i]
    if (!asked.has(first) || !asked.has(second) || beside === undefined || inside === undefined) return []
    return [
      {
        first,
        second,
        words: overlapWords(input, overlap, beside, inside),
        shared: overlap.shared,
        acquitted: overlap.acquitted,
        tiedToFirst: overlap.sizes[0],
        tiedToSecond: overlap.sizes[1],
        jaccard: figure(overlap.jaccard),
        lift: figure(overlap.lift),
        secondGivenFirst: figure(overlap.secondGivenFirst),
        firstGivenSecond: figure(overlap.firstGivenSecond),
        ifEquallyVisible: figure(overlap.ifEquallyVisible),
        chance: chanceOf(beside, chance.draws),
        withinSources: chanceOf(inside, within.draws),
        lookedAtBy: overlap.lookedAtBy.map((dataset) => input.datasets[dataset]?.id)
      }
    ]
  })
}

/** Shuffles bit by bit: others get their turn in between. */
async function drawn(test: Test): Promise<Significance> {
  while (test.draw(AT_ONCE) < test.draws) await new Promise(setImmediate)
  return test.result()
}

function chanceOf(pair: PairChance, draws: number): Record<string, unknown> {
  const { observed, mean, low, high, more, less, moreQ, lessQ } = pair
  return { observed, mean, low, high, draws, more: figure(more), moreQ: figure(moreQ), less: figure(less), lessQ: figure(lessQ) } // prettier-ignore
}

const figure = (measured: Measured): { value: number | null; why: string | null } => ({
  value: measured.value,
  why: measured.value === null ? measured.why : null
})

function blindSpotsOf(all: Links, asked: ReadonlySet<string>): unknown {
  const { input } = all
  const spots = all.blindSpots()
  const good = (at: number): string => input.goods[at] ?? ''
  const counts = (i: number): boolean => spots.links[i]?.goods.every((at) => asked.has(good(at))) === true
  const looks = all.looksAt()
  const joined = spots.onlyJoined.filter(counts)
  return {
    links: spots.links.filter((_, i) => counts(i)).length,
    datasets: spots.datasets.flatMap(({ dataset, shows, missed, outOfSight, adds }) => {
      const looksAt = [...(looks[dataset] ?? [])].map(good).sort()
      const number = (list: readonly number[]): number => list.filter(counts).length
      return looksAt.length === 0
        ? []
        : [{ dataset: input.datasets[dataset]?.id, looksAt, shows: number(shows), missed: number(missed), outOfSight: number(outOfSight), adds: number(adds) }] // prettier-ignore
    }),
    onlyJoined: joined.slice(0, MOST_JOINED).flatMap((i) => {
      const link = spots.links[i]
      if (link === undefined) return []
      const [first, second] = link.goods.map(good)
      const standings = link.ends.flatMap(({ ways }) => ways.flat().flatMap((tie) => tie.standings))
      return [{ entity: input.nodes[link.node]?.id, first, second, joins: link.joins, origins: link.origins, standings: [...new Set(standings)].sort() }] // prettier-ignore
    }),
    truncated:
      joined.length > MOST_JOINED
        ? { shown: MOST_JOINED, of: joined.length, because: `at most ${String(MOST_JOINED)} links are listed` }
        : null
  }
}

/** What analysis reads: everything in the order of its id, so that the same question gives the same answer. */
function tradeTies({ ties, datasets, goods: asked }: Trade): TradeTies {
  const label = labelling(asked)
  const goods = sorted([
    ...(asked ?? []),
    ...ties.map(({ code }) => label(code)),
    ...[...datasets.values()].flat().map(label)
  ])
  const nodes = new Map(ties.map(({ holder, holderKind }) => [holder, holderKind]))
  const ids = sorted(nodes.keys())
  const names = sorted([...datasets.keys(), ...ties.flatMap(({ claims }) => claims.map(({ dataset }) => dataset))])
  const origins = sorted(ties.flatMap(({ claims }) => claims.flatMap((claim) => claim.origins)))
  const at = { good: places(goods), node: places(ids), dataset: places(names), origin: places(origins) }
  const every = (list: readonly number[]): number[] => [...new Set(list)].sort((a, b) => a - b)
  return {
    nodes: ids.map((id) => ({ id, kind: nodes.get(id) ?? '' })),
    goods,
    datasets: names.map((id) => {
      const says = datasets.get(id) ?? []
      return { id, looksAt: says.length === 0 ? null : every(says.flatMap((code) => within(code, goods, label))) }
    }),
    origins,
    ties: ties.map(({ id, kind, holder, code, stage, grade, claims }): GoodTie => ({
      id,
      kind: kind as GoodTie['kind'],
      node: at.node(holder),
      good: at.good(label(code)),
      stage,
      grade,
      standings: standings(claims).map(({ standing }) => standing),
      datasets: every(claims.map(({ dataset }) => at.dataset(dataset))),
      origins: every(claims.flatMap((claim) => claim.origins.map(at.origin)))
    })),
    between: []
  }
}

const sorted = (list: Iterable<string>): string[] => [...new Set(list)].sort()

function places(list: readonly string[]): (one: string) => number {
  const map = new Map(list.map((each, i) => [each, i]))
  return (one) => map.get(one) ?? -1
}

/** Every good under the one asked for that holds it, or else under its top; beside a narrower one asked for, as the rest of that top. */
function labelling(asked: readonly string[] | null): (code: string) => string {
  return (code) => {
    const top = code.split('/')[0] ?? code
    if (asked === null) return top
    const own = asked.find((good) => code === good || code.startsWith(`${good}/`))
    if (own !== undefined) return own
    return asked.some((good) => good.startsWith(`${top}/`)) ? `other ${top}` : top
  }
}

/** Places of the goods that somebody looks at who looks at `code`: all within it, or the one that holds it. */
const within = (code: string, goods: readonly string[], label: (code: string) => string): number[] =>
  goods.flatMap((good, i) => (good === label(code) || good.startsWith(`${code}/`) ? [i] : []))
