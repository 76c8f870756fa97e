import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { buildSchema, GraphQLEnumType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CautionKind } from '../../src/analysis/compare/compare.ts'
import { recordId } from '../../src/claims/ids.ts'
import { counting, type CountingEngine } from '../../src/engine/counting.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { ADA, BEN, codesOf, DATASETS, OWNER, openWorld, writeFolder, type World } from './support.ts'

const CREW = recordId('alpha/open:g')
const HIDDEN = recordId('alpha/hidden:g')
const OTHER = recordId('beta/ring:g')
const TEXT = `query($ids: [ID!]!) { compareGroups(ids: $ids) {
  groups { group { id name shape { family } } actors contactTies commandTies goods goodsOfActors howCollected caveats }
  measures(ids: ["density", "rootShare"]) { id values why }
  pairs { left right contacts orders sharedActors cautions { kind words } } note } }`

let world: World
let engine: CountingEngine
beforeAll(async () => {
  world = await openWorld()
  const manifest = JSON.parse(DATASETS['alpha/open']?.['dataset.json'] ?? '') as object
  const more = {
    hidden: { name: 'alpha/hidden', marking: 'AMBER', audience: ['alpha'] },
    ring: { name: 'beta/ring', howCollected: 'WIRETAP', caveats: 'Few lines were tapped.' }
  }
  for (const [folder, part] of Object.entries(more)) {
    const files = {
      'dataset.json': JSON.stringify({ ...manifest, ...part }),
      'entities.csv':
        'id,kind,name,code\ng,Group,The ring,\nq1,Person,Uli Marr,\nq2,Person,Vic Orr,\nd,Good,Cigarettes,tobacco/x\n',
      'ties.csv':
        'kind,from,to,role\nMEMBER_OF,q1,g,\nMEMBER_OF,q2,g,\nCONTACTS,q1,q2,call\nTRADES_IN,q1,d,\nMEMBER_OF,alpha/open:p1,g,\n'
    }
    const report = await importDataset(world.skein, OWNER, { paths: [writeFolder(join(world.folder, folder), files)] })
    expect(report.problems).toEqual([])
  }
  engine = counting(world.skein.store.engine)
  Object.assign(world.skein.store, { engine })
})
afterAll(() => world.close())

interface Comparison {
  groups: (Record<string, unknown> | null)[]
  measures: { id: string; values: (number | null)[]; why: (string | null)[] }[]
  pairs: { contacts: boolean; sharedActors: number; cautions: { kind: string }[] }[]
}
const compare = async (ids: string[], viewer = ADA): Promise<Comparison> => {
  const answer = await world.ask(TEXT, viewer, { ids })
  expect(answer.errors).toBeUndefined()
  return answer.data?.['compareGroups'] as Comparison
}

