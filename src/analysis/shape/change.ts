import { type Assumptions } from './assumptions.ts'
import { type AttributeEvidence } from './attributes.ts'
import { type CoreReading } from './core.ts'
import { count, percent, type Evidence } from './evidence.ts'
import { type Refusal } from './gates.ts'
import { type OrdersReading } from './orders.ts'
import { type AttributeKind } from './types.ts'
import { type Verdict } from './verdict.ts'

/** The two things that would most likely settle an open question or overturn a verdict, most telling first. */
export const whatWouldChange = (
  evidence: Evidence,
  reading: OrdersReading,
  core: CoreReading | null,
  attributes: AttributeEvidence,
  verdict: Verdict,
  refused: readonly Refusal[],
  assume: Assumptions
): readonly [string, string] => {
  const items = [
    ...refused.map((refusal) => refusal.settle),
    ...(verdict.family === 'CANNOT_TELL' ? settling(evidence, reading, core, attributes, verdict, assume) : []),
    ...(verdict.family === 'HIERARCHICAL' ? overturningHierarchy(evidence, reading, attributes, assume) : []),
    ...(verdict.family === 'LOOSE' ? overturningLoose(evidence, reading, core, attributes, assume) : []),
    'Orders between members, each with its source: who instructs, who punishes, who reports to whom',
    'A second, independent origin for what is known now'
  ]
  const [first = '', second = ''] = new Set(items)
  return [first, second]
}

const title = (kind: AttributeKind, assume: Assumptions): string => assume.ratios[kind].title.toLowerCase()

const settling = (
  { input, orders }: Evidence,
  reading: OrdersReading,
  core: CoreReading | null,
  attributes: AttributeEvidence,
  verdict: Verdict,
  assume: Assumptions
): string[] => {
  const label = (v: number): string => input.actors[v] ?? String(v)
  const list: string[] = []
  if (verdict.disagree)
    list.push('Sources for the contested attributes that also saw orders given: orders and attributes disagree')
  if (reading.is === 'severalTops')
    list.push(`Who of ${reading.tops.slice(0, 3).map(label).join(', ')} gives orders to whom`)
  if (reading.is === 'between' && reading.sparse) {
    const more = Math.ceil(assume.noRootReaches * (orders.n - 1)) - orders.edges
    list.push(
      `Sourced orders among the members: ${count(more, 'more order')} before the absence of a root means anything`
    )
  } else if (reading.is === 'between') {
    list.push(`Who stands above the members whom ${label(reading.root)} is not known to reach along orders`)
  }
  if (reading.is === 'chance')
    list.push('More sourced orders: they would make a real chain of command stand out from chance')
  if (reading.is === 'noRoot') {
    if (core?.standing === 'unverifiable')
      list.push('The list of those whose phones were tapped, to tell a core from it')
    if (!attributes.rewires)
      list.push('Whether ties are temporary or made anew after a loss, from a source that followed the group')
  }
  if (attributes.unknown.length > 0) {
    const asked = attributes.unknown.slice(0, 2).map((kind) => title(kind, assume))
    list.push(`Sourced statements from independent origins on: ${asked.join('; ')}`)
  }
  return list
}

const overturningHierarchy = (
  { input, orders }: Evidence,
  reading: OrdersReading,
  attributes: AttributeEvidence,
  assume: Assumptions
): string[] => {
  const list: string[] = []
  if (reading.is === 'tree') {
    const spare = Math.floor(reading.share * (orders.n - 1)) - Math.ceil(assume.rootReaches * (orders.n - 1)) + 1
    list.push(
      `Evidence that ${count(spare, 'member')} or more of those under ${input.actors[reading.root] ?? 'the root'} take no orders from there: ` +
        `the root would then reach less than ${percent(assume.rootReaches)}`
    )
  }
  if (reading.is === 'trees')
    list.push('Orders from one of the heads to another: it would then be one hierarchy, not a cluster')
  if (reading.is === 'tooFew')
    list.push(
      `Sourced orders (${count(assume.leastOrders - orders.edges, 'more order')}): the verdict rests on attributes alone`
    )
  const loose = (['worksForSeveral', 'rewires', 'abandonsGoods'] as const).filter((kind) =>
    attributes.unknown.includes(kind)
  )
  if (loose.length > 0) {
    list.push(`Statements from independent origins on: ${loose.map((kind) => title(kind, assume)).join('; ')}`)
  }
  return list
}

const overturningLoose = (
  { orders }: Evidence,
  reading: OrdersReading,
  core: CoreReading | null,
  attributes: AttributeEvidence,
  assume: Assumptions
): string[] => {
  const list: string[] = []
  if (reading.is === 'noRoot') {
    const needed = Math.ceil(assume.noRootReaches * (orders.n - 1))
    list.push(
      `Orders that put ${count(needed, 'member')} or more under one of them; now the most is ${Math.round(reading.share * (orders.n - 1))}`
    )
  }
  if (reading.is === 'tooFew')
    list.push(
      `Sourced orders (${count(assume.leastOrders - orders.edges, 'more order')}): the verdict rests on attributes alone`
    )
  if (core?.standing === 'unverifiable') list.push('The list of those whose phones were tapped, to tell a core from it')
  const firm = (['ranks', 'territory', 'singleLeader'] as const).filter((kind) => attributes.unknown.includes(kind))
  if (firm.length > 0)
    list.push(`Statements from independent origins on: ${firm.map((kind) => title(kind, assume)).join('; ')}`)
  return list
}
