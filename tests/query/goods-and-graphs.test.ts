import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PUBLIC } from '../../src/access/viewer.ts'
import { smallestCover } from '../../src/graph/cover.ts'
import type { Store } from '../../src/store/store.ts'
import { describeOnEngines } from '../support/engines.ts'
import { asking, openWorld, Rows, viewer, type Asking } from './world.ts'

/** Three files: goods, one that looks at drugs, one that looks at arms; who appears in both is the same by judgement or by record. */
function files(): { goods: Rows; drugs: Rows; arms: Rows } {
  const goods = new Rows('t/goods')
  for (const code of ['drugs', 'drugs/cocaine', 'arms', 'people'])
    goods.entity(code.replace('/', '-'), 'Good', { code, name: code })
  const drugs = new Rows('t/drugs', 'WIRETAP')
  drugs.source('line').source('paper', ['line'])
  for (let i = 0; i < 6; i++)
    drugs
      .entity(`d${i}`, 'Person', { name: `D${i}` })
      .entity('case', 'Case', { name: 'Case' })
      .tie('OBSERVED_IN', `d${i}`, 'case')
  for (let i = 0; i < 6; i++)
    drugs.tie('TRADES_IN', `d${i}`, 't/goods:drugs-cocaine', {}, { source: 'line', grade: i === 0 ? 'A1' : 'D4' })
  drugs
    .tie('TRADES_IN', 'd0', 't/goods:drugs', {}, { source: 'paper' })
    .tie('TRADES_IN', 'd0', 't/goods:people', {}, { source: 'paper', grade: 'B2' })
    .tie('COMMANDS', 'd0', 'd1')
    .tie('COMMANDS', 'd0', 'd2')
    .tie('CONTACTS', 'd1', 'd2', { goods: ['drugs/cocaine'] })
    .tie('KIN_OF', 'd4', 'd5')
    .entity('veiled', 'Person', { name: 'V' }, { marking: 'AMBER' })
    .tie('OBSERVED_IN', 'veiled', 'case', {}, { marking: 'AMBER' })
    .tie('CONTACTS', 'd5', 'veiled', {}, { marking: 'AMBER' })
  const arms = new Rows('t/arms')
  for (let i = 0; i < 4; i++)
    arms.entity(`a${i}`, 'Person', { name: `A${i}` }).tie('TRADES_IN', `a${i}`, 't/goods:arms', {}, { grade: 'C3' })
  arms
    .judge('t/drugs:d1', 't/arms:a1', 'SAME')
    .judge('t/drugs:d2', 't/arms:a2', 'SAME', 'AMBER')
    .judge('t/drugs:d3', 't/arms:a3', 'SAME', 'AMBER', ['desk'])
  return { goods, drugs, arms }
}

