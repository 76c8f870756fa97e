import { describe, expect, test } from 'vitest'
import { weighAttributes } from '../../src/analysis/shape/attributes.ts'
import { gatherEvidence } from '../../src/analysis/shape/evidence.ts'
import { typologyAssumptions as assume } from '../../src/analysis/typology/assumptions.ts'
import { collect, usual } from '../../src/analysis/typology/collection.ts'
import { combineLogOdds } from '../../src/analysis/typology/combine.ts'
import { generateGroup, TYPES } from '../../src/analysis/typology/generators.ts'
import { training } from '../../src/analysis/typology/ranges.ts'
import { withoutFamily } from '../../src/analysis/typology/refuse.ts'
import { fittedModel, typology } from '../../src/analysis/typology/verdict.ts'
import { confidence, likelihood } from '../../src/analysis/typology/words.ts'
import { seeded } from '../../src/graph/random.ts'
import { inputOf } from '../validate/typology/groups.ts'
import { claim } from './groups.ts'

/** A made-up group of 60 with all its orders and four fifths of its contacts, no errors. */
const made = (type: (typeof TYPES)[number], orders = 0.6, seed = 11) => {
  const clean = { ...usual, outsiders: [0, 0], false: [0, 0], reversed: [0, 0] } as const
  return inputOf(
    collect(generateGroup(type, training, seeded(seed), 60), clean, seeded(seed + 1), { missing: 0.2, orders })
  )
}

describe('combining', () => {
  test('the clips and the damping of the formula, by hand', () => {
    expect(combineLogOdds(9, 9, 0, assume).total).toBeCloseTo(0.6 * (1.1 + 2.2), 12)
    expect(combineLogOdds(0.5, -1, 0.3, assume).total).toBeCloseTo(0.6 * (0.5 - 1) + 0.3, 12)
    // Contacts alone: 1/(1 + e^−0.66) = 0.6593, below what names a family.
    expect(combineLogOdds(100, 0, 0, assume).probability).toBeCloseTo(0.6593, 4)
  })

  test('attributes: 0.6 · clip(Σ clip(w·g, ±1.4), ±2.2), by hand, and their shares sum to it', () => {
    const found = weighAttributes([claim('ranks', true, ['a'], 0.4), claim('worksForSeveral', true, ['b'])], assume)
    expect(found.logOdds).toBeCloseTo(0.6 * (Math.log(6) * 0.4 + Math.log(0.31)), 9)
    expect(found.shares.reduce((a, b) => a + b, 0)).toBeCloseTo(found.logOdds, 12)
    const full = weighAttributes([claim('ranks', true, ['a']), claim('territory', true, ['b'])], assume)
    // Each clipped (1.4 and ln 4), together clipped to 2.2.
    expect(full.logOdds).toBeCloseTo(0.6 * 2.2, 9)
  })

  test('several attributes of one origin count as one', () => {
    const one = weighAttributes([claim('ranks', true, ['a']), claim('territory', true, ['a'])], assume)
    expect(one.logOdds).toBeCloseTo(0.6 * 1.4, 9)
    expect(one.shares).toContain(0)
  })
})

describe('verdicts', () => {
  const standard = typology(made('standardHierarchy'))

  test('a standard hierarchy is found, with numbers in range and the same numbers again', () => {
    expect(standard.family).toBe('HIERARCHICAL')
    const [low, high] = standard.interval ?? [1, 0]
    expect(low).toBeLessThanOrEqual(standard.probability ?? 2)
    expect(high).toBeGreaterThanOrEqual(standard.probability ?? -1)
    expect(standard.stability).toBeGreaterThan(0.5)
    expect(typology(made('standardHierarchy'))).toEqual(standard)
  })

  test('the five types are a distribution that agrees with the family', () => {
    const types = standard.types ?? []
    expect(types.map(({ type }) => type)).toEqual(TYPES)
    expect(types.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9)
    const tall = types.slice(0, 3).reduce((sum, { probability }) => sum + probability, 0)
    expect(tall).toBeCloseTo(standard.probability ?? 0, 9)
  })

  test('at most five reasons, signed for the verdict, with value and typical ranges; counter-evidence apart', () => {
    expect(standard.reasons.length).toBeGreaterThan(0)
    expect(standard.reasons.length).toBeLessThanOrEqual(5)
    for (const reason of standard.reasons) {
      expect(reason.logOdds).toBeGreaterThan(0)
      expect(reason.value).not.toBeNull()
      expect(reason.typical?.hierarchical[0]).toBeLessThanOrEqual(reason.typical?.hierarchical[1] ?? -Infinity)
      expect(reason.origins).toEqual(['study'])
    }
    expect(standard.against.every(({ logOdds }) => logOdds < 0)).toBe(true)
    expect(standard.wouldChange.every((item) => item.length > 10)).toBe(true)
    expect(standard.wouldChange[0]).not.toBe(standard.wouldChange[1])
    expect(standard.standsAlone).toBe(true)
    expect(standard.howCollected[0]?.how).toBe('COURT_FILE')
  })

  test('of five core groups most are called loose and none hierarchical', () => {
    const families = [21, 22, 23, 24, 25].map((seed) => typology(made('coreGroup', 0.6, seed)).family)
    expect(families).not.toContain('HIERARCHICAL')
    expect(families.filter((family) => family === 'LOOSE').length).toBeGreaterThanOrEqual(3)
  })

  test('the number of recorded orders is no evidence: doubling every record changes nothing', () => {
    const once = made('standardHierarchy')
    const { reasons } = typology({ ...once, commands: [...once.commands, ...once.commands] })
    expect(reasons.map(({ value }) => value)).toEqual(standard.reasons.map(({ value }) => value))
  })

  test('other likelihood ratios than the default ones are used', () => {
    const input = { ...made('standardHierarchy'), attributes: [claim('ranks', true, ['a'])] }
    const ratios = { ...assume.ratios, ranks: { ...assume.ratios.ranks, present: 1 / 6 } }
    expect(typology(input, { assume: { ...assume, ratios } }).probability ?? 1).toBeLessThan(
      typology(input).probability ?? 0
    )
  })
})

