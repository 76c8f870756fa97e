import { describe, expect, test } from 'vitest'
import { checked } from '../../src/analysis/links/checked.ts'
import { links } from '../../src/analysis/links/links.ts'
import { overAll, withinSources, type PairChance, type Test } from '../../src/analysis/links/significance.ts'
import { evidenceOf } from '../../src/analysis/links/ways.ts'
import { overlaps } from '../../src/analysis/links/overlap.ts'
import { firstStart } from '../seeds/reading.ts'
import { OWNER, PUBLIC, viewOf } from '../seeds/teaching-world.ts'
import { tradeTies } from '../seeds/trade-ties.ts'
import { truth } from '../seeds/truth.ts'

const seeds = firstStart().filter((seed) => seed.folder.startsWith('teaching/'))
const worlds = {
  public: checked(tradeTies(viewOf(seeds, PUBLIC), seeds)),
  owner: checked(tradeTies(viewOf(seeds, OWNER), seeds))
}
type Who = keyof typeof worlds
const pairsOf = (who: Who, run: Test): ((goods: readonly string[]) => PairChance) => {
  run.draw(run.draws)
  const { pairs } = run.result()
  const { goods } = worlds[who]
  return ([a = '', b = '']) => {
    const found = pairs.find((pair) => pair.goods.includes(goods.indexOf(a)) && pair.goods.includes(goods.indexOf(b)))
    if (!found) throw new Error(`no pair ${a} ${b}`)
    return found
  }
}

// What is planted stands in seeds/teaching/truth.json.
describe.each(['public', 'owner'] as const)('overlap of the teaching case, for the %s', (who) => {
  const all = pairsOf(who, overAll(worlds[who], { seed: 2000 }))
  const within = pairsOf(who, withinSources(worlds[who], { seed: 2000 }))
  const told = truth.overlaps.filter((pair) => pair.noSourceCoversBoth !== true)

  test.each(told.map((pair) => [pair.goods.join(' and '), pair] as const))('%s: counts, and chance', (_, pair) => {
    const found = all(pair.goods)
    expect(found.observed).toBe(pair.counts?.[who].shared)
    expect(Math.abs(found.mean - (pair.counts?.[who].byChance ?? 0))).toBeLessThan(0.3)
    expect(found.low).toBeLessThanOrEqual(found.mean)
    expect(found.high).toBeGreaterThanOrEqual(found.mean)
    for (const tested of [found, within(pair.goods)])
      if (pair.planted) {
        expect(tested.moreQ.value).toBeLessThan(0.05)
        expect(tested.more.value).toBeLessThan(0.01)
      } else {
        expect(tested.more.value).toBeGreaterThan(0.2)
        expect(tested.less.value).toBeGreaterThan(0.05)
      }
  })

  test('no other pair is taken for a finding, over all or within a source', () => {
    const planted = told.filter((pair) => pair.planted).map((pair) => pair.goods.toSorted().join())
    for (const pairOf of [all, within]) {
      const { goods } = worlds[who]
      const found = goods.flatMap((a, i) =>
        goods
          .slice(i + 1)
          .filter((b) => (pairOf([a, b]).moreQ.value ?? 1) <= 0.05)
          .map((b) => [a, b].sort().join())
      )
      expect(found).toEqual(planted)
    }
  })

  test('arms and organs: nobody looks at both', () => {
    const { goods } = worlds[who]
    const pair = overlaps(worlds[who]).find(
      (each) =>
        each.goods
          .map((good) => goods[good])
          .sort()
          .join() === 'arms,organs'
    )
    expect(pair?.jaccard).toEqual({ value: null, why: 'no source covers both arms and organs' })
    expect(all(['arms', 'organs']).moreQ.value).toBeNull()
  })
})

describe('bridges of the teaching case, for the owner', () => {
  const view = viewOf(seeds, OWNER)
  const { nodes } = worlds.owner
  const all = links(worlds.owner, { seed: 1, brokers: 500 })
  const found = all.bridges('drugs', 'people').bridges
  const of = (record: string) => found.filter(({ node }) => nodes[node]?.id === view.actorOf.get(record))

  test('the lawyer of everybody is a broker, in no trade, whatever goes through him', () => {
    const [lawyer] = of(truth.lawyer.records[0] ?? '')
    expect(lawyer).toMatchObject({ kind: 'BROKER', ends: [] })
    expect(lawyer?.between).toBeGreaterThan(0)
    expect(all.who().some(({ node }) => nodes[node]?.id === view.actorOf.get(truth.lawyer.records[0] ?? ''))).toBe(
      false
    )
  })

  test('the official is a point of collusion, with every standing: the acquittal is the last word', () => {
    const [official] = of(truth.official.records[0] ?? '')
    expect(official?.kind).toBe('COLLUSION')
    const hops = evidenceOf(official?.ends ?? []).filter((hop) => !('node' in hop))
    expect(hops.flatMap(({ standings }) => standings).sort()).toEqual(truth.official.standings.toSorted())
    expect(hops.some(({ standings }) => standings.at(-1) === 'ACQUITTED')).toBe(true)
  })

  test('those who are kin and no more are no bridge', () => {
    for (const record of truth.association.members) expect(of(record), record).toEqual([])
  })

  test('the leg that carries drugs and tobacco is shared, and gone without either of its origins', () => {
    const leg = truth.links.find(({ what }) => what === 'a leg of a sea route')
    const shared = all
      .bridges('drugs', 'tobacco')
      .bridges.find(({ node }) => nodes[node]?.id === view.actorOf.get(leg?.records[0] ?? ''))
    expect(shared).toMatchObject({ kind: 'SHARED', joins: leg?.joins })
    expect(shared?.breaksWithout).toHaveLength(2)
  })
})
