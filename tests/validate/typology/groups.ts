import { type ShapeInput } from '../../../src/analysis/shape/types.ts'
import { type Observed } from '../../../src/analysis/typology/collection.ts'
import { type Labelled } from '../../../src/analysis/typology/sample.ts'
import { seeded, type Random } from '../../../src/graph/random.ts'

/** A made-up group as a caller hands it in: one study, full weight, nothing said about the group itself. */
export const inputOf = ({ n, contacts, orders, tapped }: Observed): ShapeInput => {
  const support = { weight: 1, origins: ['study'], datasets: ['case'] }
  return {
    actors: Array.from({ length: n }, (_, v) => `A${v}`),
    contacts: contacts.from.map((a, i) => ({ a, b: contacts.to[i] ?? 0, ...support })),
    commands: orders.from.map((superior, i) => ({
      superior,
      subordinate: orders.to[i] ?? 0,
      evidence: 'ORDERS',
      ...support
    })),
    parts: [],
    attributes: [],
    tapped: [...tapped],
    datasets: [{ id: 'case', howCollected: 'COURT_FILE' }]
  }
}

type Pairs = Observed['contacts']

/** As many ties between as many actors, wherever chance puts them. */
export const atRandom = ({ n, contacts, orders }: Observed, seed: number): Observed => {
  const random = seeded(seed)
  return { n, contacts: anywhere(n, contacts, random), orders: anywhere(n, orders, random), tapped: [] }
}

/** Contacts shuffled so that everyone keeps their number of them; orders wherever chance puts them: shuffling a tree leaves a tree. */
export const shuffled = ({ n, contacts, orders }: Observed, seed: number): Observed => {
  const random = seeded(seed)
  return { n, contacts: swapped(contacts, random), orders: anywhere(n, orders, random), tapped: [] }
}

const anywhere = (n: number, { from }: Pairs, random: Random): Pairs => {
  const starts = from.map(() => random.below(n))
  return { from: starts, to: starts.map((a) => (a + 1 + random.below(n - 1)) % n) }
}

/** Ten swaps of ends per tie, each refused that would make a loop or a second tie. */
const swapped = (ties: Pairs, random: Random): Pairs => {
  const from = [...ties.from]
  const to = [...ties.to]
  const key = (a: number, b: number): string => `${Math.min(a, b)}-${Math.max(a, b)}`
  const there = new Set(from.map((a, i) => key(a, to[i] ?? 0)))
  for (let step = 0; step < 10 * from.length; step++) {
    const i = random.below(from.length)
    const j = random.below(from.length)
    const [a = 0, b = 0, c = 0, d = 0] = [from[i], to[i], from[j], to[j]]
    if (a === d || c === b || there.has(key(a, d)) || there.has(key(c, b))) continue
    there.delete(key(a, b))
    there.delete(key(c, d))
    there.add(key(a, d)).add(key(c, b))
    to[i] = d
    to[j] = b
  }
  return { from, to }
}

/** Every k-th group, so that all types are among them. */
export const some = (groups: readonly Labelled[], count: number): Labelled[] =>
  groups.filter((_, i) => Math.floor((i * count) / groups.length) !== Math.floor(((i - 1) * count) / groups.length))
