import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADA, BEN, codesOf, openWorld, OWNER, READER, type World } from './support.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe('names that scripts rely on', () => {
  it('entities, search, entity, node, nodes, revision, viewer', async () => {
    const listed = await world.ask(
      '{ entities(filter: {kinds: [Person]}, orderBy: NAME, first: 2) { totalCount nodes { id kind name } pageInfo { endCursor hasNextPage } } }'
    )
    expect(codesOf(listed)).toEqual([])
    const { entities } = listed.data as {
      entities: {
        totalCount: number
        nodes: { id: string; kind: string; name: string }[]
        pageInfo: { endCursor: string; hasNextPage: boolean }
      }
    }
    expect(entities.totalCount).toBe(4)
    expect(entities.nodes.map(({ name }) => name)).toEqual(['Bo Lund', 'Cy Vane'])
    const { endCursor, hasNextPage } = entities.pageInfo
    expect(hasNextPage).toBe(true)
    const [first] = entities.nodes

    const { data, errors } = await world.ask(
      `query($id: ID!, $after: String) {
        next: entities(filter: {kinds: [Person]}, first: 2, after: $after) { nodes { name } }
        search(text: "lund", first: 5) { totalCount nodes { id } }
        entity(id: $id) { id kind name }
        node(id: $id) { id __typename }
        nodes(ids: [$id, "e:00000000000000000000", $id]) { id }
        revision
        viewer { id rank owner scopes organisations }
      }`,
      undefined,
      { id: first?.id, after: endCursor }
    )
    expect(errors).toBeUndefined()
    expect(data).toMatchObject({
      next: { nodes: [{ name: 'Ida Marsh' }, { name: 'Ida Marsh' }] },
      search: { totalCount: 1, nodes: [{ id: first?.id }] },
      entity: first,
      node: { id: first?.id, __typename: 'Person' },
      nodes: [{ id: first?.id }, null, { id: first?.id }],
      viewer: { id: null, rank: 'CLEAR', owner: false, scopes: ['READ'], organisations: [] }
    })
    expect(typeof data?.['revision']).toBe('number')
  })

  it('answers null for what is absent or hidden, and an error for neither', async () => {
    const { data } = await world.ask('{ entities { nodes { id name } } }', ADA)
    const hidden = (data as { entities: { nodes: { id: string; name: string }[] } }).entities.nodes.find(({ name }) =>
      name.startsWith('Hidden')
    )
    for (const id of [hidden?.id, 'e:00000000000000000000'])
      expect(await world.ask('query($id: ID!) { entity(id: $id) { id } node(id: $id) { id } }', BEN, { id })).toEqual({
        data: { entity: null, node: null }
      })
  })
})

describe('who sees what', () => {
  const names = async (viewer?: typeof ADA): Promise<string[]> => {
    const { data } = await world.ask('{ entities(filter: {kinds: [Person]}) { nodes { name } } }', viewer)
    return (data as { entities: { nodes: { name: string }[] } }).entities.nodes.map(({ name }) => name)
  }
  it('the audience and the owner, and nobody else', async () => {
    const open = ['Bo Lund', 'Cy Vane', 'Ida Marsh', 'Ida Marsh']
    expect(await names()).toEqual(open)
    expect(await names(BEN)).toEqual(open)
    const all = ['Bo Lund', 'Cy Vane', 'Hidden Harbourmaster', 'Ida Marsh', 'Ida Marsh']
    expect(await names(READER)).toEqual(all)
    expect(await names(OWNER)).toEqual(all)
  })
})

describe('answers', () => {
  it('are keyed as asked: aliases, the same field twice, fragments, directives', async () => {
    const { data, errors } = await world.ask(
      `query($no: Boolean!) {
        g: entities(filter: {kinds: [Group]}) { nodes { label: name ...Crew kind @skip(if: true) name @include(if: $no) } }
      }
      fragment Crew on Group { one: members(first: 1) { totalCount } all: members { nodes { who: other { name } } } }`,
      undefined,
      { no: false }
    )
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      g: {
        nodes: [
          {
            label: 'Quay crew',
            one: { totalCount: 2 },
            all: {
              nodes: expect.arrayContaining([{ who: { name: 'Bo Lund' } }, { who: { name: 'Ida Marsh' } }]) as unknown
            }
          }
        ]
      }
    })
  })

  it('compute the structure of a group on what the viewer sees', async () => {
    const { data, errors } = await world.ask(
      '{ entities(filter: {kinds: [Group]}, first: 5) { nodes { ... on Group { shape { family words reasons { words } actors } measures(ids: ["density"]) { id value why } } } } }'
    )
    expect(errors).toBeUndefined()
    const [group] = (
      data as { entities: { nodes: { shape: { family: string; actors: number }; measures: { id: string }[] }[] } }
    ).entities.nodes
    expect(group?.shape).toMatchObject({ family: 'CANNOT_TELL', actors: 2 })
    expect(group?.measures.map(({ id }) => id)).toEqual(['density'])
  })
})
