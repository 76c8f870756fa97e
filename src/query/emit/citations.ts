import type { ReadSource } from '../numbers.ts'
import type { CitationsPlan, CitedSort } from '../plan/types.ts'
import type { Run } from '../run.ts'
import { keyed } from '../keyed.ts'
import { distinct, emitList, filled } from './all-of.ts'
import type { Decode, Frame, Row } from './frame.ts'
import { entityById } from './lookup.ts'
import { markColumn, markOf } from './mark.ts'
import { read } from './read.ts'
import type { Variable, Writer } from './writer.ts'

/** Sources of one answer, claims shown of each, claims of a source that say what it is about, and estimates that measure the same. */
const MOST = { sources: 100, claims: 20, about: 500, measuring: 500 } as const
const NOTE =
  'Who repeats whom as the sources themselves say; one that repeats without saying so counts as an origin of its own. Four sources ' +
  'with one origin are one witness. What is shown of a source is what it says of the thing asked for, or of an estimate that measures the same.'

/** The names under which the statement carries what it starts from: sources, things, marks of the claims that tie them. */
interface Start {
  readonly lines: readonly string[]
  readonly sources: string
  readonly about: string
  readonly marks: string
}

/** A source as read, with its row. */
interface SourceRow extends ReadSource {
  readonly row: Row
  readonly asked: boolean
}

/** Sources that share an origin with those asked for, each with what it says of the same; everything in one statement. */
export function emitCitations(frame: Frame, plan: CitationsPlan): Decode {
  const emitted = plan.of === null ? null : emitSources(frame, plan, plan.of)
  return (row, run) => {
    const sources = emitted === null ? [] : emitted.rows(row).map((each) => emitted.read(each, run))
    const truncated =
      emitted?.more(row) === true
        ? { shown: MOST.sources, of: null, because: `${MOST.sources} sources at most are read, the first by key.` }
        : null
    const origins = new Set(sources.filter(({ asked }) => asked).flatMap((each) => each.origins)).size
    const answer = filled(plan.keys, { note: NOTE, truncated, origins }, keyed('Citations'))
    const links = run.numbers.chain(sources)
    for (const shown of plan.sources)
      answer[shown.key] = links.map((link) => {
        const object = filled(shown.fields, { ...link, asked: link.source.asked })
        for (const { key, decode } of emitted?.shown.get(shown) ?? []) object[key] = decode(link.source.row, run)
        return object
      })
    return answer
  }
}

function emitSources(frame: Frame, plan: CitationsPlan, of: CitedSort) {
  const { writer } = frame
  const start = startOf(writer, plan, of)
  const roots = rootsOf(writer, start.sources)
  const same = measuringTheSame(writer, start.about)
  const things = writer.name('l')
  const source = writer.node('Source')
  const s = source.node
  const inner = frame.inner()
  const [all, more] = [writer.name('l'), writer.name('m')]
  const at = {
    more: inner.column(more),
    marks: inner.column(start.marks),
    asked: inner.column(`${s}.id IN ${start.sources}`),
    id: inner.column(`${s}.id`),
    key: inner.column(`${s}.key`),
    date: inner.column(`${s}.date`),
    cites: inner.column(`${s}.cites`),
    origins: inner.column(read(s, 'origins', 'whole', writer.rank))
  }
  const mark = markColumn(inner, 'Source', s)
  const shown = new Map(
    plan.sources.map((each) => [
      each,
      [
        ...each.items.map(({ key, item }) => ({ key, decode: inner.item(item, { variable: s }) })),
        ...each.claims.map(({ key, item }) => ({ key, decode: emitSaid(inner, s, things, item) }))
      ]
    ])
  )
  const kept = [start.sources, start.marks, things]
  const most = writer.parameter(() => MOST.sources)
  const limit = writer.parameter(() => MOST.sources + 1)
  const shares = `any(o IN coalesce(${read(s, 'origins', 'whole', writer.rank)}, []) WHERE o IN ${roots.name})`
  const list = frame.call(
    [],
    [
      ...start.lines,
      ...roots.lines,
      ...same.lines,
      `WITH ${start.sources}, ${start.marks}, ${roots.name}, ${start.about} + ${same.name} AS ${things}`,
      writer.match(source, shares),
      `WITH ${[...kept, s].join(', ')} ORDER BY ${s}.key, ${s}.id LIMIT ${limit}`,
      `WITH ${kept.join(', ')}, collect(${s}) AS ${all}`,
      `WITH ${kept.join(', ')}, ${all}, size(${all}) > ${most} AS ${more}`,
      `UNWIND ${all}[0..${most}] AS ${s}`,
      ...inner.calls,
      `WITH ${[...kept, more, s, ...inner.outputs].join(', ')} ORDER BY ${s}.key`
    ],
    `collect(${inner.row()})`
  )
  const rows = (row: Row): readonly Row[] => row[list] as readonly Row[]
  return {
    rows,
    shown,
    more: (row: Row): boolean => rows(row)[0]?.[at.more] === true,
    read: (row: Row, run: Run): SourceRow => {
      mark(row, run)
      run.seen.addAll(row[at.marks])
      return {
        row,
        asked: row[at.asked] === true,
        id: row[at.id] as string,
        key: row[at.key] as string,
        date: (row[at.date] ?? null) as string | null,
        cites: (row[at.cites] ?? []) as readonly string[],
        origins: distinct((row[at.origins] ?? []) as readonly string[])
      }
    }
  }
}

