import { afterAll, beforeAll, expect, it } from 'vitest'
import { OWNER, PUBLIC } from '../../src/access/viewer.ts'
import type { Store } from '../../src/store/store.ts'
import { describeOnEngines } from '../support/engines.ts'
import { QUESTIONS } from './questions.ts'
import { sampleRows } from './sample.ts'
import { asking, openWorld, viewer, type Asking } from './world.ts'

const { one, two } = sampleRows()
const variables = { id: one.id('g'), ids: [one.id('p1'), one.id('g')] }

describeOnEngines('statements', (engine) => {
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

  if (engine.name === 'embedded')
    it('every root field is one statement in one flight; computed fields cost one more, however many there are', async () => {
      for (const [name, text] of Object.entries(QUESTIONS))
        for (const as of [PUBLIC, viewer(1), OWNER]) {
          asked.engine.reset()
          const { data, errors } = await asked.ask(text, as, variables)
          expect(errors, name).toBeUndefined()
          // Paths take one a step: see paths.test.ts.
          if (name === 'paths') continue
          expect(asked.engine.counts.statements, name).toBe(name === 'structure' ? 2 : Object.keys(data ?? {}).length)
          expect(asked.engine.counts.flights, name).toBe(name === 'structure' ? 2 : 1)
        }
      asked.engine.reset()
      await asked.data(
        '{ entities(filter: { kinds: [Group, Case] }) { nodes { ... on Collective { shape { family } other: measures { id } } } } }'
      )
      expect(asked.engine.counts.statements).toBe(2)
    })
  else
    it('every question is answered as the embedded engine answers it', { timeout: 600_000 }, async () => {
      const embedded = await openWorld({ store: '', folder: null })
      try {
        await one.write(embedded)
        await two.write(embedded)
        const there = asking(embedded.engine)
        for (const [name, text] of Object.entries(QUESTIONS))
          expect(await asked.data(text, viewer(1), variables), name).toEqual(
            await there.data(text, viewer(1), variables)
          )
      } finally {
        await embedded.close()
      }
    })

  if (engine.name === 'embedded')
    it('an answer put together from two states is asked again, three times at most', async () => {
      let writes = 0
      const write = async (): Promise<void> => {
        await store.write({ at: `2026-02-0${++writes}T00:00:00.000Z`, dataset: null, judgements: [] })
      }
      const disturbed = (times: number) =>
        asking({
          ...store.engine,
          name: 'embedded',
          read: async (statement, options) => {
            const rows = await store.engine.read(statement, options)
            if (writes < times && statement.columns[0] === 'c0') await write()
            return rows
          }
        })
      const text = 'query ($id: ID!) { entity(id: $id) { ... on Collective { shape { actors } } } }'
      const once = disturbed(1)
      expect(await once.at('entity.shape.actors', text, PUBLIC, variables)).toBe(2)
      expect(once.engine.counts.statements).toBe(4)
      await expect(disturbed(9).data(text, PUBLIC, variables)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    })
})
