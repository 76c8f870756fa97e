import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { derive } from '../../src/claims/derive/derive.ts'
import type { Viewer } from '../../src/access/viewer.ts'
import { idOf } from '../../src/claims/ids.ts'
import type { Marking } from '../../src/claims/types.ts'
import type { Batch, NewClaim } from '../../src/store/batch.ts'
import type { Store } from '../../src/store/store.ts'
import { history, idsOfWorld, manifest, Model, type Step } from '../store/histories.ts'
import { minusHidden, VIEWERS } from '../store/view.ts'
import { QUESTIONS } from './questions.ts'
import { asking, ontology, openWorld } from './world.ts'

const SEED = 20261125
const RUNS = 100

/** Empties a store that stays open. */
async function empty(store: Store): Promise<void> {
  for (const text of [
    'MATCH (n) WHERE NOT n:Store DETACH DELETE n',
    "MATCH (s:Store {id: 'store'}) SET s.batch = null, s.asleep = null, s.judgements = null"
  ])
    await store.engine.transaction((transaction) => transaction.run({ text, params: {}, columns: [] }))
}

const DATASETS = ['a/x', 'b/y', 'c/z']

/** Goods with codes, and ties to them, at any marking: what the histories leave out. */
const trade = fc
  .record({
    dataset: fc.constantFrom(...DATASETS),
    good: fc.constantFrom(...DATASETS),
    code: fc.constantFrom('drugs', 'drugs/cocaine', 'arms', 'people'),
    who: fc.nat({ max: 1 }),
    standing: fc.constantFrom('ALLEGED', 'ACQUITTED'),
    marking: fc.constantFrom<Marking>('CLEAR', 'CLEAR', 'GREEN', 'AMBER', 'RED'),
    n: fc.nat({ max: 1 })
  })
  .map(({ dataset, good, code, who, standing, marking, n }): NewClaim[] => {
    const common = {
      dataset,
      validFrom: null,
      validTo: null,
      phase: null,
      invented: false,
      marking,
      audience: marking === 'RED' ? ['a'] : null
    }
    const grade = { reliability: 'B', credibility: 2 + n }
    const claim = (id: string, about: NewClaim['about'], properties: NewClaim['properties']): NewClaim => ({
      ...common, grade, source: `${dataset}:s${n}`, id: idOf('c', id, dataset, JSON.stringify([about, properties, marking, n])), about, properties
    }) // prettier-ignore
    return [
      claim('code', { record: `${dataset}:3`, kind: 'Good' }, { code }),
      claim('trade', { kind: 'TRADES_IN', from: `${dataset}:${who}`, to: `${good}:3` }, { standing, goods: [code] })
    ]
  })
const worlds = fc
  .tuple(history(7), fc.array(trade, { maxLength: 6 }))
  .map(([steps, trades]): Step[] => [...steps, ...trades.map((claims) => ({ op: 'claims' as const, claims }))])

/** What is left of a history, at once: the answers may depend on nothing else. */
async function write(
  store: Store,
  model: Pick<Model, 'claims' | 'judgements'>,
  less: ReturnType<typeof minusHidden> | null
): Promise<void> {
  await empty(store)
  const open = <T extends { known: readonly string[] }>(things: Iterable<T>): T[] =>
    [...things].filter((each) => each.known.length % 2 === 1)
  const claims = open(less?.claims ?? model.claims.values())
  const judgements = open(less?.judgements ?? model.judgements.values())
  const batches: Batch[] = DATASETS.map((dataset) => ({
    at: '2026-01-01T00:00:00.000Z',
    dataset,
    manifest: manifest(dataset),
    claims: claims.filter((claim) => claim.dataset === dataset)
  }))
  for (const batch of batches) await store.write(batch)
  await store.write({ at: '2026-01-01T00:00:00.000Z', dataset: null, judgements: judgements })
}

describe('non-interference', () => {
  it(
    `${RUNS} random worlds: every answer is the one that the viewer would get if everything hidden from him did not exist`,
    { timeout: 300_000 },
    async () => {
      const [whole, without] = [
        await openWorld({ store: '', folder: null }),
        await openWorld({ store: '', folder: null })
      ]
      const [a, b] = [asking(whole.engine), asking(without.engine)]
      const ask = async (
        asked: typeof a,
        text: string,
        viewer: Viewer,
        variables: Record<string, unknown>
      ): Promise<string> => {
        const { data, errors } = await asked.ask(text, viewer, variables)
        return JSON.stringify({ data, errors: errors?.map((error) => error.message) })
      }
      let compared = 0
      try {
        await fc.assert(
          fc.asyncProperty(worlds, fc.constantFrom(...VIEWERS), fc.nat(), async (steps, viewer, turn) => {
            const model = new Model()
            for (const step of steps) model.batches(step)
            const claims = [...model.claims.values()]
            const judgements = [...model.judgements.values()]
            const derived = derive(ontology, claims, judgements)
            await write(whole, model, null)
            await write(without, model, minusHidden(derived, claims, judgements, viewer))
            const ids = idsOfWorld()
            const ties = [...derived.relations.keys()]
            const id = ids[turn % ids.length]
            const asked = [
              ...ids,
              ...ties.slice(0, 20),
              ...claims.slice(0, 10).map((claim) => claim.id),
              ...judgements.map((j) => j.id),
              idOf('d', 'a/x')
            ]
            for (const [name, text] of Object.entries(QUESTIONS)) {
              const variables = { id, ids: name === 'graph' ? ids.slice(0, 5) : asked.slice(0, 60) }
              const seen = await ask(a, text, viewer, variables)
              expect(seen, `${name} as ${viewer.id ?? 'public'}`).toBe(await ask(b, text, viewer, variables))
              if (!seen.includes('"errors":[')) compared++
            }
          }),
          { seed: SEED, numRuns: RUNS, endOnFailure: true }
        )
      } finally {
        await whole.close()
        await without.close()
      }
      expect(compared).toBeGreaterThan((RUNS * Object.keys(QUESTIONS).length) / 2)
    }
  )
})
