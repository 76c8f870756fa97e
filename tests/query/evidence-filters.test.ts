import { afterAll, beforeAll, expect, it } from 'vitest'
import { OWNER, PUBLIC } from '../../src/access/viewer.ts'
import type { Store } from '../../src/store/store.ts'
import { describeOnEngines } from '../support/engines.ts'
import { sampleRows } from './sample.ts'
import { asking, openWorld, type Asking } from './world.ts'

const { one, two } = sampleRows()

interface SeenClaim {
  id: string
  kind: string
  marking: string
  grade: string | null
  standing: string | null
  invented: boolean
  known: string[]
  source: { key: string; origins: string[]; id: string } | null
}

describeOnEngines('filters on evidence', (engine) => {
  let store: Store
  let asked: Asking
  beforeAll(async () => {
    await engine.wipe()
    store = await openWorld(engine.config())
    await one.write(store)
    await two.write(store)
    asked = asking(store.engine)
  })
  afterAll(() => store.close())

  it('claims by kind, marking, grade, standing, origin and when they were recorded', async () => {
    const whole = `{ claims(first: 200) { nodes { id kind marking grade standing invented known source { key origins id } } } }`
    for (const as of engine.name === 'embedded' ? [PUBLIC, OWNER] : [OWNER]) {
      const all = (await asked.at('claims.nodes', whole, as)) as SeenClaim[]
      const idOf = (key: string): string => all.find(({ source }) => source?.key === key)?.source?.id ?? 'none'
      const cases: [string, (claim: SeenClaim) => boolean][] = [
        ['kinds: ["Person", "MEMBER_OF"]', ({ kind }) => ['Person', 'MEMBER_OF'].includes(kind)],
        ['markings: [GREEN, RED]', ({ marking }) => ['GREEN', 'RED'].includes(marking)],
        ['minGrade: "B2"', ({ grade }) => ['A1', 'B1', 'B2', 'A2', 'A3'].includes(grade ?? '')],
        ['standings: [ACQUITTED]', ({ standing }) => standing === 'ACQUITTED'],
        ['origin: "alpha/one:s1"', ({ source }) => source?.origins.includes(idOf('alpha/one:s1')) === true],
        ['invented: true', ({ invented }) => invented],
        ['knownSince: "2026-01-01"', () => true],
        ['knownSince: "2026-01-01T00:00:01Z"', () => false],
        ['dataset: "beta/two", kinds: ["TRADES_IN"]', ({ kind, source }) => kind === 'TRADES_IN' && source?.key === 'beta/two:t1']
      ] // prettier-ignore
      for (const [filter, meets] of cases) {
        const text = `{ claims(filter: { ${filter} }, first: 200) { totalCount nodes { id } } }`
        const expected = all.filter(meets).map(({ id }) => ({ id }))
        expect(await asked.at('claims', text, as), filter).toEqual({ totalCount: expected.length, nodes: expected })
      }
      expect(all.some(cases[4]?.[1] ?? (() => false))).toBe(true)
    }
  })

  it('sources by dataset, origin, sort and marking, with how many claims come from each', async () => {
    const keys = async (filter: string, as = PUBLIC): Promise<unknown> =>
      asked.at('sources.nodes', `{ sources(filter: { ${filter} }) { nodes { key } } }`, as)
    expect(await keys('dataset: "alpha/one"')).toEqual(['s1', 's2', 's3'].map((s) => ({ key: `alpha/one:${s}` })))
    expect(await keys('origin: "alpha/one:s1"')).toEqual([{ key: 'alpha/one:s1' }, { key: 'alpha/one:s2' }])
    expect(await keys('markings: [AMBER]')).toEqual([])
    expect(await keys('markings: [AMBER]', OWNER)).toEqual([{ key: 'alpha/one:hidden' }])
    expect(await keys('sourceTypes: ["wiretap"]')).toEqual([])
    const counts = `{ sources(filter: { origin: "alpha/one:s3" }) { nodes { claimCount } } all: claims(filter: { source: "alpha/one:s3" }) { totalCount } }`
    const { sources, all } = (await asked.data(counts)) as {
      sources: { nodes: { claimCount: number }[] }
      all: { totalCount: number }
    }
    expect(sources.nodes).toEqual([{ claimCount: all.totalCount }])
    expect(all.totalCount).toBe(1)
  })

  it('datasets by how they were collected; a filter that means nothing is refused', async () => {
    const names = async (filter: string): Promise<unknown> =>
      asked.at('datasets', `{ datasets(filter: { ${filter} }) { totalCount nodes { name } } }`)
    expect(await names('howCollected: [WIRETAP, PRESS]')).toEqual({ totalCount: 1, nodes: [{ name: 'beta/two' }] })
    expect(await names('invented: true')).toEqual({ totalCount: 0, nodes: [] })
    expect(await names('goods: ["drugs"]')).toEqual({ totalCount: 0, nodes: [] })
    const refused = await asked.ask('{ claims(filter: { knownSince: "yesterday" }) { totalCount } }')
    expect(refused.errors?.[0]?.originalError).toMatchObject({ code: 'INVALID_INPUT' })
  })
})
