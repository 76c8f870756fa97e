/** What answers on numbers and responses need of the analysis: grouping, adding up, counting, chains. Rows come in, plain objects go out. */

/** A number as the viewer reads it. */
export interface ReadFigure {
  readonly id: string
  readonly low: number | null
  readonly high: number | null
  readonly point: number | null
  readonly unit: string | null
  readonly year: string | null
  readonly counts: string | null
  readonly definition: string | null
  readonly publisherRole: string | null
  readonly measures: readonly string[]
  readonly origins: readonly string[]
  readonly statedBy: readonly string[]
  readonly parts: readonly {
    readonly whole: string
    readonly role: string | null
    readonly statedBy: readonly string[]
  }[]
}

export interface ReadGroup<F> {
  readonly first: F
  readonly ranges: readonly { readonly figures: readonly F[] }[]
}

/** What was done, as the viewer reads it. */
export interface ReadTried {
  readonly id: string
  readonly groupKind: string | null
  readonly places: readonly string[]
  readonly evaluations: readonly {
    readonly outcome: string | null
    readonly quality: string | null
    readonly origins: readonly string[]
  }[]
}

export interface ReadSource {
  readonly id: string
  readonly key: string
  readonly date: string | null
  readonly cites: readonly string[]
  readonly origins: readonly string[]
}

/** Every field of an answer stands under its own name in what these give. */
export interface Numbers {
  groups<F extends ReadFigure>(figures: readonly F[], roles: readonly string[]): readonly ReadGroup<F>[]
  total(figures: readonly ReadFigure[]): { readonly value: number | null; readonly why: string }
  outcomes(tried: readonly ReadTried[], outcomes: readonly string[]): object
  outcomeGroups(
    tried: readonly ReadTried[],
    outcomes: readonly string[],
    kinds: readonly string[]
  ): readonly { readonly place: string | null }[]
  chain<S extends ReadSource>(sources: readonly S[]): readonly { readonly source: S }[]
}
