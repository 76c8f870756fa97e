/** shortest: fewest hops, then the least weak weakest hop · strongest: the other way round · time: shortest among those that time allows. */
export type PathOrder = 'shortest' | 'strongest' | 'time'

/** Undirected ties, parallel ones allowed; the order of equal ones is that of their places. */
export interface PathTies {
  readonly a: ArrayLike<number>
  readonly b: ArrayLike<number>
  /** 0 for the strongest. */
  readonly weakness: ArrayLike<number>
  /** The first and last time at which the tie can have been there: whole numbers from 0 to `FOREVER`. Looked at in the order `time` alone. */
  readonly from: ArrayLike<number>
  readonly to: ArrayLike<number>
}

export const FOREVER = 99_999_999

export interface PathQuestion {
  /** Nodes are 0 … n − 1; their order decides between equal paths. */
  readonly n: number
  readonly ties: PathTies
  readonly sources: readonly number[]
  readonly targets: readonly number[]
  readonly maxHops: number
  readonly order: PathOrder
}

/** A whole path, and the least bound on the weakness of its ties under which it holds. */
export interface Completion {
  readonly nodes: readonly number[]
  readonly weakness: number
}

export interface PathSearch {
  /** The best path that begins with these nodes and does not go on with a banned one; null where there is none. */
  complete(prefix: readonly number[], banned: ReadonlySet<number>): Completion | null
  /** A tie for each hop, the least weak ones first come first served. */
  tiesOf(path: Completion): number[]
}

const NEVER = -1

/**
 * Everything rests on one table: `late[h][v]`, the latest time at which one may stand at v and still reach a target in exactly h
 * hops over ties no weaker than a bound, avoiding some nodes. With the fewest hops such a walk has no loop: cutting one out
 * leaves a walk that is shorter and nowhere later.
 */
