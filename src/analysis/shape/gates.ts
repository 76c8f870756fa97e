import { type Assumptions } from './assumptions.ts'
import { type AttributeEvidence } from './attributes.ts'
import { count, dominance, percent, type Evidence } from './evidence.ts'
import { type Reason } from './types.ts'

/** Why no verdict can be given, and what would settle that. */
export interface Refusal {
  readonly reason: Reason
  readonly settle: string
}

/**
 * Everything that forbids a verdict, whatever the ties look like: nothing comparable; fewer than 8 actors or ties in the largest
 * component; one of several origins behind more than 70 % of the ties (a single study is not refused for that); fewer than 5
 * orders and fewer than 3 different attributes known. O(ties + claims).
 */
export const refusals = (evidence: Evidence, attributes: AttributeEvidence, assume: Assumptions): Refusal[] => {
  const { largest, orders, contacts, commands } = evidence
  const list: Refusal[] = []
  const refuse = (id: string, words: string, settle: string, origins: readonly string[] = []): void => {
    list.push({ reason: { id: `refusal.${id}`, speaksFor: 'CANNOT_TELL', words, restsOn: [], origins }, settle })
  }
  if (evidence.notComparable) {
    refuse(
      'notComparable',
      'Only presence at the same events is known, and that is not comparable with contact or command.',
      'Contacts between two members, or orders, from a source that saw them'
    )
  }
  if (largest.actors < assume.leastActors || largest.ties < assume.leastTies) {
    refuse(
      'tooSmall',
      `The largest connected part has ${count(largest.actors, 'actor')} and ${count(largest.ties, 'tie')}; ` +
        `below ${assume.leastActors} of either, shapes cannot be told apart.`,
      `More members and ties in one connected part: at least ${assume.leastActors} of each`
    )
  }
  const ties = dominance([...contacts, ...commands])
  if (ties && ties.share > assume.mostFromOneOrigin) {
    refuse(
      'oneOrigin',
      `One of several origins is behind ${percent(ties.share)} of the ties; beyond ${percent(assume.mostFromOneOrigin)} the picture is ` +
        'that origin’s, although it seems to come from several.',
      `Ties from independent origins, until none is behind more than ${percent(assume.mostFromOneOrigin)}`,
      [ties.origin]
    )
  }
  const known = attributes.known.length
  if (orders.edges < assume.leastOrders && known < assume.leastAttributes) {
    refuse(
      'littleKnown',
      `${count(orders.edges, 'order')} and ${count(known, 'attribute')} of the group are known; fewer than ${assume.leastOrders} orders and ` +
        `fewer than ${assume.leastAttributes} attributes do not carry a verdict.`,
      `Sourced orders: at least ${assume.leastOrders - orders.edges} more`
    )
  }
  return list
}

/** The same for a verdict that would rest on attributes alone. */
export const attributeRefusal = (claims: Evidence['input']['attributes'], assume: Assumptions): Refusal | null => {
  const most = dominance(claims.filter((claim) => claim.value !== null))
  if (!most || most.share <= assume.mostFromOneOrigin) return null
  return {
    reason: {
      id: 'refusal.oneOriginOfAttributes',
      speaksFor: 'CANNOT_TELL',
      words: `One of several origins is behind ${percent(most.share)} of the statements about the group, on which a verdict would rest.`,
      restsOn: [],
      origins: [most.origin]
    },
    settle: `Statements about the group from independent origins, until none is behind more than ${percent(assume.mostFromOneOrigin)}`
  }
}
