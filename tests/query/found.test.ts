/** What random questions found (see `../fuzz`), each as the smallest question that showed it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OWNER } from '../../src/access/viewer.ts'
import type { Store } from '../../src/store/store.ts'
import { sampleRows } from './sample.ts'
import { asking, openWorld, Rows, viewer, type Asking } from './world.ts'

describe('found by random questions', () => {
  const { one, two } = sampleRows()
  let store: Store
  let asked: Asking
  beforeAll(async () => {
    store = await openWorld({ store: '', folder: null })
    await one.write(store)
    await two.write(store)
    asked = asking(store.engine)
  })
  afterAll(() => store.close())

  it('a field of which nothing is read is answered, and asks the store nothing', async () => {
    asked.engine.reset()
    const text = `query ($no: Boolean = false) { entities { __typename } sources { totalCount @include(if: $no) }
      crossGoods(input: { goods: ["arms", "drugs"] }) { goods } }`
    expect(await asked.data(text)).toEqual({
      entities: { __typename: 'EntityConnection' },
      sources: {},
      crossGoods: { goods: ['arms', 'drugs'] }
    })
    expect(asked.engine.counts.statements).toBe(0)
  })
})
