/** The planner against a slow, obvious reference: random questions on random worlds, by every sort of viewer. */
import { expect, it } from 'vitest'
import { describeOnEngines } from '../support/engines.ts'
import { openWorld } from '../query/world.ts'
import { fuzz } from './run.ts'

const SEED = Number(process.env['SKEIN_FUZZ_SEED'] ?? 20261125)

describeOnEngines('fuzz', (engine) => {
  const questions = Number(
    engine.name === 'embedded' ? (process.env['SKEIN_FUZZ'] ?? 300) : (process.env['SKEIN_FUZZ_NEO4J'] ?? 8)
  )

  it.skipIf(questions === 0)(
    `planner and reference answer ${questions} random questions alike, with the statements and flights that are due`,
    // Neo4j compiles every text anew, some of them for seconds.
    { timeout: Math.max(120_000, questions * (engine.name === 'embedded' ? 5_000 : 60_000)) },
    async () => {
      await engine.wipe()
      const store = await openWorld(engine.config())
      try {
        const tally = await fuzz(store, SEED, questions)
        if (process.env['SKEIN_SHOW'] !== undefined) console.log(tally)
        expect(tally.differences.join('\n\n')).toBe('')
        const refused = Object.values(tally.refused).reduce((sum, each) => sum + each, 0)
        // Of few questions no share says anything.
        expect(refused / tally.asked).toBeLessThan(questions < 100 ? 1 : 0.2)
        expect(tally.followed / tally.asked).toBeGreaterThan(questions < 100 ? -1 : 0.05)
        if (questions >= 1_000) expect(tally.computed).toBeGreaterThan(0)
      } finally {
        await store.close()
      }
    }
  )
})
