import type { Value } from '../../engine/port.ts'
import { LIMITS } from '../limits.ts'

/** A tie as the search sees it. Times are days as numbers, such as 20030517; 0 and `FOREVER` where open. */
export interface Tie {
  readonly id: string
  readonly a: string
  readonly b: string
  readonly weakness: number
  readonly from: number
  readonly to: number
  /** What the audit log is told of it. */
  readonly mark?: Value
}

/** Two entities that are one actor. */
export interface Same {
  readonly id: string
  readonly a: string
  readonly b: string
}

export const REASONS = ['TOO_WEAK', 'OUT_OF_PERIOD', 'OTHER_GOOD', 'KINSHIP', 'OTHER_KIND'] as const
export type Reason = (typeof REASONS)[number]

/** What one statement brings. `same` reaches two ties far from each entity at the far end of a tie and each in `open`. */
export interface Met {
  readonly ties: readonly Tie[]
  /** The far ends of the ties: both ends may have been asked for. */
  readonly far: readonly string[]
  readonly same: readonly Same[]
  readonly excluded: readonly { readonly tie: string; readonly marked: boolean; readonly reasons: readonly Reason[] }[]
  /** Whether a limit cut the ties, or those left out. */
  readonly cut: boolean
  readonly uncounted: boolean
}

export interface Started extends Met {
  readonly from: readonly string[]
  readonly to: readonly string[]
  /** Both sides with those who are one actor with them, as far as they were reached: their ties are among those met. */
  readonly ends: readonly string[]
}

/** Reads the ties of the entities in `frontier`; null where the store has moved on since the first statement. */
export type ReadStep = (ask: {
  readonly frontier: readonly string[]
  readonly open: readonly string[]
  readonly ends: readonly string[]
}) => Promise<Met | null>

/** What was seen: every path of at most `hops` hops lies in it, unless the ties of the ends were `cut`. */
export interface Explored {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly ties: ReadonlyMap<string, Tie>
  readonly same: ReadonlyMap<string, Same>
  readonly excluded: ReadonlyMap<Reason, ReadonlySet<string>>
  /** Those of the excluded that are marked. */
  readonly marked: ReadonlySet<string>
  readonly hops: number
  readonly cut: boolean
  /** Whether not all ties that are left out were counted. */
  readonly uncounted: boolean
}

/** One side: entities by how many hops away, and those farthest away that the search goes on from. */
interface Side {
  readonly depth: Map<string, number>
  frontier: readonly string[]
  hops: number
}

interface Asked {
  readonly maxHops: number
  readonly start: Started
  readonly read: ReadStep
  /** Whether what was seen so far answers the question. */
  readonly enough: (explored: Explored) => Promise<boolean>
}

/**
 * Goes from both sides at once, the smaller frontier first, one statement a step, until the two have gone `maxHops` together.
 * Then every path of so many hops has been seen: those of its ties that lie before the farthest place to which the first side
 * has gone are ties of entities that it has gone on from, the others of entities that the second has. Where too many lie ahead
 * it stops at fewer hops, and the same holds for those. Null where the store moved on.
 */
