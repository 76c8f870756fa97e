import { describe, expect, test } from 'vitest'
import { blindSpots } from '../../src/analysis/links/blind-spots.ts'
import { through } from '../../src/analysis/links/ways.ts'
import { whoAcross } from '../../src/analysis/links/who.ts'
import { smallestThat } from '../../src/graph/cover.ts'
import { firstStart } from '../seeds/reading.ts'
import { lookerOf, viewOf } from '../seeds/teaching-world.ts'
import { tradeTies as ofView } from '../seeds/trade-ties.ts'
import { truth } from '../seeds/truth.ts'
import { tradeTies } from './trade-ties.ts'

// ann: both goods in the court's file. bob: people from the hotline, drugs from customs. cyd: drugs twice, people from two papers
// that repeat one caller. A leg carries two goods, one per desk.
const input = tradeTies({
  goods: ['people', 'drugs', 'arms'],
  ties: {
    ann: 'people@court drugs@court+customs',
    bob: 'people@hotline drugs@customs',
    cyd: 'people@press:caller+ngo:caller drugs@press+customs',
    leg: 'drugs@customs arms@desk',
    dan: 'arms@desk'
  },
  kinds: { leg: 'Leg' },
  looksAt: { court: 'people drugs', customs: 'drugs', hotline: 'people', press: 'people drugs', ngo: 'people drugs' },
  standings: { 'ann people': ['CHARGED', 'CONVICTED'] },
  between: ['ann-bob CONTACTS drugs', 'ann-cyd SUPPLIES drugs', 'ann-dan SUPPLIES arms', 'ann-cyd KIN_OF']
})
const { links, datasets, onlyJoined } = blindSpots(input)
const name = (i: number): string => input.nodes[links[i]?.node ?? -1]?.id ?? ''
const sight = (id: string) => {
  const found = datasets.find(({ dataset }) => input.datasets[dataset]?.id === id)
  if (!found) throw new Error(id)
  return found
}

describe('blind spots', () => {
  test('what each dataset shows, misses although it looks, cannot see, and adds', () => {
    const told = (id: string) => {
      const { shows, missed, outOfSight, adds } = sight(id)
      return [shows, missed, outOfSight, adds].map((list) => list.map(name).join(' '))
    }
    expect(told('court')).toEqual(['ann', 'bob cyd', 'leg', 'ann'])
    expect(told('press')).toEqual(['cyd', 'ann bob', 'leg', ''])
    expect(told('customs')).toEqual(['', '', 'ann bob cyd leg', 'bob leg'])
  })

  test('which links exist only joined, with the smallest sets', () => {
    expect(onlyJoined.map((i) => [name(i), links[i]?.joins])).toEqual([
      ['bob', ['customs', 'hotline']],
      ['leg', ['customs', 'desk']]
    ])
  })

  test('origins: two papers that repeat one caller are one, and without him the link is gone', () => {
    const cyd = links.find((_, i) => name(i) === 'cyd')
    expect(cyd?.origins).toBe(3)
    expect(cyd?.needsOrigins.map((origin) => input.origins[origin])).toEqual(['caller'])
    expect(cyd?.needsDatasets).toEqual([])
    expect(cyd?.originsAlone).toBe(0)
    expect(links.find((_, i) => name(i) === 'ann')?.originsAlone).toBe(1)
  })

  test('a tie carries its standings, an acquittal or conviction beside the charge', () => {
    const ann = links.find((_, i) => name(i) === 'ann')
    expect(ann?.ends[0].ways[0]?.[0]).toMatchObject({ standings: ['CHARGED', 'CONVICTED'], grade: 'B2' })
  })
})

test('who: all with two goods, the datasets to join, and how evenly their ties are spread', () => {
  const across = whoAcross(input)
  expect(across.map(({ node }) => input.nodes[node]?.id)).toEqual(['ann', 'bob', 'cyd', 'leg'])
  expect(across[0]).toMatchObject({ singleSource: true, joins: [], ties: 3 })
  // Two ties in drugs, one in arms, none in people; kinship does not count: 3/2 · (1 − 4/9 − 1/9).
  expect(across[0]?.participation.value).toBeCloseTo(2 / 3, 12)
  expect(across[1]).toMatchObject({ singleSource: false, joins: ['customs', 'hotline'] })
})

test('through: a place by its legs, an official by those with whom he is said to collude, each with both hops', () => {
  const sea = tradeTies({
    ties: { leg1: 'drugs@customs', leg2: 'arms@desk', ann: 'people@court' },
    kinds: { leg1: 'Leg', leg2: 'Leg', port: 'Place', eve: 'Agency' },
    between: [
      'leg1-port DEPARTS_FROM@harbour',
      'leg2-port ARRIVES_AT@harbour',
      'eve-ann COLLUDES_WITH@press',
      'eve-leg1 LETS_PASS@press'
    ]
  })
  const named = (kinds: readonly string[]) =>
    through(sea, kinds).map(({ node, good, ways }) => [
      sea.nodes[node]?.id,
      sea.goods[good],
      ways.map((way) => way.map((hop) => hop.id).join(' + '))
    ])
  expect(named(['DEPARTS_FROM', 'ARRIVES_AT'])).toEqual([
    ['port', 'drugs', ['leg1-port DEPARTS_FROM@harbour + leg1 drugs']],
    ['port', 'arms', ['leg2-port ARRIVES_AT@harbour + leg2 arms']]
  ])
  expect(named(['COLLUDES_WITH', 'LETS_PASS']).map(([node, good]) => `${String(node)} ${String(good)}`)).toEqual([
    'eve drugs',
    'eve people'
  ])
  const spots = blindSpots(sea, through(sea, ['DEPARTS_FROM', 'ARRIVES_AT']))
  expect(spots.links).toHaveLength(1)
  expect(spots.links[0]?.joins).toEqual(['customs', 'desk', 'harbour'])
})

test('in the teaching case the links that exist only joined are those of the truth, each from its lowest viewer on', () => {
  const seeds = firstStart().filter((seed) => seed.folder.startsWith('teaching/'))
  const ranks = ['CLEAR', 'GREEN', 'AMBER']
  ranks.forEach((marking, rank) => {
    const view = viewOf(seeds, lookerOf({ marking, audience: null }))
    const seen = ofView(view, seeds)
    const spots = blindSpots(seen)
    const found = spots.onlyJoined.map((i) => {
      const link = spots.links[i]
      return [seen.nodes[link?.node ?? -1]?.id, link?.goods.map((good) => seen.goods[good]), link?.joins]
    })
    const planted = truth.links.filter((link) => ranks.indexOf(link.viewer.marking) <= rank)
    const expected = planted.map((link) => [view.actorOf.get(link.records[0] ?? ''), link.goods.toSorted(), link.joins])
    expect(found.toSorted()).toEqual(expected.toSorted())
  })
})

test('a smallest set for which something holds: smallest first, then by name; none where nothing helps', () => {
  const holds = (chosen: ReadonlySet<string>): boolean => (chosen.has('a') || chosen.has('c')) && chosen.has('b')
  expect(smallestThat(['c', 'b', 'a'], holds)).toEqual(['a', 'b'])
  expect(smallestThat(['a', 'c'], holds)).toEqual([])
  const many = Array.from({ length: 40 }, (_, i) => `d${String(i).padStart(2, '0')}`)
  const lastTwelve = many.slice(28)
  expect(smallestThat(many, (chosen) => lastTwelve.every((each) => chosen.has(each)))).toEqual(lastTwelve)
})
