import { expect, it } from 'vitest'
import { counting, type CountingEngine } from '../../src/engine/counting.ts'
import { ask, createApi } from '../../src/server/api.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import type { Viewer } from '../../src/access/viewer.ts'
import { describeOnEngines } from '../support/engines.ts'
import { VIEWERS } from '../store/view.ts'
import { operationsOn } from './operations.ts'
import { randomWorlds, refill, withoutHidden } from './world.ts'

const SEED = 20261125

/** The owner sees everything: nothing is hidden from him. */
const VIEWED = VIEWERS.filter((viewer) => !viewer.owner).map((viewer): Viewer =>
  viewer.id === null ? viewer : { ...viewer, scopes: ['READ', 'WRITE', 'REVIEW'] }
)

interface Answered {
  answer: unknown
  texts: string[]
  flights: number
}

/** Replaces what differs from request to request whoever asks. */
const steady = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value: unknown) => (key === 'requestId' ? 'request' : value)))

describeOnEngines('non-interference', (engine) => {
  const cases = Number(process.env['SKEIN_INTERFERENCE_CASES'] ?? (engine.name === 'embedded' ? 2_000 : 200))

  it(
    `answer(G, v, q) = answer(G minus everything hidden from v, v, q), in ${cases} cases`,
    { timeout: 600_000 },
    async () => {
      const config = engine.config()
      const skein: Skein = await openSkein({
        ...config,
        data: config.folder,
        secret: 'the same for both'
      } as Parameters<typeof openSkein>[0])
      const counted: CountingEngine = counting(skein.store.engine)
      Object.assign(skein.store, { engine: counted })
      const api = createApi(skein, { log: () => undefined })
      let done = 0
      let differing = 0
      try {
        for (let seed = SEED; done < cases; seed++) {
          const [world] = randomWorlds(skein.ontology, seed, 1)
          if (world === undefined) throw new Error('no world')
          const answers = async (viewer: Viewer): Promise<Answered[]> => {
            const list: Answered[] = []
            for (const { query, variables } of operationsOn(world, viewer)) {
              counted.reset()
              const answer = await ask(api, query, { viewer, address: 'test' }, variables)
              list.push({
                answer: steady(answer),
                texts: [...counted.counts.texts].sort(),
                flights: counted.counts.flights
              })
            }
            return list
          }
          const left = cases - done
          const viewers = VIEWED.slice(0, Math.max(1, Math.min(VIEWED.length, Math.ceil(left / 35))))
          await refill(skein.store, world.batches)
          const whole: Answered[][] = []
          for (const viewer of viewers) whole.push(await answers(viewer))
          for (const [v, viewer] of viewers.entries()) {
            await refill(skein.store, withoutHidden(world, viewer))
            const less = await answers(viewer)
            for (const [o, operation] of operationsOn(world, viewer).entries()) {
              const label = `seed ${seed}, viewer ${viewer.id ?? 'public'}, ${operation.name}`
              const a = whole[v]?.[o]
              expect(less[o]?.answer, label).toEqual(a?.answer)
              expect(less[o]?.texts, `${label}: statements`).toEqual(a?.texts)
              expect(less[o]?.flights, `${label}: flights`).toEqual(a?.flights)
              expect(JSON.stringify(a?.answer), label).not.toMatch(
                /"INTERNAL"|"GRAPHQL_VALIDATION_FAILED"|"UNSUPPORTED"|"LIMIT_EXCEEDED"/
              )
              done++
            }
            if (
              withoutHidden(world, viewer).some(
                (batch, i) => (batch.claims?.length ?? 0) < (world.batches[i]?.claims?.length ?? 0)
              )
            )
              differing++
          }
        }
      } finally {
        await skein.close()
      }
      // Most worlds must hide something, or the law says nothing.
      expect(differing).toBeGreaterThan(0)
    }
  )
})
