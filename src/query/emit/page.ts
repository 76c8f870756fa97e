import { afterOf, firstOf } from '../arguments.ts'
import type { Place } from '../cursor.ts'
import { keyed } from '../keyed.ts'
import type { ItemPlan, Order, PagePlan, Subject } from '../plan/types.ts'
import { argumentsOf, type Run } from '../run.ts'
import { type Frame, type Bound, type Decode, type Row } from './frame.ts'
import { counting, markColumn } from './mark.ts'
import { matchPage, type Matched } from './page-source.ts'
import { emitGoods, unknownGoods } from './known-goods.ts'
import { read } from './read.ts'
import type { Variable, Writer } from './writer.ts'

/** Adds a page to the frame, as one sub-query for its items and one for the count where that is asked for. */
export function emitPage(frame: Frame, page: PagePlan, parent: Bound | null): Decode {
  const imports = parent === null ? [] : [parent.variable]
  const items = page.wanted ? emitItems(frame, page, parent, imports) : null
  const total = page.counted ? emitTotal(frame, page, parent, imports) : null
  const wantsUnknown = page.fields.some(({ name }) => name === 'unknown')
  const goods = emitGoods(frame, page.goods, wantsUnknown)
  return decodePage(page, items, total, goods)
}

function emitTotal(frame: Frame, page: PagePlan, parent: Bound | null, imports: readonly Variable[]): Decode {
  const matched = matchPage(frame.writer, page, parent, () => [])
  const { lines, result, read } = counting(frame.writer, matched.variable)
  const at = frame.call(imports, [...matched.lines, ...lines], result)
  return (row, run) => read(row[at], run)
}

interface Items {
  readonly at: number
  readonly decoders: readonly Decode[]
  readonly key: number | null
  readonly id: number
  readonly mark: (row: Row, run: Run) => void
  /** The column that says that there is more, where the page was cut before its sub-queries. */
  readonly more: number | null
}

function emitItems(frame: Frame, page: PagePlan, parent: Bound | null, imports: readonly Variable[]): Items {
  const { writer } = frame
  const matched = matchPage(writer, page, parent, (variable, far, all) => {
    if (page.after) return [afterCondition(writer, page, variable, far)]
    // Says nothing, but with it Neo4j takes the ids in order from their index and stops at the limit.
    return all === true && page.order.key === null ? [`${variable}.id IS NOT NULL`] : []
  })
  const { variable } = matched
  const aliases: string[] = []
  const bound = boundOf(writer, matched, page.items, aliases)
  const keyExpression = orderKey(page.order, variable, matched.pattern?.end, writer.rank)
  const keyName = keyExpression === null ? null : writer.name('k')

  const inner = frame.inner()
  const decoders = page.items.map((item) => inner.item(item, bound))
  const id = inner.column(`${variable}.id`)
  // Cursors alone tell of an item as well.
  const mark = page.items.length === 0 ? markColumn(inner, subjectOf(page), variable) : () => undefined
  const key = keyName === null ? null : inner.column(keyName)

  const order = orderBy(page.order, keyName, variable)
  const kept = [variable, ...(matched.pattern === null ? [] : [matched.pattern.end])]
  const first = [...kept, ...aliases, ...(keyName === null ? [] : [`${keyExpression ?? ''} AS ${keyName}`])]
  const limit = writer.parameter((run) => firstOf(argumentsOf(run, page.field)) + 1)
  const lines = [...matched.lines, `WITH ${first.join(', ')} ${order} LIMIT ${limit}`]
  let more: number | null = null
  if (inner.calls.length > 0) {
    const names = [
      ...kept,
      ...[bound.from, bound.to].flatMap((v) => (v === undefined ? [] : [v])),
      ...(keyName === null ? [] : [keyName])
    ]
    const cut = cutBefore(writer, names, page)
    more = inner.column(cut.more)
    lines.push(...cut.lines, ...inner.calls, `WITH ${[cut.more, ...names, ...inner.outputs].join(', ')} ${order}`)
  }
  return { at: frame.call(imports, lines, `collect(${inner.row()})`), decoders, key, id, mark, more }
}

const subjectOf = ({ source }: PagePlan): Subject =>
  source.step === 'expand' ? 'Relation' : source.step === 'match' ? source.of : 'Claim'

/** Cuts the rows to the page before anything more is read for each: the extra row that says "there is more" costs nothing. */
function cutBefore(writer: Writer, names: readonly string[], page: PagePlan): { lines: string[]; more: string } {
  const list = writer.name('l')
  const all = writer.name('l')
  const more = writer.name('m')
  const each = writer.name('l')
  const size = writer.parameter((run) => Math.max(1, firstOf(argumentsOf(run, page.field))))
  return {
    more,
    lines: [
      `WITH collect([${names.join(', ')}]) AS ${all}`,
      `WITH ${all}[0..${size}] AS ${list}, size(${all}) > ${size} AS ${more}`,
      `UNWIND ${list} AS ${each}`,
      `WITH ${more}, ${names.map((name, i) => `${each}[${i}] AS ${name}`).join(', ')}`
    ]
  }
}

