import { describe, expect, it } from 'vitest'
import { OWNER, PUBLIC, visible } from '../../src/access/viewer.ts'
import { structureStatement } from '../../src/query/structure.ts'
import { QUESTIONS } from './questions.ts'
import type { RootField } from '../../src/query/planner.ts'
import { preparedOf, rootFieldsOf, testPlanner, textsOf, viewer } from './world.ts'

const VARIABLES = { id: 'e:1', ids: ['e:1', 'r:1', 'c:1', 's:1', 'd:1', 'j:1'] }
const VIEWERS = [PUBLIC, viewer(1), viewer(2), viewer(3), OWNER]
/** Counted or compared, never shown: they have no rank of their own. */
const EXEMPT = new Set(['(b:Batch)', "(s:Store {id: 'store'})"])

const textsFor = (as = PUBLIC): [string, string][] => {
  const planner = testPlanner()
  const texts = Object.entries(QUESTIONS).flatMap(([name, text]) =>
    preparedOf(planner, text, as, VARIABLES).flatMap(({ emitted }) =>
      textsOf(emitted).map((each): [string, string] => [name, each.text])
    )
  )
  return [...texts, ['structures', structureStatement(['e:1'], as).text]]
}

/** The patterns of a text: what stands between MATCH and its WHERE. */
const patternsOf = (text: string): string[] => [...text.matchAll(/MATCH (.*?) WHERE/g)].map((match) => match[1] ?? '')

describe('texts', () => {
  it('every variable of every pattern is under the visibility rule', () => {
    let seen = 0
    for (const as of VIEWERS)
      for (const [name, text] of textsFor(as)) {
        expect(text.match(/MATCH/g)?.length, `${name}: every MATCH has a WHERE, but for the store's own`).toBe(
          patternsOf(text).length + (text.includes('(s:Store') ? 1 : 0)
        )
        for (const pattern of patternsOf(text)) {
          if (EXEMPT.has(pattern)) continue
          const bound = [...pattern.matchAll(/\((\w*)(:?)|\[(\w*)/g)]
          for (const [whole, node, label, tie] of bound) {
            const variable = node ?? tie ?? ''
            expect(variable, `${name}: ${pattern} has no nameless part (${whole})`).not.toBe('')
            if (tie === undefined && label === '') continue
            expect(text, `${name}: ${variable} of ${pattern}`).toContain(visible(variable))
            seen++
          }
        }
      }
    expect(seen).toBeGreaterThan(500)
  })

  it('a viewer below a rank never gets a text that reads its summaries', () => {
    for (const [name, text] of textsFor(PUBLIC)) expect(text, name).not.toMatch(/\w_[12]\b/)
    for (const [name, text] of textsFor(viewer(1))) expect(text, name).not.toMatch(/\w_2\b/)
  })

  it('ranks above the summaries share one text', () => {
    expect(textsFor(viewer(3))).toEqual(textsFor(viewer(2)))
    expect(textsFor(OWNER)).toEqual(textsFor(viewer(2)))
  })

  it('whatever a client sends, the text stays the same', () => {
    const planner = testPlanner()
    const text = `query ($id: ID!, $text: String!, $goods: [String!], $kinds: [RelationKind!], $period: PeriodInput, $about: ID) {
      entity(id: $id) { relations(goods: $goods, kinds: $kinds, period: $period) { nodes { id } } }
      search(text: $text) { nodes { id } }
      entities(filter: { name: { eq: $text, startsWith: $text }, goods: $goods }) { nodes { id } }
      claims(filter: { about: $about, dataset: $text, source: $text }) { nodes { id } }
      crossGoods(input: { goods: $goods }) { totalCount }
      paths(from: [$id], to: [$id], kinds: $kinds, goods: $goods, period: $period) { paths { hops { relation { id } } } excluded { count } } }`
    const texts = (word: string) =>
      preparedOf(planner, text, PUBLIC, {
        id: word,
        text: word,
        goods: [word, 'b'],
        kinds: ['COMMANDS'],
        period: { phase: word },
        about: word
      }).flatMap(({ emitted, run }) => textsOf(emitted).map((each) => each.statement(run).text))
    const plain = texts('plain')
    for (const hostile of [
      "x'}) DETACH DELETE n //",
      '` OR 1=1',
      '"); CALL db.labels()',
      '$rank',
      '\u202e)',
      '}'.repeat(50)
    ])
      expect(texts(hostile)).toEqual(plain)
  })

  it('one shape of arguments has one plan, made once; another shape has its own', () => {
    const planner = testPlanner()
    const text =
      'query ($first: Int, $after: String, $dir: Direction, $min: String) { entity(id: "e:1") { relations(first: $first, after: $after, direction: $dir, minGrade: $min) { nodes { id } } } }'
    const [field] = rootFieldsOf(text)
    const of = (variableValues: Record<string, unknown>, as = PUBLIC) =>
      planner.prepare({ ...(field as RootField), variableValues }, as).emitted
    expect(of({ first: 3 })).toBe(of({ first: 10 }))
    expect(of({ first: 3 }, viewer(2))).toBe(of({ first: 3 }, OWNER))
    expect(of({ min: 'A1' })).toBe(of({ min: 'B2' }))
    expect(of({ min: 'A1' }).text).not.toBe(of({}).text)
    expect(of({ dir: 'OUT' }).text).not.toBe(of({ dir: 'IN' }).text)
    expect(of({}, viewer(1)).text).not.toBe(of({}).text)
  })
})
