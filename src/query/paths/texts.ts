import type { Row } from '../../engine/port.ts'
import { tieConditions } from '../emit/filters.ts'
import { Frame, type Decode } from '../emit/frame.ts'
import { emitItem } from '../emit/item.ts'
import { emitGoods } from '../emit/known-goods.ts'
import { markColumn, markOf } from '../emit/mark.ts'
import { read } from '../emit/read.ts'
import { emitSequence, textOf, type Text } from '../emit/statement.ts'
import { Writer, type TiePattern, type Variable } from '../emit/writer.ts'
import { LIMITS } from '../limits.ts'
import type { PathsPlan } from '../plan/types.ts'
import type { Run } from '../run.ts'
import { questionOf, SAME } from './question.ts'

/** The three texts of a question for paths: the first step, each further one, and what is shown of the hops that were chosen. */
export interface EmittedPaths extends Text {
  readonly plan: PathsPlan
  readonly step: Text
  readonly hops: EmittedHops
}

/** Reads hops `[tie, near end, far end]` from `$hops`. */
export interface EmittedHops extends Text {
  /** Where in the row of a hop its tie, near end and grade stand. */
  readonly at: { readonly tie: number; readonly near: number; readonly grade: number }
  /** Tells the audit log of a hop's tie. */
  readonly mark: (row: Row, run: Run) => void
  /** For each way in which paths and then hops are shown: what decodes each item. */
  readonly decoders: readonly (readonly (readonly Decode[])[])[]
}

/** The columns of both kinds of steps, in order; the goods, where they are asked for, in the first alone. */
export const STEP = { from: 0, to: 1, ends: 2, ties: 3, excluded: 4, same: 5, sequence: 6, goods: 7 } as const

export function emitPaths(plan: PathsPlan, rank: 0 | 1 | 2): EmittedPaths {
  return { ...emitStart(plan, rank), plan, step: emitStep(plan, rank), hops: emitHops(plan, rank) }
}

/** Both sides as asked, those that are one actor with them, and all their ties. */
function emitStart(plan: PathsPlan, rank: 0 | 1 | 2): Text {
  const writer = new Writer(rank)
  const frame = new Frame(writer, emitItem)
  const found = (side: 'from' | 'to'): string => {
    const [id, key] = [writer.name('i'), writer.name('i')]
    const record = writer.node('Record', { property: 'id', value: id })
    const entity = writer.node('Entity', { property: 'id', value: key })
    return named(
      frame,
      [],
      [
        `UNWIND ${writer.parameter((run) => questionOf(run, plan)[side])} AS ${id}`,
        writer.match(record),
        `WITH DISTINCT ${record.node}.entity AS ${key}`,
        writer.match(entity)
      ],
      `collect(${entity.node}.id)`
    )
  }
  const [from, to] = [found('from'), found('to')]
  const given = emitSame(frame, [from, to], listed(writer, `${from} + ${to}`))
  const twins = named(
    frame,
    [from, to, given],
    [`UNWIND ${from} + ${to} + [r IN ${given} | r[2]] AS id`],
    'collect(DISTINCT id)'
  )
  const goods = emitGoods(frame, plan.goods, plan.unknown.length > 0)
  const last = goods === null ? [] : [frame.columns[goods] ?? '']
  return step(frame, plan, [from, to, twins], { imports: [twins], list: twins, ends: twins }, given, last)
}

/** The ties of `$frontier`, and who is one actor with those at their far ends or in `$open`. */
function emitStep(plan: PathsPlan, rank: 0 | 1 | 2): Text {
  const frame = new Frame(new Writer(rank), emitItem)
  const open = emitSame(frame, [], listed(frame.writer, '$open'))
  return step(frame, plan, ['null', 'null', 'null'], { imports: [], list: '$frontier', ends: '$ends' }, open)
}

/** Whose ties a step reads: a list of ids, the ids of both sides of the question, and those of them that are names of the text. */
interface From {
  readonly imports: readonly string[]
  readonly list: string
  readonly ends: string
}

