import { describe, expect, test } from 'vitest'
import { withinSource } from '../../src/analysis/links/coverage.ts'
import { overlaps, type Overlap } from '../../src/analysis/links/overlap.ts'
import { drawsFor, overAll, withinSources } from '../../src/analysis/links/significance.ts'
import type { TradeTies } from '../../src/analysis/links/types.ts'
import { checked } from '../../src/analysis/links/checked.ts'
import { tradeTies } from './trade-ties.ts'

const pairOf = (input: TradeTies, a: string, b: string): Overlap => {
  const found = overlaps(input).find(
    ({ goods }) => goods.includes(input.goods.indexOf(a)) && goods.includes(input.goods.indexOf(b))
  )
  if (!found) throw new Error(`no pair ${a} ${b}`)
  return found
}

// Four in people (a b c d), three in drugs (c d e), one in arms (f): by hand below.
const six = tradeTies({
  goods: ['people', 'drugs', 'arms'],
  ties: { a: 'people', b: 'people', c: 'people drugs', d: 'people drugs', e: 'drugs', f: 'arms' },
  between: [
    'a-b CONTACTS',
    'a-e CONTACTS',
    'c-e SUPPLIES drugs',
    'c-d SUPPLIES drugs',
    'd-c PAYS people',
    'a-d SUPPLIES people',
    'b-e KIN_OF',
    'b-f CONTACTS'
  ]
})

describe('overlap of two goods', () => {
  const pair = pairOf(six, 'people', 'drugs')

  test('counts and ratios, by hand', () => {
    expect(pair).toMatchObject({
      shared: 2,
      sizes: [4, 3],
      jaccard: { value: 2 / 5 },
      lift: { value: (2 * 6) / 12 },
      secondGivenFirst: { value: 2 / 4 },
      firstGivenSecond: { value: 2 / 3 }
    })
    // Of 6 actors, 4 in people: P(2 or 3 of the 3 in drugs are) = (6·2 + 4)/20.
    expect(pair.ifEquallyVisible.value).toBeCloseTo(0.8, 12)
  })

  test('E–I index: only a–e joins the one good with the other; kinship and ties out of both do not count', () => {
    // External: a–e. Internal: a–b, c–e, c–d, a–d.
    expect(pair.eiIndex).toEqual({ value: (1 - 4) / 5 })
  })

  test('edge overlap: pairs whose ties name both goods among those that name one', () => {
    // People: c–d, a–d. Drugs: c–e, c–d.
    expect(pair.edgeOverlap).toEqual({ value: 1 / 3 })
  })

  test('says why a ratio is undefined', () => {
    const bare = tradeTies({ ties: { a: 'people', b: 'drugs' }, goods: ['arms'], looksAt: { file: 'arms' } })
    expect(pairOf(bare, 'people', 'drugs')).toMatchObject({
      shared: 0,
      jaccard: { value: 0 },
      eiIndex: { value: null, why: expect.stringContaining('no tie is known') as string },
      edgeOverlap: { value: null }
    })
    expect(pairOf(bare, 'people', 'arms').lift).toEqual({ value: null, why: 'nobody is tied to arms' })
  })

  test('counts the acquitted apart: one whose latest word on one of the two is an acquittal', () => {
    const judged = tradeTies({
      ties: { a: 'people drugs', b: 'people drugs', c: 'people arms' },
      standings: {
        'a people': ['CHARGED', 'ACQUITTED'],
        'b drugs': ['ACQUITTED', 'CONVICTED'],
        'c people': ['ACQUITTED']
      }
    })
    expect(pairOf(judged, 'people', 'drugs')).toMatchObject({ shared: 2, acquitted: 1 })
  })
})

describe('who looks', () => {
  const apart = tradeTies({
    ties: { a: 'arms@desk', b: 'organs@hospital', c: 'arms@desk organs@hospital', d: 'people@court drugs@court' },
    looksAt: { desk: 'arms', hospital: 'organs' }
  })

  test('where no source covers both, every ratio and every p says so, and the count stays', () => {
    const pair = pairOf(apart, 'arms', 'organs')
    const unsaid = { value: null, why: 'no source covers both arms and organs' }
    expect(pair).toMatchObject({ shared: 1, lookedAtBy: [] })
    for (const told of [pair.jaccard, pair.lift, pair.secondGivenFirst, pair.eiIndex, pair.ifEquallyVisible])
      expect(told).toEqual(unsaid)
    const chance = overAll(apart, { seed: 1, draws: 20 })
    chance.draw(20)
    const tested = chance.result().pairs.find(({ goods }) => goods.join() === pair.goods.join())
    expect(tested).toMatchObject({ observed: 1, more: unsaid, less: unsaid, moreQ: unsaid, lessQ: unsaid })
  })

  test('a dataset that does not say what it looks at looks at what its ties show', () => {
    const silent = tradeTies({ ties: { a: 'arms@desk', b: 'organs@desk' } })
    expect(pairOf(silent, 'arms', 'organs').lookedAtBy).toEqual([0])
  })

  test('within source: sources of one good are left out and named; each actor counts in the source that shows most of him', () => {
    const input = tradeTies({
      ties: {
        a: 'people@court+press drugs@court',
        b: 'people@press drugs@customs',
        c: 'drugs@customs',
        d: 'people@press drugs@press'
      },
      looksAt: { court: 'people drugs arms', press: 'people drugs', customs: 'drugs' }
    })
    const { blocks, leftOut } = withinSource(input, 'TRADES_IN')
    expect(leftOut.map((dataset) => input.datasets[dataset]?.id)).toEqual(['customs'])
    const names = blocks.map(({ dataset, tied }) => [
      input.datasets[dataset]?.id,
      [...tied.nodes].map((node) => input.nodes[node]?.id).join(' ')
    ])
    expect(names).toEqual([
      ['court', 'a'],
      ['press', 'b d']
    ])
    const test = withinSources(input, { seed: 1, draws: 10 })
    test.draw(10)
    // b is known for drugs to customs alone: no source holds both of him.
    expect(test.result()).toMatchObject({ actors: 3, leftOut })
    expect(test.result().pairs[0]?.observed).toBe(2)
  })

  test('with no source of several goods nothing can be tested within one, and nothing throws', () => {
    const single = tradeTies({ ties: { a: 'arms@desk', b: 'organs@hospital' } })
    const test = withinSources(single, { seed: 1, draws: 5 })
    test.draw(5)
    expect(test.result()).toMatchObject({ actors: 0, leftOut: [0, 1] })
    expect(test.result().pairs[0]?.more.value).toBeNull()
  })
})

test('draws suffice to tell one pair among all: 2,000 at least, more for many goods', () => {
  expect([5, 7, 12, 50].map(drawsFor)).toEqual([2000, 2000, 5280, 20_000])
})

test('refuses what does not fit together, by name', () => {
  const input = tradeTies({ ties: { a: 'drugs drugs/cocaine' } })
  expect(() => checked(input)).toThrow('drugs/cocaine lies within drugs')
  const [tie] = six.ties
  if (!tie) throw new Error('no tie')
  expect(() => checked({ ...six, ties: [{ ...tie, good: 9 }] })).toThrow('9 is no good of 3')
  expect(() => checked({ ...six, ties: [{ ...tie, origins: [] }] })).toThrow('The tie a people rests on')
  expect(checked(six)).toBe(six)
})
