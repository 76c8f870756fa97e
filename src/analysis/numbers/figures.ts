/** A number that somebody published, as the viewer reads it. Empty texts are null. */
export interface Figure {
  readonly id: string
  readonly low: number | null
  readonly high: number | null
  readonly point: number | null
  readonly unit: string | null
  readonly year: string | null
  readonly counts: string | null
  readonly definition: string | null
  readonly publisherRole: string | null
  /** Ids of what it measures, sorted. */
  readonly measures: readonly string[]
  /** Roots of the sources that report it. */
  readonly origins: readonly string[]
}

/** Figures that measure and count the same, by one definition, in one unit. */
export interface FigureGroup<F extends Figure> {
  readonly definition: string | null
  readonly unit: string | null
  readonly counts: string | null
  /** Any of its figures, for what all of them share. */
  readonly first: F
  readonly estimates: number
  readonly origins: number
  readonly ranges: readonly FigureRange<F>[]
}

/** What publishers say who are the same to the matter. */
export interface FigureRange<F extends Figure> {
  readonly publisherRole: string | null
  readonly low: number | null
  readonly high: number | null
  readonly years: readonly string[]
  readonly estimates: number
  readonly origins: number
  readonly figures: readonly F[]
}

/**
 * Figures side by side: one group per definition, unit, what is counted and what is measured; in it one range per publisher's
 * role, in the order of `roles`, from the lowest to the highest figure in the unit of the group. Nothing is added or averaged, and
 * figures are never put together across groups: they count different things. A figure without a definition is only beside others
 * without one. A range is null where no figure of it has a number. Groups come by size, then by definition, unit, what is counted
 * and what is measured. O(n log n).
 */
export function groupFigures<F extends Figure>(figures: readonly F[], roles: readonly string[]): FigureGroup<F>[] {
  const groups = [...gathered(figures, keyOf)].map(([key, own]) => ({ key, group: groupOf(own, roles) }))
  groups.sort((a, b) => b.group.estimates - a.group.estimates || order(a.key, b.key))
  return groups.map(({ group }) => group)
}

const keyOf = ({ definition, unit, counts, measures }: Figure): string =>
  JSON.stringify([definition, unit, counts, measures])

function groupOf<F extends Figure>(own: readonly [F, ...F[]], roles: readonly string[]): FigureGroup<F> {
  const [first] = own
  const place = (role: string | null): number => (role === null ? roles.length : roles.indexOf(role))
  const ranges = [...gathered(own, ({ publisherRole }) => publisherRole ?? '').values()].map(rangeOf)
  ranges.sort((a, b) => place(a.publisherRole) - place(b.publisherRole))
  const { definition, unit, counts } = first
  return { definition, unit, counts, first, estimates: own.length, origins: originsOf(own), ranges }
}

function rangeOf<F extends Figure>(own: readonly [F, ...F[]]): FigureRange<F> {
  const numbers = own.flatMap(({ low, point, high }) => [low, point, high].filter((each) => each !== null))
  return {
    publisherRole: own[0].publisherRole,
    low: numbers.length === 0 ? null : Math.min(...numbers),
    high: numbers.length === 0 ? null : Math.max(...numbers),
    years: [...new Set(own.flatMap(({ year }) => year ?? []))].sort(),
    estimates: own.length,
    origins: originsOf(own),
    figures: own
  }
}

/** Distinct origins of things that name their origins. */
export const originsOf = (things: readonly { readonly origins: readonly string[] }[]): number =>
  new Set(things.flatMap(({ origins }) => origins)).size

/** Items by key, in the order in which keys appear. */
export function gathered<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

export const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
