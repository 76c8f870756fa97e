import { describe, expect, test } from 'vitest'
import { assumptions, gradeWeight } from '../../src/analysis/shape/assumptions.ts'
import { weighAttributes } from '../../src/analysis/shape/attributes.ts'
import { claim } from './groups.ts'

const weigh = (...claims: Parameters<typeof weighAttributes>[0]) => weighAttributes(claims, assumptions)

describe('the weight of a grade', () => {
  test.each([
    ['A', 1, 1],
    ['B', 2, 1],
    ['C', 3, 0.6],
    ['D', 4, 0.25],
    ['E', 5, 0.025],
    ['F', 1, 0.4],
    ['A', 6, 0.4],
    [null, 2, 0.4],
    [null, null, 0.4]
  ] as const)('%s%s weighs %f', (reliability, credibility, expected) => {
    expect(gradeWeight({ reliability, credibility })).toBeCloseTo(expected, 12)
  })
})

describe('attributes', () => {
  test('one adds the log of its ratio times its weight, damped, and never more than its cap', () => {
    expect(weigh(claim('territory', true, ['x'], 0.6)).logOdds).toBeCloseTo(0.6 * 0.6 * Math.log(4), 12)
    expect(weigh(claim('territory', false, ['x'])).logOdds).toBeCloseTo(0.6 * Math.log(0.47), 12)
    expect(weigh(claim('ranks', true, ['x'])).logOdds).toBeCloseTo(0.6 * 1.4, 12)
  })

  test('together they add no more than their cap', () => {
    const all = weigh(claim('ranks', true, ['a']), claim('territory', true, ['b']), claim('sanctions', true, ['c']))
    expect(all.logOdds).toBeCloseTo(0.6 * 2.2, 12)
    expect(all.known).toEqual(['ranks', 'territory', 'sanctions'])
  })

  test('each origin speaks for one: the assignment takes the weightiest that fit', () => {
    // b must give up "ranks" to a for "territory" to be heard too.
    const found = weigh(claim('ranks', true, ['b', 'a'], 0.5), claim('territory', true, ['b'], 0.5))
    expect(found.logOdds).toBeCloseTo(0.6 * 0.5 * (Math.log(6) + Math.log(4)), 12)
    const one = weigh(claim('ranks', true, ['a'], 0.5), claim('territory', true, ['a'], 0.5))
    expect(one.logOdds).toBeCloseTo(0.6 * 0.5 * Math.log(6), 12)
    expect(one.known.length).toBe(2)
    expect(one.reasons[1]?.words).toContain('adds nothing')
  })

  test('a single leader needs two origins; that there is none needs one', () => {
    expect(weigh(claim('singleLeader', true, ['x']))).toMatchObject({ known: [], logOdds: 0 })
    expect(weigh(claim('singleLeader', true, ['x']), claim('singleLeader', true, ['y'])).known).toEqual([
      'singleLeader'
    ])
    expect(weigh(claim('singleLeader', false, ['x'])).known).toEqual(['singleLeader'])
  })

  test('a contradiction weighs both sides and is not known', () => {
    const found = weigh(claim('ranks', true, ['x'], 0.5), claim('ranks', false, ['y']))
    expect(found.known).toEqual([])
    expect(found.logOdds).toBeCloseTo(0.6 * (0.5 * Math.log(6) + Math.log(0.44)), 12)
    expect(found.reasons[0]?.words).toContain('contested')
  })

  test('"the source does not know" is no claim', () => {
    expect(weigh({ ...claim('ranks', true, ['x']), value: null })).toMatchObject({ known: [], logOdds: 0, reasons: [] })
  })

  test('other ratios may be given', () => {
    const ratios = { ...assumptions.ratios, ranks: { property: 'hasRanks', title: 'Ranks', present: 1, absent: 1 } }
    expect(weighAttributes([claim('ranks', true, ['x'])], { ...assumptions, ratios }).logOdds).toBe(0)
  })
})
