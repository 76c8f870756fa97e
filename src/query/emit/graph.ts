import { invalid } from '../../errors.ts'
import type { Direction } from '../../ontology/types.ts'
import { firstOf, listOf } from '../arguments.ts'
import { keyed } from '../keyed.ts'
import { LIMITS } from '../limits.ts'
import type { GraphPlan } from '../plan/types.ts'
import { inputOf, type Arguments, type Run } from '../run.ts'
import { edgeData, nodeData } from './elements.ts'
import { tieConditions } from './filters.ts'
import { type Frame, type Decode, type Row } from './frame.ts'
import { emitGoods, unknownGoods } from './known-goods.ts'
import { markColumn, markOf, type Shown } from './mark.ts'
import { read } from './read.ts'
import type { TiePattern, Variable, Writer } from './writer.ts'

const NODE_SUMMARIES = ['protected', 'invented', 'grade']
const EDGE_SUMMARIES = ['role', 'goods', 'grade', 'gradeOrder', 'standing', 'invented']
/** What elements show of a node. */
const NODE_SHOWN: readonly Shown[] = [
  ...['name', 'code'].map((property) => ({ property, reading: 'whole' as const })),
  ...NODE_SUMMARIES.map((property) => ({ property, reading: 'summary' as const }))
]

/** More ties than this are not drawn; the answer says so. */
const MOST_EDGES = 10_000

/**
 * A part of the graph in one statement: who is meant (candidates), which of them are kept (the best tied), the kept nodes, and the
 * ties among them.
 */
export function emitGraph(frame: Frame, plan: GraphPlan): Decode {
  const { writer } = frame
  const input = (run: Run): Arguments => inputOf(run, plan.field, 'input')
  const [id, all, ids] = [writer.name('i'), writer.name('l'), writer.name('l')]
  const [chosen, kept] = [writer.name('l'), writer.name('l')]
  const most = writer.parameter(() => LIMITS.graphCandidates)
  const parts = frame.inner()
  const nodes = emitNodes(parts, plan, kept)
  const edges = emitEdges(parts, plan, kept)
  const at = frame.call(
    [],
    [
      'CALL () {',
      candidates(writer, plan, input, id).join('\nUNION\n'),
      '}',
      `WITH ${id} ORDER BY ${id}`,
      `WITH collect(${id}) AS ${all}`,
      `WITH ${all}[0..${most}] AS ${ids}, size(${all}) AS ${id}`,
      ...best(writer, plan, input, { id, ids, chosen }),
      `WITH ${id}, ${ids}, ${chosen}, coalesce(${chosen}, ${ids}) AS ${kept}`,
      ...parts.calls
    ],
    `[${id}, size(${ids}), ${chosen}, ${parts.outputs.join(', ')}]`
  )
  const goods = emitGoods(frame, plan.goods, plan.unknown.length > 0)
  return (row, run) => {
    const [of, looked, chosen, nodeRows, edgeRows] = row[at] as [
      number,
      number,
      readonly string[] | null,
      readonly Row[],
      readonly Row[]
    ]
    const drawn = edgeRows.slice(0, MOST_EDGES)
    const sorted = bestFirst(nodeRows, drawn, chosen)
    for (const each of sorted) nodes.mark(each, run)
    for (const each of drawn) edges.mark(each, run)
    const graph = keyed('Graph')
    for (const { key, decode } of nodes.parts) graph[key] = sorted.map((each) => decode(each, run))
    for (const { key, decode } of edges.parts) graph[key] = drawn.map((each) => decode(each, run))
    if (plan.elements.length > 0) {
      const elements = { nodes: nodeData(sorted, drawn), edges: edgeData(drawn) }
      for (const key of plan.elements) graph[key] = elements
    }
    const truncated = cut(nodeRows.length, of, looked, edgeRows.length > MOST_EDGES)
    for (const key of plan.truncated) graph[key] = truncated
    for (const key of plan.unknown) graph[key] = unknownGoods(plan.goods, goods, row, run)
    return graph
  }
}

function cut(shown: number, of: number, looked: number, edges: boolean): unknown {
  if (shown < of)
    return {
      shown,
      of,
      because:
        looked < of
          ? `More than ${looked} entities are meant: of the first ${looked} by id, the best tied are shown. Narrow the question.`
          : 'More entities are meant than `first` allows: the best tied are shown.'
    }
  return edges
    ? { shown, of, because: `More than ${MOST_EDGES} ties lie among them: the first ${MOST_EDGES} by id are shown.` }
    : null
}

