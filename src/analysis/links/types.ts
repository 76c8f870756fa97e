/** What something rests on: places in `TradeTies.datasets` and `TradeTies.origins`, at least one of each, without repeats. */
export interface Support {
  readonly datasets: readonly number[]
  /** Independent origins; where a source's origin is not known, the caller lets the source stand for it. */
  readonly origins: readonly number[]
}

/** What is carried along unchanged, so that nobody is shown without it. */
export interface Evidence extends Support {
  /** The relation's id. */
  readonly id: string
  /** Every standing a claim states, the latest last; empty where none does. */
  readonly standings: readonly string[]
  /** The best grade, as `B2`; null where no claim is graded. */
  readonly grade: string | null
}

/** Who or what: an actor, leg, route, event, place or asset. Records judged the same are one node already. */
export interface TradeNode {
  readonly id: string
  /** The kind of entity: `Person`, `Leg` … */
  readonly kind: string
}

/** A tie of a node to a good. */
export interface GoodTie extends Evidence {
  readonly node: number
  readonly good: number
  readonly kind: 'TRADES_IN' | 'CARRIES'
  /** Stage of the chain (`SOURCE` … `SELL`); null where no source says. */
  readonly stage: string | null
}

/** A tie between two nodes. */
export interface NodeTie extends Evidence {
  readonly from: number
  readonly to: number
  /** A kind of relation, as `CONTACTS`. */
  readonly kind: string
  /** Goods that the tie itself names; empty where it names none. */
  readonly goods: readonly number[]
}

export interface Dataset {
  readonly id: string
  /** Goods that it says it looks at; null where it does not say. Goods that its ties show count as looked at either way. */
  readonly looksAt: readonly number[] | null
}

/**
 * What one viewer sees of the trade in goods: plain data, numbers are places in the lists. Give **all** goods of one level
 * (none within another), also where only two are asked about: with two goods alone their overlap is fixed by the margins and
 * chance cannot be told. A narrower good is given as the broader one. Callers sort nodes and goods by id, so that the same
 * question gives the same answer.
 */
export interface TradeTies {
  readonly nodes: readonly TradeNode[]
  /** Codes. */
  readonly goods: readonly string[]
  readonly datasets: readonly Dataset[]
  /** Ids. */
  readonly origins: readonly string[]
  readonly ties: readonly GoodTie[]
  /** Ties between nodes, of any kind; those of kinship and membership are left out here, and counted. */
  readonly between: readonly NodeTie[]
}

/**
 * Kinds of ties that are followed between nodes. Kinship and membership are not: a brother is not a trafficker. Nor is what ties
 * everybody to everybody (places, cases, events), conflict, and what is done to a person (recruiting, exploiting).
 */
export const FOLLOWED: readonly string[] = [
  'ALLIED_WITH',
  'BRIBES',
  'COLLUDES_WITH',
  'COMMANDS',
  'CONTACTS',
  'FINANCES',
  'LETS_PASS',
  'OPERATES',
  'OWNS',
  'PAYS',
  'SUPPLIES',
  'USES'
]

/** Kinds of nodes through which ties are not followed: whoever shares a port or a method need not know the other. */
export const NOT_THROUGH: readonly string[] = ['Place', 'Method', 'Case', 'Event']
