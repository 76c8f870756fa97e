import fc from 'fast-check'
import { expect, it, describe } from 'vitest'
import { derive } from '../../src/claims/derive/derive.ts'
import { loadOntology } from '../../src/service/ontology.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { describeOnEngines } from '../support/engines.ts'
import { dumpDerived, dumpStored } from './dump.ts'
import { history, Model, type Step } from './histories.ts'

const ontology = loadOntology()
const SEED = 20261125

async function play(store: Store, steps: readonly Step[]): Promise<Model> {
  const model = new Model()
  for (const step of steps) for (const batch of model.batches(step)) await store.write(batch)
  return model
}

/** Empties a store that stays open. */
async function empty(store: Store): Promise<void> {
  for (const text of [
    'MATCH (n) WHERE NOT n:Store DETACH DELETE n',
    "MATCH (s:Store {id: 'store'}) SET s.batch = null, s.asleep = null, s.judgements = null"
  ])
    await store.engine.transaction((transaction) => transaction.run({ text, params: {}, columns: [] }))
}

/** The batches of which something is left, and how much. */
const batchesOf = (store: Store): Promise<unknown> =>
  store.read('MATCH (b:Batch) WHERE b.held > 0 RETURN b.id AS id, b.held AS held ORDER BY id', ['id', 'held'])

describeOnEngines('the graph is derived', (engine) => {
  const { SKEIN_LAW_HISTORIES: embedded = 1_000, SKEIN_LAW_HISTORIES_NEO4J: neo4j = 100 } = process.env
  const runs = Number(engine.name === 'embedded' ? embedded : neo4j)

  it(
    `what is stored equals derive of everything, after ${runs} random histories`,
    { timeout: Math.max(400_000, runs * 4_000) },
    async () => {
      const store = await openStore({ engine: engine.config(), ontology, notice: () => undefined })
      try {
        await fc.assert(
          fc.asyncProperty(history(10), async (steps) => {
            await empty(store)
            const model = await play(store, steps)
            const derived = derive(ontology, [...model.claims.values()], [...model.judgements.values()])
            expect(await dumpStored(store)).toEqual(dumpDerived(derived))
          }),
          { seed: SEED, numRuns: runs, endOnFailure: true }
        )
      } finally {
        await store.close()
      }
    }
  )

  it('importing and withdrawing a dataset leaves everything as before', { timeout: 2_000_000 }, async () => {
    const store = await openStore({ engine: engine.config(), ontology, notice: () => undefined })
    try {
      await fc.assert(
        fc.asyncProperty(history(6), history(6), async (first, then) => {
          await empty(store)
          const others = (step: Step): Step | null =>
            step.op === 'claims'
              ? { ...step, claims: step.claims.filter((c) => c.dataset !== 'c/z') }
              : step.op === 'judge'
                ? step
                : null
          const model = await play(
            store,
            first.map(others).filter((step) => step !== null)
          )
          const [before, batches] = [await dumpStored(store), await batchesOf(store)]
          for (const step of then)
            if (step.op === 'claims')
              for (const batch of model.batches({ ...step, claims: step.claims.filter((c) => c.dataset === 'c/z') }))
                await store.write(batch)
          await store.withdraw('c/z', model.at())
          expect(await dumpStored(store)).toEqual(before)
          expect(await batchesOf(store)).toEqual(batches)
        }),
        { seed: SEED, numRuns: engine.name === 'embedded' ? 200 : 20, endOnFailure: true }
      )
    } finally {
      await store.close()
    }
  })
})

describe('derive', () => {
  it('does not depend on the order of claims and judgements', () => {
    fc.assert(
      fc.property(history(20), fc.nat(), (steps, turn) => {
        const model = new Model()
        for (const step of steps) model.batches(step)
        const claims = [...model.claims.values()]
        const judgements = [...model.judgements.values()]
        const turned = <T>(list: T[]): T[] => {
          const at = turn % (list.length || 1)
          return [...list.slice(at), ...list.slice(0, at)].reverse()
        }
        expect(dumpDerived(derive(ontology, turned(claims), turned(judgements)))).toEqual(
          dumpDerived(derive(ontology, claims, judgements))
        )
      }),
      { seed: SEED, numRuns: 500 }
    )
  })
})
