import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { calibration } from '../../src/analysis/typology/calibrate.ts'
import { fit } from '../../src/analysis/typology/fit.ts'
import { cholesky, solve, solveLower } from '../../src/analysis/typology/linear.ts'
import { prepare, standardise, strangeness } from '../../src/analysis/typology/model.ts'
import { commandFeatures } from '../../src/analysis/typology/command-features.ts'
import { contactFeatures } from '../../src/analysis/typology/contact-features.ts'
import { fittedModel } from '../../src/analysis/typology/verdict.ts'
import { fitSoftmax, probabilities } from '../../src/analysis/typology/softmax.ts'

/** All files that a file imports, directly or not. */
const reachable = (start: string): string[] => {
  const seen = new Set([start])
  for (const file of seen) {
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)) {
      if (path.startsWith('.')) seen.add(relative('.', join(dirname(file), path)))
    }
  }
  return [...seen]
}

test('the fitting sees no seed, no published case and no file but what it writes', () => {
  const files = reachable('src/build/fit-typology.ts')
  expect(files).toContain('src/analysis/typology/generators.ts')
  expect(files.filter((file) => !/^src\/(analysis|graph|build|errors\.ts)/.test(file))).toEqual([])
  expect(files.every((file) => existsSync(file))).toBe(true)
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    expect(text, file).not.toMatch(/readFile|seeds\/|fixtures|published-groups/)
    if (!file.includes('fit-typology')) expect(text, file).not.toMatch(/node:fs/)
  }
})

const small = { version: 1, date: '2026-01-01', seed: 5, perType: 30 }

test('fitting the same small sample twice gives the same numbers, another seed gives others', () => {
  const once = fit(small)
  expect(JSON.stringify(fit(small))).toBe(JSON.stringify(once))
  expect(fit({ ...small, seed: 6 }).contact.weights).not.toEqual(once.contact.weights)
  // What is written is numbers all through: NaN would be written as null.
  expect(JSON.stringify(once)).not.toMatch(/null|NaN/)
})

test('by construction one training group in a hundred lies out of range, and its mean lies well within', () => {
  const fitted = fit(small)
  const { contact } = prepare(fitted)
  const { features, means, sds } = fitted.contact
  const at = (shift: number) => ({
    values: Float64Array.from(means, (mean, i) => mean + shift * (sds[i] ?? 0)),
    defined: new Uint8Array(features.length).fill(1)
  })
  expect(strangeness(contact, standardise(fitted.contact, at(0)))).toBe(0)
  expect(strangeness(contact, standardise(fitted.contact, at(12)))).toBeGreaterThan(1)
})

test('an undefined feature counts as the training mean', () => {
  const z = standardise(
    { means: [3, 5], sds: [1, 2] },
    { values: Float64Array.of(4, 99), defined: Uint8Array.of(1, 0) }
  )
  expect([...z]).toEqual([1, 0])
})

test('logistic regression without penalty finds the log-odds of one binary column: ln 3 and −ln 3 by hand', () => {
  // Column 0: 1 of 4 is of class 1; column 1: 3 of 4 are.
  const rows = [0, 0, 0, 0, 1, 1, 1, 1].map((x) => Float64Array.of(1, x))
  const classes = Int32Array.of(1, 0, 0, 0, 1, 1, 1, 0)
  const [first, second] = fitSoftmax({ rows, classes, counts: new Float64Array(8).fill(1) }, 2, 0, 2000)
  const logOdds = (i: number): number => (second?.[i] ?? 0) - (first?.[i] ?? 0)
  expect(logOdds(0)).toBeCloseTo(-Math.log(3), 4)
  expect(logOdds(1)).toBeCloseTo(2 * Math.log(3), 4)
})

test('three classes without columns get their shares', () => {
  const classes = Int32Array.of(0, 0, 0, 1, 1, 2)
  const rows = Array.from(classes, () => Float64Array.of(1))
  const weights = fitSoftmax({ rows, classes, counts: new Float64Array(6).fill(1) }, 3, 1, 2000)
  const p = probabilities(Float64Array.from(weights, ([constant = 0]) => constant))
  expect(p[0]).toBeCloseTo(1 / 2, 4)
  expect(p[1]).toBeCloseTo(1 / 3, 4)
})

test('linear equations by hand: [[4,2],[2,3]] x = (10, 9) has x = (1.5, 2); a matrix that is not positive definite has none', () => {
  const lower = cholesky(Float64Array.of(4, 2, 2, 3), 2)
  expect(lower?.[0]).toBe(2)
  const x = solve(lower ?? new Float64Array(4), Float64Array.of(10, 9))
  expect(x[0]).toBeCloseTo(1.5, 12)
  expect(x[1]).toBeCloseTo(2, 12)
  expect(solveLower(Float64Array.of(2, 0, 1, 1), Float64Array.of(4, 5))).toEqual(Float64Array.of(2, 3))
  expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeNull()
})

test('calibration error by hand: half of the groups stated at 0.8 and 0.2 are as stated, the others off by 0.2', () => {
  const say = (probability: number, yes: number, no: number) => [
    ...Array.from({ length: yes }, () => ({ hierarchical: true, probability })),
    ...Array.from({ length: no }, () => ({ hierarchical: false, probability }))
  ]
  expect(calibration([...say(0.8, 8, 2), ...say(0.2, 2, 8)]).error).toBeCloseTo(0, 9)
  expect(calibration([...say(0.8, 10, 0), ...say(0.2, 0, 10)]).error).toBeCloseTo(0.2, 9)
})

test('the committed coefficients are of the features that there are now, and leave size without a voice', () => {
  const { contact, command, types } = fittedModel().coefficients
  expect(contact.features).toEqual(contactFeatures.map(({ id }) => id))
  expect(command.features).toEqual(commandFeatures.map(({ id }) => id))
  expect(contact.weights[contact.features.indexOf('lnActors')]).toBe(0)
  expect(types.map(({ length }) => length)).toEqual(Array(5).fill(1 + contactFeatures.length + commandFeatures.length))
})
