import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OWNER, PUBLIC } from '../../src/access/viewer.ts'
import { recordId, sourceId } from '../../src/claims/ids.ts'
import { projectRoot } from '../../src/service/ontology.ts'
import { loadSeeds } from '../../src/service/seeds.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import type { Truth } from '../seeds/truth.ts'
import { asking, each, viewer, type Asking } from './world.ts'

/** Expected values are those that `seeds/teaching/truth.json` says were planted. */
const truth = JSON.parse(readFileSync(join(projectRoot(), 'seeds', 'teaching', 'truth.json'), 'utf8')) as Truth
const idOf = (name: string): string => recordId(`teaching/press:${name}`)

interface Group {
  definition: string | null
  measures: { name: string }[]
  estimates: number
  origins: number
  ranges: { publisherRole: string; low: number; high: number; figures: { estimate: { id: string } }[] }[]
}
interface Count {
  outcome: string
  evaluations: number
  interventions: number
  evidence: { quality: string | null; evaluations: number }[]
}
interface Citation {
  step: number | null
  asked: boolean
  source: { id: string }
  repeats: string[]
  repeatedBy: string[]
  claims: { properties: { name: string; value: unknown }[] }[]
}

let skein: Skein
let asked: Asking
beforeAll(async () => {
  skein = await openSkein({ store: '', data: null, secret: 'a secret for tests' })
  await loadSeeds(skein, () => undefined)
  asked = asking(skein.store.engine)
}, 120_000)
afterAll(() => skein.close())

describe('estimates', () => {
  const GROUPS = `{ definition estimates origins measures { name } ranges { publisherRole low high figures { estimate { id } } } }`
  const groups = async (args: string): Promise<Group[]> =>
    (await asked.at('estimates.groups', `{ estimates(${args}) { groups ${GROUPS} } }`)) as Group[]
  const inGroups = (all: readonly Group[]): string[] =>
    all.flatMap(({ ranges }) => ranges.flatMap(({ figures }) => figures.map(({ estimate }) => estimate.id)))

  it('stand side by side: each once, by definition, roles in order with the ranges that were planted', async () => {
    const { records, byRole, repeated } = truth.estimates
    const all = await groups('first: 1')
    expect(inGroups(all).sort()).toEqual(records.map(recordId).sort())
    const [ferry] = all.filter(({ definition }) => definition === byRole.definition)
    const ranges = ferry?.ranges.map(({ publisherRole, low, high }) => [publisherRole, [low, high]])
    expect(ranges).toEqual(Object.entries(byRole.ranges))
    for (const definition of repeated.definitions) {
      const own = all.filter((group) => group.definition === definition)
      expect(own, definition).toMatchObject([{ estimates: 2, origins: 1 }])
    }
    expect(all.filter(({ definition }) => definition === null)).toMatchObject([{ estimates: 1 }])
  })

  it('of one definition but of different places are not one range', async () => {
    const all = await groups('definition: "halls could not leave"')
    const shown = all.map(({ measures, ranges }) => [measures.map(({ name }) => name), ranges[0]?.low, ranges[0]?.high])
    expect(shown.map(([, low, high]) => [low, high]).sort()).toEqual([[1100, 1100], [2400, 2400], [500, 500], [800, 800]]) // prettier-ignore
    expect(shown.find(([, low]) => low === 500)?.[0]).toContain('Port Ondrel')
  })

  it('are narrowed by good, place, state around a place, role, unit, period and grade', async () => {
    const of = async (args: string): Promise<unknown> =>
      each(await asked.at('estimates.nodes', `{ estimates(${args}) { nodes { id } } }`), 'id')
    const ferry = truth.estimates.byRole.records.map(recordId).sort()
    const sorted = async (args: string): Promise<unknown> => ((await of(args)) as string[]).toSorted()
    expect(await sorted('goods: ["people/smuggling"]')).toEqual(ferry)
    expect(await sorted(`of: ["${recordId('teaching/places:thornmouth')}"]`)).toEqual(ferry)
    // Thornmouth is a part of Talvessia.
    expect(await sorted(`of: ["${recordId('teaching/places:talve')}"]`)).toEqual(ferry)
    expect(await of('publisherRoles: [DONOR]')).toEqual([idOf('cigarettes-sold')])
    expect(await sorted('units: ["cartons"]')).toEqual([idOf('cigarettes-sold'), idOf('cigarettes-taken')].sort())
    expect(await sorted('period: { to: "2019" }')).toEqual(truth.estimates.repeated.records.map(recordId).sort())
    expect(await of('minGrade: "B2", period: { from: "2021" }')).toHaveLength(4)
    expect(await of('definition: " "')).toEqual([])
    const slip = '{ estimates(goods: ["people", "peple"]) { unknown totalCount } }'
    expect(await asked.at('estimates', slip)).toEqual({ unknown: ['peple'], totalCount: 14 })
  })

  it('say who reports them, how they were made and who gains', async () => {
    const text = `{ estimates(publisherRoles: [DONOR]) { groups { ranges { years figures { low high point year method interest origins datasets reportedBy { title publisher } } } } } }`
    expect(await asked.at('estimates.groups', text)).toEqual([
      {
        ranges: [
          {
            years: ['2020'],
            figures: [
              {
                low: 90000,
                high: 400000,
                point: null,
                year: '2020',
                method: 'packs picked up in streets, times sales',
                interest: 'a large trade, a reason to fund',
                origins: 1,
                datasets: ['teaching/press'],
                reportedBy: [
                  {
                    title: 'The size of the cigarette trade: a note for donors',
                    publisher: 'Fund for Clean Harbours (invented)'
                  }
                ]
              }
            ]
          }
        ]
      }
    ])
  })

  it('are added where one source counted disjoint parts, and nowhere else', async () => {
    const total = async (ids: readonly string[] | null): Promise<unknown> =>
      asked.at('estimates.total', 'query ($ids: [ID!]) { estimates { total(across: $ids) { value why } } }', PUBLIC, { ids }) // prettier-ignore
    const { addable, byRole, repeated } = truth.estimates
    const parts = addable.records.map(recordId)
    expect(await total(parts)).toMatchObject({ value: addable.total })
    for (const [ids, why] of [
      [null, /not all of them state a definition/i],
      [[...parts, recordId(addable.whole)], /disjoint/],
      [byRole.records.map(recordId), /disjoint/],
      [repeated.records.map(recordId), /2 definitions/],
      [parts.slice(0, 1), /two estimates/],
      [[...parts, 'e:00000000000000000000'], /no estimates of this answer/]
    ] as const)
      expect(await total(ids)).toEqual({ value: null, why: expect.stringMatching(why) as string })
  })

  it('come page by page while all stay side by side, in one statement', async () => {
    const text = `query ($after: String) { estimates(first: 5, after: $after) { nodes { id } groups { estimates } pageInfo { hasNextPage endCursor } } }`
    const found: string[] = []
    for (let after: string | null = null; ;) {
      asked.engine.reset()
      const page = (await asked.at('estimates', text, OWNER, { after })) as {
        nodes: { id: string }[]
        groups: { estimates: number }[]
        pageInfo: { hasNextPage: boolean; endCursor: string }
      }
      expect(asked.engine.counts).toMatchObject({ statements: 1, flights: 1 })
      expect(page.groups.reduce((sum, { estimates }) => sum + estimates, 0)).toBe(truth.estimates.records.length)
      found.push(...page.nodes.map(({ id }) => id))
      if (!page.pageInfo.hasNextPage) break
      after = page.pageInfo.endCursor
    }
    expect(found.toSorted()).toEqual(truth.estimates.records.map(recordId).sort())
  })
})

