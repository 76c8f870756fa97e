import { type Random } from '../../graph/random.ts'
import { type ShapeType } from '../shape/types.ts'

/** Lowest and highest value of something that is drawn evenly between them. */
export type Range = readonly [number, number]

export interface Pairs {
  readonly from: number[]
  readonly to: number[]
}

/** A made-up group as it is, before anybody looked at it. */
export interface Group {
  readonly type: ShapeType
  /** Members are 0 … n − 1. */
  readonly n: number
  /** Unordered, each once. */
  readonly contacts: Pairs
  /** Superior → subordinate, or whoever leads a task → who helps; each once. */
  readonly orders: Pairs
  /** Those who matter most, and shield themselves: 1 for each of them. */
  readonly leaders: Uint8Array
}

export const between = (random: Random, [low, high]: Range): number => low + (high - low) * random.next()

/** A whole number, both ends included. */
export const whole = (random: Random, [low, high]: Range): number => low + random.below(high - low + 1)

export const chance = (random: Random, probability: number): boolean => random.next() < probability

/** One of a list; undefined if it is empty. */
export const pick = <T>(list: readonly T[], random: Random): T | undefined =>
  list.length === 0 ? undefined : list[random.below(list.length)]

/** Collects ties without loops or repetition. */
export class Draft {
  readonly n: number
  readonly #contacts = new Set<number>()
  readonly #orders = new Set<number>()
  readonly #near: number[][]
  readonly #leaders: Uint8Array

  constructor(n: number) {
    this.n = n
    this.#near = Array.from({ length: n }, () => [])
    this.#leaders = new Uint8Array(n)
  }

  contact(a: number, b: number): void {
    const key = Math.min(a, b) * this.n + Math.max(a, b)
    if (a === b || this.#contacts.has(key)) return
    this.#contacts.add(key)
    this.#near[a]?.push(b)
    this.#near[b]?.push(a)
  }

  order(superior: number, subordinate: number): void {
    if (superior !== subordinate) this.#orders.add(superior * this.n + subordinate)
  }

  leads(v: number): void {
    this.#leaders[v] = 1
  }

  /** Whom `v` has contact with so far. */
  near(v: number): readonly number[] {
    return this.#near[v] ?? []
  }

  get contacts(): number {
    return this.#contacts.size
  }

  /** Members are numbered anew: a number must not show who came first. */
  finish(type: ShapeType, random: Random): Group {
    const { n } = this
    const name = random.shuffle(Array.from({ length: n }, (_, v) => v))
    const split = (keys: Set<number>): Pairs => ({
      from: Array.from(keys, (key) => name[Math.floor(key / n)] ?? 0),
      to: Array.from(keys, (key) => name[key % n] ?? 0)
    })
    const leaders = new Uint8Array(n)
    for (let v = 0; v < n; v++) leaders[name[v] ?? 0] = this.#leaders[v] ?? 0
    return { type, n, contacts: split(this.#contacts), orders: split(this.#orders), leaders }
  }
}
