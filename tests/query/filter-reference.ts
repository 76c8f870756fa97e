/** What a filter means, said once more in the plainest way: over what a viewer sees, read through pages without any filter. */
import { fold } from '../../src/claims/fold.ts'
import { gradeOrder, parseGrade, UNGRADED } from '../../src/claims/grade.ts'
import type { Viewer } from '../../src/access/viewer.ts'
import { highDay, lowDay } from '../../src/ontology/dates.ts'
import type { Filter } from './filter-world.ts'
import { ontology, type Asking } from './world.ts'

export interface Seen {
  id: string
  kind: string
  values: Readonly<Record<string, unknown>>
  grade: string | null
  invented: boolean
  ties: readonly SeenTie[]
}

interface SeenTie {
  kind: string
  out: boolean
  other: string
  goods: readonly string[]
  grade: string | null
  validFrom: string | null
  validTo: string | null
  phase: string | null
}

/** Everything that the viewer sees, by id. */
export async function seenBy(asked: Asking, viewer: Viewer): Promise<Map<string, Seen>> {
  const values = [...ontology.kinds.values()].map(
    (kind) =>
      `... on ${kind.name} { ${[...kind.properties.keys()].map((name) => `${kind.name}_${name}: ${name}`).join(' ')} }`
  )
  const text = `query ($after: String) { entities(first: 20, after: $after, orderBy: ID) { pageInfo { hasNextPage endCursor } nodes { id kind grade invented
    ${values.join(' ')}
    relations(first: 60) { pageInfo { hasNextPage } nodes { kind goods grade validFrom validTo phase from { id } other { id } } } } } }`
  const seen = new Map<string, Seen>()
  for (let after: string | null = null; ;) {
    const { pageInfo, nodes } = (await asked.at('entities', text, viewer, { after })) as {
      pageInfo: { hasNextPage: boolean; endCursor: string }
      nodes: (Record<string, unknown> & {
        id: string
        kind: string
        relations: {
          pageInfo: { hasNextPage: boolean }
          nodes: (SeenTie & { from: { id: string }; other: { id: string } })[]
        }
      })[]
    }
    for (const node of nodes) {
      if (node.relations.pageInfo.hasNextPage) throw new Error('too many ties to read at once')
      const own = Object.entries(node).filter(([key]) => key.startsWith(`${node.kind}_`))
      seen.set(node.id, {
        id: node.id,
        kind: node.kind,
        grade: node['grade'] as string | null,
        invented: node['invented'] as boolean,
        values: Object.fromEntries(own.map(([key, value]) => [key.slice(node.kind.length + 1), value])),
        ties: node.relations.nodes.map((tie) => ({
          ...tie,
          goods: (tie.goods as readonly string[] | null) ?? [],
          out: tie.from.id === node.id,
          other: tie.other.id
        }))
      })
    }
    if (!pageInfo.hasNextPage) return seen
    after = pageInfo.endCursor
  }
}

const under = (code: unknown, goods: readonly string[]): boolean =>
  typeof code === 'string' && goods.some((good) => code === good || code.startsWith(`${good}/`))
const atLeast = (grade: string | null, least: string): boolean => {
  const order = (text: string | null): number =>
    gradeOrder(parseGrade(text ?? '') ?? { reliability: null, credibility: null })
  return order(grade) !== UNGRADED && order(grade) <= order(least)
}

interface Span {
  from?: string
  to?: string
  phase?: string
}
/** Whether what is known of a thing puts it outside the span. */
function outside(begin: unknown, end: unknown, phase: unknown, span: Span): boolean {
  if (typeof begin === 'string' && span.to !== undefined && lowDay(begin) > highDay(span.to)) return true
  if (typeof end === 'string' && span.from !== undefined && highDay(end) < lowDay(span.from)) return true
  return typeof phase === 'string' && span.phase !== undefined && phase !== span.phase
}

/** Whether a thing meets a filter. */
export function meets(all: ReadonlyMap<string, Seen>, thing: Seen, filter: Filter): boolean {
  return Object.entries(filter).every(([name, given]): boolean => {
    switch (name) {
      case 'kinds':
        return (given as string[]).includes(thing.kind)
      case 'goods':
        return thing.ties.some(
          (tie) =>
            tie.out &&
            ['TRADES_IN', 'CARRIES'].includes(tie.kind) &&
            under(all.get(tie.other)?.values['code'], given as string[])
        )
      case 'minGrade':
        return atLeast(thing.grade, given as string)
      case 'invented':
        return thing.invented === given
      case 'period': {
        const span = given as Span
        const v = thing.values
        const begin = { Event: v['date'], Intervention: v['started'], Group: v['founded'] }[thing.kind]
        const end = { Event: v['dateTo'] ?? v['date'], Intervention: v['ended'] }[thing.kind]
        if (outside(begin, end, thing.kind === 'Event' ? v['phase'] : null, span)) return false
        return (
          thing.ties.length === 0 || thing.ties.some((tie) => !outside(tie.validFrom, tie.validTo, tie.phase, span))
        )
      }
      case 'and':
        return (given as Filter[]).every((part) => meets(all, thing, part))
      case 'or':
        return (given as Filter[]).some((part) => meets(all, thing, part))
      case 'not':
        return !meets(all, thing, given as Filter)
      case 'has':
        return thing.ties.some((tie) => meetsTie(all, thing, tie, given as Filter))
      default:
        return Object.entries(given as Filter).every(([operator, value]) =>
          meetsValue(ontology.entityProperties.get(name)?.type ?? 'String', thing.values[name] ?? null, operator, value)
        )
    }
  })
}

