import type { GoodTie, NodeTie, TradeTies } from '../../src/analysis/links/types.ts'
import { groupBy, topGood, type Seed } from './reading.ts'
import type { Tie, View } from './teaching-world.ts'

/** What a view holds of the trade in goods at the top, as the links across goods take it. Each source is an origin here. */
export function tradeTies(view: View, seeds: readonly Seed[]): TradeTies {
  const ofGoods = view.ties.filter((tie) => ['TRADES_IN', 'CARRIES'].includes(tie.kind) && topGood(tie.to) !== null)
  const others = view.ties.filter((tie) => topGood(tie.to) === null && !tie.to.startsWith('skein/'))
  const nodes = sorted([...ofGoods.map((tie) => tie.from), ...others.flatMap((tie) => [tie.from, tie.to])])
  const named = others.flatMap((tie) => goodsNamed(tie))
  const looked = seeds.flatMap((seed) => seed.manifest.looksAt ?? [])
  const goods = sorted([...ofGoods.map((tie) => topGood(tie.to) ?? ''), ...named, ...looked])
  const datasets = seeds.map(({ manifest }) => manifest.name)
  const origins = sorted(view.ties.map((tie) => tie.source))
  const at = {
    node: places(nodes),
    good: places(goods),
    dataset: places(datasets),
    origin: places(origins)
  }
  const evidence = (id: string, ties: readonly Tie[]) => ({
    id,
    standings: ties
      .toSorted((a, b) => ((a.row['standingDate'] ?? '') < (b.row['standingDate'] ?? '') ? -1 : 1))
      .flatMap((tie) => tie.row['standing'] ?? []),
    grade: ties.map((tie) => tie.row['grade'] ?? '').sort()[0] ?? null,
    datasets: [...new Set(ties.map((tie) => at.dataset(tie.dataset)))],
    origins: [...new Set(ties.map((tie) => at.origin(tie.source)))]
  })
  const same = (list: readonly Tie[]) =>
    groupBy(list, (tie) => [tie.kind, tie.from, tie.to, tie.row['stage'] ?? '', tie.row['goods'] ?? ''].join(' '))
  return {
    nodes: nodes.map((id) => ({ id, kind: kindOf(view, id) })),
    goods,
    datasets: seeds.map(({ manifest }) => ({
      id: manifest.name,
      looksAt: manifest.looksAt?.map((good) => at.good(good)) ?? null
    })),
    origins,
    ties: [...same(ofGoods)].map(([id, ties]): GoodTie => ({
      node: at.node(ties[0]?.from ?? ''),
      good: at.good(topGood(ties[0]?.to ?? '') ?? ''),
      kind: ties[0]?.kind as GoodTie['kind'],
      stage: ties[0]?.row['stage'] ?? null,
      ...evidence(id, ties)
    })),
    between: [...same(others)].map(([id, ties]): NodeTie => ({
      from: at.node(ties[0]?.from ?? ''),
      to: at.node(ties[0]?.to ?? ''),
      kind: ties[0]?.kind ?? '',
      goods: ties[0] === undefined ? [] : goodsNamed(ties[0]).map((good) => at.good(good)),
      ...evidence(id, ties)
    }))
  }
}

const goodsNamed = (tie: Tie): string[] => [
  ...new Set((tie.row['goods'] ?? '').split(';').flatMap((code) => code.trim().split('/')[0] || []))
]
const sorted = (list: readonly string[]): string[] => [...new Set(list)].sort()
const kindOf = (view: View, actor: string): string =>
  [...view.actorOf].flatMap(([record, of]) => (of === actor ? (view.kindOf.get(record) ?? '') : []))[0] ?? ''
function places(names: readonly string[]): (name: string) => number {
  const at = new Map(names.map((name, i) => [name, i]))
  return (name) => at.get(name) ?? -1
}
