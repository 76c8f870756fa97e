import type { Evidence } from '../shape/evidence.ts'
import { count } from '../shape/evidence.ts'
import type { HowCollected, Support } from '../shape/types.ts'

/** One of the groups or cases that stand side by side. */
export interface Side {
  readonly id: string
  readonly name: string
  readonly evidence: Evidence
  /** Ids of its actors. */
  readonly members: readonly string[]
  /** What its contacts are, in the sources' words; and what shows its orders. Empty where no source says. */
  readonly contactRoles: readonly string[]
  readonly orderEvidence: readonly string[]
  /** Codes of goods that it or its actors are said to trade in. */
  readonly goods: readonly string[]
}

export type CautionKind =
  | 'SAME_GROUP'
  | 'COLLECTION'
  | 'COLLECTION_UNKNOWN'
  | 'CO_ATTENDANCE'
  | 'NO_CONTACTS'
  | 'NO_ORDERS'
  | 'MEANING_OF_CONTACTS'
  | 'MEANING_OF_ORDERS'
  | 'SIZE'
  | 'GOODS_UNKNOWN'
  | 'SAME_ACTORS'

/** Something that stands in the way of comparing two, and which of their graphs it makes incomparable. */
export interface Caution {
  readonly kind: CautionKind
  readonly words: string
  readonly contacts: boolean
  readonly orders: boolean
}

export interface Pair {
  readonly left: string
  readonly right: string
  /** Whether measures of the contacts, and of the orders, may be set against each other. */
  readonly contacts: boolean
  readonly orders: boolean
  readonly sharedActors: number
  readonly cautions: readonly Caution[]
}

/** From this ratio of actors on, measures that depend on size (density, mean degree, distances) are not alike. */
const UNLIKE_SIZE = 2

/**
 * Every two of some groups: what of them may be compared, and why not the rest, for researchers who set groups side by side.
 * Measures describe what was collected as much as the group: another way of collecting, another meaning of a tie, or presence
 * at the same events make them incomparable; unlike size, unknown goods and shared actors want caution. A verdict of shape
 * carries its own evidence and is not forbidden by any of it. O(pairs · (ties + actors)).
 */
export const comparePairs = (sides: readonly Side[]): Pair[] =>
  sides.flatMap((left, i) => sides.slice(i + 1).map((right) => comparePair(left, right)))

function comparePair(left: Side, right: Side): Pair {
  const there = new Set(left.members)
  const sharedActors = right.members.filter((id) => there.has(id)).length
  const cautions =
    left.id === right.id
      ? [both('SAME_GROUP', `Both ids name one group or case, ${left.name}: its records were judged the same.`)]
      : [...collection(left, right), ...ties(left, right), ...rest(left, right, sharedActors)]
  return {
    left: left.id,
    right: right.id,
    contacts: !cautions.some(({ contacts }) => contacts),
    orders: !cautions.some(({ orders }) => orders),
    sharedActors,
    cautions
  }
}

const both = (kind: CautionKind, words: string): Caution => ({ kind, words, contacts: true, orders: true })
const onContacts = (kind: CautionKind, words: string): Caution => ({ kind, words, contacts: true, orders: false })
const onOrders = (kind: CautionKind, words: string): Caution => ({ kind, words, contacts: false, orders: true })
const care = (kind: CautionKind, words: string): Caution => ({ kind, words, contacts: false, orders: false })

/** How the ties of a group were collected; of the whole group where it has none. */
export function waysOf({ input, contacts, commands }: Evidence): HowCollected[] {
  const used = new Set([...contacts, ...commands].flatMap((tie: Support) => tie.datasets))
  const ways = input.datasets
    .filter(({ id }) => used.size === 0 || used.has(id))
    .map(({ howCollected }) => howCollected)
  return [...new Set(ways)].sort()
}

const spoken = (ways: readonly string[]): string =>
  ways.length === 0 ? 'unknown' : ways.map((way) => way.toLowerCase().replaceAll('_', ' ')).join(' and ')

function collection(left: Side, right: Side): Caution[] {
  const ways = [left, right].map(({ evidence }) => waysOf(evidence))
  const [a = [], b = []] = ways
  const list: Caution[] = []
  const said = `${left.name}: ${spoken(a)}. ${right.name}: ${spoken(b)}.`
  if (ways.some((each) => each.length === 0 || each.includes('UNKNOWN')))
    list.push(
      both('COLLECTION_UNKNOWN', `${said} Without knowing how ties were collected, measures cannot be compared.`)
    )
  else if (a.join() !== b.join())
    list.push(both('COLLECTION', `${said} Each way sees other ties, so measures differ by the way of collecting too.`))
  for (const { name, evidence } of [left, right])
    if (evidence.notComparable)
      list.push(
        onContacts('CO_ATTENDANCE', `Of ${name} only presence at the same events is known; that is no contact.`)
      )
  return list
}

function ties(left: Side, right: Side): Caution[] {
  const list: Caution[] = []
  for (const { name, evidence } of [left, right]) {
    if (evidence.contacts.length === 0)
      list.push(onContacts('NO_CONTACTS', `No contact of ${name} can be used: nothing of its contacts is measured.`))
    if (evidence.commands.length === 0)
      list.push(onOrders('NO_ORDERS', `No order of ${name} is known: nothing of its orders is measured.`))
  }
  const differ = (a: readonly string[], b: readonly string[]): boolean =>
    a.length > 0 && b.length > 0 && [...a].sort().join('\n') !== [...b].sort().join('\n')
  const means = (a: readonly string[], b: readonly string[]): string =>
    `${left.name}: ${a.join(', ')}. ${right.name}: ${b.join(', ')}. A tie does not mean the same in both.`
  if (differ(left.contactRoles, right.contactRoles))
    list.push(onContacts('MEANING_OF_CONTACTS', means(left.contactRoles, right.contactRoles)))
  if (differ(left.orderEvidence, right.orderEvidence))
    list.push(care('MEANING_OF_ORDERS', means(spokenEach(left.orderEvidence), spokenEach(right.orderEvidence))))
  return list
}

const spokenEach = (list: readonly string[]): string[] => list.map((each) => spoken([each]))

function rest(left: Side, right: Side, sharedActors: number): Caution[] {
  const list: Caution[] = []
  const [a, b] = [left.members.length, right.members.length]
  if (Math.max(a, b) >= UNLIKE_SIZE * Math.min(a, b))
    list.push(
      care(
        'SIZE',
        `${left.name} has ${count(a, 'actor')}, ${right.name} ${b}: density, mean degree and distances depend on size.`
      )
    )
  for (const { name, goods } of [left, right])
    if (goods.length === 0)
      list.push(
        care(
          'GOODS_UNKNOWN',
          `No good is known for ${name}: goods were not recorded, or it is a control and trades in none.`
        )
      )
  if (sharedActors > 0)
    list.push(care('SAME_ACTORS', `${count(sharedActors, 'actor')} stand in both, so the two are not independent.`))
  return list
}
