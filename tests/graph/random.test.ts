import { expect, test } from 'vitest'
import { seeded } from '../../src/graph/random.ts'

test('is xoshiro128++: the value after 102,400 steps from state 1, 2, 3, 4 is that of the published generator', () => {
  // The same state and step count as in PHP's own test of xoshiro128++ (fa3c872c, little-endian).
  const random = seeded([1, 2, 3, 4])
  for (let i = 0; i < 102_400; i++) random.bits()
  expect(random.bits()).toBe(0x2c873cfa)
})

test('the same seed gives the same numbers, another seed others, large seeds too', () => {
  const draw = (seed: number): number[] => {
    const random = seeded(seed)
    return Array.from({ length: 8 }, () => random.next())
  }
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
  expect(draw(2 ** 40 + 1)).not.toEqual(draw(1))
})

test('stays in [0, 1) with the mean and the shares of a uniform draw', () => {
  const random = seeded(1)
  const draws = Array.from({ length: 50_000 }, () => random.next())
  expect(draws.every((x) => x >= 0 && x < 1)).toBe(true)
  const mean = draws.reduce((a, b) => a + b, 0) / draws.length
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.006)
  const counts = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < 60_000; i++) {
    const face = random.below(6)
    counts[face] = (counts[face] ?? 0) + 1
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400)
})

test('shuffling keeps all and reaches every order', () => {
  const random = seeded(3)
  const orders = new Set(Array.from({ length: 500 }, () => random.shuffle([0, 1, 2, 3]).join('')))
  expect(orders.size).toBe(24)
})
