import { Kind, parse, print, visit } from 'graphql'
import { expect, it } from 'vitest'
import { maySee, type Viewer } from '../../src/access/viewer.ts'
import { rankOf } from '../../src/claims/types.ts'
import { counting } from '../../src/engine/counting.ts'
import { ask, createApi, type Api } from '../../src/server/api.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import type { Batch } from '../../src/store/batch.ts'
import { describeOnEngines } from '../support/engines.ts'
import { VIEWERS } from '../store/view.ts'
import { operationsOn, type Operation } from './operations.ts'
import { randomWorlds, refill } from './world.ts'

const SEED = 20261125

type Secret = Pick<NonNullable<Batch['claims']>[number], 'marking' | 'audience'>

/** The secrecy that each claim and judgement has in the end. */
function secretsOf(batches: readonly Batch[]): Map<string, Secret> {
  const secrets = new Map<string, Secret>()
  for (const batch of batches)
    for (const { id, marking, audience } of [...(batch.claims ?? []), ...(batch.judgements ?? [])])
      secrets.set(id, { marking, audience })
  return secrets
}

/** The batches without what the viewer may not see by its own marking and audience, whether or not it holds today. */
function withoutSecret(batches: readonly Batch[], viewer: Viewer): Batch[] {
  const secrets = secretsOf(batches)
  const own = ({ marking, audience }: Secret): boolean => maySee(viewer, { rank: rankOf(marking), audience })
  const kept = (id: string): boolean => {
    const secret = secrets.get(id)
    return secret !== undefined && own(secret)
  }
  return batches.map(({ manifest, ...batch }) => ({
    ...batch,
    ...(manifest !== undefined && own(manifest) ? { manifest } : {}),
    sources: (batch.sources ?? []).filter(own),
    claims: (batch.claims ?? []).filter(({ id }) => kept(id)),
    judgements: (batch.judgements ?? []).filter(({ id }) => kept(id)),
    retract: (batch.retract ?? []).filter(kept),
    unjudge: (batch.unjudge ?? []).filter(kept),
    erase: (batch.erase ?? []).filter(kept)
  }))
}

/** What a store would have been given by `moment`: today's markings, and nothing of what was withdrawn by now. */
function upTo(batches: readonly Batch[], moment: string): Batch[] {
  const secrets = secretsOf(batches)
  const withdrawn = new Map<string, number>()
  batches.forEach((batch, i) => {
    if (batch.eraseDataset === true && batch.dataset !== null) withdrawn.set(batch.dataset, i)
  })
  const marked = <T extends { id: string }>(list: readonly T[] = []): T[] =>
    list.map((each) => ({ ...each, ...secrets.get(each.id) }))
  return batches.flatMap((batch, i) => {
    if (batch.at > moment) return []
    if (batch.dataset !== null && i <= (withdrawn.get(batch.dataset) ?? -1)) return []
    return [{ ...batch, claims: marked(batch.claims), judgements: marked(batch.judgements) }]
  })
}

/** Without the batches' changes of marking: each claim keeps the one it came with. */
function neverRemarked(batches: readonly Batch[]): Batch[] {
  const first = new Map<string, Secret>()
  const kept = <T extends { id: string } & Secret>(list: readonly T[] = []): T[] =>
    list.map((each) => {
      const { marking, audience } = each
      if (!first.has(each.id)) first.set(each.id, { marking, audience })
      return { ...each, ...first.get(each.id) }
    })
  return batches.map((batch) => ({ ...batch, claims: kept(batch.claims), judgements: kept(batch.judgements) }))
}

/** The question, every root field of which asks as known at `moment`. */
const asKnownAt = (query: string, moment: string): string =>
  print(
    visit(parse(query), {
      OperationDefinition: (operation) => ({
        ...operation,
        selectionSet: {
          ...operation.selectionSet,
          selections: operation.selectionSet.selections.map((field) =>
            field.kind !== Kind.FIELD || field.name.value === 'viewer'
              ? field
              : {
                  ...field,
                  arguments: [
                    ...(field.arguments ?? []),
                    {
                      kind: Kind.ARGUMENT as const,
                      name: { kind: Kind.NAME as const, value: 'asKnownAt' },
                      value: { kind: Kind.STRING as const, value: moment }
                    }
                  ]
                }
          )
        }
      })
    })
  )

/** Questions in one piece: pages that follow cursors of other answers are those of other tests. */
const reading = ({ name, query, pages }: Operation): boolean =>
  pages === undefined &&
  !query.startsWith('mutation') &&
  !query.includes('asKnownAt') &&
  !name.endsWith("another's cursor") &&
  !['viewer', 'views'].includes(name)

const steady = (answer: unknown): string =>
  JSON.stringify(answer, (key, value: unknown) => (key === 'requestId' || key === 'locations' ? null : value))

/** A moment amid the batches, another one for each seed. */
function momentIn(batches: readonly Batch[], seed: number): string {
  const moments = [...new Set(batches.map(({ at }) => at))]
  return moments[Math.floor((moments.length * ((seed * 7) % 10)) / 10)] ?? ''
}

