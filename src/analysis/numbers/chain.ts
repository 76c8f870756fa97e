import { order } from './figures.ts'

/** A source as far as repetition goes. */
export interface Cited {
  readonly id: string
  readonly key: string
  readonly date: string | null
  /** Keys of the sources that it repeats. */
  readonly cites: readonly string[]
  /** Ids of the roots of what it repeats: itself where it repeats nobody. */
  readonly origins: readonly string[]
}

/** A source in its chain. */
export interface Link<S extends Cited> {
  readonly source: S
  /** Citations to the nearest beginning; null in a circle that has none. */
  readonly step: number | null
  readonly repeats: readonly string[]
  readonly repeatedBy: readonly string[]
}

/**
 * Who printed first and who repeats whom: sources by their fewest citations from one that repeats nobody here, then by date, then by
 * key. In a circle of repetitions the one that counts as its root stands first; where the root of a circle is not here, nobody in it
 * has a step. Breadth first, so that circles end; O(sources + citations).
 */
export function chainOf<S extends Cited>(sources: readonly S[]): Link<S>[] {
  const byKey = new Map(sources.map((source) => [source.key, source]))
  const repeats = new Map(sources.map(({ id, cites }) => [id, cites.flatMap((key) => byKey.get(key)?.id ?? [])]))
  const repeatedBy = new Map(sources.map(({ id }): [string, string[]] => [id, []]))
  for (const [id, cited] of repeats) for (const each of cited) repeatedBy.get(each)?.push(id)
  const steps = new Map<string, number>()
  let at = sources
    .filter(({ id, origins }) => repeats.get(id)?.length === 0 || origins.includes(id))
    .map(({ id }) => id)
  for (let step = 0; at.length > 0; step++) {
    for (const id of at) steps.set(id, step)
    at = [...new Set(at.flatMap((id) => repeatedBy.get(id) ?? []))].filter((id) => !steps.has(id))
  }
  return sources
    .map((source) => ({
      source,
      step: steps.get(source.id) ?? null,
      repeats: (repeats.get(source.id) ?? []).toSorted(order),
      repeatedBy: (repeatedBy.get(source.id) ?? []).toSorted(order)
    }))
    .sort(
      (a, b) =>
        (a.step ?? sources.length) - (b.step ?? sources.length) ||
        order(a.source.date ?? '9', b.source.date ?? '9') ||
        order(a.source.key, b.source.key)
    )
}
