import { afterAll, beforeAll, expect, it } from 'vitest'
import { counting } from '../../src/engine/counting.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import { exampleTexts, rootFields, warm, WARMED } from '../../src/service/warm.ts'
import { OWNER, PUBLIC, type Viewer } from '../../src/service/viewer.ts'

let skein: Skein
beforeAll(async () => {
  skein = await openSkein({ store: '', data: null, secret: 'a secret for tests' })
  Object.assign(skein.store, { engine: counting(skein.store.engine) })
})
afterAll(() => skein.close())

const textsFor = (viewers: readonly Viewer[]): string[] =>
  exampleTexts().flatMap((text) =>
    rootFields(skein, text).flatMap((field) => viewers.map((as) => skein.planner.prepare(field, as).emitted.text))
  )

it('every root field of the examples has at most one text for each rank with summaries', () => {
  const fields = exampleTexts().flatMap((text) => rootFields(skein, text))
  const one = new Set(textsFor([PUBLIC])).size
  expect({ fields: fields.length, texts: one, all: new Set(textsFor(WARMED)).size }).toEqual({
    fields: 50,
    texts: 45,
    all: 128
  })
  const everybody = [PUBLIC, ...([0, 1, 2, 3, 4] as const).map((rank) => ({ ...PUBLIC, id: 'x', rank })), OWNER]
  expect(new Set(textsFor(everybody))).toEqual(new Set(textsFor(WARMED)))
})

it('warming asks each of them once, and stops when told', async () => {
  const stop = new AbortController()
  const { counts } = skein.store.engine as ReturnType<typeof counting>
  const asked = await warm(skein, stop.signal)
  expect(new Set(counts.texts)).toEqual(new Set(textsFor(WARMED)))
  expect(asked).toBe(textsFor(WARMED).length)
  stop.abort()
  expect(await warm(skein, stop.signal)).toBe(0)
})