describe('interventions', () => {
  const COUNTS = `outcomes { outcome evaluations interventions evidence { quality evaluations } } notEvaluated noOutcome`
  const OUTCOMES = ['WORKED', 'FAILED', 'HARMED', 'DISPLACED', 'UNKNOWN']
  const CAVIAR = recordId('skein/caviar-phases:seize-not-arrest')

  it('show every outcome in one order, as often as it was planted, and what nobody evaluated', async () => {
    const text = `{ interventions(goods: ["people", "tobacco", "organs"], first: 50) { totalCount ${COUNTS} nodes { id } } }`
    const { outcomes, notEvaluated } = (await asked.at('interventions', text)) as {
      outcomes: Count[]
      notEvaluated: number
    }
    const { interventions } = truth
    // All planted ones name such a good, or a group that trades in one.
    expect(outcomes.map(({ outcome, evaluations, interventions: of }) => [outcome, { evaluations, interventions: of }])).toEqual(
      OUTCOMES.map((outcome) => [outcome, interventions.outcomes[outcome]])
    ) // prettier-ignore
    expect(notEvaluated).toBe(interventions.notEvaluated.length)
    for (const { evaluations, evidence } of outcomes)
      expect(evidence.reduce((sum, each) => sum + each.evaluations, 0)).toBe(evaluations)
  })

  it('are counted apart for each kind of group in each place, unstated ones last', async () => {
    const text = `{ interventions { groups { groupKind place { name } interventions ${COUNTS} } } }`
    const groups = (await asked.at('interventions.groups', text)) as {
      groupKind: string | null
      place: { name: string } | null
      interventions: string[]
      outcomes: Count[]
    }[]
    for (const { outcomes } of groups) expect(outcomes.map(({ outcome }) => outcome)).toEqual(OUTCOMES)
    const ferry = groups.find(({ place }) => place?.name === 'Thornmouth Ferry')
    expect(ferry).toMatchObject({ groupKind: 'LOOSE', interventions: [idOf('ferry-patrol')] })
    expect(ferry?.outcomes.map(({ evaluations }) => evaluations)).toEqual([0, 0, 1, 1, 0])
    expect(groups.find(({ place }) => place?.name === 'Canada')).toMatchObject({ groupKind: 'MIXED', interventions: [CAVIAR] }) // prettier-ignore
    expect(groups.filter(({ place }) => place === null)).toMatchObject([
      { groupKind: 'HIERARCHICAL', interventions: [idOf('raid')] }
    ])
    expect(groups.at(-1)).toMatchObject({ groupKind: null, interventions: [idOf('posters')] })
  })

  it('are narrowed by kind of group, good, place, tactic, outcome and period', async () => {
    const of = async (args: string): Promise<unknown> =>
      (each(await asked.at('interventions.nodes', `{ interventions(${args}) { nodes { id } } }`), 'id') as string[]).toSorted() // prettier-ignore
    const ids = (...names: string[]): string[] => names.map(idOf).sort()
    expect(await of('groupKinds: [CORE_GROUP]')).toEqual(ids('files'))
    // The hashish and the cocaine of CAVIAR, and the houses that trade in drugs.
    expect(await of('goods: ["drugs/cannabis/resin"], groupKinds: [MIXED]')).toEqual([CAVIAR])
    expect(await of(`places: ["${recordId('teaching/places:saltbarrow')}"]`)).toEqual(ids('duty'))
    expect(await of('tactic: "arrest"')).toEqual([...ids('raid', 'head'), CAVIAR].sort())
    expect(await of('outcomes: [DISPLACED]')).toEqual([...ids('searches', 'ferry-patrol'), CAVIAR].sort())
    expect(await of('outcomes: [HARMED], groupKinds: [HIERARCHICAL]')).toEqual(ids('raid'))
    expect(await of('period: { to: "1999" }')).toEqual([CAVIAR])
  })

  it('refuse what means nothing, whatever else is asked', async () => {
    for (const root of ['interventions', 'estimates'])
      for (const args of ['minGrade: "A6"', 'period: { from: "May" }', 'first: -1'])
        for (const fields of ['note', 'totalCount', 'groups { __typename }'])
          await expect(asked.data(`{ ${root}(${args}) { ${fields} } }`), `${root} ${args} ${fields}`).rejects.toThrow(
            /minGrade|period|first/
          )
  })
})