/** The variables that an item's plan can follow; ends are named only where the plan asks for them. */
function boundOf(writer: Writer, { variable, pattern }: Matched, items: readonly ItemPlan[], aliases: string[]): Bound {
  if (pattern === null) return { variable }
  const end = (which: 'from' | 'to'): { [K in typeof which]?: Variable } => {
    if (!items.some((item) => item.fields.some(({ value }) => value.step === 'follow' && value.to === which))) return {}
    const named = writer.endOf(pattern, which)
    aliases.push(named.text)
    return { [which]: named.variable }
  }
  return { variable, other: pattern.end, ...end('from'), ...end('to') }
}

/** The key by which a page is ordered before the id; null where the id alone orders. */
function orderKey(
  { key, unknown, far: ofFar }: Order,
  variable: Variable,
  far: Variable | undefined,
  rank: 0 | 1 | 2
): string | null {
  if (key === null) return null
  const stored = read(ofFar === true && far !== undefined ? far : variable, key.property, key.reading, rank)
  if (unknown === null || unknown === 'null') return stored
  return `CASE WHEN coalesce(${stored}, ${unknown}) = ${unknown} THEN null ELSE ${stored} END`
}

/** Both engines sort null last, and descending first: there it is told that it comes last. */
function orderBy({ descending, unknown }: Order, key: string | null, variable: Variable): string {
  const down = descending ? ' DESC' : ''
  if (key === null) return `ORDER BY ${variable}.id${down}`
  return `ORDER BY ${descending && unknown !== null ? `${key} IS NULL, ` : ''}${key}${down}, ${variable}.id`
}

/** What comes after a cursor's place. Keys can be missing; those without come last, by id. */
function afterCondition(writer: Writer, page: PagePlan, variable: Variable, far: Variable | undefined): string {
  const place = (run: Run): Place | null => afterOf(run, argumentsOf(run, page.field), page.tag)
  const id = writer.parameter((run) => place(run)?.id ?? null)
  const key = orderKey(page.order, variable, far, writer.rank)
  const beyond = page.order.descending ? '<' : '>'
  if (key === null) return `${variable}.id ${beyond} ${id}`
  const at = writer.parameter((run) => place(run)?.key ?? null)
  const later = `${key} ${beyond} ${at} OR (${key} = ${at} AND ${variable}.id > ${id})`
  if (page.order.unknown === null) return `(${later})`
  return `((${at} IS NOT NULL AND (${later} OR ${key} IS NULL)) OR (${at} IS NULL AND ${key} IS NULL AND ${variable}.id > ${id}))`
}

function decodePage(page: PagePlan, items: Items | null, total: Decode | null, goods: number | null): Decode {
  return (row, run) => {
    const first = firstOf(argumentsOf(run, page.field))
    const all = items === null ? [] : ((row[items.at] ?? []) as readonly Row[])
    const rows = all.slice(0, first)
    for (const item of rows) items?.mark(item, run)
    const hasNextPage =
      all.length > first || (items?.more !== null && items?.more !== undefined && all[0]?.[items.more] === true)
    const cursor = (item: Row): string =>
      run.cursors.write(page.tag, {
        key: items === null || items.key === null ? null : ((item[items.key] ?? null) as Place['key']),
        id: item[items?.id ?? 0] as string
      })
    const decode = (at: number, item: Row): unknown => items?.decoders[at]?.(item, run)
    const connection = keyed('')
    for (const field of page.fields) {
      switch (field.name) {
        case 'nodes':
          connection[field.key] = rows.map((item) => decode(field.item, item))
          break
        case 'edges':
          connection[field.key] = rows.map((item) => {
            const edge = keyed('')
            for (const each of field.fields)
              edge[each.key] = each.name === 'cursor' ? cursor(item) : decode(each.item, item)
            return edge
          })
          break
        case 'pageInfo': {
          const info = keyed('')
          const last = rows.at(-1)
          for (const each of field.fields)
            info[each.key] = each.name === 'hasNextPage' ? hasNextPage : last === undefined ? null : cursor(last)
          connection[field.key] = info
          break
        }
        case 'totalCount':
          connection[field.key] = total === null ? 0 : (total(row, run) ?? 0)
          break
        case 'unknown':
          connection[field.key] = unknownGoods(page.goods, goods, row, run)
      }
    }
    return connection
  }
}
