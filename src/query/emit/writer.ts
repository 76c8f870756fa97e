import { visible } from '../../access/viewer.ts'
import type { Direction } from '../../ontology/types.ts'
import type { Given } from '../run.ts'

declare const MADE_HERE: unique symbol

/**
 * The name of a variable of a reading pattern. Only the patterns of this file make one, and a pattern can be written only by
 * `match`, `matchIn` and `exists`, which add the visibility of each of its variables: a statement that reads without it cannot be
 * put together (and a test looks at every text for one that is).
 */
export type Variable = string & { readonly [MADE_HERE]: true }

type Label = 'Entity' | 'Good' | 'Leg' | 'Record' | 'Claim' | 'Source' | 'Dataset' | 'Judgement'

class Pattern {
  readonly #text: string
  readonly fresh: readonly Variable[]
  constructor(text: string, fresh: readonly Variable[]) {
    this.#text = text
    this.fresh = fresh
  }
  static text(pattern: Pattern): string {
    return pattern.#text
  }
}

export interface NodePattern extends Pattern {
  readonly node: Variable
}
export interface TiePattern extends Pattern {
  readonly tie: Variable
  /** The node at the far end. */
  readonly end: Variable
  readonly start: Variable
  readonly direction: Direction
}

export interface Parameter {
  readonly name: string
  readonly value: Given
}

/** Names variables and parameters of one statement and writes its patterns. */
export class Writer {
  /** The summary that the text reads. */
  readonly rank: 0 | 1 | 2
  readonly parameters: Parameter[] = []
  /** Whether the answer has computed fields, for which a second statement follows. */
  awaits = false
  #next = 0

  constructor(rank: 0 | 1 | 2) {
    this.rank = rank
  }

  /** A fresh name for a value: a key, a list, a column. */
  name(prefix: string): string {
    return `${prefix}${this.#next++}`
  }

  /** A parameter whose value each execution gives. */
  parameter(value: Given): string {
    const name = `p${this.parameters.length}`
    this.parameters.push({ name, value })
    return `$${name}`
  }

  /** `(n:Label {property: value})`; the value must be a bound name or a parameter, or the index is not used. */
  node(label: Label, by?: { readonly property: string; readonly value: string }): NodePattern {
    const node = this.#variable(label.slice(0, 2).toLowerCase())
    const map = by === undefined ? '' : ` {${by.property}: ${by.value}}`
    return Object.assign(new Pattern(`(${node}:${label}${map})`, [node]), { node })
  }

  /** `(start)-[tie:TYPES]->(end:Entity)`, starting at the bound end. Types come from the ontology. */
  expand(start: Variable, types: readonly string[] | null, direction: Direction, bound?: Variable): TiePattern {
    const tie = this.#variable('t')
    const end = bound ?? this.#variable('en')
    const inner = `[${tie}${types === null || types.length === 0 ? '' : `:${types.join('|')}`}]`
    const arrow = direction === 'OUT' ? `-${inner}->` : direction === 'IN' ? `<-${inner}-` : `-${inner}-`
    const far = bound === undefined ? `${end}:Entity` : end
    const fresh = bound === undefined ? [tie, end] : [tie]
    return Object.assign(new Pattern(`(${start})${arrow}(${far})`, fresh), { tie, end, start, direction })
  }

  match(pattern: Pattern, ...conditions: readonly string[]): string {
    return `MATCH ${this.#guarded(pattern, conditions)}`
  }

  exists(pattern: Pattern, ...conditions: readonly string[]): string {
    return `EXISTS { MATCH ${this.#guarded(pattern, conditions)} }`
  }

  /** Nodes by a list of values: the index first, everything else after. `carried` names are kept. */
  matchIn(
    pattern: NodePattern,
    property: string,
    list: string,
    carried: readonly string[],
    ...conditions: readonly string[]
  ): string {
    const rest = this.#conditions(pattern, conditions)
    return [
      `MATCH ${Pattern.text(pattern)} WHERE ${pattern.node}.${property} IN ${list}`,
      `WITH ${[...carried, pattern.node].join(', ')} WHERE ${rest}`
    ].join('\n')
  }

  /** A second name for an end of a tie, both of whose ends are under the rule already. */
  endOf(pattern: TiePattern, end: 'from' | 'to'): { readonly variable: Variable; readonly text: string } {
    const variable = this.#variable('n')
    const near = (end === 'from') === (pattern.direction === 'OUT')
    const expression =
      pattern.direction === 'BOTH'
        ? `${end === 'from' ? 'startNode' : 'endNode'}(${pattern.tie})`
        : near
          ? pattern.start
          : pattern.end
    return { variable, text: `${expression} AS ${variable}` }
  }

  /** The node that several matched patterns (branches of a union) call by this one name. */
  renamed(): Variable {
    return this.#variable('u')
  }

  #variable(prefix: string): Variable {
    return this.name(prefix) as Variable
  }

  #conditions(pattern: Pattern, conditions: readonly string[]): string {
    return [...conditions, ...pattern.fresh.map((variable) => visible(variable))].join(' AND ')
  }

  #guarded(pattern: Pattern, conditions: readonly string[]): string {
    return `${Pattern.text(pattern)} WHERE ${this.#conditions(pattern, conditions)}`
  }
}