/** One branch of the union for each way in which the question names entities. */
function candidates(writer: Writer, plan: GraphPlan, input: (run: Run) => Arguments, id: string): string[] {
  const found = (list: string): { lines: string[]; node: Variable; ids: string } => {
    const [each, key, ids] = [writer.name('i'), writer.name('i'), writer.name('l')]
    const record = writer.node('Record', { property: 'id', value: each })
    const entity = writer.node('Entity', { property: 'id', value: key })
    return {
      lines: [
        `UNWIND ${list} AS ${each}`,
        writer.match(record),
        `WITH collect(DISTINCT ${record.node}.entity) AS ${ids}`,
        `UNWIND ${ids} AS ${key}`,
        writer.match(entity)
      ],
      node: entity.node,
      ids
    }
  }
  const branches: string[][] = []
  const list = (name: string): string => writer.parameter((run) => listOf(input(run), name, LIMITS.page))
  if (plan.collectives) {
    const { lines, node, ids } = found(list('collectives'))
    const member = writer.expand(node, ['MEMBER_OF', 'OBSERVED_IN'], 'IN')
    branches.push([
      ...lines,
      writer.match(member, `NOT ${member.end}.id IN ${ids}`),
      `RETURN DISTINCT ${member.end}.id AS ${id}`
    ])
  }
  if (plan.around) {
    const around = writer.parameter((run) => [input(run)['around'] as string])
    const self = found(around)
    branches.push([...self.lines, `RETURN ${self.node}.id AS ${id}`])
    const { lines, node } = found(around)
    const tie = expandDrawn(writer, plan, node, 'BOTH')
    branches.push([...lines, writer.match(tie, ...drawn(writer, plan, tie)), `RETURN DISTINCT ${tie.end}.id AS ${id}`])
  }
  if (plan.ids) {
    const { lines, node } = found(list('ids'))
    branches.push([...lines, `RETURN ${node}.id AS ${id}`])
  }
  if (branches.length === 0)
    throw invalid('graph needs to know what to draw', {
      path: 'input',
      message: 'None of collectives, around and ids is given',
      hint: 'Give the ids of groups or cases in `collectives`, one entity in `around`, or several in `ids`.'
    })
  return branches.map((lines) => lines.join('\n'))
}

/** A tie of a kind that is drawn where none are asked for, or of any. */
const expandDrawn = (writer: Writer, plan: GraphPlan, start: Variable, direction: Direction): TiePattern =>
  writer.expand(start, plan.kinds === null ? plan.drawn : null, direction)

/** What else a tie must be to be drawn. */
function drawn(writer: Writer, plan: GraphPlan, { tie, start, end }: TiePattern): string[] {
  const kinds = plan.kinds === null ? [] : [`type(${tie}) IN ${writer.parameter(plan.kinds)}`]
  return [...kinds, ...tieConditions(writer, plan.filters, { tie, start, end })]
}

/** Where there are more candidates than may be drawn, those with the most ties among them; null where there are not. */
function best(
  writer: Writer,
  plan: GraphPlan,
  input: (run: Run) => Arguments,
  { id, ids, chosen }: { readonly id: string; readonly ids: string; readonly chosen: string }
): string[] {
  const [each, list, count] = [writer.name('i'), writer.name('l'), writer.name('n')]
  const node = writer.node('Entity', { property: 'id', value: each })
  const tie = expandDrawn(writer, plan, node.node, 'BOTH')
  const first = writer.parameter((run) => firstOf(input(run), LIMITS.graph, 300))
  return [
    `CALL (${ids}) {`,
    `UNWIND CASE WHEN size(${ids}) > ${first} THEN ${ids} ELSE [] END AS ${each}`,
    writer.match(node),
    `CALL (${node.node}, ${ids}) {`,
    writer.match(tie, `${tie.end}.id IN ${ids}`, ...drawn(writer, plan, tie)),
    `RETURN count(${tie.tie}) AS ${count}`,
    '}',
    `WITH ${node.node}, ${count} ORDER BY ${count} DESC, ${node.node}.id LIMIT ${first}`,
    `RETURN collect(${node.node}.id) AS ${list}`,
    '}',
    `WITH ${id}, ${ids}, CASE WHEN size(${ids}) > ${first} THEN ${list} END AS ${chosen}`
  ]
}

/** Nodes in the order in which they were chosen; where all are drawn, those with the most ties first, then by id. */
function bestFirst(nodes: readonly Row[], edges: readonly Row[], chosen: readonly string[] | null): Row[] {
  if (chosen !== null) {
    const place = new Map(chosen.map((each, i) => [each, i]))
    return [...nodes].sort((a, b) => (place.get(a[0] as string) ?? 0) - (place.get(b[0] as string) ?? 0))
  }
  const ties = new Map<unknown, number>()
  const count = (id: unknown): unknown => ties.set(id, (ties.get(id) ?? 0) + 1)
  for (const [, source, target] of edges) {
    count(source)
    if (target !== source) count(target)
  }
  return [...nodes].sort(
    (a, b) => (ties.get(b[0]) ?? 0) - (ties.get(a[0]) ?? 0) || ((a[0] as string) < (b[0] as string) ? -1 : 1)
  )
}