function meetsTie(all: ReadonlyMap<string, Seen>, thing: Seen, tie: SeenTie, filter: Filter): boolean {
  const other = all.get(tie.other)
  if (other === undefined) throw new Error('a tie to what is not seen')
  const {
    relation,
    direction = 'BOTH',
    goods,
    minGrade,
    period,
    to
  } = filter as {
    relation?: string
    direction?: string
    goods?: string[]
    minGrade?: string
    period?: Span
    to?: Filter
  }
  if (relation !== undefined && relation !== tie.kind) return false
  const symmetric = ontology.relationKinds.get(tie.kind)?.symmetric === true
  if (direction !== 'BOTH' && !symmetric && (direction === 'OUT') !== tie.out) return false
  if (
    goods !== undefined &&
    !tie.goods.some((code) => under(code, goods)) &&
    !under(thing.values['code'], goods) &&
    !under(other.values['code'], goods)
  )
    return false
  if (minGrade !== undefined && !atLeast(tie.grade, minGrade)) return false
  if (period !== undefined && outside(tie.validFrom, tie.validTo, tie.phase, period)) return false
  return to === undefined || meets(all, other, to)
}

function meetsValue(type: string, value: unknown, operator: string, given: unknown): boolean {
  if (operator === 'isNull') return (value === null) === given
  if (value === null) return false
  const words = fold(String(given))
    .split(' ')
    .filter((word) => word !== '')
  const texts = Array.isArray(value) ? (value as unknown[]) : [value]
  const text = texts.map((each) => (typeof each === 'string' ? fold(each) : '')).join(' | ')
  switch (operator) {
    case 'eq':
      return value === given
    case 'in':
      return (given as unknown[]).includes(value)
    case 'includes':
      return (value as unknown[]).includes(given)
    case 'search':
      return words.length > 0 && words.every((word) => text.includes(word))
  }
  if (type === 'PartialDate') {
    const [date, bound] = [value as string, given as string]
    if (operator === 'startsWith') return lowDay(date) >= lowDay(bound) && highDay(date) <= highDay(bound)
    return operator === 'gte' ? lowDay(date) >= lowDay(bound) : highDay(date) < lowDay(bound)
  }
  if (type !== 'String')
    return operator === 'gte' ? (value as number) >= (given as number) : (value as number) < (given as number)
  // What has no letter or digit has no place in the order of names, and begins nothing.
  const bound = fold(given as string)
  if (text === '' || (bound === '' && given !== '')) return false
  return operator === 'startsWith' ? text.startsWith(bound) : operator === 'gte' ? text >= bound : text < bound
}

/** The things that meet the filter, in an order by one property: unknown last, then by id. */
export function inOrder(things: readonly Seen[], property: string, descending: boolean): string[] {
  const folded = ontology.entityProperties.get(property)?.type === 'String'
  const key = ({ values }: Seen): string | number | boolean | null => {
    const value = (values[property] ?? null) as string | number | boolean | null
    if (value === null || !folded) return value
    const text = fold(String(value))
    return text === '' && property !== 'name' ? null : text
  }
  return [...things]
    .sort((a, b) => {
      const [x, y] = [key(a), key(b)]
      if (x !== y) {
        if (x === null) return 1
        if (y === null) return -1
        return x < y === descending ? 1 : -1
      }
      return a.id < b.id ? -1 : 1
    })
    .map(({ id }) => id)
}

export interface CorridorsInput {
  goods?: string[]
  modes?: string[]
  from?: string[]
  to?: string[]
  minGrade?: string
  period?: Span
}

/** Corridors by plain reading: every leg with each of its starts and ends. */
export function corridorsOf(all: ReadonlyMap<string, Seen>, input: CorridorsInput): unknown[] {
  const counts = (tie: SeenTie): boolean =>
    (input.minGrade === undefined || atLeast(tie.grade, input.minGrade)) &&
    (input.period === undefined || !outside(tie.validFrom, tie.validTo, tie.phase, input.period))
  const pairs = new Map<string, Seen[]>()
  const ties = (leg: Seen, kind: string): SeenTie[] =>
    leg.ties.filter((tie) => tie.kind === kind && tie.out && counts(tie))
  const code = (tie: SeenTie): unknown => all.get(tie.other)?.values['code']
  for (const leg of all.values()) {
    if (leg.kind !== 'Leg') continue
    if (input.modes !== undefined && !input.modes.includes(leg.values['mode'] as string)) continue
    const goods = input.goods ?? []
    const carries = (tie: SeenTie): boolean => under(code(tie), goods) || tie.goods.some((each) => under(each, goods))
    if (input.goods !== undefined && !ties(leg, 'CARRIES').some(carries)) continue
    for (const from of ties(leg, 'DEPARTS_FROM'))
      for (const to of ties(leg, 'ARRIVES_AT')) {
        if (input.from !== undefined && !input.from.includes(from.other)) continue
        if (input.to !== undefined && !input.to.includes(to.other)) continue
        const key = `${from.other} ${to.other}`
        pairs.set(key, [...new Set([...(pairs.get(key) ?? []), leg])])
      }
  }
  const each = (values: unknown[]): unknown[] =>
    [...new Set(values.filter((value) => typeof value === 'string'))].sort()
  const ids = (values: unknown[]): unknown[] => each(values).map((id) => ({ id }))
  return [...pairs]
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .map(([key, legs]) => ({
      from: { id: key.split(' ')[0] },
      to: { id: key.split(' ')[1] },
      legCount: legs.length,
      legs: ids(legs.map(({ id }) => id)),
      routes: ids(legs.flatMap((leg) => leg.ties.filter(({ kind, out }) => kind === 'LEG_OF' && out).map(({ other }) => other))), // prettier-ignore
      goods: each(legs.flatMap((leg) => ties(leg, 'CARRIES').map(code))),
      modes: each(legs.map((leg) => leg.values['mode']))
    }))
}