export function pathSearch(question: PathQuestion): PathSearch {
  const { n, ties, order, maxHops } = question
  const isSource = flags(n, question.sources)
  const isTarget = flags(n, question.targets)
  const sources = [...new Set(question.sources)].sort((a, b) => a - b)
  const { start, other, tie } = arcs(question, isSource, isTarget)
  const timed = order === 'time'
  const opens = (t: number): number => (timed ? (ties.from[t] as number) : 0)
  const closes = (t: number): number => (timed ? (ties.to[t] as number) : FOREVER)
  const bounds = [...new Set(Array.from(tie, (t) => ties.weakness[t] as number))].sort((a, b) => a - b)

  /** Where the arcs of v to one other end, which begin at i, end. */
  const endOf = (v: number, i: number): number => {
    const row = start[v + 1] as number
    let end = i + 1
    while (end < row && other[end] === other[i]) end++
    return end
  }

  /** The first arc from v to w. */
  const firstOf = (v: number, w: number): number => {
    let [low, high] = [start[v] as number, start[v + 1] as number]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((other[middle] as number) < w) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The earliest time at which one gets over any of these arcs where one stands at its start from `time` on; NEVER where it is later than `latest`. */
  const arrival = (i: number, end: number, time: number, bound: number, latest: number): number => {
    let best = NEVER
    for (let k = i; k < end; k++) {
      const t = tie[k] as number
      if ((ties.weakness[t] as number) > bound) continue
      const at = Math.max(time, opens(t))
      if (at <= Math.min(closes(t), latest) && (best === NEVER || at < best)) best = at
    }
    return best
  }

  const arrivalAlong = (nodes: readonly number[], bound: number): number => {
    let time = 0
    for (let i = 1; i < nodes.length && time !== NEVER; i++) {
      const [v, w] = [nodes[i - 1] as number, nodes[i] as number]
      const first = firstOf(v, w)
      time = arrival(first, endOf(v, first), time, bound, FOREVER)
    }
    return time
  }

  const begin = (): Float64Array => {
    const late = new Float64Array(n).fill(NEVER)
    for (const v of question.targets) if (isSource[v] === 0) late[v] = FOREVER
    return late
  }

  /** One hop further back. */
  const back = (late: Float64Array, bound: number, avoided: Uint8Array): Float64Array => {
    const result = new Float64Array(n).fill(NEVER)
    for (let v = 0; v < n; v++) {
      if (avoided[v] === 1 || isTarget[v] === 1 || isSource[v] === 1) continue
      let best = NEVER
      for (let i = start[v] as number; i < (start[v + 1] as number); i++) {
        const t = tie[i] as number
        const then = late[other[i] as number] as number
        if (then === NEVER || avoided[other[i] as number] === 1 || (ties.weakness[t] as number) > bound) continue
        const at = Math.min(closes(t), then)
        if (at >= opens(t) && at > best) best = at
      }
      result[v] = best
    }
    return result
  }

  const complete = (prefix: readonly number[], banned: ReadonlySet<number>): Completion | null => {
    const budget = maxHops - Math.max(0, prefix.length - 1)
    const avoided = flags(n, prefix)
    const last = prefix.at(-1)
    const starts = last === undefined ? sources.filter((s) => !banned.has(s)) : [last]
    const forbidden = last === undefined ? new Set<number>() : banned

    /** The smallest next node from which a target is reached in the hops that `late` is for, and the time of getting there. */
    const next = (v: number, time: number, bound: number, late: Float64Array): [number, number] | null => {
      for (let i = start[v] as number; i < (start[v + 1] as number);) {
        const w = other[i] as number
        const end = endOf(v, i)
        if (late[w] !== NEVER && avoided[w] === 0 && !(v === last && forbidden.has(w))) {
          const at = arrival(i, end, time, bound, late[w] as number)
          if (at !== NEVER) return [w, at]
        }
        i = end
      }
      return null
    }

    /** The fewest hops under a bound, with the tables that led there. */
    const reach = (bound: number, most: number): { hops: number; tables: Float64Array[]; time: number } | null => {
      const time = arrivalAlong(prefix, bound)
      if (time === NEVER) return null
      if (last === undefined && starts.some((s) => isTarget[s] === 1)) return { hops: 0, tables: [], time }
      const tables = [begin()]
      for (let hops = 1; hops <= most; hops++) {
        const late = tables[hops - 1] as Float64Array
        if (starts.some((s) => next(s, time, bound, late) !== null)) return { hops, tables, time }
        if (hops < most) tables.push(back(late, bound, avoided))
      }
      return null
    }

    let best = reach(bounds.at(-1) ?? 0, budget)
    if (best === null) return null
    const most = order === 'strongest' ? budget : best.hops
    // The least bound that is enough, by halving.
    let [low, high] = [0, bounds.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      const found = reach(bounds[middle] as number, most)
      if (found === null) low = middle + 1
      else [best, high] = [found, middle]
    }
    const bound = best.hops === 0 && prefix.length === 0 ? 0 : (bounds[high] ?? 0)
    const nodes = [...prefix]
    let { time } = best
    for (let hops = best.hops; ; hops--) {
      if (nodes.length === 0) {
        const late = best.tables[hops - 1]
        nodes.push(
          starts.find((s) => (late === undefined ? isTarget[s] === 1 : next(s, time, bound, late) !== null)) as number
        )
      }
      if (hops === 0) return { nodes, weakness: bound }
      const step = next(nodes.at(-1) as number, time, bound, best.tables[hops - 1] as Float64Array) as [number, number]
      nodes.push(step[0])
      time = step[1]
    }
  }

  const tiesOf = ({ nodes, weakness }: Completion): number[] => {
    const between = nodes.slice(1).map((w, i) => {
      const v = nodes[i] as number
      const first = firstOf(v, w)
      const found = Array.from(tie.subarray(first, endOf(v, first))).filter(
        (t) => (ties.weakness[t] as number) <= weakness
      )
      return found.sort((a, b) => (ties.weakness[a] as number) - (ties.weakness[b] as number) || a - b)
    })
    const late = [FOREVER]
    for (const choice of [...between].reverse()) {
      const then = late[0] as number
      late.unshift(
        Math.max(...choice.map((t) => (opens(t) <= Math.min(closes(t), then) ? Math.min(closes(t), then) : NEVER)))
      )
    }
    let time = 0
    return between.map((choice, i) => {
      const latest = late[i + 1] as number
      const chosen = choice.find((t) => Math.max(time, opens(t)) <= Math.min(closes(t), latest)) as number
      time = Math.max(time, opens(chosen))
      return chosen
    })
  }

  return { complete, tiesOf }
}

function flags(n: number, nodes: readonly number[]): Uint8Array {
  const result = new Uint8Array(n)
  for (const v of nodes) result[v] = 1
  return result
}

interface Arcs {
  /** Arcs of v are at `start[v]` … `start[v + 1]`, by their other end, then by tie. */
  readonly start: Int32Array
  readonly other: Int32Array
  readonly tie: Int32Array
}

/** Both directions of the ties that lie on a walk from a source to a target within the hops allowed; no loops. */
function arcs({ n, ties, sources, targets, maxHops }: PathQuestion, isSource: Uint8Array, isTarget: Uint8Array): Arcs {
  const all = rows(n, ties, () => true)
  const there = distances(n, all, sources, isTarget)
  const thence = distances(n, all, targets, isSource)
  const far = (v: number, w: number): number => (there[v] as number) + 1 + (thence[w] as number)
  return rows(n, ties, (a, b) => Math.min(far(a, b), far(b, a)) <= maxHops)
}

/** Arcs both ways. Gathered in the order of ties, then turned round: that sorts each row by the other end and keeps the ties in order. */
function rows(n: number, { a, b }: PathTies, keep: (a: number, b: number) => boolean): Arcs {
  const start = new Int32Array(n + 1)
  const kept: number[] = []
  for (let t = 0; t < a.length; t++) {
    const [v, w] = [a[t] as number, b[t] as number]
    if (v === w || !keep(v, w)) continue
    kept.push(t)
    start[v + 1] = (start[v + 1] as number) + 1
    start[w + 1] = (start[w + 1] as number) + 1
  }
  for (let v = 0; v < n; v++) start[v + 1] = (start[v + 1] as number) + (start[v] as number)
  const gathered = { start, other: new Int32Array(2 * kept.length), tie: new Int32Array(2 * kept.length) }
  const turned = { start, other: new Int32Array(2 * kept.length), tie: new Int32Array(2 * kept.length) }
  const put = (into: Arcs, free: Int32Array, v: number, w: number, t: number): void => {
    const at = free[v] as number
    into.other[at] = w
    into.tie[at] = t
    free[v] = at + 1
  }
  let free = start.slice()
  for (const t of kept) {
    put(gathered, free, a[t] as number, b[t] as number, t)
    put(gathered, free, b[t] as number, a[t] as number, t)
  }
  free = start.slice()
  for (let w = 0; w < n; w++)
    for (let i = start[w] as number; i < (start[w + 1] as number); i++)
      put(turned, free, gathered.other[i] as number, w, gathered.tie[i] as number)
  return turned
}

/** Hops from the nearest of `from`, never going on from a node in `stops`. */
function distances(n: number, { start, other }: Arcs, from: readonly number[], stops: Uint8Array): Float64Array {
  const result = new Float64Array(n).fill(Infinity)
  const queue = [...new Set(from)]
  for (const v of queue) result[v] = 0
  for (let head = 0; head < queue.length; head++) {
    const v = queue[head] as number
    if (stops[v] === 1) continue
    for (let i = start[v] as number; i < (start[v + 1] as number); i++) {
      const w = other[i] as number
      if (result[w] !== Infinity) continue
      result[w] = (result[v] as number) + 1
      queue.push(w)
    }
  }
  return result
}
