import { describe, expect, test } from 'vitest'
import { shuffling, type Chance } from '../../src/analysis/links/chance.ts'
import { curveball } from '../../src/analysis/links/curveball.ts'
import { benjaminiHochberg } from '../../src/analysis/links/fdr.ts'
import { ifEquallyVisible } from '../../src/analysis/links/hypergeometric.ts'
import { addShared, incidence, pairsOf, sizes, type Incidence } from '../../src/analysis/links/incidence.ts'
import { seeded } from '../../src/graph/random.ts'

/** One line per good, one column per actor. */
const matrix = (lines: readonly string[]): Incidence =>
  incidence(
    lines[0]?.length ?? 0,
    lines.map((line) => Array.from(line).flatMap((cell, i) => (cell === '1' ? [i] : [])))
  )
const degrees = ({ goods, actors, words }: Incidence, bits: Uint32Array): number[] =>
  Array.from({ length: actors }, (_, i) =>
    Array.from({ length: goods }, (_, g) => ((bits[g * words + (i >>> 5)] ?? 0) >>> (i & 31)) & 1).reduce(
      (a, b) => a + b,
      0
    )
  )
const counts = (from: Incidence, bits = from.bits): number[] => {
  const found = new Int32Array(pairsOf(from.goods))
  addShared(from.goods, from.words, bits, found)
  return [...found]
}
const run = (blocks: readonly Incidence[], draws: number, seed: number): Chance[] => {
  const shuffle = shuffling(blocks, draws, seed)
  while (shuffle.done() < draws) shuffle.draw(300)
  return shuffle.result()
}

/** Every matrix with the margins of this one: the counts of shared actors of each. Actors get their goods one after another. */
function enumerate(from: Incidence): number[][] {
  const all: number[][] = []
  const wanted = degrees(from, from.bits)
  const left = sizes(from)
  const bits = new Uint32Array(from.goods)
  const deal = (actor: number, good: number, toGo: number): void => {
    if (actor === from.actors) all.push(counts(from, bits))
    else if (toGo === 0) deal(actor + 1, 0, wanted[actor + 1] ?? 0)
    else
      for (let g = good; g < from.goods; g++) {
        if (left[g] === 0) continue
        left[g] = (left[g] ?? 0) - 1
        bits[g] = (bits[g] ?? 0) | (1 << actor)
        deal(actor, g + 1, toGo - 1)
        bits[g] = (bits[g] ?? 0) & ~(1 << actor)
        left[g] = (left[g] ?? 0) + 1
      }
  }
  deal(0, 0, wanted[0] ?? 0)
  return all
}
const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length
const variance = (list: readonly number[]): number => mean(list.map((x) => x * x)) - mean(list) ** 2

describe('curveball', () => {
  test('keeps how many goods each actor has and how many actors each good, over more than one word of bits', () => {
    const random = seeded(4)
    const start = incidence(
      75,
      Array.from({ length: 5 }, () => Array.from({ length: 75 }, (_, i) => i).filter(() => random.next() < 0.3))
    )
    const chain = curveball(start, random)
    chain.mix(20)
    expect(degrees(start, chain.bits)).toEqual(degrees(start, start.bits))
    expect(sizes({ ...start, bits: chain.bits })).toEqual(sizes(start))
    expect([...chain.bits]).not.toEqual([...start.bits])
    chain.reset()
    expect(chain.bits).toEqual(start.bits)
  })

  test.each([
    ['uneven', ['110110', '100101', '011100', '000011']],
    ['one actor in everything', ['1111000', '1000110', '1100001']],
    ['sparse', ['110000', '101000', '000110', '000101']]
  ])('draws every matrix alike (%s): mean and variance are those of all matrices, found by trying all', (_, lines) => {
    const start = matrix(lines)
    const all = enumerate(start)
    expect(all.length).toBeGreaterThan(10)
    const chain = curveball(start, seeded(11))
    const drawn: number[][] = []
    for (let i = 0; i < 20_000; i++) {
      chain.mix(8)
      drawn.push(counts(start, chain.bits))
    }
    for (let pair = 0; pair < pairsOf(start.goods); pair++) {
      const [exact, found] = [all, drawn].map((list) => list.map((each) => each[pair] ?? NaN)) as [number[], number[]]
      expect(Math.abs(mean(found) - mean(exact))).toBeLessThan(0.025)
      expect(Math.abs(variance(found) - variance(exact))).toBeLessThan(0.03)
    }
  })
})

