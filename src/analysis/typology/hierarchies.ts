import { type Random } from '../../graph/random.ts'
import { between, chance, Draft, pick, whole, type Group } from './draft.ts'
import { type Ranges } from './ranges.ts'

type Habits = { readonly [K in keyof Ranges['tree']]: number } & { readonly contacts: number }

/** One leader, one chain of command. */
export const standardHierarchy = (n: number, ranges: Ranges, random: Random): Group => {
  const draft = new Draft(n)
  const habits = drawHabits(ranges, random)
  const members = numbers(0, n)
  plant(draft, members, habits, random)
  mingle(draft, [members], habits, random)
  return draft.finish('standardHierarchy', random)
}

/** A centre, and regions that each have a chain of command of their own below it. */
export const regionalHierarchy = (n: number, ranges: Ranges, random: Random): Group => {
  const draft = new Draft(n)
  const habits = drawHabits(ranges, random)
  const centre = numbers(0, Math.min(whole(random, ranges.regional.centre), Math.floor(n / 6)))
  for (const v of centre.slice(1)) subordinate(draft, 0, v, habits, random)
  const regions = parts(numbers(centre.length, n), whole(random, ranges.regional.regions), random)
  for (const members of regions) {
    plant(draft, members, habits, random)
    subordinate(draft, 0, members[0] ?? 0, habits, random)
  }
  draft.leads(0)
  mingle(draft, [centre, ...regions], habits, random)
  return draft.finish('regionalHierarchy', random)
}

/** Several hierarchies that coordinate: their heads know each other, or meet in a body that orders none of them. */
export const clusteredHierarchy = (n: number, ranges: Ranges, random: Random): Group => {
  const draft = new Draft(n)
  const habits = drawHabits(ranges, random)
  const body = chance(random, 0.5) ? [0] : []
  const clusters = parts(numbers(body.length, n), whole(random, ranges.clustered.clusters), random)
  const tied = between(random, ranges.clustered.heads)
  const heads = clusters.map((members) => members[0] ?? 0)
  for (const members of clusters) plant(draft, members, habits, random)
  heads.forEach((head, i) => {
    for (const v of body) draft.contact(v, head)
    draft.contact(head, heads[(i + 1) % heads.length] ?? head)
    for (const other of heads.slice(0, i)) if (chance(random, tied)) draft.contact(head, other)
  })
  mingle(draft, clusters, habits, random)
  return draft.finish('clusteredHierarchy', random)
}

const numbers = (first: number, end: number): number[] =>
  Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i)

const drawHabits = ({ tree, contacts }: Ranges, random: Random): Habits => ({
  contacts: between(random, contacts),
  span: between(random, tree.span),
  along: between(random, tree.along),
  siblings: between(random, tree.siblings),
  past: between(random, tree.past),
  skipped: between(random, tree.skipped),
  second: between(random, tree.second),
  across: between(random, tree.across)
})

/** Unequal parts of at least four members; fewer parts where there are not enough. */
const parts = (members: readonly number[], wanted: number, random: Random): number[][] => {
  const count = Math.max(2, Math.min(wanted, Math.floor(members.length / 4)))
  const shares = Array.from({ length: count }, () => 0.4 + random.next())
  const total = shares.reduce((a, b) => a + b, 0)
  const spare = members.length - 4 * count
  const ends: number[] = []
  let sum = 0
  shares.forEach((share, i) => {
    sum += share
    ends.push(4 * (i + 1) + Math.round((spare * sum) / total))
  })
  return ends.map((end, i) => members.slice(ends[i - 1] ?? 0, end))
}

/** Who stands directly above whom, tier after tier; the first is the root. */
const plant = (draft: Draft, members: readonly number[], habits: Habits, random: Random): void => {
  const above = new Map<number, number>()
  const below = new Map<number, number[]>()
  let next = 1
  for (let i = 0; next < members.length; i++) {
    const superior = members[i] ?? 0
    // A mean of `span`, at least one below the root and none below some of the others.
    const room = Math.max(i === 0 || i === next - 1 ? 1 : 0, Math.round(2 * habits.span * random.next()))
    const mine = members.slice(next, next + room)
    next += mine.length
    below.set(superior, mine)
    for (const v of mine) above.set(v, superior)
  }
  const [root = 0] = members
  draft.leads(root)
  if (members.length > 12) for (const v of (below.get(root) ?? []).slice(0, 3)) draft.leads(v)
  for (const [superior, mine] of below) {
    const higher = above.get(superior)
    // Nobody knows many of the others of one superior: about four at most.
    const known = Math.min(1, 4 / mine.length)
    mine.forEach((v, i) => {
      subordinate(draft, superior, v, habits, random)
      for (const sibling of mine.slice(0, i)) if (chance(random, habits.siblings * known)) draft.contact(v, sibling)
      if (higher === undefined) return
      if (chance(random, habits.past)) draft.contact(v, higher)
      if (chance(random, habits.skipped)) draft.order(higher, v)
      const uncle = pick(below.get(higher) ?? [], random)
      if (uncle !== undefined && chance(random, habits.second)) draft.order(uncle, v)
    })
  }
}

const subordinate = (draft: Draft, superior: number, v: number, { along }: Habits, random: Random): void => {
  draft.order(superior, v)
  if (chance(random, along)) draft.contact(superior, v)
}

/** Contacts that follow no order, until there are as many as the group shall have: half of them with a contact's contact. */
const mingle = (
  draft: Draft,
  units: readonly (readonly number[])[],
  { contacts, across }: Habits,
  random: Random
): void => {
  const unitOf = new Map(units.flatMap((unit) => unit.map((v) => [v, unit] as const)))
  const wanted = Math.round(contacts * draft.n)
  for (let tries = 20 * wanted; draft.contacts < wanted && tries > 0; tries--) {
    const v = random.below(draft.n)
    const unit = unitOf.get(v) ?? []
    if (unit.length < 2 || chance(random, across)) draft.contact(v, random.below(draft.n))
    else if (chance(random, 0.5)) draft.contact(v, pick(draft.near(pick(draft.near(v), random) ?? v), random) ?? v)
    else draft.contact(v, pick(unit, random) ?? v)
  }
}
