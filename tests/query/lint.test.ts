import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { structureStatement } from '../../src/query/structure.ts'
import { QUESTIONS } from './questions.ts'
import { preparedOf, testPlanner, textsOf, viewer } from './world.ts'

interface Analyser {
  lintCypherQuery: (text: string, schema: { parameters: object }) => { diagnostics: { message: string }[] }
}
// The package's ESM build lacks its entry.
const { lintCypherQuery } = createRequire(import.meta.url)('@neo4j-cypher/language-support') as Analyser

describe("Neo4j's own analyser", () => {
  it('finds nothing wrong with any text', { timeout: 1_200_000 }, () => {
    const variables = { id: 'e:1', ids: ['e:1', 'r:1', 'c:1', 'j:1'] }
    const planner = testPlanner()
    const statements = Object.values(QUESTIONS).flatMap((text) =>
      preparedOf(planner, text, viewer(2), variables).flatMap(({ emitted, run }) =>
        textsOf(emitted).map((each) =>
          each.statement(run, { frontier: [], open: [], ends: [], hops: [], entities: [] })
        )
      )
    )
    for (const { text, params } of [...statements, structureStatement(['e:1'], viewer(2))])
      expect(lintCypherQuery(text, { parameters: params }).diagnostics, text).toEqual([])
  })

  it('would see a mistake', () => {
    expect(lintCypherQuery('MATCH (n) RETURN m', { parameters: {} }).diagnostics).not.toEqual([])
  })
})
