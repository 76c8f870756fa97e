/** Our measures beside those of networkx and igraph, where a Python has both: random graphs with all that is awkward in them. */
import { execFileSync, spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { commandMeasures, contactMeasures } from '../../src/analysis/measures/registry.ts'
import { betweenness } from '../../src/graph/betweenness.ts'
import { directedGraph, pairs, undirectedGraph } from '../../src/graph/graph.ts'
import { seeded } from '../../src/graph/random.ts'
import { randomArcs } from '../graph/random-graphs.ts'

const GRAPHS = 240
const python = ['python3', '/usr/bin/python3'].find(
  (path) => spawnSync(path, ['-c', 'import networkx, igraph, numpy']).status === 0
)
const none = python === undefined ? ' (no Python with networkx, igraph and numpy)' : ''
if (none !== '' && (process.env['SKEIN_REQUIRE'] ?? '').split(',').includes('networkx')) throw new Error(none)

interface Given {
  readonly n: number
  readonly edges: readonly (readonly [number, number])[]
}
type Numbers = Readonly<Record<string, number | null>> & { readonly betweenness: readonly number[] }
interface Theirs {
  readonly contact: Numbers & {
    readonly betweennessOfIgraph: readonly number[]
    readonly louvainOfIgraph: number | null
  }
  readonly command: Numbers
}

/** Empty, one actor, in parts, sparse and dense; every third with loops and ties told twice. */
function given(): Given[] {
  const random = seeded(20_261_130)
  const special: Given[] = [
    { n: 0, edges: [] },
    { n: 1, edges: [] },
    { n: 1, edges: [[0, 0]] },
    { n: 5, edges: [] },
    { n: 4, edges: [[0, 1], [1, 2], [2, 3], [3, 0]] }
  ] // prettier-ignore
  const drawn = Array.from({ length: GRAPHS - special.length }, (_, i): Given => {
    const n = 2 + random.below(28)
    const { from, to } = randomArcs(random, n, (0.5 + 3 * random.next()) / n)
    const arcs = from.map((a, j) => [a, to[j] ?? 0] as const)
    const odd = i % 3 === 0 ? [...arcs.slice(0, 3), [random.below(n), random.below(n)] as const, [0, 0] as const] : []
    return { n, edges: random.shuffle([...arcs, ...odd]) }
  })
  return [...special, ...drawn]
}

const same = (ours: number | null | undefined, theirs: number | null | undefined, what: string): void => {
  if (ours === null || theirs === null) expect(ours, what).toBe(theirs)
  else expect(Math.abs((ours ?? Number.NaN) - (theirs ?? Number.NaN)), what).toBeLessThan(1e-9)
}

it.skipIf(python === undefined)(`measures are what networkx and igraph find on ${GRAPHS} random graphs${none}`, () => {
  const graphs = given()
  const out = execFileSync(python ?? '', ['tests/analysis/crosscheck.py'], {
    input: JSON.stringify(graphs),
    maxBuffer: 1e8,
    encoding: 'utf8'
  })
  const theirs = JSON.parse(out) as readonly Theirs[]
  const compared = new Set<string>()
  graphs.forEach(({ n, edges }, i) => {
    const { contact, command } = theirs[i] as Theirs
    const [ties, orders] = [undirectedGraph(n, pairs(edges)), directedGraph(n, pairs(edges))]
    const at = `graph ${i}: ${JSON.stringify({ n, edges })}`
    for (const [measures, numbers] of [
      [contactMeasures.map((m) => ({ id: m.id, run: () => m.compute(ties) })), contact],
      [commandMeasures.map((m) => ({ id: m.id, run: () => m.compute(orders) })), command]
    ] as const)
      for (const { id, run } of measures) {
        if (!(id in numbers)) continue
        compared.add(id)
        same(run().value, numbers[id], `${id} of ${at}`)
      }
    betweenness(ties).forEach((b, v) => {
      same(b, contact.betweenness[v], `betweenness of ${v}, ${at}`)
      same(b, contact.betweennessOfIgraph[v], `betweenness by igraph of ${v}, ${at}`)
    })
    betweenness(orders).forEach((b, v) => {
      same(b, command.betweenness[v], `betweenness of ${v}, ${at}`)
    })
    // The best of our searches is at least as good as one of theirs.
    const found = contactMeasures.find(({ id }) => id === 'modularity')?.compute(ties).value ?? null
    if (contact.louvainOfIgraph !== null) expect(found, at).toBeGreaterThan(contact.louvainOfIgraph - 1e-9)
  })
  expect(compared.size).toBe(17)
})
