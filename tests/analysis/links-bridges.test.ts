import { describe, expect, test } from 'vitest'
import { betweenSides, brokersBreakingWithout, without } from '../../src/analysis/links/brokers.ts'
import { bridges, type Bridge, type Bridges } from '../../src/analysis/links/bridges.ts'
import { links } from '../../src/analysis/links/links.ts'
import { lostWithout, sidesOf } from '../../src/analysis/links/sides.ts'
import type { TradeTies } from '../../src/analysis/links/types.ts'
import { betweennessAcross } from '../../src/graph/across.ts'
import { distancesFrom } from '../../src/graph/distance.ts'
import { undirectedGraph } from '../../src/graph/graph.ts'
import { seeded } from '../../src/graph/random.ts'
import { randomArcs } from '../graph/random-graphs.ts'
import { tradeTies } from './trade-ties.ts'

// Two pairs of traders, linked by a go-between g, by dora who is in both trades, and by an official.
//   a1 – a2 – g – b1 – b2      a3 – dora – b3      a4 – eve(official) – b4
const world = tradeTies({
  goods: ['people', 'drugs'],
  ties: {
    a1: 'people@court',
    a2: 'people@court',
    a3: 'people@court',
    a4: 'people@court',
    b1: 'drugs@customs',
    b2: 'drugs@customs',
    b3: 'drugs@customs',
    b4: 'drugs@customs',
    dora: 'people@court+press drugs@customs+press',
    leg: 'people@hotline drugs@customs',
    leg2: 'people@hotline',
    leg3: 'drugs@customs'
  },
  kinds: { leg: 'Leg', leg2: 'Leg', leg3: 'Leg', port: 'Place', quay: 'Place', eve: 'Agency', van: 'Asset' },
  between: [
    'a1-a2 CONTACTS@court',
    'a2-g CONTACTS@court:tap',
    'g-b1 CONTACTS@customs+press',
    'b1-b2 CONTACTS@customs',
    'a3-dora CONTACTS@court',
    'dora-b3 CONTACTS@customs',
    'eve-a4 COLLUDES_WITH@press',
    'b4-eve BRIBES@press:letter',
    'a1-b4 KIN_OF@court',
    'a1-b4 MEMBER_OF@court',
    'leg2-port ARRIVES_AT@harbour',
    'leg3-port DEPARTS_FROM@harbour',
    'leg-quay ARRIVES_AT@harbour',
    'a1-van OWNS@court',
    'b2-van USES@customs'
  ]
})
const found = bridges(world, [0, 1])
const id = (node: number): string => world.nodes[node]?.id ?? ''
const bridge = (name: string, among: Bridges = found): Bridge => {
  const one = among.bridges.find(({ node }) => id(node) === name)
  if (!one) throw new Error(`${name} is no bridge`)
  return one
}
const origins = (one: Bridge): string[] => one.breaksWithout.map((origin) => world.origins[origin] ?? '')

describe('bridges between two goods', () => {
  test('who and what, and how', () => {
    expect(found.bridges.map(({ kind, node }) => `${kind} ${id(node)}`)).toEqual([
      'SHARED dora',
      'SHARED leg',
      'ASSET van',
      'PLACE port',
      'COLLUSION eve',
      ...found.bridges.filter(({ kind }) => kind === 'BROKER').map(({ node }) => `BROKER ${id(node)}`)
    ])
    expect(found.bridges.filter(({ kind }) => kind === 'BROKER').map(({ node }) => id(node))).toContain('g')
    // A quay where one leg ends that carries both adds nothing to that leg.
    expect(found.bridges.some(({ node }) => id(node) === 'quay')).toBe(false)
  })

  test('counts: pairs that a path joins, kinship and membership not followed', () => {
    // a1 a2 with b1 b2; a3 with b3; a4 with b4.
    expect(found).toMatchObject({ first: 5, second: 5, both: 2, linked: 6 })
  })

  test('what is no longer linked without it', () => {
    expect(bridge('dora').lost).toMatchObject({ pairs: 1 })
    expect(bridge('dora').lost.cutOff.map((part) => part.map(id))).toEqual([['b3']])
    expect(bridge('eve').lost.pairs).toBe(1)
    // Past g there is still the van that a1 owns and b2 uses.
    expect(bridge('g').lost).toEqual({ pairs: 0, cutOff: [] })
    expect(bridge('port').lost.cutOff.map((pair) => pair.map(id))).toEqual([['leg2', 'leg3']])
    const noVan: TradeTies = { ...world, between: world.between.filter(({ kind }) => !['OWNS', 'USES'].includes(kind)) }
    const cut = bridge('g', bridges(noVan, [0, 1]))
    expect(cut.lost.pairs).toBe(4)
    expect(cut.lost.cutOff.map((part) => part.map(id))).toEqual([['b1', 'b2']])
  })

  test('whether dropping one origin breaks it', () => {
    // The newspaper alone shows dora in both; of court and customs one is enough beside it.
    expect(origins(bridge('dora'))).toEqual([])
    expect(origins(bridge('leg')).sort()).toEqual(['customs', 'hotline'])
    expect(bridge('leg').joins).toEqual(['customs', 'hotline'])
    expect(origins(bridge('eve')).sort()).toEqual(['court', 'customs', 'letter', 'press'])
    // Without the tap g is not reached; without court or customs there are no sides; g – b1 has two origins.
    expect(origins(bridge('g')).sort()).toEqual(['court', 'customs', 'tap'])
  })

  test('what is tied to both through others, whatever the pair', () => {
    const across = links(world, { seed: 1 }).whoThrough()
    expect(across.map(({ node }) => id(node)).sort()).toEqual(['eve', 'port', 'quay', 'van'])
    expect(across.find(({ node }) => id(node) === 'port')?.joins).toEqual(['customs', 'harbour', 'hotline'])
  })

  test('at most so many brokers, and how many more there are', () => {
    const few = bridges(world, [0, 1], 1)
    expect(few.bridges.filter(({ kind }) => kind === 'BROKER')).toHaveLength(1)
    expect(few.moreBrokers).toBe(found.bridges.filter(({ kind }) => kind === 'BROKER').length - 1)
  })
})

