import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { structureStatement } from '../../src/query/structure.ts'
import { cost, describeOnEngines } from '../support/engines.ts'
import { QUESTIONS } from './questions.ts'
import { sampleRows } from './sample.ts'
import { openWorld, preparedOf, Rows, testPlanner, textsOf, viewer } from './world.ts'

/** Those that start from ids: what they read must not grow with the store. */
const ANCHORED = ['entity', 'claimsAbout', 'graph', 'paths', 'structure']
const CROWD = 3_000

/** Those that also read all of something of which there are few: how every dataset was collected, which goods exist. */
const FEW = new Set(['structures', 'graph', 'paths'])

describeOnEngines('plans', (engine) => {
  const { one, two } = sampleRows()
  let store: Store
  beforeAll(async () => {
    await engine.wipe()
    store = await openWorld(engine.config())
    await one.write(store)
    await two.write(store)
    const crowd = new Rows('crowd/all')
    for (let i = 0; i < CROWD; i++) crowd.entity(`c${i}`, 'Person', { name: `N${i}` })
    for (let i = 0; i < CROWD; i++) crowd.tie('CONTACTS', `c${i}`, `c${(i * 7 + 1) % CROWD}`)
    await crowd.write(store)
  })
  afterAll(() => store.close())

  it('whatever starts from ids is found by index, at every level', async () => {
    const variables = { id: one.id('g'), ids: [one.id('p1'), one.id('g')] }
    const planner = testPlanner()
    const ends = variables.ids
    const met = { frontier: ends, open: ends, ends, entities: ends, hops: [['r:1', one.id('p1'), one.id('g')]] }
    const statements = ANCHORED.flatMap((name) =>
      preparedOf(planner, QUESTIONS[name] ?? '', viewer(2), variables).flatMap(({ emitted, run }) =>
        textsOf(emitted).map((each) => ({ name, statement: each.statement(run, met) }))
      )
    )
    const nodes =
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Claim { entity { name } relation { id } source { key } dataset { name } } } }'
    const claims = { ids: one.claims.slice(0, 3).map((claim) => claim.id) }
    for (const { emitted, run } of preparedOf(planner, nodes, viewer(2), claims))
      statements.push({ name: 'nodes', statement: emitted.statement(run) })
    statements.push({ name: 'structures', statement: structureStatement([one.id('g')], viewer(2)) })
    for (const { name, statement } of statements) {
      const found = await cost(store.engine, statement)
      if ('scanned' in found) expect(found.scanned, name).toBeLessThan(CROWD)
      else {
        const scans = found.plan.filter((operator) => /AllNodesScan|NodeByLabelScan/.test(operator))
        expect(scans.length, name).toBeLessThanOrEqual(FEW.has(name) ? 1 : 0)
      }
    }
  })
})
