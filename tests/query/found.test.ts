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

  it('arguments may stand in another order where a field is asked for twice', async () => {
    const text = `query ($id: ID!) { entity(id: $id) {
      relations(first: 2, period: { from: "2003", to: "2004" }) { totalCount }
      relations(period: { to: "2004", from: "2003" }, first: 2) { nodes { id } } } }`
    const relations = (await asked.at('entity.relations', text, OWNER, { id: one.id('p1') })) as { nodes: unknown[] }
    expect(Object.keys(relations)).toEqual(['totalCount', 'nodes'])
    expect(relations.nodes).toHaveLength(2)
  })

  it('two kinds may mean other things by the same key, at any depth', async () => {
    const text = `query ($ids: [ID!]!) { nodes(ids: $ids) {
      ... on Person { x: relations(kinds: [MEMBER_OF]) { nodes { v: role c: claims(first: 0) { nodes { id } } } } }
      ... on Group { x: relations(kinds: [MEMBER_OF]) { nodes { v: phase c: claims(first: 9) { nodes { id } } } } } } }`
    const nodes = await asked.at('nodes', text, viewer(0), { ids: [one.id('p1'), one.id('g')] })
    expect(nodes).toMatchObject([
      { x: { nodes: [{ v: 'boss', c: { nodes: [] } }] } },
      {
        x: {
          nodes: [
            { v: null, c: { nodes: [{}, {}] } },
            { v: null, c: { nodes: [{}] } }
          ]
        }
      }
    ])
  })

  it('an empty code is no good: it does not find what has no code', async () => {
    const text = `query ($id: ID!, $goods: [String!]) { entity(id: $id) { relations(goods: $goods) { totalCount } }
      entities(filter: { goods: $goods }) { totalCount } }`
    expect(await asked.data(text, OWNER, { id: one.id('p1'), goods: ['', 'tobacco'] })).toEqual({
      entity: { relations: { totalCount: 0 } },
      entities: { totalCount: 0 }
    })
  })

  it('a group named by the id of another of its records is left out of its own drawing', async () => {
    const rows = new Rows('alpha/merged')
    rows.entity('a', 'Group', { name: 'A' }).entity('b', 'Group', { name: 'B' }).entity('p', 'Person', { name: 'P' })
    rows.entity('c', 'Group', { name: 'C' }).tie('MEMBER_OF', 'p', 'a').tie('MEMBER_OF', 'b', 'c')
    rows.judge('alpha/merged:a', 'alpha/merged:b', 'SAME')
    await rows.write(store)
    const text = 'query ($ids: [ID!]) { graph(input: { collectives: $ids }) { nodes { name } } }'
    for (const local of ['a', 'b'])
      expect(await asked.at('graph.nodes', text, OWNER, { ids: [rows.id(local), rows.id('c')] }), local).toEqual([
        { name: 'P' }
      ])
  })

  it('a wrong input of crossGoods is refused whatever of the answer is asked for', async () => {
    for (const input of ['goods: ["arms"]', 'including: ["arms/small"]', 'minGrade: "F6"', 'after: "x"', 'first: -1'])
      await expect(asked.data(`{ crossGoods(input: { ${input} }) { note } }`), input).rejects.toMatchObject({
        code: 'INVALID_INPUT'
      })
  })

  it("a batch whose claims nobody but the owner may see counts in the owner's revision", async () => {
    const before = (await asked.at('revision', '{ revision }', OWNER)) as number
    const rows = new Rows('alpha/walls')
    rows.entity('a', 'Person', {}, { marking: 'RED', audience: ['a'] })
    rows.entity('b', 'Person', {}, { marking: 'RED', audience: ['b'] })
    await rows.write(store)
    const tie = new Rows('alpha/between')
    await tie.tie('KIN_OF', 'alpha/walls:a', 'alpha/walls:b').write(store)
    expect(await asked.at('revision', '{ revision }', OWNER)).toBe(before + 2)
    const [a, b] = [viewer(4, 'a'), viewer(4, 'a', 'b')]
    expect(await asked.at('revision', '{ revision }', a)).toBe(await asked.at('revision', '{ revision }', b))
  })
})
