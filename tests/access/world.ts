import fc from 'fast-check'
import { maySee, type Viewer } from '../../src/access/viewer.ts'
import { derive, type Derived } from '../../src/claims/derive/derive.ts'
import { sourceId } from '../../src/claims/ids.ts'
import { rankOf, type Marking, type Secrecy, type SourceRecord } from '../../src/claims/types.ts'
import type { Ontology } from '../../src/ontology/types.ts'
import type { Batch } from '../../src/store/batch.ts'
import type { Store } from '../../src/store/store.ts'
import { history, manifest, Model, type Step } from '../store/histories.ts'
import { FIGURES, figures } from './figures.ts'
import { CHOICES, trades, withGoods } from './goods.ts'
import { PASSAGES, passages } from './passages.ts'

/** A random store with secrets: what was written, in order, and what `derive` says of it. All of it is invented. */
export interface World {
  batches: Batch[]
  derived: Derived
  claimIds: string[]
}

interface Setting {
  steps: Step[]
  markings: { marking: Marking; audience: string[] | null }[]
  cites: number[]
  secrecies: Secrecy[]
  kept: boolean[]
  passing: Secrecy[]
  numbers: Secrecy[]
}

const secret = fc.constantFrom<{ marking: Marking; audience: string[] | null }>(
  { marking: 'CLEAR', audience: null },
  { marking: 'CLEAR', audience: null },
  { marking: 'GREEN', audience: null },
  { marking: 'AMBER', audience: null },
  { marking: 'AMBER_STRICT', audience: ['b'] },
  { marking: 'RED', audience: ['a', 'ab4'] }
)

const KEYS = ['a/x:s1', 'a/x:s2', 'b/y:s1', 'b/y:s2', 'c/z:s1', 'c/z:s2'] as const

const setting: fc.Arbitrary<Setting> = fc.record({
  steps: history(14),
  markings: fc.array(secret, { minLength: 9, maxLength: 9 }),
  cites: fc.array(fc.integer({ min: -4, max: 5 }), { minLength: 6, maxLength: 6 }),
  secrecies: fc.array(secret, { minLength: CHOICES, maxLength: CHOICES }),
  kept: fc.array(fc.boolean(), { minLength: CHOICES, maxLength: CHOICES }),
  passing: fc.array(secret, { minLength: PASSAGES, maxLength: PASSAGES }),
  numbers: fc.array(secret, { minLength: FIGURES, maxLength: FIGURES })
})

export function randomWorlds(ontology: Ontology, seed: number, count: number): World[] {
  return fc.sample(setting, { seed, numRuns: count }).map((given) => build(ontology, given))
}

function build(ontology: Ontology, { steps, markings, cites, secrecies, kept, passing, numbers }: Setting): World {
  const model = new Model()
  const at = model.at()
  const batches: Batch[] = ['a/x', 'b/y', 'c/z'].map((name, d) => ({
    at,
    dataset: name,
    manifest: { ...manifest(name), ...(markings[6 + d] ?? { marking: 'CLEAR', audience: null }) },
    sources: KEYS.flatMap((key, i): SourceRecord[] => {
      const cited = KEYS[cites[i] ?? -1]
      const secrecy = markings[i] ?? { marking: 'CLEAR' as const, audience: null }
      const rest = { publisher: null, date: null, url: null, sourceType: 'word', citation: null }
      return key.startsWith(name)
        ? [
            {
              id: sourceId(key),
              key,
              dataset: name,
              title: `source ${key}`,
              cites: cited === undefined || cited === key ? [] : [cited],
              ...rest,
              ...secrecy
            }
          ]
        : []
    })
  }))
  for (const step of [...trades(secrecies, kept), passages(passing), figures(numbers), ...steps.map(withGoods)])
    for (const batch of model.batches(step)) {
      const { manifest: _, ...rest } = batch
      batches.push(rest)
    }
  const claims = [...model.claims.values()]
  return {
    batches,
    derived: derive(ontology, claims, [...model.judgements.values()]),
    claimIds: claims.map((c) => c.id)
  }
}

/** The same batches without everything that is hidden from the viewer today. */
export function withoutHidden(world: World, viewer: Viewer): Batch[] {
  const { derived } = world
  const nobody = { rank: 99, audience: null }
  const claim = (id: string): boolean => maySee(viewer, derived.claims.get(id) ?? nobody)
  const judgement = (id: string): boolean => maySee(viewer, derived.judgements.get(id) ?? nobody)
  const own = (thing: { marking: Marking; audience: readonly string[] | null }): boolean =>
    maySee(viewer, { rank: rankOf(thing.marking), audience: thing.audience })
  return world.batches.map((batch) => {
    const { manifest: described, ...rest } = batch
    return {
      ...rest,
      ...(described !== undefined && own(described) ? { manifest: described } : {}),
      sources: (batch.sources ?? []).filter(own),
      claims: (batch.claims ?? []).filter((c) => claim(c.id)),
      judgements: (batch.judgements ?? []).filter((j) => judgement(j.id)),
      retract: (batch.retract ?? []).filter(claim),
      unjudge: (batch.unjudge ?? []).filter(judgement),
      erase: (batch.erase ?? []).filter(claim)
    }
  })
}

let refilled = 0

/** Empties a store that stays open, and fills it again. Its sequence goes on rising: caches are keyed by it. */
export async function refill(store: Store, batches: readonly Batch[]): Promise<void> {
  const begin = ++refilled * 1_000
  for (const text of [
    'MATCH (n) WHERE NOT n:Store DETACH DELETE n',
    "MATCH (s:Store {id: 'store'}) SET s.batch = $begin, s.asleep = null, s.judgements = null"
  ])
    await store.engine.transaction((transaction) => transaction.run({ text, params: { begin }, columns: [] }))
  for (const batch of batches) await store.write(batch)
}