/** What is asked for: the sources that state it, and what they are about. */
function startOf(writer: Writer, plan: CitationsPlan, of: CitedSort): Start {
  const [sources, about, marks] = [writer.name('l'), writer.name('l'), writer.name('l')]
  const given = writer.parameter(plan.id)
  const key = writer.name('i')
  const collected = (claim: Variable, before: readonly string[]): Start => ({
    sources,
    about,
    marks,
    lines: [
      ...before,
      `WITH collect(DISTINCT ${claim}.source) AS ${sources}, collect(DISTINCT ${claim}.about) AS ${about}, collect(${markOf(writer, 'Claim', claim) ?? '[]'}) AS ${marks}`
    ]
  })
  const aboutIt = writer.node('Claim', { property: 'about', value: key })
  switch (of) {
    case 'entity': {
      const id = writer.name('i')
      const { lines, bound } = entityById(writer, id)
      const before = [`UNWIND [${given}] AS ${id}`, ...lines, `WITH ${bound.variable}.id AS ${key}`]
      return collected(aboutIt.node, [...before, writer.match(aboutIt)])
    }
    case 'relation':
      return collected(aboutIt.node, [`UNWIND [${given}] AS ${key}`, writer.match(aboutIt)])
    case 'claim': {
      const claim = writer.node('Claim', { property: 'id', value: given })
      return collected(claim.node, [writer.match(claim)])
    }
    case 'source': {
      const source = writer.node('Source', { property: 'id', value: given })
      const from = writer.node('Claim', { property: 'source', value: key })
      const first = writer.parameter(() => MOST.about)
      return {
        sources,
        about,
        marks,
        lines: [
          writer.match(source),
          `WITH ${source.node}.id AS ${key}`,
          `CALL (${key}) {`,
          writer.match(from),
          `WITH ${from.node} ORDER BY ${from.node}.id LIMIT ${first}`,
          `RETURN collect(DISTINCT ${from.node}.about) AS ${about}`,
          '}',
          `WITH [${key}] AS ${sources}, ${about}, [] AS ${marks}`
        ]
      }
    }
  }
}

/** The roots of the sources of a list. */
function rootsOf(writer: Writer, sources: string): { name: string; lines: string[] } {
  const [name, key, root] = [writer.name('l'), writer.name('i'), writer.name('i')]
  const source = writer.node('Source', { property: 'id', value: key })
  return {
    name,
    lines: [
      `CALL (${sources}) {`,
      `UNWIND ${sources} AS ${key}`,
      writer.match(source),
      `UNWIND coalesce(${read(source.node, 'origins', 'whole', writer.rank)}, []) AS ${root}`,
      `RETURN collect(DISTINCT ${root}) AS ${name}`,
      '}'
    ]
  }
}

/** The estimates that measure what an estimate of a list measures. */
function measuringTheSame(writer: Writer, about: string): { name: string; lines: string[] } {
  const [name, key] = [writer.name('l'), writer.name('i')]
  const one = writer.node('Entity', { property: 'id', value: key })
  const measures = writer.expand(one.node, ['MEASURES'], 'OUT')
  const measured = writer.expand(measures.end, ['MEASURES'], 'IN')
  const most = writer.parameter(() => MOST.measuring)
  return {
    name,
    lines: [
      `CALL (${about}) {`,
      `UNWIND ${about} AS ${key}`,
      writer.match(one),
      writer.match(measures),
      writer.match(measured),
      `WITH DISTINCT ${measured.end} ORDER BY ${measured.end}.id LIMIT ${most}`,
      `RETURN collect(${measured.end}.id) AS ${name}`,
      '}'
    ]
  }
}

/** What a source says of some things. */
function emitSaid(
  frame: Frame,
  source: Variable,
  things: string,
  item: CitationsPlan['sources'][number]['claims'][number]['item']
): Decode {
  const { writer } = frame
  const key = writer.name('i')
  const claim = writer.node('Claim', { property: 'source', value: key })
  const inner = frame.inner()
  const decode = inner.item(item, { variable: claim.node })
  const most = writer.parameter(() => MOST.claims)
  const lines = [
    `WITH ${source}.id AS ${key}, ${things}`,
    writer.match(claim, `${claim.node}.about IN ${things}`),
    `WITH ${claim.node} ORDER BY ${claim.node}.id LIMIT ${most}`
  ]
  const at = emitList(frame, [source, things], lines, claim.node, inner)
  return (row, run) => (row[at] as readonly Row[]).map((each) => decode(each, run))
}
