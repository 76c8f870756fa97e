import { FOREVER } from '../../graph/path-search.ts'
import { bestPaths, type PathOrder } from '../../graph/paths.ts'
import type { Explored, Tie } from './explore.ts'

/** A path as it is shown, entity by entity. */
export interface Chosen {
  /** Without hops between those who are one actor. */
  readonly length: number
  readonly entities: readonly string[]
  readonly hops: readonly ChosenHop[]
  readonly undated: number
}

export interface ChosenHop {
  readonly tie: string
  readonly from: string
  readonly to: string
  readonly sameActor: boolean
  readonly weakest: boolean
  /** Ties that join the two actors. */
  readonly ties: number
  readonly others: readonly string[]
}

export interface Best {
  readonly paths: readonly Chosen[]
  /** Whether there are more of them in what was seen. */
  readonly more: () => boolean
}

/** Other ties that a hop names. */
const MOST_OTHERS = 50

/** The best paths in what was seen. Entities tied by SAME_AS are one actor, who goes by the smallest id. */
export async function choose(explored: Explored, order: PathOrder, maxHops: number, first: number): Promise<Best> {
  const ties = [...explored.ties.values()].sort(byId)
  const actors = new Actors(explored, ties)
  const places = (ids: readonly string[]): number[] => ids.map((id) => actors.of(id))
  const a = ties.map((tie) => actors.of(tie.a))
  const b = ties.map((tie) => actors.of(tie.b))
  const found = bestPaths({
    n: actors.count,
    ties: {
      a,
      b,
      weakness: ties.map(({ weakness }) => weakness),
      from: ties.map(({ from }) => from),
      to: ties.map(({ to }) => to)
    },
    sources: places(explored.from),
    targets: places(explored.to),
    maxHops: Math.min(maxHops, explored.hops),
    order
  })
  const best: { nodes: readonly number[]; ties: readonly Tie[] }[] = []
  while (best.length < first) {
    // Each takes some milliseconds, in a dense graph tens of them: others get their turn in between.
    await new Promise(setImmediate)
    const next = found.next()
    if (next.done === true) break
    best.push({ nodes: next.value.nodes, ties: next.value.ties.map((t) => ties[t] as Tie) })
  }
  const parallel = new Map<string, Tie[]>()
  const pair = (v: number, w: number): string => (v < w ? `${v} ${w}` : `${w} ${v}`)
  for (const { nodes } of best)
    for (let i = 1; i < nodes.length; i++) parallel.set(pair(nodes[i - 1] as number, nodes[i] as number), [])
  ties.forEach((tie, t) => parallel.get(pair(a[t] as number, b[t] as number))?.push(tie))
  return {
    paths: best.map((path) => shown(explored, actors, path, (v, w) => parallel.get(pair(v, w)) as Tie[])),
    more: () => found.next().done !== true
  }
}

function shown(
  { from, to }: Explored,
  actors: Actors,
  { nodes, ties }: { readonly nodes: readonly number[]; readonly ties: readonly Tie[] },
  between: (v: number, w: number) => readonly Tie[]
): Chosen {
  const within = (ids: readonly string[], node: number | undefined): string[] =>
    ids.filter((id) => actors.of(id) === node)
  const hops: ChosenHop[] = []
  let at: string[] = within(from, nodes[0])
  const stay = (goals: readonly string[]): string => {
    const route = actors.route(at, goals)
    for (const { tie, near, far } of route.ties)
      hops.push({ tie, from: near, to: far, sameActor: true, weakest: false, ties: 1, others: [] })
    return route.end
  }
  const weakest = Math.max(...ties.map(({ weakness }) => weakness))
  const mark = ties.findIndex(({ weakness }) => weakness === weakest)
  ties.forEach((tie, i) => {
    const [v, w] = [nodes[i] as number, nodes[i + 1] as number]
    const [near, far] = actors.of(tie.a) === v ? [tie.a, tie.b] : [tie.b, tie.a]
    stay([near])
    const all = between(v, w)
    const others = all.filter(({ id }) => id !== tie.id).sort((x, y) => x.weakness - y.weakness || byId(x, y))
    hops.push({
      tie: tie.id,
      from: near,
      to: far,
      sameActor: false,
      weakest: i === mark,
      ties: all.length,
      others: others.slice(0, MOST_OTHERS).map(({ id }) => id)
    })
    at = [far]
  })
  const end = stay(within(to, nodes.at(-1)))
  return {
    length: ties.length,
    entities: [...hops.map((hop) => hop.from), end],
    hops,
    undated: ties.filter((tie) => tie.from === 0 && tie.to === FOREVER).length
  }
}

const byId = (x: { readonly id: string }, y: { readonly id: string }): number =>
  x.id < y.id ? -1 : x.id > y.id ? 1 : 0

/** Entities gathered into actors, which are numbered in the order of their smallest ids. */
class Actors {
  readonly count: number
  readonly #of = new Map<string, number>()
  readonly #twins = new Map<string, { readonly tie: string; readonly far: string }[]>()

  constructor({ from, to, same }: Explored, ties: readonly Tie[]) {
    for (const { id, a, b } of [...same.values()].sort(byId)) this.#tie(id, a, b)
    const all = new Set([...from, ...to, ...ties.flatMap(({ a, b }) => [a, b]), ...this.#twins.keys()])
    let count = 0
    for (const first of [...all].sort()) {
      if (this.#of.has(first)) continue
      const stack = [first]
      for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
        if (this.#of.has(id)) continue
        this.#of.set(id, count)
        stack.push(...(this.#twins.get(id) ?? []).map(({ far }) => far))
      }
      count++
    }
    this.count = count
  }

  #tie(tie: string, a: string, b: string): void {
    for (const [near, far] of [
      [a, b],
      [b, a]
    ] as const) {
      const list = this.#twins.get(near)
      if (list === undefined) this.#twins.set(near, [{ tie, far }])
      else list.push({ tie, far })
    }
  }

  of(id: string): number {
    return this.#of.get(id) as number
  }

  /** The fewest ties SAME_AS from one of the starts to one of the goals, all of one actor; none where they share one. */
  route(
    starts: readonly string[],
    goals: readonly string[]
  ): { ties: { tie: string; near: string; far: string }[]; end: string } {
    const ends = new Set(goals)
    const queue = [...starts].sort()
    const came = new Map<string, { tie: string; near: string } | null>(queue.map((id) => [id, null]))
    for (let head = 0; ; head++) {
      const id = queue[head]
      if (id === undefined) throw new Error('an actor that does not hang together')
      if (ends.has(id)) return { ties: back(came, id), end: id }
      for (const { tie, far } of this.#twins.get(id) ?? [])
        if (!came.has(far)) {
          came.set(far, { tie, near: id })
          queue.push(far)
        }
    }
  }
}

function back(
  came: ReadonlyMap<string, { tie: string; near: string } | null>,
  end: string
): { tie: string; near: string; far: string }[] {
  const ties: { tie: string; near: string; far: string }[] = []
  for (let far = end, step = came.get(far); step; step = came.get(far)) {
    ties.unshift({ ...step, far })
    far = step.near
  }
  return ties
}