export async function explore({ maxHops, start, read, enough }: Asked): Promise<Explored | null> {
  const seen = new Seen()
  const side = (): Side => ({ depth: new Map(), frontier: [], hops: 0 })
  const [there, thence] = [side(), side()]
  const expanded = new Set(start.ends)
  let ends = start.ends
  let { cut, uncounted } = start

  /** Takes in what was met, and follows chains of those who are one actor to their end. */
  const take = async (first: Met, listed: readonly string[]): Promise<boolean> => {
    for (let open = seen.add(first, listed); open.length > 0;) {
      const met = await read({ frontier: [], open, ends })
      if (met === null) return false
      cut ||= met.cut
      open = seen.add(met, open)
    }
    return true
  }
  /** Reads the ties of entities; null where the store moved on, false where they are too many: then none is taken. */
  const expand = async (entities: readonly string[]): Promise<boolean | null> => {
    const frontier = entities.filter((id) => !expanded.has(id)).sort()
    if (frontier.length === 0) return true
    if (frontier.length > LIMITS.pathEntities) return false
    const met = await read({ frontier, open: [], ends })
    if (met === null) return null
    if (met.cut) return false
    uncounted ||= met.uncounted
    for (const id of frontier) expanded.add(id)
    return (await take(met, met.far)) ? true : null
  }
  const advance = (one: Side, other: Side): void => {
    one.hops++
    const next = seen.place(one.depth, seen.beside(one.frontier), one.hops)
    one.frontier = next.filter((id) => other.depth.get(id) !== 0)
  }
  const { ties, same, excluded, marked } = seen
  const soFar = (hops: number): Explored => {
    const { from, to } = start
    return { from, to, ties, same, excluded, marked, hops, cut, uncounted }
  }

  if (!(await take(start, [...start.from, ...start.to, ...start.far]))) return null
  there.frontier = seen.place(there.depth, start.from, 0)
  thence.frontier = seen.place(thence.depth, start.to, 0)
  ends = [...new Set([...there.frontier, ...thence.frontier])]
  const ready = await expand(ends)
  if (ready === null) return null
  cut ||= !ready
  advance(there, thence)
  advance(thence, there)
  for (;;) {
    const hops = there.hops + thence.hops
    if (hops >= maxHops || there.frontier.length === 0 || thence.frontier.length === 0) return soFar(maxHops)
    const explored = soFar(hops)
    if (ties.size > LIMITS.pathTiesInAll || (await enough(explored))) return explored
    const first = there.frontier.length <= thence.frontier.length
    const [one, other] = first ? [there, thence] : [thence, there]
    const done = await expand(one.frontier)
    if (done === null) return null
    if (!done) return explored
    advance(one, other)
  }
}

class Seen {
  readonly ties = new Map<string, Tie>()
  readonly same = new Map<string, Same>()
  readonly excluded = new Map<Reason, Set<string>>()
  readonly marked = new Set<string>()
  readonly #beside = new Map<string, string[]>()
  readonly #twins = new Map<string, string[]>()
  /** Those whose ties SAME_AS were read. */
  readonly #closed = new Set<string>()

  /** Adds what was met, where the ties SAME_AS of the listed and of those next to them were read; gives those not yet followed. */
  add(met: Met, listed: readonly string[]): string[] {
    for (const tie of met.ties) {
      if (this.ties.has(tie.id)) continue
      this.ties.set(tie.id, tie)
      join(this.#beside, tie)
    }
    for (const tie of met.same) {
      if (this.same.has(tie.id)) continue
      this.same.set(tie.id, tie)
      join(this.#twins, tie)
    }
    for (const { tie, marked, reasons } of met.excluded) {
      if (marked) this.marked.add(tie)
      for (const reason of reasons) {
        const ties = this.excluded.get(reason)
        if (ties === undefined) this.excluded.set(reason, new Set([tie]))
        else ties.add(tie)
      }
    }
    const twins = (ids: readonly string[]): string[] => ids.flatMap((id) => this.#twins.get(id) ?? [])
    const next = twins(listed)
    for (const id of [...listed, ...next]) this.#closed.add(id)
    return [...new Set(twins(next))].filter((id) => !this.#closed.has(id))
  }

  /** Puts entities and those who are one actor with them at a depth; gives those that had none. */
  place(depth: Map<string, number>, entities: readonly string[], at: number): string[] {
    const placed: string[] = []
    const stack = [...entities]
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (depth.has(id)) continue
      depth.set(id, at)
      placed.push(id)
      stack.push(...(this.#twins.get(id) ?? []))
    }
    return placed
  }

  beside(entities: readonly string[]): string[] {
    return entities.flatMap((id) => this.#beside.get(id) ?? [])
  }
}

function join(into: Map<string, string[]>, { a, b }: { readonly a: string; readonly b: string }): void {
  for (const [one, other] of [
    [a, b],
    [b, a]
  ] as const) {
    const list = into.get(one)
    if (list === undefined) into.set(one, [other])
    else list.push(other)
  }
}
