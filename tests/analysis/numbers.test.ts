import { describe, expect, it } from 'vitest'
import { chainOf, type Cited } from '../../src/analysis/numbers/chain.ts'
import { groupFigures, type Figure } from '../../src/analysis/numbers/figures.ts'
import { countOutcomes, groupOutcomes, type Finding, type Tried } from '../../src/analysis/numbers/outcomes.ts'
import { totalOf, type Summand } from '../../src/analysis/numbers/total.ts'

/** Expected values are worked out by hand from the few rows above each. */
let next = 0
const figure = (given: Partial<Summand>): Summand => ({
  id: `e:${next++}`,
  low: null,
  high: null,
  point: null,
  unit: 'persons',
  year: '2020',
  counts: 'held',
  definition: 'd',
  publisherRole: 'NGO',
  measures: ['e:good'],
  origins: ['s:1'],
  statedBy: ['s:1'],
  parts: [],
  ...given
})

describe('figures side by side', () => {
  const ROLES = ['ORIGIN', 'DESTINATION', 'NGO']

  it('have one range per role, in the order of the roles, from the lowest to the highest of all bounds', () => {
    const groups = groupFigures(
      [
        figure({ low: 5, high: 9, origins: ['s:1'] }),
        figure({ point: 3, year: '2019', origins: ['s:1', 's:2'] }),
        figure({ point: 100, publisherRole: 'ORIGIN', origins: ['s:3'] }),
        figure({ publisherRole: null })
      ],
      ROLES
    )
    expect(groups).toMatchObject([
      {
        estimates: 4,
        origins: 3,
        ranges: [
          { publisherRole: 'ORIGIN', low: 100, high: 100, estimates: 1, origins: 1 },
          { publisherRole: 'NGO', low: 3, high: 9, years: ['2019', '2020'], estimates: 2, origins: 2 },
          { publisherRole: null, low: null, high: null, estimates: 1 }
        ]
      }
    ])
  })

  it('are never put together across definition, unit, what is counted or what is measured', () => {
    const unlike: Partial<Figure>[] = [
      {},
      { definition: 'other' },
      { definition: null },
      { unit: 'calls' },
      { counts: 'seen' },
      { measures: ['e:place'] },
      { measures: ['e:good', 'e:place'] }
    ]
    const groups = groupFigures(
      unlike.flatMap((given) => [figure({ ...given, point: 1 })]),
      ROLES
    )
    expect(groups.map(({ estimates }) => estimates)).toEqual(unlike.map(() => 1))
    expect(
      groupFigures(
        [...unlike, {}].map((given) => figure(given)),
        ROLES
      )[0]?.estimates
    ).toBe(2)
  })
})

describe('a total', () => {
  const part = (point: number | null, given: Partial<Summand> = {}): Summand =>
    figure({ point, parts: [{ whole: 'e:all', role: 'disjoint part', statedBy: ['s:1'] }], ...given })

  it('is the sum of disjoint parts of one count that one source states', () => {
    expect(totalOf([part(10), part(20), part(12.5)])).toMatchObject({ value: 42.5 })
  })

  it('is refused, with the reason, in every other case', () => {
    const cases: [Summand[], RegExp][] = [
      [[], /two estimates/],
      [[part(1)], /two estimates/],
      [[part(1), part(2, { definition: 'x' })], /2 definitions/],
      [[part(1), part(2, { definition: null })], /not all of them state a definition/i],
      [[part(1), part(2, { unit: 'calls' })], /2 units/],
      [[part(1), part(2, { year: '2021' })], /2 years/],
      [[part(1), part(2, { year: null })], /year/],
      [[part(1), part(2, { counts: 'seen' })], /what is counted/],
      [[part(1), part(2, { parts: [] })], /disjoint/],
      [[part(1), part(2, { parts: [{ whole: 'e:all', role: 'part', statedBy: ['s:1'] }] })], /disjoint/],
      [[part(1), part(2, { parts: [{ whole: 'e:more', role: 'disjoint part', statedBy: ['s:1'] }] })], /disjoint/],
      // Another publisher's number, or another's word that they are disjoint.
      [[part(1), part(2, { statedBy: ['s:2'] })], /disjoint/],
      [[part(1), part(2, { parts: [{ whole: 'e:all', role: 'disjoint part', statedBy: ['s:2'] }] })], /disjoint/],
      [[part(1), part(2, { statedBy: ['s:2'], parts: [{ whole: 'e:all', role: 'disjoint part', statedBy: ['s:2'] }] })], /disjoint/],
      [[part(1), part(null, { low: 1, high: 3 })], /range/]
    ] // prettier-ignore
    for (const [figures, why] of cases)
      expect(totalOf(figures), String(why)).toEqual({ value: null, why: expect.stringMatching(why) as string })
  })
})

