import { type Random } from '../../graph/random.ts'
import { between, chance, type Group, type Pairs, type Range } from './draft.ts'

/** How a group is looked at, each value drawn evenly per group. Assumptions about wiretaps and case files, not estimates. */
export interface Collection {
  /** Share of members who are targets. */
  readonly targets: Range
  /** How much rarer a leader is a target, and a leader's ties to others are heard. */
  readonly insulation: Range
  /** How far targets are chosen by their number of contacts: 0 not at all, 1 in proportion. */
  readonly prominence: Range
  /** Share of the ties between two who are no targets that is seen all the same. */
  readonly elsewhere: Range
  /** Persons outside of the group who are seen with a target, per member. */
  readonly outsiders: Range
  /** False ties and orders per true one; share of orders recorded the wrong way round. */
  readonly false: Range
  readonly reversed: Range
  /** Share of orders that becomes known. */
  readonly orders: Range
}

export const usual: Collection = {
  targets: [0.08, 0.4],
  insulation: [0.2, 0.8],
  prominence: [0, 1],
  elsewhere: [0, 0.5],
  outsiders: [0, 0.2],
  false: [0, 0.08],
  reversed: [0, 0.08],
  orders: [0, 0.6]
}

/** For judging only: other habits of collecting than those that the model was fitted on. */
export const unusual: Collection = {
  targets: [0.2, 0.6],
  insulation: [0.4, 0.95],
  prominence: [0.5, 1.5],
  elsewhere: [0.1, 0.4],
  outsiders: [0.05, 0.3],
  false: [0.03, 0.12],
  reversed: [0.03, 0.12],
  orders: [0, 1]
}

/** Set instead of drawn: the share of contacts that stays unseen, and of orders that becomes known. */
export interface Knobs {
  readonly missing?: number
  readonly orders?: number
}

/** What a dataset holds of a group: actors who have any tie, numbered anew; outsiders cannot be told from members. */
export interface Observed {
  readonly n: number
  readonly contacts: Pairs
  readonly orders: Pairs
  readonly tapped: readonly number[]
}

/**
 * A group as a case file shows it: all ties of wiretap targets but those that leaders shield, few of the others, outsiders who
 * talk to targets, some errors, and a share of the orders, more of them where a target is involved. With `missing` exactly that share
 * of contacts is lost, those first that are least visible. In: a made-up group; out: what is seen. O(ties · log ties).
 * Source: the blind spots are those that Morselli 2009 and Berlusconi 2013 describe of wiretaps; the numbers are assumptions.
 */
export const collect = (group: Group, how: Collection, random: Random, knobs: Knobs = {}): Observed => {
  const insulation = between(random, how.insulation)
  const target = chooseTargets(group, between(random, how.targets), insulation, between(random, how.prominence), random)
  const elsewhere = between(random, how.elsewhere)
  const visible = (a: number, b: number): number => {
    if (!target[a] && !target[b]) return elsewhere
    const shielded = (group.leaders[a] && !target[a]) || (group.leaders[b] && !target[b])
    return shielded ? 1 - insulation / 2 : 1
  }
  const contacts =
    knobs.missing === undefined
      ? filter(group.contacts, (a, b) => chance(random, visible(a, b)))
      : sample(group.contacts, 1 - knobs.missing, (a, b) => Math.max(0.02, visible(a, b)), random)
  const known = knobs.orders ?? between(random, how.orders)
  const orders = sample(group.orders, known, (a, b) => (target[a] || target[b] ? 1 : 0.3), random)

  turn(orders, between(random, how.reversed), random)
  const mistaken = between(random, how.false)
  addFalse(contacts, group.n, mistaken, random)
  addFalse(orders, group.n, mistaken, random)
  const n = addOutsiders(contacts, group.n, target, between(random, how.outsiders), random)
  return onlySeen(n, contacts, orders, target)
}

const chooseTargets = (
  { n, contacts, leaders }: Group,
  share: number,
  insulation: number,
  prominence: number,
  random: Random
): Uint8Array => {
  const ties = new Float64Array(n)
  for (const v of [...contacts.from, ...contacts.to]) ties[v] = (ties[v] ?? 0) + 1
  const weight = (v: number): number => (1 + (ties[v] ?? 0)) ** prominence * (leaders[v] ? 1 - insulation : 1)
  const target = new Uint8Array(n)
  const everyone = Array.from({ length: n }, (_, v) => v)
  for (const v of heaviest(everyone, weight, Math.max(1, Math.round(share * n)), random)) target[v] = 1
  return target
}

/** Draws `count` without replacement, in proportion to weight (Efraimidis & Spirakis 2006). */
const heaviest = (items: readonly number[], weight: (item: number) => number, count: number, random: Random) =>
  items
    .map((item) => ({ item, key: -Math.log(1 - random.next()) / weight(item) }))
    .sort((x, y) => x.key - y.key)
    .slice(0, count)
    .map(({ item }) => item)

const filter = ({ from, to }: Pairs, keep: (a: number, b: number) => boolean): Pairs => {
  const kept = [...from.keys()].filter((i) => keep(from[i] ?? 0, to[i] ?? 0))
  return { from: kept.map((i) => from[i] ?? 0), to: kept.map((i) => to[i] ?? 0) }
}

const sample = (pairs: Pairs, share: number, weight: (a: number, b: number) => number, random: Random): Pairs => {
  const { from, to } = pairs
  const all = [...from.keys()]
  const kept = heaviest(all, (i) => weight(from[i] ?? 0, to[i] ?? 0), Math.round(share * all.length), random)
  return { from: kept.map((i) => from[i] ?? 0), to: kept.map((i) => to[i] ?? 0) }
}

const turn = ({ from, to }: Pairs, share: number, random: Random): void => {
  for (let i = 0; i < from.length; i++) {
    if (!chance(random, share)) continue
    const superior = from[i] ?? 0
    from[i] = to[i] ?? 0
    to[i] = superior
  }
}

const addFalse = ({ from, to }: Pairs, n: number, share: number, random: Random): void => {
  for (let more = Math.round(share * from.length); more > 0; more--) {
    const a = random.below(n)
    from.push(a)
    to.push((a + 1 + random.below(n - 1)) % n)
  }
}

const addOutsiders = ({ from, to }: Pairs, n: number, target: Uint8Array, share: number, random: Random): number => {
  const targets = [...target.keys()].filter((v) => target[v])
  let next = n
  for (let more = Math.round(share * n); more > 0; more--, next++) {
    for (let tie = chance(random, 0.3) ? 2 : 1; tie > 0; tie--) {
      from.push(targets[random.below(targets.length)] ?? 0)
      to.push(next)
    }
  }
  return next
}

const onlySeen = (n: number, contacts: Pairs, orders: Pairs, target: Uint8Array): Observed => {
  const place = new Int32Array(n).fill(-1)
  let seen = 0
  for (const v of [...contacts.from, ...contacts.to, ...orders.from, ...orders.to])
    if (place[v] === -1) place[v] = seen++
  const moved = ({ from, to }: Pairs): Pairs => ({
    from: from.map((v) => place[v] ?? 0),
    to: to.map((v) => place[v] ?? 0)
  })
  const tapped = [...target.keys()].filter((v) => target[v] && place[v] !== -1).map((v) => place[v] ?? 0)
  return { n: seen, contacts: moved(contacts), orders: moved(orders), tapped }
}