function step(
  frame: Frame,
  plan: PathsPlan,
  first: readonly string[],
  from: From,
  same: string,
  last: readonly string[] = []
): Text {
  const ties = emitTies(frame, plan, from)
  const excluded = emitExcluded(frame, plan, from)
  const far = emitSame(frame, from.imports, farEnds(frame.writer, plan, from))
  const sequence = frame.columns[emitSequence(frame)] ?? ''
  return textOf(frame.writer, frame.calls, [...first, ties, excluded, `${same} + ${far}`, sequence, ...last])
}

/** A sub-query whose result has a name. */
const named = (frame: Frame, imports: readonly string[], body: readonly string[], result: string): string =>
  frame.columns[frame.call(imports, body, result)] ?? ''

const limit = (writer: Writer): string => writer.parameter(() => LIMITS.pathTies + 1)

function byId(writer: Writer, id: string): { readonly match: string; readonly node: Variable } {
  const pattern = writer.node('Entity', { property: 'id', value: id })
  return { match: writer.match(pattern), node: pattern.node }
}

/** Lines that bind entities, each once. */
interface Binding {
  readonly lines: readonly string[]
  readonly node: Variable
}

function listed(writer: Writer, list: string): Binding {
  const id = writer.name('i')
  const { match, node } = byId(writer, id)
  return { lines: [`UNWIND ${list} AS ${id}`, `WITH DISTINCT ${id}`, match], node }
}

/** The far ends of the ties that are followed. Looked up again: a list of them would be carried along with each row. */
function farEnds(writer: Writer, plan: PathsPlan, from: From): Binding {
  const { lines, pattern } = tiesFrom(writer, plan, from)
  return { lines: [...lines, `WITH DISTINCT ${pattern.end}`], node: pattern.end }
}

/** Rows `[tie, near end, far end, the same of the far end]` of the visible ties SAME_AS of entities. */
function emitSame(frame: Frame, imports: readonly string[], { lines, node }: Binding): string {
  const { writer } = frame
  const pattern = writer.expand(node, [SAME], 'BOTH')
  const { tie, end } = pattern
  const further = writer.expand(end, [SAME], 'BOTH')
  const twins = writer.name('x')
  return named(
    frame,
    imports,
    [
      ...lines,
      writer.match(pattern),
      `CALL (${end}) {`,
      writer.match(further),
      `RETURN collect([${further.tie}.id, ${end}.id, ${further.end}.id]) AS ${twins}`,
      '}',
      `WITH ${[tie, node, end, twins].join(', ')} ORDER BY ${tie}.id, ${node}.id LIMIT ${limit(writer)}`
    ],
    `collect([${tie}.id, ${node}.id, ${end}.id, ${twins}])`
  )
}

/** Lines that match the ties that are followed from the entities of a list. */
function tiesFrom(writer: Writer, plan: PathsPlan, { list, ends }: From): { lines: string[]; pattern: TiePattern } {
  const id = writer.name('i')
  const { match, node } = byId(writer, id)
  const pattern = writer.expand(node, null, 'BOTH')
  const tests = [followed(writer, plan, pattern, ends), ...tieConditions(writer, plan.filters, pattern)]
  return { lines: [`UNWIND ${list} AS ${id}`, match, writer.match(pattern, ...tests)], pattern }
}

/** Rows `[tie, near end, far end, grade, first day, last day, mark]` of the ties that are followed. */
function emitTies(frame: Frame, plan: PathsPlan, from: From): string {
  const { writer } = frame
  const { lines, pattern } = tiesFrom(writer, plan, from)
  const { tie, start, end } = pattern
  const value = (property: string): string => read(tie, property, 'summary', writer.rank)
  return named(
    frame,
    from.imports,
    [...lines, `WITH ${tie}, ${start}, ${end} ORDER BY ${tie}.id, ${start}.id LIMIT ${limit(writer)}`],
    `collect([${tie}.id, ${start}.id, ${end}.id, ${value('gradeOrder')}, ${value('validFrom_lo')}, ${value('validTo_hi')}, ${markOf(writer, 'Relation', tie) ?? 'null'}])`
  )
}

