import { OWNER } from '../../src/access/viewer.ts'
import { ask, type Api } from '../../src/server/api.ts'
import { command, idOfPerson, supply, type Size } from './made-up.ts'
import { medianOf, quantile } from './time.ts'

const PAIRS = 60
const MOST_HOPS = 6
const ORDERS = ['SHORTEST', 'STRONGEST', 'TIME_RESPECTING'] as const

const QUESTION = `query ($from: ID!, $to: ID!, $order: PathOrder) {
  paths(from: [$from], to: [$to], orderBy: $order, maxHops: ${MOST_HOPS}, first: 1) {
    paths { length entities weakestGrade hops { weakest relation { id kind grade } } }
    truncated { shown } } }`

interface Answer {
  data?: { paths: { paths: { length: number; entities: string[] }[]; truncated: unknown } }
  errors?: unknown
}

/** By order: milliseconds, how many paths have which length, and how often the search stopped at a limit. */
export type PathFigures = Record<
  (typeof ORDERS)[number],
  { p50_ms: number; p95_ms: number; lengths: Record<string, number>; truncated: number }
>

/** Paths of up to six hops between persons whom chance picks. The shortest must be as long as a plain search finds it. */
export async function benchPaths(api: Api, size: Size): Promise<PathFigures> {
  const distance = distances(size)
  const results: Partial<PathFigures> = {}
  for (const order of ORDERS) {
    const times: number[] = []
    const lengths: Record<string, number> = {}
    let truncated = 0
    for (let i = -5; i < PAIRS; i++) {
      const [from, to] = [pick(i, 1, size), pick(i, 2, size)]
      const begun = performance.now()
      const variables = { from: idOfPerson(from), to: idOfPerson(to), order }
      const { data, errors } = (await ask(api, QUESTION, { viewer: OWNER }, variables)) as Answer
      if (i >= 0) times.push(performance.now() - begun)
      if (data === undefined || errors !== undefined) throw new Error(JSON.stringify(errors))
      const [path] = data.paths.paths
      if (data.paths.truncated !== null) truncated++
      else if (order === 'SHORTEST' && (path?.length ?? null) !== distance(from, to))
        throw new Error(`from ${from} to ${to}: ${path?.length ?? 'none'}, not ${distance(from, to) ?? 'none'}`)
      if (i >= 0) lengths[path?.length ?? 'none'] = (lengths[path?.length ?? 'none'] ?? 0) + 1
    }
    const [p50 = 0, p95 = 0] = [medianOf(times), quantile(times, 0.95)].map((ms) => Number(ms.toFixed(1)))
    results[order] = { p50_ms: p50, p95_ms: p95, lengths, truncated }
  }
  return results as PathFigures
}

const pick = (i: number, which: number, { persons }: Size): number =>
  1 + ((Math.imul((i + 7) * 2 + which, 0x85ebca6b) >>> 0) % (persons - 1))

/** Hops between two persons over ties in either direction, null where there are more than are asked for: breadth first, nothing clever. */
function distances(size: Size): (from: number, to: number) => number | null {
  const near = new Map<string, string[]>()
  const tie = (a: string, b: string): void => {
    near.set(a, [...(near.get(a) ?? []), b])
    near.set(b, [...(near.get(b) ?? []), a])
  }
  const p = (i: number): string => `p${i}`
  for (let i = 0; i < size.persons; i++) tie(p(i), `g${i % size.groups}`)
  for (const [count, ends] of [
    [size.supplies, supply],
    [size.commands, command]
  ] as const)
    for (let i = 0; i < count; i++) {
      const [from, to] = ends(i, size)
      tie(p(from), p(to))
    }
  return (from, to) => {
    let at = new Set([p(from)])
    const seen = new Set(at)
    for (let hops = 0; hops <= MOST_HOPS; hops++) {
      if (at.has(p(to))) return hops
      const next = new Set<string>()
      for (const each of at) for (const other of near.get(each) ?? []) if (!seen.has(other)) next.add(other)
      for (const each of next) seen.add(each)
      at = next
    }
    return null
  }
}
