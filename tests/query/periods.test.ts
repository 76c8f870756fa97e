import { afterAll, beforeAll, expect, it } from 'vitest'
import { PUBLIC } from '../../src/access/viewer.ts'
import { highDay, lowDay } from '../../src/ontology/dates.ts'
import type { Store } from '../../src/store/store.ts'
import { describeOnEngines } from '../support/engines.ts'
import { asking, openWorld, Rows, type Asking } from './world.ts'

/** When each dealer was tied to both goods: a start and an end, each in the precision of its source, or a phase. */
const SPANS: Readonly<Record<string, { validFrom?: string; validTo?: string; phase?: string }>> = {
  year: { validFrom: '2003', validTo: '2003' },
  month: { validFrom: '2003-05', validTo: '2003-05' },
  day: { validFrom: '2003-05-17', validTo: '2003-05-17' },
  sinceMay: { validFrom: '2003-05' },
  untilApril: { validTo: '2003-04' },
  leap: { validFrom: '2004-02-29', validTo: '2004-02' },
  phase: { phase: '1' },
  undated: {}
}
const PERIODS = [
  { from: '2003', to: '2003' },
  { from: '2003-05', to: '2003' },
  { from: '2003-05-18' },
  { to: '2003-04' },
  { to: '2003-05-16' },
  { from: '2004-02-29', to: '2004-02-29' },
  { from: '2004-03' },
  { phase: '1' },
  { phase: '2' },
  { from: '2005', phase: '1' }
] as const

describeOnEngines('periods', (engine) => {
  let store: Store
  let asked: Asking
  const rows = new Rows('alpha/time')
  beforeAll(async () => {
    await engine.wipe()
    store = await openWorld(engine.config())
    rows.entity('arms', 'Good', { code: 'arms' }).entity('drugs', 'Good', { code: 'drugs' })
    for (const [name, span] of Object.entries(SPANS)) {
      rows.entity(name, 'Person', { name })
      for (const good of ['arms', 'drugs']) rows.tie('TRADES_IN', name, good, {}, span)
      const date = span.validFrom === undefined ? {} : { date: span.validFrom }
      const end = span.validTo === undefined ? {} : { dateTo: span.validTo }
      const phase = span.phase === undefined ? {} : { phase: span.phase }
      rows.entity(`e-${name}`, 'Event', { name: `e-${name}`, ...date, ...end, ...phase })
    }
    await rows.write(store)
    asked = asking(store.engine)
  })
  afterAll(() => store.close())

  const QUESTION = `query ($period: PeriodInput, $arms: ID!, $ids: [ID!]) {
    people: entities(filter: { kinds: [Person], period: $period }) { nodes { name } }
    events: entities(filter: { kinds: [Event], period: $period }) { nodes { name } }
    has: entities(filter: { has: { relation: TRADES_IN, direction: OUT, period: $period } }) { nodes { name } }
    ties: entity(id: $arms) { relations(period: $period) { nodes { other { name } } } }
    drawn: graph(input: { ids: $ids, period: $period }) { edges { from { name } } }
    both: crossGoods(input: { goods: ["arms", "drugs"], period: $period }) { totalCount nodes { entity { name } ties { good } } } }`

  it('mean the same wherever they are asked for, to the day that a date can mean', { timeout: 600_000 }, async () => {
    const names = (list: unknown): string[] =>
      [...new Set(JSON.stringify(list).match(/"name":"[^"]+"/g) ?? [])].map((each) => each.slice(8, -1)).sort()
    let divided = 0
    // Neo4j compiles the six texts anew for each shape of the period: there only those with both ends.
    for (const period of engine.name === 'embedded'
      ? PERIODS
      : PERIODS.filter((each) => 'from' in each && 'to' in each).slice(0, 3)) {
      const { from, to, phase } = period as { from?: string; to?: string; phase?: string }
      const inIt = (span: (typeof SPANS)[string]): boolean =>
        (to === undefined || span.validFrom === undefined || lowDay(span.validFrom) <= highDay(to)) &&
        (from === undefined || span.validTo === undefined || highDay(span.validTo) >= lowDay(from)) &&
        (phase === undefined || span.phase === undefined || span.phase === phase)
      const expected = Object.keys(SPANS).filter((name) => inIt(SPANS[name] ?? {})).sort() // prettier-ignore
      // An event that is not said to have ended was over on the day on which it was.
      const events = Object.entries(SPANS)
        .filter(([, span]) => inIt({ ...span, ...(span.validFrom === undefined || span.validTo !== undefined ? {} : { validTo: span.validFrom }) }))
        .map(([name]) => `e-${name}`).sort() // prettier-ignore
      const ids = Object.keys(SPANS).map(rows.id)
      const variables = { period, arms: rows.id('arms'), ids: [...ids, rows.id('arms'), rows.id('drugs')] }
      const answer = (await asked.data(QUESTION, PUBLIC, variables)) as Record<string, unknown>
      const label = JSON.stringify(period)
      for (const part of ['people', 'has', 'ties', 'drawn', 'both'])
        expect(names(answer[part]), `${part} in ${label}`).toEqual(expected)
      expect(names(answer['events']), `events in ${label}`).toEqual(events)
      expect(answer['both'], label).toMatchObject({ totalCount: expected.length })
      if (expected.length < Object.keys(SPANS).length) divided++
    }
    expect(divided).toBeGreaterThan(1)
  })
})