describe('refusals, each with what would settle it', () => {
  const refusal = (input: Parameters<typeof typology>[0]) => {
    const verdict = typology(input)
    expect(verdict.family).toBe('CANNOT_TELL')
    for (const { words, settle } of verdict.refused) expect(Math.min(words.length, settle.length)).toBeGreaterThan(20)
    return { ...verdict, ids: verdict.refused.map(({ id }) => id) }
  }
  const bare = made('standardHierarchy', 0)

  test('few orders and few attributes: no number at all; three attributes are enough', () => {
    const { ids, probability, wouldChange, refused } = refusal(bare)
    expect(ids).toEqual(['refusal.littleKnown'])
    expect(probability).toBeNull()
    expect(wouldChange[0]).toBe(refused[0]?.settle)
    const attributes = [
      claim('ranks', true, ['a']),
      claim('territory', true, ['b']),
      claim('singleLeader', true, ['a', 'c'])
    ]
    expect(typology({ ...bare, attributes }).family).toBe('HIERARCHICAL')
  })

  test('co-attendance', () => {
    const datasets = [{ id: 'case', howCollected: 'CO_ATTENDANCE' as const }]
    expect(refusal({ ...bare, datasets }).ids).toContain('refusal.notComparable')
  })

  test('too small', () => {
    expect(refusal({ ...made('coreGroup'), contacts: [], commands: [] }).ids).toContain('refusal.tooSmall')
  })

  test('one of two origins behind more than 70 % of the ties', () => {
    const input = made('standardHierarchy')
    const contacts = input.contacts.map((tie, i) => (i < 10 ? { ...tie, origins: ['another'] } : tie))
    expect(refusal({ ...input, contacts }).ids).toEqual(['refusal.oneOrigin'])
  })

  test('out of the training range: everyone tied to everyone', () => {
    const { actors, ...input } = made('standardHierarchy')
    const [tie] = input.contacts
    if (!tie) throw new Error('no contacts')
    const contacts = actors.flatMap((_, a) => actors.slice(0, a).map((__, b) => ({ ...tie, a, b })))
    expect(refusal({ ...input, actors, contacts }).ids).toContain('refusal.outOfRange.contacts')
  })

  test('an interval that crosses 0.5 by more than 0.15 on both sides, and no narrower one', () => {
    const evidence = gatherEvidence(bare, assume)
    const stated = combineLogOdds(0, 0, 0.4, assume)
    const given = (interval: readonly [number, number]) =>
      withoutFamily(stated.probability, stated, interval, evidence, fittedModel(), assume).map(({ id }) => id)
    expect(given([0.34, 0.66])).toEqual(['refusal.wide'])
    expect(given([0.36, 0.9])).toEqual([])
    expect(given([0.1, 0.64])).toEqual([])
  })

  test('orders thrown at random', () => {
    const random = seeded(5)
    const input = made('standardHierarchy')
    let named = 0
    for (let round = 0; round < 8; round++) {
      const commands = input.commands.map((tie) => {
        const superior = random.below(input.actors.length)
        return {
          ...tie,
          superior,
          subordinate: (superior + 1 + random.below(input.actors.length - 1)) % input.actors.length
        }
      })
      if (typology({ ...input, commands }).family === 'HIERARCHICAL') named++
    }
    expect(named).toBeLessThanOrEqual(1)
  })
})

test('the words of ICD 203 at its limits', () => {
  expect([0.03, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97].map(likelihood)).toEqual([
    'almost no chance', 'very unlikely', 'unlikely', 'roughly even chance', 'likely', 'very likely', 'almost certain'
  ]) // prettier-ignore
})

test('readable rules that name the other family lower confidence', () => {
  expect(confidence('LOOSE', 1, [0.1, 0.2], 'LOOSE')).toBe('HIGH')
  expect(confidence('LOOSE', 1, [0.1, 0.2], 'CANNOT_TELL')).toBe('MODERATE')
  expect(confidence('LOOSE', 1, [0.1, 0.2], 'HIERARCHICAL')).toBe('LOW')
})
