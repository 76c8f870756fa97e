/** `paths`: every loopless path there is, by trying all of them, then sorted, then cut. */
import { distinct } from './evidence.ts'
import { entityById } from './lookup.ts'
import { unknownGiven } from './filter.ts'
import { list, Refused, sizeOf, type Args } from './refuse.ts'
import type { Entity, Seen, Tie } from './seen.ts'
import { tieTest } from './ties.ts'

const EVERYBODY = ['OBSERVED_IN', 'TRADES_IN', 'CARRIES', 'BROADER', 'LOCATED_IN', 'PART_OF', 'DEPARTS_FROM', 'ARRIVES_AT', 'PARTY_TO', 'MEASURES', 'TARGETS', 'EVALUATES'] // prettier-ignore
const MOST_OTHERS = 50

/** An actor is known by the smallest id of the entities that are he. */
type Actor = string
interface Found {
  readonly actors: readonly Actor[]
  /** Of each hop the ties that may be followed, best first, and the one that is shown. */
  readonly hops: readonly { readonly all: readonly Tie[]; readonly shown: Tie }[]
  readonly weakness: number
}

/** `loose`: whether the planner may say that it does not know whether there are more, and may have looked less far. */
export interface Paths {
  readonly mayNotKnow: boolean
  readonly lookedAtAll: boolean
}

export function paths(seen: Seen, args: Args): Paths & Args {
  const order = (args['orderBy'] ?? 'SHORTEST') as string
  const maxHops = (args['maxHops'] ?? 4) as number
  if (maxHops < 1) throw new Refused('INVALID_INPUT', 'no hop')
  if (maxHops > 8) throw new Refused('LIMIT_EXCEEDED', 'too many hops')
  const [from, to] = [endsOf(seen, args, 'from'), endsOf(seen, args, 'to')]
  const first = sizeOf(args, 50, 5)
  const actors = gather(seen)
  const of = ({ id }: Entity): Actor => actors.get(id) ?? id
  const [sources, targets] = [distinct(from.map(of)), distinct(to.map(of))]
  const why = reasonsTest(args, (entity) => [...sources, ...targets].includes(of(entity)))
  const ties = [...seen.ties.values()].filter(({ kind }) => kind !== 'SAME_AS')
  const between = new Map<Actor, Map<Actor, Tie[]>>()
  for (const tie of ties.filter((each) => why(each).length === 0).sort(byGrade))
    for (const [a, b] of distinct([`${of(tie.from)} ${of(tie.to)}`, `${of(tie.to)} ${of(tie.from)}`]).map((pair) => pair.split(' ') as [Actor, Actor])) {
      const beside = between.get(a) ?? new Map<Actor, Tie[]>()
      between.set(a, beside.set(b, [...(beside.get(b) ?? []), tie]))
    } // prettier-ignore

  const all: Found[] = []
  const walk = (way: readonly Actor[]): void => {
    const last = way.at(-1) as Actor
    if (targets.includes(last)) {
      const choices = way.slice(1).map((actor, i) => between.get(way[i] as Actor)?.get(actor) ?? [])
      all.push(...held(choices, order === 'TIME_RESPECTING').map((each) => ({ actors: way, ...each })))
      return
    }
    if (way.length > maxHops) return
    for (const next of between.get(last)?.keys() ?? [])
      if (!way.includes(next) && !sources.includes(next)) walk([...way, next])
  }
  for (const source of sources) walk([source])
  const key = ({ hops, weakness }: Found): number[] => order === 'STRONGEST' ? [weakness, hops.length] : [hops.length, weakness] // prettier-ignore
  all.sort((a, b) => {
    const [x, y] = [key(a), key(b)] as [[number, number], [number, number]]
    return x[0] - y[0] || x[1] - y[1] || (a.actors.join() < b.actors.join() ? -1 : 1)
  })
  const met = ties.filter((tie) => [tie.from, tie.to].some((end) => [...sources, ...targets].includes(of(end))))
  const count = (reason: string): number => met.filter((tie) => why(tie).includes(reason)).length
  return {
    mayNotKnow: order === 'SHORTEST' && all.length >= first,
    lookedAtAll: maxHops <= 2 || sources.length === 0 || targets.length === 0,
    paths: all.slice(0, first).map((path) => shown(seen, path, from, to, of)),
    more: all.length > first,
    excluded: REASONS.map((reason) => ({ reason, count: count(reason) })).filter((each) => each.count > 0),
    truncated: null,
    unknown: unknownGiven(seen, args)
  }
}

function endsOf(seen: Seen, args: Args, name: string): Entity[] {
  const ids = distinct(list(args, name) ?? [])
  if (ids.length > 50) throw new Refused('LIMIT_EXCEEDED', 'too many ends')
  if (ids.length === 0) throw new Refused('INVALID_INPUT', 'no end')
  return distinct(ids.flatMap((id) => entityById(seen, id) ?? []))
}

/** Which actor each entity is: whoever ties SAME_AS lead to from it, however far. */
function gather(seen: Seen): Map<string, Actor> {
  const actors = new Map([...seen.entities.keys()].map((id) => [id, id]))
  for (let changed = true; changed;) {
    changed = false
    for (const { kind, from, to } of seen.ties.values()) {
      const [a, b] = [actors.get(from.id) ?? '', actors.get(to.id) ?? '']
      if (kind !== 'SAME_AS' || a === b) continue
      actors.set(from.id, a < b ? a : b).set(to.id, a < b ? a : b)
      changed = true
    }
  }
  return actors
}

