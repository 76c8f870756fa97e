import { commandDepth, globalReachingCentrality, rootShare } from '../measures/reaching.ts'
import { hierarchy, leastUpperBoundedness } from '../measures/krackhardt.ts'
import { corePeriphery } from '../measures/core-periphery.ts'
import { degreeCentralisation } from '../measures/centralisation.ts'
import { type CommandMeasure } from '../measures/measure.ts'
import { type Assumptions } from './assumptions.ts'
import { type CoreReading } from './core.ts'
import { count, originsOf, percent, type Evidence } from './evidence.ts'
import { type OrdersReading } from './orders.ts'
import { type Reason } from './types.ts'

/** What the orders say, as one signed sentence with the measures it rests on. */
export const ordersReason = (evidence: Evidence, reading: OrdersReading, assume: Assumptions): Reason | null => {
  const { orders, commands, input } = evidence
  if (reading.is === 'tooFew' && orders.edges === 0) return null
  const label = (v: number): string => input.actors[v] ?? String(v)
  const others = orders.n - 1
  const sign = (speaksFor: Reason['speaksFor'], words: string, rests: readonly CommandMeasure[]): Reason => ({
    id: `orders.${reading.is}`,
    speaksFor,
    words,
    restsOn: rests.map((measure) => ({ measure: measure.id, value: measure.compute(orders).value })),
    origins: [...new Set(commands.flatMap(originsOf))].sort()
  })
  const under = (share: number): string =>
    `${Math.round(share * others)} of the ${others} other members (${percent(share)})`
  const chance = (p: number): string => `${percent(p)} of random groups with as many orders look as clear`
  switch (reading.is) {
    case 'tooFew':
      return sign('CANNOT_TELL', `${count(orders.edges, 'order')} known: too few to show who stands above whom.`, [])
    case 'tree':
      return sign(
        'HIERARCHICAL',
        `${label(reading.root)} stands above ${under(reading.share)} along orders, ${reading.depth} steps deep; at most ${chance(reading.chance)} a case.`,
        [rootShare, commandDepth, hierarchy, leastUpperBoundedness]
      )
    case 'trees': {
      const tie =
        reading.body === null ? 'tied to each other' : `all tied to ${label(reading.body)}, who orders none of them`
      return sign(
        'HIERARCHICAL',
        `${reading.roots.map(label).join(', ')} each head a chain of command of their own, together ${percent(reading.share)} of the members, and are ` +
          `${tie}; at most ${chance(reading.chance)} a case.`,
        [hierarchy, leastUpperBoundedness]
      )
    }
    case 'chance':
      return sign(
        'CANNOT_TELL',
        `The orders look like a hierarchy over ${percent(reading.share)} of the members, but no clearer than chance makes them: ${chance(reading.chance)}.`,
        [rootShare, hierarchy, leastUpperBoundedness]
      )
    case 'noRoot':
      return sign(
        'LOOSE',
        `${count(orders.edges, 'order')} known, yet nobody stands above more than ${under(reading.share)}; ${percent(assume.noRootReaches)} would be a sign of command.`,
        [rootShare, globalReachingCentrality]
      )
    case 'severalTops':
      return sign(
        'CANNOT_TELL',
        `No single root: ${reading.tops.slice(0, 4).map(label).join(', ')}${reading.tops.length > 4 ? ` and ${reading.tops.length - 4} more` : ''} each stand above ` +
          `at least ${percent(assume.rootReaches)} of the others, in a circle of orders or side by side.`,
        [rootShare, hierarchy]
      )
    case 'between':
      return sign('CANNOT_TELL', between(reading, label, under, orders.edges, assume), [rootShare, commandDepth])
  }
}

const between = (
  { root, share, depth, sparse }: OrdersReading & { is: 'between' },
  label: (v: number) => string,
  under: (share: number) => string,
  known: number,
  { rootReaches, leastDepth, noRootReaches }: Assumptions
): string => {
  if (sparse)
    return `With ${count(known, 'order')} nobody could stand above ${percent(noRootReaches)} of so many: that no root shows is no finding.`
  const why =
    share >= rootReaches && depth < leastDepth
      ? `but only ${count(depth, 'step')} deep`
      : `between no root and a root (${percent(rootReaches)})`
  return `${label(root)} stands above ${under(share)} along orders, ${why}.`
}

/**
 * What the contacts say. Alone they never speak for a family: "no hierarchy visible" is not "none there". A core does, once
 * enough orders are known and show no root.
 */
export const contactReasons = (evidence: Evidence, core: CoreReading | null, orders: OrdersReading): Reason[] => {
  const { contact, ties, contacts, input } = evidence
  if (ties.edges === 0) return []
  const origins = [...new Set(contacts.flatMap(originsOf))].sort()
  const list: Reason[] = []
  const real = core?.standing === 'real' && orders.is === 'noRoot'
  if (core) {
    const names = core.core.map((v) => input.actors[v] ?? String(v)).join(', ')
    const doubt = {
      real: '',
      tapped: ' It is the list of those who were tapped, and so no finding.',
      unverifiable: ' Phones were tapped and it is not known whose, so this may only be the list of those.'
    }[core.standing]
    list.push({
      id: 'contacts.core',
      speaksFor: real ? 'LOOSE' : 'CANNOT_TELL',
      words: `A core of ${core.core.length} (${names}) is dense (${percent(core.density)} of its pairs are tied) and ${percent(core.tied)} of the others are tied to it.${doubt}`,
      restsOn: [{ measure: corePeriphery.id, value: corePeriphery.compute(ties).value }],
      origins
    })
  }
  if (contact.edges > 0 && !real) {
    const centre = degreeCentralisation.compute(contact).value
    const stars =
      centre !== null && centre > 0.5
        ? ' They gather on few; that is centralisation, which tapping also makes, and no command.'
        : ''
    list.push({
      id: 'contacts.noHierarchyVisible',
      speaksFor: 'CANNOT_TELL',
      words: `Contacts show no hierarchy, which does not mean that there is none: who orders whom cannot be read from them.${stars}`,
      restsOn: [{ measure: degreeCentralisation.id, value: centre }],
      origins
    })
  }
  return list
}