function followed(writer: Writer, plan: PathsPlan, { tie }: TiePattern, ends: string): string {
  const kinds = `type(${tie}) IN ${writer.parameter((run) => questionOf(run, plan).follow)}`
  if (plan.kinds) return kinds
  const pointing = writer.parameter((run) => questionOf(run, plan).pointing)
  return `(${kinds} OR (type(${tie}) IN ${pointing} AND endNode(${tie}).id IN ${ends}))`
}

/** Rows `[tie, kind, rank, whether its kind, goods, period and grade would do]` of the ties that are not followed; null where nobody asks. */
function emitExcluded(frame: Frame, plan: PathsPlan, { imports, list, ends }: From): string {
  if (plan.excluded.length === 0) return 'null'
  const { writer } = frame
  const id = writer.name('i')
  const { match, node } = byId(writer, id)
  const pattern = writer.expand(node, null, 'BOTH')
  const { tie } = pattern
  const filter = (by: string): string => {
    const mine = plan.filters.filter((each) => each.step === 'filter' && each.by === by)
    return mine.length === 0 ? 'true' : tieConditions(writer, mine, pattern).join(' AND ')
  }
  const tests = [followed(writer, plan, pattern, ends), filter('tieGoods'), filter('period'), filter('minGrade')]
  const names = tests.map(() => writer.name('b'))
  const kept = [tie, node, ...names].join(', ')
  return named(
    frame,
    imports,
    [
      `UNWIND ${list} AS ${id}`,
      match,
      writer.match(pattern, `type(${tie}) <> '${SAME}'`),
      `WITH ${tie}, ${node}, ${tests.map((test, i) => `${test} AS ${names[i] ?? ''}`).join(', ')}`,
      `WITH ${kept} WHERE NOT (${names.join(' AND ')})`,
      `WITH ${kept} ORDER BY ${tie}.id, ${node}.id LIMIT ${limit(writer)}`
    ],
    `collect([${tie}.id, type(${tie}), ${tie}.rank, ${names.join(', ')}])`
  )
}

function emitHops(plan: PathsPlan, rank: 0 | 1 | 2): EmittedHops {
  const writer = new Writer(rank)
  const frame = new Frame(writer, emitItem)
  const [hop, id, near, away] = [writer.name('h'), writer.name('i'), writer.name('i'), writer.name('i')]
  const start = byId(writer, near)
  const end = byId(writer, away)
  const pattern = writer.expand(start.node, null, 'BOTH', end.node)
  const [source, target] = [writer.endOf(pattern, 'from'), writer.endOf(pattern, 'to')]
  const inner = frame.inner()
  const at = {
    tie: inner.column(`${pattern.tie}.id`),
    near: inner.column(`${start.node}.id`),
    grade: inner.column(read(pattern.tie, 'grade', 'summary', rank))
  }
  const mark = markColumn(inner, 'Relation', pattern.tie, [{ property: 'grade', reading: 'summary' }])
  const bound = {
    from: { variable: start.node },
    to: { variable: end.node },
    relation: { variable: pattern.tie, from: source.variable, to: target.variable, other: end.node }
  }
  const decoders = plan.paths.map((path) =>
    path.hops.map((shown) => shown.items.map(({ name, item }) => inner.item(item, bound[name])))
  )
  const rows = named(
    frame,
    [],
    [
      `UNWIND $hops AS ${hop}`,
      `WITH ${hop}[0] AS ${id}, ${hop}[1] AS ${near}, ${hop}[2] AS ${away}`,
      start.match,
      end.match,
      writer.match(pattern, `${pattern.tie}.id = ${id}`),
      `WITH ${start.node}, ${end.node}, ${pattern.tie}, ${source.text}, ${target.text}`,
      ...inner.calls
    ],
    `collect(${inner.row()})`
  )
  const sequence = frame.columns[emitSequence(frame)] ?? ''
  const columns = [rows, sequence, emitMarks(frame)]
  return { ...textOf(writer, frame.calls, columns), at, mark, decoders }
}

/** What the audit log is told of the entities in `$entities`. */
function emitMarks(frame: Frame): string {
  const { writer } = frame
  const { lines, node } = listed(writer, '$entities')
  const mark = markOf(writer, 'Entity', node)
  return mark === null ? 'null' : named(frame, [], [...lines], `collect(${mark})`)
}