describeOnEngines('links across goods', (engine) => {
  const { goods, drugs, arms } = files()
  let store: Store
  let asked: Asking
  beforeAll(async () => {
    await engine.wipe()
    store = await openWorld(engine.config())
    for (const rows of [goods, drugs, arms]) await rows.write(store)
    asked = asking(store.engine)
  })
  afterAll(() => store.close())
  interface Hit {
    entity: { id: string; name: string }
    goods: string[]
    joins: string[]
    singleSource: boolean
    origins: number
    sources: number
    ties: { good: string; sameAs: string | null }[]
  }
  const FIELDS = 'totalCount nodes { entity { id name } goods joins singleSource origins sources ties { good sameAs } }'
  const cross = async (input: string, as = PUBLIC): Promise<{ totalCount: number; nodes: Hit[] }> =>
    (await asked.at('crossGoods', `{ crossGoods(input: ${input}) { ${FIELDS} } }`, as)) as {
      totalCount: number
      nodes: Hit[]
    }
  const hits = async (input: string, as = PUBLIC): Promise<Hit[]> => (await cross(input, as)).nodes

  it('asks who is tied to one good and also to another, and names codes that no good has', async () => {
    const names = async (input: string): Promise<string[]> => (await hits(input)).map((hit) => hit.entity.name)
    expect((await names('{ goods: ["drugs", "arms", "people"] }')).length).toBeGreaterThan(1)
    expect(await names('{ goods: ["drugs", "arms", "people"], including: ["people"] }')).toEqual(['D0'])
    const slip = '{ crossGoods(input: { goods: ["drugs", "arm"] }) { unknown totalCount nodes { goods } } }'
    expect(await asked.at('crossGoods', slip)).toMatchObject({ unknown: ['arm'], totalCount: 0, nodes: [] })
    const stray = '{ crossGoods(input: { goods: ["drugs", "arms"], including: ["people"] }) { totalCount } }'
    expect(JSON.stringify(await asked.ask(stray))).toContain('can only include goods that it looks across')
  })

  it('names codes that no good has, wherever a question names goods', async () => {
    const [all] = await hits('{ goods: ["drugs", "people"] }')
    const id = JSON.stringify(all?.entity.id)
    const slip = `goods: ["drugs", "arm"]`
    const text = `{ entity(id: ${id}) { relations(${slip}) { unknown totalCount } trades: relations(kinds: [TRADES_IN]) { unknown } }
      graph(input: { around: ${id}, ${slip} }) { unknown nodes { id } } paths(from: [${id}], to: [${id}], ${slip}) { unknown }
      datasets(filter: { ${slip} }) { unknown } every: datasets { unknown } }`
    const unknown = ['arm']
    expect(await asked.data(text)).toMatchObject({
      entity: { relations: { unknown, totalCount: 2 }, trades: { unknown: [] } },
      graph: { unknown },
      paths: { unknown },
      datasets: { unknown },
      every: { unknown: [] }
    })
  })

  it('says which datasets had to be joined, and counts witnesses by origin', async () => {
    const found = await hits('{ goods: ["drugs", "arms", "people"] }')
    expect(found.map((hit) => [hit.entity.name, hit.goods, hit.joins, hit.singleSource]).sort()).toEqual(
      [
        [found.find((hit) => hit.joins.length > 0)?.entity.name, ['arms', 'drugs'], ['t/arms', 't/drugs'], false],
        ['D0', ['drugs', 'people'], [], true]
      ].sort()
    )
    const d0 = found.find((hit) => hit.entity.name === 'D0')
    expect(d0).toMatchObject({ origins: 1, sources: 2 })
    expect(d0?.ties.map((tie) => tie.good).sort()).toEqual(['drugs', 'drugs', 'people'])
  })

  it('those judged the same across a wall are one actor, once, for those who see the judgement', async () => {
    const count = (as = PUBLIC) => cross('{ goods: ["drugs", "arms"] }', as)
    expect((await count()).totalCount).toBe(1)
    expect((await count(viewer(2))).totalCount).toBe(2)
    const desk = await count(viewer(2, 'desk'))
    expect(desk.totalCount).toBe(3)
    expect(desk.nodes.flatMap((hit) => hit.ties).filter((tie) => tie.sameAs !== null)).toHaveLength(2)
  })

  it('kinship and membership are never followed', async () => {
    const names = (await hits('{ goods: ["drugs", "people"] }', viewer(2, 'desk'))).map((hit) => hit.entity.name)
    expect(names).toEqual(['D0'])
  })

  it('the grade, the kind and the page narrow it', async () => {
    expect(await hits('{ goods: ["drugs", "people"], minGrade: "B2" }')).toHaveLength(1)
    expect(await hits('{ goods: ["drugs", "arms"], minGrade: "B2" }')).toHaveLength(0)
    expect(await hits('{ goods: ["drugs", "arms"], kinds: [Group] }')).toHaveLength(0)
    const page = async (after: string | null) =>
      (await asked.at(
        'crossGoods',
        'query ($after: String) { crossGoods(input: { first: 1, after: $after }) { pageInfo { hasNextPage endCursor } nodes { entity { id } } } }',
        viewer(2, 'desk'),
        { after }
      )) as { nodes: { entity: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
    const seen: (string | undefined)[] = []
    let after: string | null = null
    for (let more = true; more;) {
      const { nodes, pageInfo }: Awaited<ReturnType<typeof page>> = await page(after)
      seen.push(nodes[0]?.entity.id)
      after = pageInfo.endCursor
      more = pageInfo.hasNextPage
    }
    expect(new Set(seen).size).toBe(4)
    expect(seen).toHaveLength(4)
  })

  interface Drawn {
    nodes: { name: string }[]
    edges: { kind: string }[]
    elements: { nodes: { data: { name: string } }[]; edges: unknown[] }
    truncated: unknown
  }
  const GRAPH = `query ($input: GraphInput!) { graph(input: $input) {
    nodes { name } edges { kind from { name } to { name } } elements truncated { shown of } } }`
  const graph = async (input: object, as = PUBLIC): Promise<Drawn> =>
    (await asked.at('graph', GRAPH, as, { input })) as Drawn
  const [collectives, around] = [[drugs.id('case')], drugs.id('d0')]
  const ids = [drugs.id('d1'), drugs.id('d2'), drugs.id('veiled')]
  const names = (nodes: { name: string }[]) => nodes.map((node) => node.name).sort()

  it('draws the members of a case with the ties among them, the case itself left out', async () => {
    const drawn = await graph({ collectives })
    expect(drawn.nodes).toHaveLength(6)
    expect(drawn.edges.map((edge) => edge.kind).sort()).toEqual(['COMMANDS', 'COMMANDS', 'CONTACTS', 'KIN_OF'])
    expect(drawn.truncated).toBeNull()
    expect(names((await graph({ collectives }, viewer(2))).nodes)).toContain('V')
    const data = drawn.elements.nodes.map((node) => node.data).find((node) => node.name === 'D0')
    expect(data).toEqual({
      id: drugs.id('d0'), kind: 'Person', name: 'D0', protected: false, invented: false, goods: ['drugs', 'people'],
      in: [drugs.id('case')], grade: null
    }) // prettier-ignore
    expect(drawn.elements.edges).toHaveLength(4)
  })

  it('keeps the best tied and says what it left out', async () => {
    const drawn = await graph({ collectives, first: 3 })
    expect(names(drawn.nodes)).toContain('D0')
    expect(drawn.nodes).toHaveLength(3)
    expect(drawn.edges).toHaveLength(3)
    expect(drawn.truncated).toEqual({ shown: 3, of: 6 })
    const none = await graph({ collectives, first: 0 })
    expect([none.nodes, none.edges, none.truncated]).toEqual([[], [], { shown: 0, of: 6 }])
  })

  it('draws neighbourhoods and selections, and filters ties', async () => {
    expect(names((await graph({ around, kinds: ['COMMANDS'] })).nodes)).toEqual(expect.arrayContaining(['D0', 'D2']))
    expect((await graph({ around, kinds: ['COMMANDS'] })).nodes).toHaveLength(3)
    const selected = await graph({ ids })
    expect(selected.nodes).toHaveLength(2)
    expect(selected.edges).toHaveLength(1)
    expect((await graph({ ids, goods: ['drugs'] })).edges).toHaveLength(1)
    expect((await graph({ ids, goods: ['arms'] })).edges).toHaveLength(0)
    expect((await graph({ ids: [] })).nodes).toEqual([])
  })
})

describe('a smallest cover', () => {
  const sets = (...lists: string[][]) => lists.map((list) => new Set(list))
  it('is the fewest datasets that have one for each good', () => {
    expect(smallestCover(sets(['a', 'b'], ['b', 'c'], ['b']))).toEqual(['b'])
    expect(smallestCover(sets(['a'], ['b'], ['b', 'c']))).toEqual(['a', 'b'])
    expect(smallestCover([])).toEqual([])
    expect(smallestCover(sets(['a'], []))).toEqual([])
  })
  it('is exact where taking the most first is not', () => {
    // Greedy takes x (4 of 6) and then needs two more; a and b cover all.
    expect(smallestCover(sets(['a', 'x'], ['a', 'x'], ['a', 'y'], ['b', 'x'], ['b', 'x'], ['b', 'z']))).toEqual([
      'a',
      'b'
    ])
  })
  it('answers in time on many datasets', () => {
    const many = Array.from(
      { length: 14 },
      (_, i) => new Set(Array.from({ length: 40 }, (_, j) => `d${(i * 7 + j * 3) % 97}`))
    )
    expect(smallestCover(many).length).toBeGreaterThan(0)
  })
})