test('what breaks a broker, and what is lost without a node: as found by trying every origin and every pair', () => {
  for (let seed = 0; seed < 30; seed++) {
    const random = seeded(seed)
    const by = (): string => Array.from({ length: 1 + random.below(2) }, () => `d:o${random.below(5)}`).join('+')
    const ties = Object.fromEntries(
      Array.from({ length: 6 }, (_, i) => [`t${i}`, `${random.below(2) === 0 ? 'people' : 'drugs'}@${by()}`])
    )
    const node = (): string => (random.below(2) === 0 ? `t${random.below(6)}` : `n${random.below(6)}`)
    const between = Array.from({ length: 13 }, () => `${node()}-${node()} CONTACTS@${by()}`)
    const input = tradeTies({ goods: ['people', 'drugs'], ties, between })
    const sides = sidesOf(input, 0, 1)
    const score = betweenSides(sides)
    const brokers = [...score.keys()].filter((v) => (score[v] ?? 0) > 0)
    const found = brokersBreakingWithout(input, [0, 1], sides, brokers)
    for (const broker of brokers) {
      const expected = [...input.origins.keys()].filter(
        (origin) => betweenSides(sidesOf(without(input, origin), 0, 1))[broker] === 0
      )
      expect(found.get(broker), `seed ${seed}`).toEqual(expected)
      const gone = { ...input, between: input.between.filter(({ from, to }) => from !== broker && to !== broker) }
      const rest = sidesOf(gone, 0, 1)
      const own = [sides.first, sides.second].find((side) => side.includes(broker))
      const others = own === sides.first ? sides.second : sides.first
      const reached = distancesFrom(sides.graph, broker)
      const ofItself = own === undefined ? 0 : others.filter((v) => (reached[v] ?? -1) > 0).length
      expect(lostWithout(sides, broker).pairs, `seed ${seed}`).toBe(sides.linked - rest.linked - ofItself)
    }
  }
})

test('betweenness across: Σ over source and target of the share of shortest paths, counted pair by pair', () => {
  for (let seed = 0; seed < 40; seed++) {
    const random = seeded(seed)
    const n = 4 + random.below(12)
    const graph = undirectedGraph(n, randomArcs(random, n, 0.15 + 0.2 * random.next()))
    const side = Array.from({ length: n }, () => random.below(3))
    const [sources, targets] = [0, 1].map((which) => side.flatMap((of, v) => (of === which ? [v] : []))) as [
      number[],
      number[]
    ]
    const paths = Array.from({ length: n }, (_, s) => pathsFrom(graph, s))
    const expected = new Float64Array(n)
    for (const s of sources)
      for (const t of targets)
        for (let v = 0; v < n; v++) {
          const [whole, to, on] = [paths[s]?.[t], paths[s]?.[v], paths[v]?.[t]]
          if (!whole || !to || !on || v === s || v === t || to.distance + on.distance !== whole.distance) continue
          expected[v] = (expected[v] ?? 0) + (to.count * on.count) / whole.count
        }
    const score = betweennessAcross(graph, sources, targets)
    for (let v = 0; v < n; v++) expect(score[v]).toBeCloseTo(expected[v] ?? NaN, 9)
  }
})

/** Distance and number of shortest paths to each node, by counting along the distances. */
function pathsFrom(graph: ReturnType<typeof undirectedGraph>, s: number) {
  const distance = distancesFrom(graph, s)
  const order = [...distance.keys()]
    .filter((v) => (distance[v] ?? -1) >= 0)
    .sort((a, b) => (distance[a] ?? 0) - (distance[b] ?? 0))
  const count = new Array<number>(graph.n).fill(0)
  count[s] = 1
  for (const v of order)
    for (const w of graph.out.targets.subarray(graph.out.offsets[v], graph.out.offsets[v + 1]))
      if (distance[w] === (distance[v] ?? 0) + 1) count[w] = (count[w] ?? 0) + (count[v] ?? 0)
  return Array.from(distance, (d, v) => (d < 0 ? null : { distance: d, count: count[v] ?? 0 }))
}
