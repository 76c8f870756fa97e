import type { Engine, ReadOptions, Row } from '../../engine/port.ts'
import { FOREVER } from '../../graph/path-search.ts'
import { unknownGoods } from '../emit/known-goods.ts'
import { sameSequence } from '../emit/statement.ts'
import { keyed, type Keyed } from '../keyed.ts'
import { LIMITS } from '../limits.ts'
import type { PathPlan } from '../plan/types.ts'
import type { Run } from '../run.ts'
import { choose, type Best, type Chosen, type ChosenHop } from './choose.ts'
import { explore, REASONS, type Explored, type Met, type Reason, type Same, type Tie } from './explore.ts'
import { KIN, questionOf, type Question } from './question.ts'
import { STEP, type EmittedPaths } from './texts.ts'

/**
 * Answers a question for paths: a statement for each step from both sides (at most `maxHops` − 1), and one for what is shown of
 * the hops. Null where the store was written to in between: then the answer would be put together from several states.
 */
export async function findPaths(
  emitted: EmittedPaths,
  run: Run,
  engine: Engine,
  options?: ReadOptions
): Promise<{ readonly value: unknown; readonly sequence: unknown } | null> {
  const question = questionOf(run, emitted.plan)
  const [first] = await engine.read(emitted.statement(run), options)
  if (first === undefined) throw new Error('the statement gave no row')
  const sequence = first[STEP.sequence]
  const [from, to, ends] = [first[STEP.from], first[STEP.to], first[STEP.ends]] as (readonly string[])[]
  const known: Best[] = []
  const look = (explored: Explored): Promise<Best> => choose(explored, question.order, question.maxHops, question.first)
  const explored = await explore({
    maxHops: question.maxHops,
    start: { ...metIn(first, question), from: from ?? [], to: to ?? [], ends: ends ?? [] },
    read: async (ask) => {
      const [row] = await engine.read(emitted.step.statement(run, ask), options)
      return row === undefined || !sameSequence(row[STEP.sequence], sequence) ? null : metIn(row, question)
    },
    // Only the shortest need nothing that lies farther away.
    enough: async (seen) => {
      if (question.order !== 'shortest') return false
      const best = await look(seen)
      if (best.paths.length === question.first) known.push(best)
      return known.length > 0
    }
  })
  if (explored === null) return null
  const best = known[0] ?? (await look(explored))
  const { paths } = best
  const hops = await readHops(paths, emitted, run, engine, options)
  if (hops.sequence !== undefined && !sameSequence(hops.sequence, sequence)) return null
  const value = answer(emitted, run, question, explored, best, hops.rows)
  const { goods, unknown } = emitted.plan
  for (const key of unknown) value[key] = unknownGoods(goods, STEP.goods, first, run)
  return { value, sequence }
}

const day = (text: unknown, otherwise: number): number =>
  typeof text === 'string' && text !== '' ? Number(text.replaceAll('-', '')) : otherwise

/** Reads one step's row. */
function metIn(row: Row, { follow }: Question): Met {
  const [ties, excluded, same] = [row[STEP.ties], row[STEP.excluded] ?? [], row[STEP.same]] as (readonly Row[])[]
  const lists = [ties ?? [], excluded ?? [], same ?? []].map((rows) => rows.slice(0, LIMITS.pathTies))
  const [kept = [], left = [], twins = []] = lists
  return {
    ties: kept.map(([id, a, b, weakness, from, to, mark]): Tie => ({
      id: id as string,
      a: a as string,
      b: b as string,
      weakness: weakness as number,
      from: day(from, 0),
      to: day(to, FOREVER),
      mark: mark ?? null
    })),
    far: kept.map(([, , far]) => far as string),
    same: twins.flatMap((row) => [row, ...(row[3] as readonly Row[])]).map(sameIn),
    excluded: left.map(([tie, kind, rank, ...does]) => ({
      tie: tie as string,
      marked: (rank as number) > 0,
      reasons: reasonsOf(kind as string, does, follow)
    })),
    cut: tooMany(ties) || tooMany(same),
    uncounted: tooMany(excluded)
  }
}

const tooMany = (rows: readonly Row[] | undefined): boolean => (rows?.length ?? 0) > LIMITS.pathTies

const sameIn = ([id, a, b]: Row): Same => ({ id: id as string, a: a as string, b: b as string })

/** Why a tie is left out, from whether its kind, goods, period and grade would do. */
function reasonsOf(
  kind: string,
  [followed, goods, period, grade]: readonly unknown[],
  follow: readonly string[]
): Reason[] {
  if (followed !== true) return [kind === KIN && !follow.includes(KIN) ? 'KINSHIP' : 'OTHER_KIND']
  return [
    ...(grade === true ? [] : ['TOO_WEAK' as const]),
    ...(period === true ? [] : ['OUT_OF_PERIOD' as const]),
    ...(goods === true ? [] : ['OTHER_GOOD' as const])
  ]
}