describe('citations', () => {
  const TEXT = `query ($of: ID!) { citations(of: $of) { origins sources { step asked source { id } repeats repeatedBy claims { properties { name value } } } } }`
  const of = async (id: string, as = PUBLIC): Promise<{ origins: number; sources: Citation[] }> =>
    (await asked.at('citations', TEXT, as, { of: id })) as { origins: number; sources: Citation[] }

  it('lead from who printed a figure first to who repeats it, with the definition of each', async () => {
    const { repeated } = truth.estimates
    const sources = repeated.sources.map(sourceId)
    const last = repeated.records.at(-1) ?? ''
    const text = `{ claims(filter: { about: "${recordId(last)}" }, first: 1) { nodes { id } } }`
    const claim = (await asked.at('claims.nodes.0.id', text)) as string
    for (const id of [recordId(last), claim, sources.at(-1) ?? '']) {
      const found = await of(id)
      expect(found.origins).toBe(1)
      expect(found.sources.map(({ source, step, asked: is }) => [source.id, step, is])).toEqual(
        sources.map((source, step) => [source, step, step === 3])
      )
      expect(found.sources.map(({ repeats }) => repeats)).toEqual([
        [],
        ...sources.slice(0, 3).map((source) => [source])
      ])
      expect(found.sources.map(({ repeatedBy }) => repeatedBy)).toEqual([...sources.slice(1).map((source) => [source]), []]) // prettier-ignore
      const stated = (name: string): unknown[] =>
        found.sources.map(
          ({ claims }) => claims.flatMap(({ properties }) => properties).find((each) => each.name === name)?.value
        )
      expect(stated('point')).toEqual([12000, 12000, 12000, 12000])
      expect([...new Set(stated('definition'))]).toEqual(repeated.definitions)
    }
  })

  it('of a tie show one caller behind four sources, as far as the viewer may see them', async () => {
    const { caller } = truth
    const sources = caller.sources.map(sourceId)
    const text = `query ($id: ID!) { entity(id: $id) { relations(kinds: [TRADES_IN], first: 50) { nodes { id sources } } } }`
    const ties = (await asked.at('entity.relations.nodes', text, OWNER, { id: recordId(caller.records[1] ?? '') })) as {
      id: string
      sources: number
    }[]
    const tie = ties.find((each) => each.sources === 4)?.id ?? ''
    const all = await of(tie, viewer(2))
    expect(all.sources.map(({ source, step }) => [source.id, step])).toEqual(sources.map((source, i) => [source, i]))
    expect(all.sources.every(({ claims }) => claims.length === 1)).toBe(true)
    const open = await of(tie)
    expect(open.sources.map(({ source, step }) => [source.id, step])).toEqual(
      sources.slice(1).map((source, i) => [source, i])
    )
    expect(open.origins).toBe(1)
  })

  it('of what is absent, hidden or no such thing are empty alike', async () => {
    for (const id of ['e:00000000000000000000', sourceId('teaching/hotline:caller-17'), 'x', 'j:1'])
      expect(await of(id), id).toEqual({ origins: 0, sources: [] })
  })
})