describe('p of the null', () => {
  test('is the exact share of matrices with so many or more, and so many or fewer', () => {
    const start = matrix(['11100000', '11010000', '00001110', '10000011'])
    const all = enumerate(start).map((each) => each[0] ?? NaN)
    const [observed = 0] = counts(start)
    const [chance] = run([start], 20_000, 3)
    const share = (holds: (count: number) => boolean): number => all.filter(holds).length / all.length
    expect(chance?.observed).toBe(2)
    expect(Math.abs((chance?.more.value ?? 9) - share((count) => count >= observed))).toBeLessThan(0.012)
    expect(Math.abs((chance?.less.value ?? 9) - share((count) => count <= observed))).toBeLessThan(0.012)
    expect(Math.abs((chance?.mean ?? 9) - mean(all))).toBeLessThan(0.025)
    const sorted = all.toSorted((a, b) => a - b)
    expect(chance?.low).toBe(sorted[Math.floor(0.05 * all.length)])
    expect(chance?.high).toBe(sorted[Math.floor(0.95 * all.length)])
  })

  test('is never below 1/(T + 1), the same for the same seed and however many draws are done at a time', () => {
    const start = incidence(200, [range(0, 60), range(0, 60), range(60, 130), range(120, 200), range(50, 75)])
    const [chance] = run([start], 999, 5)
    expect(chance?.more).toEqual({ value: 1 / 1000 })
    const atOnce = shuffling([start], 999, 5)
    atOnce.draw(999)
    expect(atOnce.result()).toEqual(run([start], 999, 5))
    expect(run([start], 999, 6)[1]?.mean).not.toBe(run([start], 999, 5)[1]?.mean)
  })

  test('is undefined where margins leave one count: two goods, or nobody with two', () => {
    const two = run([matrix(['111000', '101101'])], 50, 1)[0]
    expect(two?.more).toMatchObject({ value: null })
    expect(two?.more).toMatchObject({ why: expect.stringContaining('fixed') as string })
    const none = run([matrix(['1100', '0010', '0001'])], 50, 1)[0]
    expect(none).toMatchObject({ observed: 0, mean: 0, more: { value: null } })
  })

  test('blocks are shuffled apart and counted together', () => {
    const block = matrix(['11100000', '11010000', '00001110', '10000011'])
    const [one] = run([block], 4000, 3)
    const [two] = run([block, block], 4000, 3)
    expect(two?.observed).toBe(2 * (one?.observed ?? 0))
    expect(Math.abs((two?.mean ?? 0) - 2 * (one?.mean ?? 0))).toBeLessThan(0.08)
  })
})

test('Benjamini–Hochberg: q by hand, in the given order, never decreasing with p', () => {
  // m = 4: .01·4/1 = .04, .02·4/2 = .04, .03·4/3 = .04, .5·4/4 = .5
  expect(rounded(benjaminiHochberg([0.5, 0.02, 0.01, 0.03]))).toEqual([0.5, 0.04, 0.04, 0.04])
  // .04·3/2 = .06 is lowered to that of the next, .045.
  expect(rounded(benjaminiHochberg([0.001, 0.04, 0.045]))).toEqual([0.003, 0.045, 0.045])
  expect(benjaminiHochberg([])).toEqual([])
})

test('if everyone were equally visible: values worked out with exact fractions', () => {
  expect(Math.abs(ifEquallyVisible(8, 50, 12, 15) - 0.0030604)).toBeLessThan(5e-8)
  expect(Math.abs(ifEquallyVisible(3, 20, 5, 6) - 0.131321)).toBeLessThan(5e-7)
  expect(ifEquallyVisible(0, 20, 5, 6)).toBeCloseTo(1, 12)
  expect(ifEquallyVisible(7, 20, 5, 6)).toBe(0)
  expect(ifEquallyVisible(2, 6, 4, 4)).toBeCloseTo(1, 12)
  expect(() => ifEquallyVisible(1, 5, 6, 2)).toThrow(/6 of 5/)
})

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)
const rounded = (list: readonly number[]): number[] => list.map((x) => Number(x.toFixed(9)))
