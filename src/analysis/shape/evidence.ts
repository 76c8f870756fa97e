import { largestComponent } from '../../graph/components.ts'
import { directedGraph, undirectedGraph, type DirectedGraph, type UndirectedGraph } from '../../graph/graph.ts'
import { type Assumptions } from './assumptions.ts'
import { type CommandTie, type ContactTie, type HowCollected, type ShapeInput, type Support } from './types.ts'

/** The ties that can be used, as graphs over all actors, and in words what cannot. */
export interface Evidence {
  readonly input: ShapeInput
  readonly contacts: readonly ContactTie[]
  readonly commands: readonly CommandTie[]
  readonly orders: DirectedGraph
  readonly contact: UndirectedGraph
  /** Contacts and orders together, without direction. */
  readonly ties: UndirectedGraph
  readonly largest: { readonly actors: number; readonly ties: number }
  readonly setAside: readonly string[]
  /** Nothing but co-attendance was given. */
  readonly notComparable: boolean
}

/**
 * Sorts ties into what may be read as contact, what as an order, and what not at all: co-attendance is no contact; a direction
 * without evidence of an order, from phones or presence, is a contact; doubtful ties are left out. O(ties + actors).
 */
export const gatherEvidence = (input: ShapeInput, { leastWeight }: Assumptions): Evidence => {
  const how = new Map(input.datasets.map((dataset) => [dataset.id, dataset.howCollected]))
  const only = (tie: Support, ways: readonly HowCollected[]): boolean =>
    tie.datasets.length > 0 && tie.datasets.every((id) => ways.includes(how.get(id) ?? 'UNKNOWN'))
  const together = (tie: Support): boolean => only(tie, ['CO_ATTENDANCE'])
  const mereDirection = (tie: CommandTie): boolean =>
    tie.evidence === null && only(tie, ['WIRETAP', 'OBSERVATION', 'CO_ATTENDANCE'])
  const doubtful = (tie: Support): boolean => tie.weight < leastWeight

  const turned = input.commands.filter(mereDirection)
  const commands = input.commands.filter((tie) => !mereDirection(tie) && !doubtful(tie))
  const met = turned.filter((tie) => !together(tie)).map((tie) => ({ ...tie, a: tie.superior, b: tie.subordinate }))
  const seen = input.contacts.filter((tie) => !together(tie))
  const contacts = [...seen, ...met].filter((tie) => !doubtful(tie))

  const apart = input.contacts.length - seen.length + turned.length - met.length
  const weak = seen.length + met.length - contacts.length + input.commands.length - turned.length - commands.length
  const setAside = [
    ...(apart > 0
      ? [`${count(apart, 'tie')} of co-attendance left out: presence at the same event is not comparable with contact.`]
      : []),
    ...(turned.length > 0
      ? [
          `${count(turned.length, 'direction')} without evidence of an order not read as command: it shows who was tapped or seen, not who commands.`
        ]
      : []),
    ...(weak > 0
      ? [`${count(weak, 'tie')} left out because the grade makes ${weak === 1 ? 'it' : 'them'} improbable.`]
      : [])
  ]

  const n = input.actors.length
  const contactEdges = { from: contacts.map((tie) => tie.a), to: contacts.map((tie) => tie.b) }
  const orderEdges = { from: commands.map((tie) => tie.superior), to: commands.map((tie) => tie.subordinate) }
  const orders = directedGraph(n, orderEdges)
  const contact = undirectedGraph(n, contactEdges)
  const ties = undirectedGraph(n, {
    from: [...contactEdges.from, ...orderEdges.from],
    to: [...contactEdges.to, ...orderEdges.to]
  })
  const part = new Set(largestComponent(ties))
  const within = (graph: DirectedGraph | UndirectedGraph): number => {
    let entries = 0
    for (const v of part) entries += (graph.out.offsets[v + 1] ?? 0) - (graph.out.offsets[v] ?? 0)
    return graph.directed ? entries : entries / 2
  }
  return {
    input,
    contacts,
    commands,
    orders,
    contact,
    ties,
    largest: { actors: part.size, ties: within(contact) + within(orders) },
    setAside,
    notComparable: apart > 0 && contacts.length + commands.length === 0
  }
}

/** `1 tie`, `3 ties`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

/** `62 %`. */
export const percent = (share: number): string => `${Math.round(100 * share)} %`

/** Independent origins of something; where none is known its datasets stand for them. */
export const originsOf = (support: Support): readonly string[] =>
  support.origins.length > 0 ? support.origins : support.datasets

/**
 * The largest share that one origin has of some ties or claims, each divided evenly among its origins; null if fewer than two
 * origins are known.
 */
export const dominance = (list: readonly Support[]): { origin: string; share: number } | null => {
  const part = new Map<string, number>()
  for (const support of list) {
    const origins = new Set(originsOf(support))
    for (const origin of origins) part.set(origin, (part.get(origin) ?? 0) + 1 / origins.size)
  }
  if (part.size < 2) return null
  const total = [...part.values()].reduce((a, b) => a + b, 0)
  const [origin, most] = [...part].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a))
  return { origin, share: most / total }
}
