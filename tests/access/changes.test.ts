import { expect, it } from 'vitest'
import { maySee, type Viewer } from '../../src/access/viewer.ts'
import { ask, createApi, type Api } from '../../src/server/api.ts'
import { openSkein } from '../../src/service/skein.ts'
import { describeOnEngines } from '../support/engines.ts'
import { VIEWERS } from '../store/view.ts'
import { operationsOn } from './operations.ts'
import { randomWorlds, refill, withoutHidden, type World } from './world.ts'

const SEED = 20261201
const READ = new Set(['revision', 'nodes in full', 'entities', 'claims', 'crossGoods', 'graph of ids', 'shortcuts'])

interface Change {
  name: string
  query: string
  variables: Record<string, unknown>
}

/** Changes that the viewer may make to what he sees. */
function changesOn(world: World, viewer: Viewer): Change[] {
  const sees = (reach: { rank: number; audience: readonly string[] | null } | undefined): boolean =>
    reach !== undefined && maySee(viewer, reach)
  const records = [...world.derived.records.values()].filter(sees).map(({ name }) => name)
  const claims = world.claimIds.filter((id) => sees(world.derived.claims.get(id)))
  const judgements = [...world.derived.judgements.keys()].filter((id) => sees(world.derived.judgements.get(id)))
  const marking = (['CLEAR', 'GREEN', 'AMBER'] as const)[Math.min(viewer.rank, 2)]
  const judge = (left: string | undefined, right: string | undefined, verdict: string, mark = marking): Change => ({
    name: `judge ${verdict}`,
    query:
      'mutation($input: JudgeInput!) { judge(input: $input) { judgement { id left right verdict known } entities { id name records restricted } keptApartBy } }',
    variables: { input: { left: left ?? 'none', right: right ?? 'nothing', verdict, why: 'test', marking: mark } }
  })
  const retract = (id: string | undefined): Change => ({
    name: 'retract',
    query: 'mutation($id: ID!) { retractClaim(input: { id: $id }) { id } }',
    variables: { id: id ?? 'c:0' }
  })
  const sameKind = (of: string | undefined): string | undefined =>
    records.find((name) => name !== of && name.split(':')[1] === of?.split(':')[1])
  const [first] = records
  return [
    judge(first, sameKind(first), 'SAME'),
    retract(claims[0]),
    judge(records.at(-1), sameKind(records.at(-1)), 'SAME', 'CLEAR'),
    judge(records[1], sameKind(records[1]), 'DIFFERENT', 'CLEAR'),
    {
      name: 'unjudge',
      query: 'mutation($id: ID!) { unjudge(input: { id: $id }) { judgement { id known } entities { id records } } }',
      variables: { id: judgements[0] ?? 'j:0' }
    },
    ...claims.slice(1, 6).map(retract)
  ]
}

describeOnEngines('non-interference of changes', (engine) => {
  const count = Number(process.env['SKEIN_INTERFERENCE_WORLDS'] ?? (engine.name === 'embedded' ? 10 : 1))

  it(
    `a viewer who changes what he sees learns nothing of the rest, in ${count} worlds`,
    { timeout: 600_000 },
    async () => {
      const config = engine.config()
      const skein = await openSkein({ ...config, data: config.folder, secret: 'the same for both' } as Parameters<
        typeof openSkein
      >[0])
      let moment = 0
      Object.assign(skein, { now: () => new Date(Date.UTC(2025, 0, 1, 0, 0, moment++)).toISOString() })
      const api: Api = createApi(skein, { log: () => undefined })
      let accepted = 0
      try {
        for (let seed = SEED; seed < SEED + count; seed++) {
          const [world] = randomWorlds(skein.ontology, seed, 1)
          if (world === undefined) throw new Error('no world')
          const viewers = VIEWERS.filter((viewer, i) => !viewer.owner && viewer.id !== null && (i + seed) % 3 === 0)
          for (const plain of viewers) {
            const viewer: Viewer = { ...plain, scopes: ['READ', 'WRITE', 'REVIEW'] }
            const caller = { viewer }
            const asked = async (query: string, variables?: Record<string, unknown>): Promise<string> =>
              JSON.stringify(await ask(api, query, caller, variables)).replace(/"requestId":"[^"]*"/g, '')
            const history = async (): Promise<string[]> => {
              moment = 0
              const answers: string[] = []
              for (const { name, query, variables } of changesOn(world, viewer)) {
                const answer = await asked(query, variables)
                if (!answer.includes('"errors"')) accepted++
                answers.push(`${name}: ${answer}`)
                for (const operation of operationsOn(world, viewer))
                  if (READ.has(operation.name))
                    answers.push(
                      `${name}, then ${operation.name}: ${await asked(operation.query, operation.variables)}`
                    )
              }
              return answers
            }
            await refill(skein.store, world.batches)
            const whole = await history()
            await refill(skein.store, withoutHidden(world, viewer))
            const less = await history()
            for (const [i, answer] of whole.entries()) {
              expect(less[i], `seed ${seed}, viewer ${viewer.id ?? ''}`).toBe(answer)
              expect(answer).not.toContain('"INTERNAL"')
            }
          }
        }
      } finally {
        await skein.close()
      }
      expect(accepted).toBeGreaterThan(count)
    }
  )
})