describeOnEngines('asKnownAt', (engine) => {
  const open = (config: { store: string; folder: string | null }): Promise<Skein> =>
    openSkein({ ...config, data: config.folder, secret: 'the same for both' })
  const worlds = Number(process.env['SKEIN_PAST_WORLDS'] ?? (engine.name === 'embedded' ? 24 : 2))

  it(
    `answers as a store that was given only what came until then, in ${worlds} worlds`,
    { timeout: Math.max(300_000, worlds * 10_000) },
    async () => {
      const config = engine.config()
      const whole = await open(config)
      // What it is compared with may be on the other engine: answers are equal.
      const until = await open({ store: '', folder: null })
      const [a, b]: Api[] = [whole, until].map((skein) => createApi(skein, { log: () => undefined }))
      const tally = { same: 0, refused: 0, unlike: 0, costly: 0 }
      try {
        for (let seed = SEED; seed < SEED + worlds; seed++) {
          const [world] = randomWorlds(whole.ontology, seed, 1)
          if (world === undefined || a === undefined || b === undefined) throw new Error('no world')
          const remarked = seed % 2 === 0
          const batches = remarked ? world.batches : neverRemarked(world.batches)
          try {
            await refill(whole.store, batches)
          } catch {
            tally.refused++
            continue
          }
          const moment = momentIn(batches, seed)
          try {
            await refill(until.store, upTo(batches, moment))
          } catch {
            // Today's markings can give one record two audiences that were never there together.
            tally.refused++
            continue
          }
          for (const viewer of VIEWERS.filter((_, i) => (i + seed) % 3 === 0)) {
            const caller = { viewer }
            const asked = operationsOn(world, viewer).filter(
              (operation, i) =>
                (i + seed) % 3 === 0 && reading(operation) && !(remarked && operation.name === 'revision')
            )
            for (const { name, query, variables } of asked) {
              const then = steady(await ask(a, asKnownAt(query, moment), caller, variables))
              if (then.includes('"LIMIT_EXCEEDED"')) {
                tally.costly++
                continue
              }
              const expected = steady(await ask(b, query, caller, variables))
              expect(then, `seed ${seed}, ${viewer.id ?? 'public'}, ${name}, ${moment}`).toEqual(expected)
              tally.same++
              // On Neo4j each text would be compiled for this alone.
              if (engine.name === 'embedded' && steady(await ask(a, query, caller, variables)) !== then) tally.unlike++
            }
          }
        }
      } finally {
        await whole.close()
        await until.close()
      }
      // The past must mostly be another than the present, or this says nothing.
      if (engine.name === 'embedded') expect(tally.unlike).toBeGreaterThan(tally.same / 5)
      expect(tally.refused).toBeLessThan(worlds / 3)
      expect(tally.costly).toBeLessThan(tally.same / 5)
      if (process.env['SKEIN_SHOW'] !== undefined) console.error(tally)
    }
  )

  it(
    `tells nothing of what is hidden, in ${worlds} worlds`,
    { timeout: Math.max(300_000, worlds * 10_000) },
    async () => {
      const skein = await open(engine.config())
      const counted = counting(skein.store.engine)
      Object.assign(skein.store, { engine: counted })
      const api = createApi(skein, { log: () => undefined })
      let compared = 0
      let hiding = 0
      try {
        for (let seed = SEED; seed < SEED + worlds; seed++) {
          const [world] = randomWorlds(skein.ontology, seed, 1)
          if (world === undefined) throw new Error('no world')
          const moment = momentIn(world.batches, seed)
          const answers = async (viewer: Viewer): Promise<unknown[]> => {
            const list: unknown[] = []
            for (const { name, query, variables } of operationsOn(world, viewer).filter(
              (operation, i) => (i + seed) % 6 === 0 && reading(operation)
            )) {
              counted.reset()
              const answer = steady(await ask(api, asKnownAt(query, moment), { viewer }, variables))
              const { texts, flights } = counted.counts
              list.push({ name, answer, texts: [...texts].sort(), flights })
            }
            return list
          }
          const viewer = VIEWERS[seed % (VIEWERS.length - 1)]
          if (viewer === undefined) throw new Error('no viewer')
          await refill(skein.store, world.batches)
          const whole = await answers(viewer)
          const less = withoutSecret(world.batches, viewer)
          await refill(skein.store, less)
          expect(await answers(viewer), `seed ${seed}, ${viewer.id ?? 'public'}, ${moment}`).toEqual(whole)
          compared += whole.length
          const claims = (batches: readonly Batch[]): number =>
            batches.reduce((sum, batch) => sum + (batch.claims?.length ?? 0), 0)
          if (claims(less) < claims(world.batches)) hiding++
        }
      } finally {
        await skein.close()
      }
      expect(hiding).toBeGreaterThan(worlds / 2)
      expect(compared).toBeGreaterThan(worlds * 3)
    }
  )
})
