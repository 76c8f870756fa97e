import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, createApi } from '../../src/server/api.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import { seenBy } from '../../src/store/seen.ts'
import { VIEWERS } from '../store/view.ts'
import { randomWorlds, refill } from './world.ts'

/** All that a viewer may see of claims, and of what follows from them. */
const VIEW = `{ revision claims(first: 200) { totalCount nodes { id kind properties { name value } grade marking audience known standing validFrom validTo entity { id } relation { id } source { id } dataset { id } } }
  entities(first: 80) { totalCount nodes { id records relations(first: 20) { totalCount nodes { id sources } } } } }`

const WORLDS = 6

describe('events of changes', () => {
  let skein: Skein
  beforeAll(async () => {
    skein = await openSkein({ store: '', data: null, secret: 'tests' })
  })
  afterAll(() => skein.close())

  it('tell a viewer of no batch that changes nothing he may see, and of every one that does', async () => {
    const api = createApi(skein, { bucket: { units: 1e9, refill: 1e9 } })
    let silent = 0
    let told = 0
    for (const world of randomWorlds(skein.ontology, 4_711, WORLDS)) {
      await refill(skein.store, [])
      const before = new Map<string, { view: string; mark: string }>()
      for (const batch of world.batches) {
        await skein.store.write(batch)
        for (const viewer of VIEWERS) {
          const key = viewer.id ?? 'public'
          const signedIn = { ...viewer, id: viewer.id ?? '' }
          // As a member without a name: he sees what the public sees, at the cost of who is signed in.
          const answer = (await ask(api, VIEW, { viewer: viewer.id === null ? signedIn : viewer })) as {
            errors?: unknown
          }
          expect(answer.errors).toBeUndefined()
          const { mark, revision } = await seenBy(skein.store.engine, viewer)
          const view = JSON.stringify(answer)
          expect((answer as { data?: { revision: number } }).data?.revision).toBe(revision)
          const last = before.get(key) ?? { view: '', mark: '' }
          if (last.view === view) {
            silent++
            expect(mark, `${key}: an event although he sees no change`).toBe(last.mark)
          } else if (last.view !== '') {
            if (last.mark !== mark) told++
            // What an audience of nobody holds counts in no revision; the owner alone sees it.
            else expect(viewer.owner, `${key}: no event although he sees a change`).toBe(true)
          }
          before.set(key, { view, mark })
        }
      }
    }
    expect(silent).toBeGreaterThan(100)
    expect(told).toBeGreaterThan(100)
  })
})