describe('outcomes', () => {
  const OUTCOMES = ['WORKED', 'FAILED', 'HARMED']
  const found = (outcome: string | null, quality: string | null = null, ...origins: string[]): Finding => ({
    outcome,
    quality,
    origins
  })
  const tried = (id: string, groupKind: string | null, places: string[], ...evaluations: Finding[]): Tried => ({
    id,
    groupKind,
    places,
    evaluations
  })
  const ALL = [
    tried('i:1', 'LOOSE', ['p:2', 'p:1'], found('WORKED', 'weak', 's:1'), found('WORKED', 'good', 's:1')),
    tried('i:2', 'LOOSE', ['p:1'], found('HARMED', null, 's:2'), found('WORKED', 'weak', 's:3')),
    tried('i:3', 'HIERARCHICAL', [], found(null)),
    tried('i:4', null, ['p:1'])
  ]

  it('are all there in one order, zeros too, with evaluations, interventions, origins and evidence apart', () => {
    expect(countOutcomes(ALL, OUTCOMES)).toEqual({
      outcomes: [
        {
          outcome: 'WORKED',
          evaluations: 3,
          interventions: 2,
          origins: 2,
          evidence: [
            { quality: 'good', evaluations: 1 },
            { quality: 'weak', evaluations: 2 }
          ]
        },
        { outcome: 'FAILED', evaluations: 0, interventions: 0, origins: 0, evidence: [] },
        {
          outcome: 'HARMED',
          evaluations: 1,
          interventions: 1,
          origins: 1,
          evidence: [{ quality: null, evaluations: 1 }]
        }
      ],
      notEvaluated: 1,
      noOutcome: 1
    })
  })

  it('are grouped by kind and place; with several places an intervention stands in each', () => {
    const groups = groupOutcomes(ALL, OUTCOMES, ['HIERARCHICAL', 'LOOSE'])
    expect(groups.map(({ groupKind, place, interventions }) => [groupKind, place, interventions])).toEqual([
      ['HIERARCHICAL', null, ['i:3']],
      ['LOOSE', 'p:1', ['i:1', 'i:2']],
      ['LOOSE', 'p:2', ['i:1']],
      [null, 'p:1', ['i:4']]
    ])
    expect(groups[1]?.outcomes.map(({ evaluations }) => evaluations)).toEqual([3, 0, 1])
    expect(groups[3]).toMatchObject({ notEvaluated: 1, noOutcome: 0 })
  })
})

describe('chains of citations', () => {
  const source = (key: string, cites: string[], origins: string[], date: string | null = null): Cited => ({
    id: `s:${key}`,
    key,
    cites,
    date,
    origins: origins.map((each) => `s:${each}`)
  })
  const steps = (...sources: Cited[]): unknown[] => chainOf(sources).map((link) => [link.source.key, link.step])

  it('go by the fewest citations from a beginning, then by date, then by key', () => {
    const chain = [
      source('d', ['c', 'a'], ['a']),
      source('c', ['b'], ['a'], '2004'),
      source('b', ['a'], ['a']),
      source('a', [], ['a']),
      source('e', ['a'], ['a'], '2003')
    ]
    expect(steps(...chain)).toEqual([['a', 0], ['e', 1], ['b', 1], ['d', 1], ['c', 2]]) // prettier-ignore
    const [first] = chainOf(chain)
    expect(first).toMatchObject({ repeats: [], repeatedBy: ['s:b', 's:d', 's:e'] })
  })

  it('begin where what a source repeats is not there, and end in circles', () => {
    expect(steps(source('b', ['hidden'], ['hidden']), source('c', ['b'], ['hidden']))).toEqual([['b', 0], ['c', 1]]) // prettier-ignore
    expect(steps(source('a', ['b'], ['a']), source('b', ['a'], ['a']))).toEqual([['a', 0], ['b', 1]]) // prettier-ignore
    expect(steps(source('b', ['c'], ['z']), source('c', ['b'], ['z']))).toEqual([['b', null], ['c', null]]) // prettier-ignore
  })
})
