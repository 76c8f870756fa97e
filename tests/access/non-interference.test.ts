import { expect, it } from 'vitest'
import { counting, type CountingEngine } from '../../src/engine/counting.ts'
import { ask, createApi, type Api } from '../../src/server/api.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import { OWNER, type Viewer } from '../../src/access/viewer.ts'
import { describeOnEngines } from '../support/engines.ts'
import { VIEWERS } from '../store/view.ts'
import { CURSORS, operationsOn, type Cursors, type Operation } from './operations.ts'
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

const MOST_PAGES = 8
const PART = 3

interface Page {
  data?: Record<string, { pageInfo?: { hasNextPage: boolean; endCursor: string | null } }> | null
}

/** The answer, or those of page after page. */
async function answered(api: Api, { query, variables, pages }: Operation, viewer: Viewer): Promise<unknown> {
  const caller = { viewer }
  if (pages === undefined) return steady(await ask(api, query, caller, variables))
  const all: unknown[] = []
  for (let after: string | null = null; all.length < MOST_PAGES;) {
    const answer = await ask(api, query, caller, { ...variables, after })
    all.push(steady(answer))
    const { hasNextPage, endCursor } = (answer as Page).data?.[pages]?.pageInfo ?? {}
    if (hasNextPage !== true || endCursor == null) break
    after = endCursor
  }
  return all
}

/** Some cursors of every list as the owner is given them. */
async function cursorsOf(api: Api): Promise<Cursors> {
  const answer = (await ask(api, CURSORS, { viewer: OWNER })) as {
    data: Record<string, { edges: { cursor: string }[] }>
  }
  const some = (list: { cursor: string }[]): string[] =>
    list.filter((_, i) => i % Math.ceil(list.length / 5) === 0).map(({ cursor }) => cursor)
  return Object.fromEntries(Object.entries(answer.data).map(([list, { edges }]) => [list, some(edges)]))
}

describeOnEngines('non-interference', (engine) => {
  const cases = Number(
    engine.name === 'embedded'
      ? (process.env['SKEIN_INTERFERENCE_CASES'] ?? 2_000)
      : (process.env['SKEIN_INTERFERENCE_CASES_NEO4J'] ?? 200)
  )

  it(
    `answer(G, v, q) = answer(G minus everything hidden from v, v, q), in ${cases} cases`,
    { timeout: Math.max(600_000, cases * 3_000) },
    async () => {
      const config = engine.config()
      const skein: Skein = await openSkein({
        ...config,
        data: config.folder,
        secret: 'the same for both'
      } as Parameters<typeof openSkein>[0])
      const counted: CountingEngine = counting(skein.store.engine)
      Object.assign(skein.store, { engine: counted })
      const api = createApi(skein, {
        // How long an answer takes is outside the law; a database that compiles under load takes long.
        time: 300_000,
        log: (line) => (process.env['SKEIN_SHOW'] === undefined ? undefined : console.error(line))
      })
      let done = 0
      let differing = 0
      let crossing = 0
      let passing = 0
      try {
        for (let seed = SEED; done < cases; seed++) {
          const [world] = randomWorlds(skein.ontology, seed, 1)
          if (world === undefined) throw new Error('no world')
          let cursors: Cursors = {}
          const answers = async (viewer: Viewer): Promise<Answered[]> => {
            const list: Answered[] = []
            for (const operation of asked(viewer)) {
              counted.reset()
              list.push({
                answer: await answered(api, operation, viewer),
                texts: [...counted.counts.texts].sort(),
                flights: counted.counts.flights
              })
            }
            return list
          }
          // Few viewers and questions on each world, others on the next: many worlds matter more than every pair on each.
          const viewers = VIEWED.filter((_, i) => (i + seed) % PART === 0)
          const asked = (viewer: Viewer): Operation[] =>
            operationsOn(world, viewer, cursors).filter((_, i) => (i + Math.floor(seed / PART)) % PART === 0)
          await refill(skein.store, world.batches)
          cursors = await cursorsOf(api)
          const whole: Answered[][] = []
          for (const viewer of viewers) whole.push(await answers(viewer))
          for (const [v, viewer] of viewers.entries()) {
            await refill(skein.store, withoutHidden(world, viewer))
            const less = await answers(viewer)
            for (const [o, operation] of asked(viewer).entries()) {
              const label = `seed ${seed}, viewer ${viewer.id ?? 'public'}, ${operation.name}`
              const a = whole[v]?.[o]
              const errors = [less[o], a].map((each) => (each?.answer as { errors?: unknown } | undefined)?.errors)
              expect(less[o]?.answer, `${label} ${JSON.stringify(errors)}`).toEqual(a?.answer)
              expect(less[o]?.texts, `${label}: statements`).toEqual(a?.texts)
              expect(less[o]?.flights, `${label}: flights`).toEqual(a?.flights)
              expect(JSON.stringify(a?.answer), label).not.toMatch(
                /"INTERNAL"|"GRAPHQL_VALIDATION_FAILED"|"UNSUPPORTED"|"LIMIT_EXCEEDED"/
              )
              if (JSON.stringify(a?.answer).includes('"sameAs":"e:')) crossing++
              if (JSON.stringify(a?.answer).includes('"legCount":')) passing++
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
      // Most worlds must hide something, and some goods must meet across a wall, or the law says nothing.
      expect(differing).toBeGreaterThan(0)
      if (cases >= 1_000) expect(Math.min(crossing, passing)).toBeGreaterThan(0)
    }
  )
})
