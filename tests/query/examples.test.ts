import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OWNER, PUBLIC } from '../../src/access/viewer.ts'
import { recordId } from '../../src/claims/ids.ts'
import { projectRoot } from '../../src/service/ontology.ts'
import { loadSeeds } from '../../src/service/seeds.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import { computeStructure } from '../../src/service/structure.ts'
import { asking, viewer, type Asking } from './world.ts'

const FOLDER = join(projectRoot(), 'schema', 'examples')
const EXAMPLES = readdirSync(FOLDER).filter((name) => name.endsWith('.graphql'))

interface Truth {
  overlaps: { goods: string[]; counts?: { public: { shared: number }; owner: { shared: number } } }[]
  links: {
    what: string
    records: string[]
    goods: string[]
    joins: string[]
    viewer: { marking: 'CLEAR' | 'GREEN' | 'AMBER' }
  }[]
  groups: { records: string[]; shape: string; type?: string; members: string[] }[]
  caller: { public: { origins: number } }
}
const truth = JSON.parse(readFileSync(join(projectRoot(), 'seeds', 'teaching', 'truth.json'), 'utf8')) as Truth

let skein: Skein
let asked: Asking
beforeAll(async () => {
  skein = await openSkein({ store: '', data: null, secret: 'a secret for tests' })
  await loadSeeds(skein, () => undefined)
  asked = asking(skein.store.engine, computeStructure)
})
afterAll(() => skein.close())

describe('examples', () => {
  it('there are at least thirty, each saying at its top who asks and why', () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(30)
    for (const name of EXAMPLES)
      expect(readFileSync(join(FOLDER, name), 'utf8'), name).toMatch(/^# (An analyst|A researcher|A trainer)\b.{30,}\n/)
    for (const who of ['An analyst', 'A researcher', 'A trainer'])
      expect(
        EXAMPLES.filter((name) => readFileSync(join(FOLDER, name), 'utf8').startsWith(`# ${who}`)).length,
        who
      ).toBeGreaterThanOrEqual(3)
  })
})

describe('the teaching case is found as it was planted', () => {
  const CROSS = `query ($goods: [String!], $kinds: [EntityKind!]) { crossGoods(input: { goods: $goods, kinds: $kinds, first: 60 }) {
    totalCount nodes { entity { id } joins singleSource } } }`

  it('as many actors share two goods as were put there', async () => {
    for (const { goods, counts } of truth.overlaps)
      if (counts !== undefined)
        for (const [as, shared] of [
          [PUBLIC, counts.public.shared],
          [OWNER, counts.owner.shared]
        ] as const) {
          const kinds = ['Person', 'Group', 'Company', 'Agency']
          const found = await asked.at('crossGoods.totalCount', CROSS, as, { goods, kinds })
          expect(found, goods.join(' and ')).toBe(shared)
        }
  })

  it('a link that only a join shows names the datasets to join', async () => {
    for (const { what, records, goods, joins, viewer: least } of truth.links) {
      const as = viewer({ CLEAR: 0, GREEN: 1, AMBER: 2 }[least.marking] as 0 | 1 | 2)
      const id = await asked.at('entity.id', 'query ($id: ID!) { entity(id: $id) { id } }', as, {
        id: recordId(records[0] ?? '')
      })
      const hits = async (whose: typeof as) =>
        ((await asked.at('crossGoods.nodes', CROSS, whose, { goods })) as { entity: { id: string } }[]).filter(
          (hit) => hit.entity.id === id
        )
      expect(await hits(as), what).toMatchObject([{ joins, singleSource: false }])
      if (least.marking !== 'CLEAR') expect(await hits(PUBLIC), what).toEqual([])
    }
  })

  it('every group has the shape that it was given', async () => {
    const text =
      'query ($id: ID!) { entity(id: $id) { ... on Collective { members { totalCount } shape { family type } } } }'
    for (const { records, shape, type, members } of truth.groups) {
      const entity = await asked.at('entity', text, viewer(1), { id: recordId(records[0] ?? '') })
      expect(entity, records[0]).toEqual({
        members: { totalCount: members.length },
        shape: { family: shape, type: type ?? null }
      })
    }
  })
})