/** Whether anything of the hops is asked for that the search did not bring. */
const showsHops = ({ fields, hops }: PathPlan): boolean =>
  hops.length > 0 || fields.some(({ name }) => name === 'weakestGrade')

const hopKey = (tie: unknown, near: unknown): string => `${String(tie)} ${String(near)}`

/** What is shown of the hops, by tie and near end; nothing is read where nobody asks. */
async function readHops(
  paths: readonly Chosen[],
  { plan, hops }: EmittedPaths,
  run: Run,
  engine: Engine,
  options?: ReadOptions
): Promise<{ readonly rows: ReadonlyMap<string, Row>; readonly sequence: unknown }> {
  const wanted = new Map(
    paths.flatMap((path) => path.hops).map((hop) => [hopKey(hop.tie, hop.from), [hop.tie, hop.from, hop.to]])
  )
  if ((wanted.size === 0 || !plan.paths.some(showsHops)) && (run.rank === 0 || paths.length === 0))
    return { rows: new Map(), sequence: undefined }
  const entities = [...new Set(paths.flatMap((path) => path.entities))]
  const [row] = await engine.read(hops.statement(run, { hops: [...wanted.values()], entities }), options)
  const rows = (row?.[0] ?? []) as readonly Row[]
  for (const each of rows) hops.mark(each, run)
  run.seen.addAll(row?.[2])
  return {
    rows: new Map(rows.map((each) => [hopKey(each[hops.at.tie], each[hops.at.near]), each])),
    sequence: row?.[1]
  }
}

function answer(
  { plan, hops: { at, decoders } }: EmittedPaths,
  run: Run,
  question: Question,
  explored: Explored,
  { paths, more }: Best,
  rows: ReadonlyMap<string, Row>
): Keyed {
  const rowOf = ({ tie, from }: ChosenHop): Row => {
    const row = rows.get(hopKey(tie, from))
    if (row === undefined) throw new Error('a hop that was seen is not there')
    return row
  }
  const object = keyed('Paths')
  plan.paths.forEach((shown, p) => {
    object[shown.key] = paths.map((path) => {
      const made = keyed('Path')
      const weakest = path.hops.find((hop) => hop.weakest)
      const facts: Readonly<Record<string, unknown>> = {
        ...path,
        weakestGrade: weakest === undefined || !showsHops(shown) ? null : (rowOf(weakest)[at.grade] ?? null)
      }
      for (const { key, name } of shown.fields) made[key] = facts[name]
      shown.hops.forEach((each, h) => {
        made[each.key] = path.hops.map((hop) => {
          const inner = keyed('PathHop')
          for (const { key, name } of each.fields) inner[key] = hop[name as keyof ChosenHop]
          each.items.forEach(({ key }, i) => (inner[key] = decoders[p]?.[h]?.[i]?.(rowOf(hop), run)))
          return inner
        })
      })
      return made
    })
  })
  for (const { hops } of paths)
    for (const { tie, others } of hops) for (const id of [tie, ...others]) run.seen.add(explored.ties.get(id)?.mark)
  if (plan.excluded.length > 0) run.seen.counted += explored.marked.size
  const excluded = REASONS.flatMap((reason) => {
    const count = explored.excluded.get(reason)?.size ?? 0
    return count === 0 ? [] : [{ reason, count }]
  })
  for (const key of plan.excluded) object[key] = excluded
  if (plan.more.length > 0) {
    const whole = explored.hops >= question.maxHops && !explored.cut
    const there = more() ? true : whole ? false : null
    for (const key of plan.more) object[key] = there
  }
  const truncated = truncatedOf(explored, question, paths.length)
  for (const key of plan.truncated) object[key] = truncated
  return object
}

const number = (n: number): string => n.toLocaleString('en')

/** How far was looked, where a limit was met before the answer was certain. */
function truncatedOf(
  { ties, hops, cut, uncounted }: Explored,
  { maxHops, first, order }: Question,
  found: number
): unknown {
  const short = hops < maxHops && !(order === 'shortest' && found === first)
  const why = [
    ...(cut
      ? [
          `An end of the question has more than ${number(LIMITS.pathTies)} ties: only the first of them by id were followed.`
        ]
      : []),
    ...(short
      ? [
          `Paths of up to ${hops} hops were looked through. Beyond lie more than ${number(LIMITS.pathEntities)} entities or ` +
            `${number(LIMITS.pathTies)} ties in one step, or ${number(LIMITS.pathTiesInAll)} ties in all: ask for certain kinds, a good, a period or a better grade.`
        ]
      : []),
    ...(uncounted ? ['Not all ties that were left out are counted.'] : [])
  ]
  return why.length === 0 ? null : { shown: ties.size, of: null, because: why.join(' ') }
}
