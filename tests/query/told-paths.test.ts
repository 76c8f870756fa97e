import { afterAll, beforeAll, expect, it } from 'vitest'
import { ADA, openWorld, type World } from '../api/support.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** What is asked, and the way from the field's arguments to what is wrong in it. */
const WRONG: readonly (readonly [string, string])[] = [
  ['entities(filter: { minGrade: "Z9" })', 'filter.minGrade'],
  ['entities(filter: { period: { from: "x" } })', 'filter.period.from'],
  ['entities(filter: { period: { from: "2004", to: "2003" } })', 'filter.period'],
  ['entities(filter: { not: { minGrade: "Z9" } })', 'filter.not.minGrade'],
  ['entities(filter: { or: [{ kinds: [Person] }, { minGrade: "Z9" }] })', 'filter.or.1.minGrade'],
  ['entities(filter: { and: [{ founded: { gte: "x" } }] })', 'filter.and.0.founded.gte'],
  ['entities(filter: { has: { minGrade: "Z9" } })', 'filter.has.minGrade'],
  ['entities(filter: { has: { period: { to: "x" } } })', 'filter.has.period.to'],
  ['entities(filter: { has: { to: { founded: { in: ["x"] } } } })', 'filter.has.to.founded.in'],
  ['search(text: "a", filter: { minGrade: "Z9" })', 'filter.minGrade'],
  ['claims(filter: { minGrade: "Z9" })', 'filter.minGrade'],
  ['claims(filter: { knownSince: "x" })', 'filter.knownSince'],
  ['crossGoods(input: { minGrade: "Z9" })', 'input.minGrade'],
  ['crossGoods(input: { period: { from: "x" } })', 'input.period.from'],
  ['crossGoods(input: { first: -1 })', 'input.first'],
  ['corridors(input: { minGrade: "Z9" })', 'input.minGrade'],
  ['corridors(input: { first: -1 })', 'input.first'],
  ['routes(goods: ["a"], minGrade: "Z9")', 'minGrade'],
  ['routes(period: { from: "x" })', 'period.from'],
  ['entities(first: -1)', 'first']
]

it.each(WRONG)('%s is told at %s', async (text, path) => {
  for (const asked of ['totalCount', 'totalCount nodes { __typename }']) {
    const answer = await world.ask(`{ ${text} { ${asked} } }`, ADA)
    expect(answer.errors?.[0]?.extensions, asked).toMatchObject({ code: 'INVALID_INPUT', issues: [{ path }] })
  }
})

it('a drawing tells the whole way too', async () => {
  for (const [input, path] of [
    ['minGrade: "Z9"', 'input.minGrade'],
    ['period: { from: "x" }', 'input.period.from'],
    ['first: -1', 'input.first']
  ]) {
    const answer = await world.ask(`{ graph(input: { ids: ["e:1"], ${input} }) { nodes { id } } }`, ADA)
    expect(answer.errors?.[0]?.extensions, path).toMatchObject({ code: 'INVALID_INPUT', issues: [{ path }] })
  }
})
