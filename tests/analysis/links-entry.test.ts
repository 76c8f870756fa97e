import { describe, expect, test } from 'vitest'
import { links } from '../../src/analysis/links/links.ts'
import { overlapWords } from '../../src/analysis/links/words.ts'
import { seeded } from '../../src/graph/random.ts'
import { tradeTies, type Sketch } from './trade-ties.ts'

/** Five goods, 120 actors at random, 24 of them in people and drugs besides. Arms and organs have each a source of their own. */
const world = (() => {
  const random = seeded(12)
  const ties: Sketch['ties'] = {}
  const goods = ['drugs', 'people', 'tobacco', 'timber']
  for (let i = 0; i < 120; i++) {
    const own = i < 24 ? 'drugs@court people@court' : ''
    const more = goods.flatMap((good) => (random.next() < 0.15 ? [`${good}@court`] : []))
    ties[`a${String(i).padStart(3, '0')}`] = [own, ...more].join(' ')
  }
  ties['b1'] = 'arms@desk organs@hospital'
  return tradeTies({ goods, ties, looksAt: { desk: 'arms', hospital: 'organs' } })
})()
const all = links(world, { seed: 5 })

describe('one entry for all parts', () => {
  test('a worker does the draws bit by bit, reports and may stop; what was drawn stays valid', () => {
    const whole = all.overAll()
    const seen: number[] = []
    while (whole.done() < whole.draws) seen.push(whole.draw(700))
    expect(seen).toEqual([700, 1400, 2000])
    const stopped = all.overAll()
    stopped.draw(100)
    const [early, late] = [stopped.result(), whole.result()]
    expect([early.draws, late.draws]).toEqual([100, 2000])
    expect(early.pairs[0]?.more.value).toBeLessThanOrEqual(0.05)
    expect(late.pairs[0]?.more.value).toBeLessThanOrEqual(0.001)
  })

  test('parts are kept once worked out', () => {
    expect(all.who()).toBe(all.who())
    expect(all.bridges('drugs', 'people')).toBe(all.bridges('drugs', 'people'))
    expect(all.overlaps('CARRIES')).not.toBe(all.overlaps())
    expect(all.looksAt().map((goods) => goods.size)).toEqual([4, 1, 1])
  })

  test('refuses a good that is not looked across, and a good with itself', () => {
    expect(() => all.bridges('drugs', 'ivory')).toThrow('ivory is not among the goods looked across')
    expect(() => all.bridges('drugs', 'drugs')).toThrow('between two goods')
  })
})

test('a pair in words: more than chance, as chance has it, nobody looks', () => {
  const run = all.overAll()
  run.draw(run.draws)
  const { pairs } = run.result()
  const words = (a: string, b: string): string => {
    const at = all.overlaps().findIndex(({ goods }) => goods.map((good) => world.goods[good]).join() === `${a},${b}`)
    const pair = all.overlaps()[at]
    return pair ? overlapWords(world, pair, pairs[at] ?? null) : ''
  }
  expect(words('drugs', 'people')).toMatch(
    /^\d+ known in both drugs and people: more than \d+\.\d by chance \(\d+–\d+\)\.$/
  )
  expect(words('tobacco', 'timber')).toContain('no more and no fewer than chance can give')
  expect(words('arms', 'organs')).toBe(
    '1 known in both arms and organs, seen by joining sources; no source covers both, so there may be more.'
  )
  expect(words('drugs', 'arms')).toBe('No source covers both drugs and arms: whether they overlap cannot be said.')
})