const REASONS = ['TOO_WEAK', 'OUT_OF_PERIOD', 'OTHER_GOOD', 'KINSHIP', 'OTHER_KIND']

/** Why a tie is not followed; for no reason where it is. */
function reasonsTest(args: Args, isEnd: (entity: Entity) => boolean): (tie: Tie) => string[] {
  const kinds = list(args, 'kinds')
  const [grade, period, goods] = ['minGrade', 'period', 'goods'].map((name) => tieTest({ [name]: args[name] }))
  const follows = ({ kind, to }: Tie): boolean => {
    if (kind === 'KIN_OF') return args['kinship'] === true || kinds?.includes(kind) === true
    return kinds === null ? !EVERYBODY.includes(kind) || isEnd(to) : kinds.includes(kind)
  }
  return (tie) => {
    if (!follows(tie)) return [tie.kind === 'KIN_OF' ? 'KINSHIP' : 'OTHER_KIND']
    return [
      ...(grade?.(tie) === true ? [] : ['TOO_WEAK']),
      ...(period?.(tie) === true ? [] : ['OUT_OF_PERIOD']),
      ...(goods?.(tie) === true ? [] : ['OTHER_GOOD'])
    ]
  }
}

const gradeOf = ({ values }: Tie): number => values['gradeOrder'] as number
const byGrade = (a: Tie, b: Tie): number => gradeOf(a) - gradeOf(b) || (a.id < b.id ? -1 : 1)
const opens = ({ values }: Tie): string => (values['validFrom_lo'] ?? '') as string
const closes = ({ values }: Tie): string => (values['validTo_hi'] ?? '9999') as string

/** The least weak weakest hop with which a path holds, and its ties: of each hop the best with which the rest can be gone. */
function held(choices: readonly (readonly Tie[])[], timed: boolean): Pick<Found, 'hops' | 'weakness'>[] {
  const choose = (least: number, i: number, day: string): Tie[] | null => {
    const all = choices[i]
    if (all === undefined) return []
    for (const tie of all.filter((each) => gradeOf(each) <= least)) {
      const then = timed && opens(tie) > day ? opens(tie) : day
      const rest = timed && then > closes(tie) ? null : choose(least, i + 1, then)
      if (rest !== null) return [tie, ...rest]
    }
    return null
  }
  for (const weakness of distinct([0, ...choices.flat().map(gradeOf)]).sort((a, b) => a - b)) {
    const chosen = choose(weakness, 0, '')
    if (chosen !== null) return [{ weakness, hops: chosen.map((tie, i) => ({ shown: tie, all: choices[i] ?? [] })) }]
  }
  return []
}

function shown(seen: Seen, { hops, actors }: Found, from: readonly Entity[], to: readonly Entity[], of: (entity: Entity) => Actor): unknown {
  const made: { from: Entity; to: Entity; relation: Tie; ties: number; others: string[]; weakest: boolean; sameActor: boolean }[] = []
  const stay = (starts: readonly Entity[], goals: readonly Entity[]): Entity => {
    const ties = sameWay(seen, starts, goals)
    for (const { near, tie } of ties) made.push({ from: near, to: tie.other, relation: tie, ties: 1, others: [], weakest: false, sameActor: true })
    return ties.at(-1)?.tie.other ?? (starts.find((each) => goals.includes(each)) as Entity)
  }
  const worst = Math.max(...hops.map((hop) => gradeOf(hop.shown)))
  const weakest = hops.findIndex((hop) => gradeOf(hop.shown) === worst)
  let at = from.filter((each) => of(each) === actors[0])
  for (const [i, { all, shown: tie }] of hops.entries()) {
    const [near, far] = of(tie.from) === actors[i] ? [tie.from, tie.to] : [tie.to, tie.from]
    stay(at, [near])
    const others = all.filter((each) => each !== tie).map(({ id }) => id).slice(0, MOST_OTHERS)
    made.push({ from: near, to: far, relation: { ...tie, other: far }, ties: all.length, others, weakest: i === weakest, sameActor: false })
    at = [far]
  }
  const end = stay(at, to.filter((each) => of(each) === actors.at(-1)))
  return {
    length: hops.length,
    entities: [...made.map((hop) => hop.from.id), end.id],
    hops: made,
    weakestGrade: hops[weakest]?.shown.values['grade'] ?? null,
    undated: hops.filter((hop) => opens(hop.shown) === '' && closes(hop.shown) === '9999').length
  }
} // prettier-ignore

/** The fewest ties SAME_AS from one of the starts to one of the goals. Of equally many: from the smallest id, over the smallest ids. */
function sameWay(seen: Seen, starts: readonly Entity[], goals: readonly Entity[]): { near: Entity; tie: Tie }[] {
  const twins = [...seen.ties.values()].filter(({ kind }) => kind === 'SAME_AS').sort((a, b) => (a.id < b.id ? -1 : 1))
  const begun = [...starts].sort((a, b) => (a.id < b.id ? -1 : 1))
  const reached = new Set(begun)
  let ways = begun.map((end) => ({ end, ties: [] as { near: Entity; tie: Tie }[] }))
  while (ways.length > 0) {
    const there = ways.find(({ end }) => goals.includes(end))
    if (there !== undefined) return there.ties
    ways = ways.flatMap(({ end, ties }) =>
      twins.flatMap((tie) => {
        const other = tie.from === end ? tie.to : tie.to === end ? tie.from : end
        if (reached.has(other)) return []
        reached.add(other)
        return [{ end: other, ties: [...ties, { near: end, tie: { ...tie, other } }] }]
      })
    )
  }
  throw new Error('an actor that does not hang together')
}
