import { expect, test } from 'vitest'
import { evaluateSignificance } from '../validate/links/significance.ts'

// A small version of the evaluation: with 60 sets a rate of 0.05 comes out above 0.15 less than once in a thousand times.
test('the null does not cry wolf at unequal visibility, sees what is planted, and the hypergeometric test does cry wolf', () => {
  const { keys, sets } = evaluateSignificance(60, 59, 7)
  expect(sets).toBe(60)
  for (const key of ['', '.product', '.sources', '.within_source'])
    expect(keys[`significance.false_alarm${key}`], key).toBeLessThanOrEqual(0.15)
  expect(keys['significance.power']).toBeGreaterThan(0.5)
  expect(keys['significance.power.within_source']).toBeGreaterThan(0.6)
  expect(keys['significance.false_alarm.hypergeometric_all']).toBeGreaterThan(0.5)
})