interface Drawn {
  readonly parts: readonly { readonly key: string; readonly decode: Decode }[]
  readonly mark: (row: Row, run: Run) => void
}

function emitNodes(parts: Frame, plan: GraphPlan, kept: string): Drawn {
  const { writer } = parts
  const pattern = writer.node('Entity')
  const { node } = pattern
  const inner = parts.inner()
  inner.column(`${node}.id`)
  const tied = plan.elements.length > 0 ? elementColumns(inner, node) : []
  const mark = markColumn(inner, 'Entity', node, plan.elements.length > 0 ? NODE_SHOWN : [])
  const decoders = plan.nodes.map(({ key, item }) => ({ key, decode: inner.item(item, { variable: node }) }))
  const rows = [...inner.calls, `WITH ${[node, ...inner.outputs].join(', ')} ORDER BY ${node}.id`]
  parts.call([kept], [writer.matchIn(pattern, 'id', kept, []), ...rows], `collect(${inner.row()})`)
  return {
    parts: decoders,
    mark: (row, run) => {
      mark(row, run)
      for (const at of tied) run.seen.addAll((row[at] as Row)[1])
    }
  }
}

/** Columns of a node's row as elements read them; the answer are those that list what its ties lead to. */
function elementColumns(inner: Frame, node: Variable): number[] {
  const { writer } = inner
  const summary = (property: string): string => read(node, property, 'summary', writer.rank)
  inner.column(`${node}.kind`)
  inner.column(read(node, 'name', 'whole', writer.rank))
  for (const property of NODE_SUMMARIES) inner.column(summary(property))
  inner.column(`${node}.rank`)
  inner.column(read(node, 'code', 'whole', writer.rank))
  const listed = (tie: TiePattern, value: string): number => {
    const [values, marks] = [writer.name('l'), writer.name('l')]
    const mark = markOf(writer, 'Relation', tie.tie)
    const collected = [
      `collect(DISTINCT ${value}) AS ${values}`,
      ...(mark === null ? [] : [`collect(${mark}) AS ${marks}`])
    ]
    return inner.call(
      [node],
      [writer.match(tie), `WITH ${collected.join(', ')}`],
      `[${mark === null ? values : `${values}, ${marks}`}]`
    )
  }
  const trade = writer.expand(node, ['TRADES_IN'], 'OUT')
  const goods = listed(trade, read(trade.end, 'code', 'whole', writer.rank))
  const member = writer.expand(node, ['MEMBER_OF', 'OBSERVED_IN'], 'OUT')
  return [goods, listed(member, `${member.end}.id`)]
}

function emitEdges(parts: Frame, plan: GraphPlan, kept: string): Drawn {
  const { writer } = parts
  const pattern = writer.node('Entity')
  const tie = expandDrawn(writer, plan, pattern.node, 'OUT')
  const inner = parts.inner()
  inner.column(`${tie.tie}.id`)
  inner.column(`${tie.start}.id`)
  inner.column(`${tie.end}.id`)
  if (plan.elements.length > 0) {
    inner.column(`type(${tie.tie})`)
    for (const property of EDGE_SUMMARIES) inner.column(read(tie.tie, property, 'summary', writer.rank))
  }
  const shown =
    plan.elements.length > 0 ? EDGE_SUMMARIES.map((property) => ({ property, reading: 'summary' as const })) : []
  const mark = markColumn(inner, 'Relation', tie.tie, shown)
  const bound = { variable: tie.tie, from: tie.start, to: tie.end, other: tie.end }
  const decoders = plan.edges.map(({ key, item }) => ({ key, decode: inner.item(item, bound) }))
  const names = [tie.tie, tie.start, tie.end].join(', ')
  const limit = writer.parameter(() => MOST_EDGES + 1)
  const rows =
    inner.calls.length === 0
      ? []
      : [...inner.calls, `WITH ${[names, ...inner.outputs].join(', ')} ORDER BY ${tie.tie}.id`]
  parts.call(
    [kept],
    [
      writer.matchIn(pattern, 'id', kept, [kept]),
      writer.match(tie, `${tie.end}.id IN ${kept}`, ...drawn(writer, plan, tie)),
      `WITH ${names} ORDER BY ${tie.tie}.id LIMIT ${limit}`,
      ...rows
    ],
    `collect(${inner.row()})`
  )
  return { parts: decoders, mark }
}