describe('comparing groups', () => {
  it('sets them side by side in the order asked, by two statements however many they are', async () => {
    engine.reset()
    const { groups, measures, pairs } = await compare([OTHER, CREW, HIDDEN])
    expect(engine.counts.statements).toBe(2)
    expect(groups).toMatchObject([
      {
        group: { id: OTHER, name: 'The ring' },
        actors: 3,
        contactTies: 1,
        goods: [],
        goodsOfActors: ['tobacco/x'],
        howCollected: ['WIRETAP'],
        caveats: ['beta/ring: Few lines were tapped.']
      },
      { group: { id: CREW }, actors: 2, commandTies: 1, howCollected: ['CASEWORK'], caveats: [] },
      { group: { id: HIDDEN }, actors: 3 }
    ])
    expect(measures.map(({ id }) => id)).toEqual(['rootShare', 'density'])
    expect(measures[1]?.values).toEqual([1 / 3, 0, 1 / 3])
    expect(pairs).toHaveLength(3)
    expect(pairs[0]).toMatchObject({ contacts: false, sharedActors: 1 })
    expect(pairs[0]?.cautions.map(({ kind }) => kind)).toEqual([
      'COLLECTION',
      'NO_ORDERS',
      'NO_CONTACTS',
      'GOODS_UNKNOWN',
      'SAME_ACTORS'
    ])
  })

  it('takes what is hidden for absent, with the same statements', async () => {
    const asked = async (id: string): Promise<unknown> => {
      engine.reset()
      const { groups, measures, pairs } = await compare([CREW, id, OTHER], BEN)
      return { groups, measures, pairs, texts: [...engine.counts.texts], count: engine.counts.statements }
    }
    const hidden = await asked(HIDDEN)
    expect(hidden).toEqual(await asked('e:00000000000000000000'))
    expect(hidden).toEqual(await asked('nonsense'))
    // A person is neither a group nor a case.
    expect(hidden).toEqual(await asked(recordId('alpha/open:p1')))
    expect(hidden).toMatchObject({ groups: [{}, null, {}], count: 2 })
  })

  it('says of two ids of one group that they are one', async () => {
    const records = '{ entities(filter: {kinds: [Group]}) { nodes { id records } } }'
    const judged = await world.ask(
      'mutation($input: JudgeInput!) { judge(input: $input) { judgement { id } } }',
      OWNER,
      { input: { left: 'alpha/open:g', right: 'beta/ring:g', verdict: 'SAME', why: 'one file names both' } }
    )
    expect(codesOf(judged)).toEqual([])
    expect((await world.ask(records)).data).toMatchObject({
      entities: { nodes: [{ records: ['alpha/open:g', 'beta/ring:g'] }] }
    })
    const { groups, pairs } = await compare([CREW, OTHER])
    expect(groups[0]).toEqual(groups[1])
    expect(pairs.map(({ cautions }) => cautions.map(({ kind }) => kind))).toEqual([['SAME_GROUP']])
    const { judgement } = judged.data?.['judge'] as { judgement: { id: string } }
    await world.ask('mutation($id: ID!) { unjudge(input: {id: $id}) { keptApartBy } }', OWNER, { id: judgement.id })
  })

  it('refuses fewer than two, more than twenty, and a measure that there is not', async () => {
    const ids = (n: number): string[] => Array.from({ length: n }, (_, i) => `e:${i}`)
    expect(codesOf(await world.ask(TEXT, ADA, { ids: [CREW, CREW] }))).toEqual(['INVALID_INPUT'])
    expect(codesOf(await world.ask(TEXT, ADA, { ids: [] }))).toEqual(['INVALID_INPUT'])
    const many = await world.ask(TEXT, ADA, { ids: ids(21) })
    expect(many.errors?.[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: { value: 20, met: 21 } })
    expect((await compare(ids(20))).groups).toEqual(ids(20).map(() => null))
    const slip = await world.ask(
      'query($ids: [ID!]!) { compareGroups(ids: $ids) { measures(ids: ["densitty"]) { id } } }',
      ADA,
      {
        ids: [CREW, OTHER]
      }
    )
    expect(JSON.stringify(slip.errors)).toContain('did you mean density?')
  })

  it('names its cautions as the schema does', () => {
    const schema = buildSchema(readFileSync('tests/api/schema.sdl', 'utf8')).getType('CautionKind')
    if (!(schema instanceof GraphQLEnumType)) throw new Error('no CautionKind')
    const known: Record<CautionKind, true> = {
      SAME_GROUP: true,
      COLLECTION: true,
      COLLECTION_UNKNOWN: true,
      CO_ATTENDANCE: true,
      NO_CONTACTS: true,
      NO_ORDERS: true,
      MEANING_OF_CONTACTS: true,
      MEANING_OF_ORDERS: true,
      SIZE: true,
      GOODS_UNKNOWN: true,
      SAME_ACTORS: true
    }
    expect(schema.getValues().map(({ name }) => name)).toEqual(Object.keys(known))
  })
})
