import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OWNER, PUBLIC, type Viewer } from '../../src/access/viewer.ts'
import { Drawings } from '../../src/query/drawings.ts'
import { Seen } from '../../src/query/seen.ts'
import type { Store } from '../../src/store/store.ts'
import { describeOnEngines } from '../support/engines.ts'
import { asking, openWorld, Rows, viewer, type Asking } from './world.ts'

const QUESTION = 'query ($ids: [ID!]) { graph(input: { ids: $ids }) { elements } }'

describeOnEngines('a drawing that is asked for again', (engine) => {
  const rows = new Rows('t/kept')
  rows
    .entity('a', 'Person', { name: 'A' })
    .entity('b', 'Person', { name: 'B' })
    .entity('g', 'Group', { name: 'G' })
    .entity('h', 'Person', { name: 'H' }, { marking: 'AMBER' })
    .tie('CONTACTS', 'a', 'b')
    .tie('CONTACTS', 'b', 'h', {}, { marking: 'AMBER' })
  const ids = ['a', 'b', 'h'].map((local) => rows.id(local))
  let store: Store
  let asked: Asking
  beforeAll(async () => {
    await engine.wipe()
    store = await openWorld(engine.config())
    await rows.write(store)
    asked = asking(store.engine)
  })
  afterAll(() => store.close())

  /** How many statements a question takes, and how many nodes its drawing has. */
  const draw = async (as: Viewer, text = QUESTION, name = 'elements'): Promise<[number, number]> => {
    asked.engine.reset()
    const drawn = (await asked.at(`graph.${name}.nodes`, text, as, { ids })) as unknown[]
    return [asked.engine.counts.statements, drawn.length]
  }

  it('is read once for each viewer, whatever he shares with others', async () => {
    const twin = { ...viewer(2), id: 'twin' }
    for (const [as, nodes] of [[PUBLIC, 2], [viewer(2), 3], [twin, 3], [viewer(1), 2], [OWNER, 3]] as const) {
      expect(await draw(as)).toEqual([1, nodes])
      expect(await draw(as)).toEqual([0, nodes])
    } // prettier-ignore
    expect(await draw({ ...viewer(2), rank: 0 })).toEqual([1, 2])
    expect(await draw(viewer(2))).toEqual([0, 3])
  })

  it('is another for another question, though their texts be alike', async () => {
    const renamed = QUESTION.replace('elements', 'drawn: elements')
    expect(await draw(PUBLIC, renamed, 'drawn')).toEqual([1, 2])
    const fewer = { ids: ids.slice(0, 1) }
    expect(await asked.at('graph.elements.nodes', QUESTION, PUBLIC, fewer)).toHaveLength(1)
  })

  it('is read anew once anything was written', async () => {
    expect(await draw(PUBLIC)).toEqual([0, 2])
    const more = new Rows('t/more')
    await more.entity('c', 'Person', { name: 'C' }).tie('CONTACTS', 'c', 't/kept:a').write(store)
    expect(await draw(PUBLIC)).toEqual([1, 2])
    expect(await draw(PUBLIC)).toEqual([0, 2])
    const around = 'query ($ids: [ID!]) { graph(input: { ids: $ids, kinds: [CONTACTS] }) { elements } }'
    expect(await draw(PUBLIC, around)).toEqual([1, 2])
  })

  it('is not kept where more than one statement makes it', async () => {
    const text = `{ graph(input: { ids: ["${rows.id('g')}"], first: 1 }) { elements nodes { ... on Group { measures { id } } } } }`
    expect(await draw(PUBLIC, text)).toEqual([2, 1])
    expect(await draw(PUBLIC, text)).toEqual([2, 1])
  })
})

describe('kept drawings', () => {
  const drawing = (weight: number) => ({ value: weight, seen: new Seen(), weight })
  const at = (sequence: number) => () => Promise.resolve(sequence)

  it('are dropped when the store has moved on, and the longest unused when they are too many', async () => {
    const drawings = new Drawings()
    for (const key of ['a', 'b', 'c']) drawings.keep(key, 1, drawing(20_000))
    expect(await drawings.get('a', at(1))).toBeNull()
    expect(await drawings.get('b', at(1))).toMatchObject({ value: 20_000 })
    drawings.keep('d', 1, drawing(20_000))
    expect(await drawings.get('c', at(1))).toBeNull()
    expect(await drawings.get('b', at(2))).toBeNull()
    expect(await drawings.get('b', at(1))).toBeNull()
    for (let i = 0; i <= 500; i++) drawings.keep(`small ${i}`, 2, drawing(1))
    expect([await drawings.get('small 0', at(2)), await drawings.get('small 500', at(2))]).toMatchObject([
      null,
      { value: 1 }
    ])
    drawings.keep('e', 2, drawing(60_000))
    expect(await drawings.get('e', at(2))).toBeNull()
  })
})
