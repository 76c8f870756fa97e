import { expect, it } from 'vitest'
import { PUBLIC, type Viewer } from '../../src/access/viewer.ts'
import type { Derived } from '../../src/claims/derive/derive.ts'
import { recordId } from '../../src/claims/ids.ts'
import { ask, createApi } from '../../src/server/api.ts'
import type { Entry } from '../../src/service/audit/line.ts'
import { openSkein } from '../../src/service/skein.ts'
import { operationsOn, type Operation } from '../access/operations.ts'
import { randomWorlds, refill } from '../access/world.ts'
import { VIEWERS } from '../store/view.ts'
import { describeOnEngines } from '../support/engines.ts'

const SEED = 20261127
const ID = /[ercj]:[0-9a-f]{20}/g

/** What depends on the viewer himself, whatever is in the store; and what is found or ordered by a value that is not shown. */
const OWN = /revision|viewer|withheld|filter|search|minGrade|period|goods|cursor|crossGoods|paths/i

/** Ranks of everything that answers name, by id: of a record its own, though it is merged into an entity of a lower one. */
function ranksOf({ records, entities, relations, claims, judgements }: Derived): Map<string, number> {
  const ranks = new Map<string, number>()
  for (const record of records.values()) ranks.set(recordId(record.name), record.rank)
  for (const all of [entities, relations, claims, judgements]) for (const [id, { rank }] of all) ranks.set(id, rank)
  return ranks
}

describeOnEngines('reads of marked material', (engine) => {
  const count = engine.name === 'embedded' ? 6 : 1

  it(
    `leave every marked id of the answer in the log, and what leaves no line is what the public sees, in ${count} worlds`,
    { timeout: 600_000 },
    async () => {
      const config = engine.config()
      const skein = await openSkein({ ...config, data: config.folder, secret: 's' } as Parameters<typeof openSkein>[0])
      let lines: Entry[] = []
      Object.assign(skein, { audit: { record: (entry: Entry) => Promise.resolve(lines.push(entry)) } })
      const api = createApi(skein, { log: () => undefined })
      let marked = 0
      let open = 0
      const answer = async ({ query, variables }: Operation, viewer: Viewer): Promise<string> => {
        lines = []
        const given = await ask(api, query, { viewer, address: 'test' }, { ...variables })
        return JSON.stringify(given).replace(/"requestId":"[^"]*"/g, '')
      }
      try {
        for (let seed = SEED; seed < SEED + count; seed++) {
          const [world] = randomWorlds(skein.ontology, seed, 1)
          if (world === undefined) throw new Error('no world')
          await refill(skein.store, world.batches)
          const ranks = ranksOf(world.derived)
          for (const [i, plain] of VIEWERS.entries()) {
            if (engine.name !== 'embedded' && i % 3 !== 0) continue
            const viewer: Viewer = { ...plain, scopes: ['READ'] }
            for (const operation of operationsOn(world, viewer).filter(({ query }) => !query.startsWith('mutation'))) {
              const text = await answer(operation, viewer)
              const what = `${operation.name}, viewer ${viewer.id ?? ''}, seed ${seed}: ${text}`
              const told = new Set(lines.flatMap(({ things = [] }) => things.flatMap(([id, , ...of]) => [id, ...of])))
              for (const [id] of text.matchAll(ID)) {
                if ((ranks.get(id) ?? 0) === 0) continue
                marked++
                expect(told, what).toContain(id)
              }
              for (const { things = [] } of lines)
                for (const [id, rank] of things) {
                  expect(rank).toBeGreaterThan(0)
                  expect(rank, what).toBeLessThanOrEqual(viewer.rank)
                  expect(id).toMatch(/^[ercsdj]:[0-9a-f]{20}$/)
                }
              if (viewer.rank === 0) expect(lines).toEqual([])
              if (lines.length > 0 || OWN.test(operation.name + operation.query) || text.includes('"errors"')) continue
              const seenByAll = await answer(operation, PUBLIC)
              if (seenByAll.includes('"errors"')) continue
              open++
              expect(text, what).toBe(seenByAll)
            }
          }
        }
      } finally {
        await skein.close()
      }
      expect(marked).toBeGreaterThan(count * 100)
      expect(open).toBeGreaterThan(count * 5)
    }
  )
})
