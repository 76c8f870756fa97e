/** Every text that store and planner emit, without any engine to run it on: Neo4j's analyser, our own rules, visibility. */
import { beforeAll, describe, expect, it } from 'vitest'
import { visible } from '../../src/access/viewer.ts'
import { loadOntology } from '../../src/service/ontology.ts'
import { analyse, shapeOf, unknownKinds, type Analysed } from './support/analyser.ts'
import { openOn, takenThrough } from './support/both.ts'
import { RULES } from './support/rules.ts'
import type { Note } from './support/recording.ts'
import { piecesOfCypher } from './support/sources.ts'

const ontology = loadOntology()
/** The first statement of each text. */
const all = new Map<string, Note>()
const planner = new Map<string, Note>()
/** Texts of the lower two summaries: the same words as those of the highest, with other properties and without marks. */
const lower = new Set<string>()

beforeAll(async () => {
  const skein = await openOn({ store: '', folder: null })
  try {
    for await (const { name, notes } of takenThrough(skein))
      for (const note of notes) {
        const { text } = note.statement
        if (!all.has(text)) all.set(text, note)
        if (name.startsWith('answers') && !planner.has(text)) planner.set(text, note)
        if (name === 'answers for public' || name === 'answers for GREEN') lower.add(text)
      }
  } finally {
    await skein.close()
  }
}, 600_000)

describe('the collected texts', () => {
  it('are all there are: each piece of Cypher in the sources is in one of them', () => {
    const texts = [...all.keys()]
    const pieces = piecesOfCypher('store', 'query', 'service', 'access').filter(
      ({ at }) => !at.startsWith('store/schema.ts')
    )
    expect(pieces.length).toBeGreaterThan(60)
    const never = pieces.filter(({ pattern }) => !texts.some((text) => pattern.test(text)))
    expect(never.map(({ at, text }) => `${at} ${text}`)).toEqual([])
  })

  it('are few, and the same for all viewers who read the same summary', () => {
    expect(all.size).toBeGreaterThan(200)
    expect(planner.size).toBeLessThan(330)
  })
})

describe('rules', () => {
  for (const { name, broken, refuses, except = [], planner: ofPlanner } of RULES) {
    it(name, () => {
      for (const text of (ofPlanner === true ? planner : all).keys())
        if (!except.some((exception) => exception.text.test(text))) expect(broken(text), text).toBeNull()
    })
    it(`${name}: it can fail`, () => {
      expect(refuses.length).toBeGreaterThan(0)
      for (const text of refuses) expect(broken(text), text).not.toBeNull()
    })
  }

  it('have no exception that nothing needs', () => {
    for (const { except = [], broken } of RULES)
      for (const { text, why } of except)
        expect(
          [...all.keys()].some((each) => text.test(each) && broken(each) !== null),
          why
        ).toBe(true)
  })
})

/** Counted or compared, never shown: they have no rank of their own. */
const RANKLESS = new Set(['Batch', 'Store'])

/** A name that stands for a node or tie and is under no visibility rule; null where there is none. */
function unguarded(text: string, { names }: Analysed): string | null {
  for (const [name, types] of names) {
    if (!types.includes('Node') && !types.includes('Relationship')) continue
    if (text.includes(visible(name))) continue
    const label = new RegExp(`\\(${name}:(\\w+)`).exec(text)?.[1]
    if (label !== undefined && RANKLESS.has(label)) continue
    // A second name for something that has one: what it stands for is looked at under that.
    const given = [...text.matchAll(new RegExp(`(?:(?:start|end)Node\\((\\w+)\\)|\\b(\\w+)) AS ${name}\\b`, 'g'))]
    if (given.length > 0 && given.every(([, tie, other]) => text.includes(visible(tie ?? other ?? '')))) continue
    return name
  }
  return null
}

describe("Neo4j's analyser", () => {
  it('refuses what is wrong', () => {
    const complaints = (text: string, params = {}): string[] => analyse(ontology, { text, params }).complaints
    expect(complaints('RETRN 1')[0]).toContain("Invalid input 'RETRN'")
    expect(complaints('MATCH (n:Entity) RETURN m.id AS id')).toEqual(['Variable `m` not defined'])
    expect(complaints('MATCH (n:Entity {id: $id}) RETURN n.id AS id')).toEqual(['Parameter $id is not defined.'])
    expect(complaints('MATCH (n:Entitty) RETURN n.id AS id')[0]).toContain('Entitty is not present')
    expect(complaints('MATCH (n:Entity)-[r:COMANDS]->() RETURN r.id AS id')[0]).toContain('COMANDS is not present')
    expect(complaints('RETURN foo(1) AS x')[0]).toContain('Function foo is not present')
    expect(complaints('CALL { RETURN 1 AS x } RETURN x AS y')[0]).toContain('deprecated')
  })

  it(
    'has no complaint about any text; none returns a node, a tie or a path; whoever reads is under the visibility rule',
    { timeout: 1_800_000 },
    () => {
      const shapes = new Set<string>()
      for (const [text, { statement }] of all) {
        expect(unknownKinds(ontology, text), text).toEqual([])
        if (lower.has(text)) continue
        const shape = shapeOf(text)
        if (shapes.has(shape)) continue
        shapes.add(shape)
        const analysed = analyse(ontology, statement)
        expect(analysed.complaints, text).toEqual([])
        for (const column of statement.columns)
          expect(analysed.names.get(column)?.join() ?? 'Any', `${column} of ${text}`).not.toMatch(
            /^(Node|Relationship|Path)(,|$)/
          )
        if (planner.has(text)) expect(unguarded(text, analysed), text).toBeNull()
      }
      expect(shapes.size).toBeGreaterThan(100)
      expect(unknownKinds(ontology, 'MATCH (a)-[r:`NO_SUCH`]->() RETURN r.id AS id')).toEqual(['NO_SUCH'])
    }
  )

  it('names what a text reads without the rule', () => {
    const plan = (text: string): string | null =>
      unguarded(text, analyse(ontology, { text, params: { rank: 0, owner: true, audiences: [] } }))
    expect(plan(`MATCH (n:Entity)-[r]->(m:Entity) WHERE ${visible('n')} AND ${visible('r')} RETURN m.id AS id`)).toBe(
      'm'
    )
    expect(plan(`MATCH (n:Entity)-[r]->(m:Entity) WHERE ${visible('n')} AND ${visible('m')} RETURN m.id AS id`)).toBe(
      'r'
    )
    expect(plan('MATCH (s:Store) RETURN s.id AS id')).toBeNull()
  })
})
