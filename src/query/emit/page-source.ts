import type { FilterPlan, PagePlan, SourcePlan, TestPlan } from '../plan/types.ts'
import { evidenceConditions, tieConditions } from './filters.ts'
import type { Bound } from './frame.ts'
import { goodIn, read } from './read.ts'
import { entityConditions, expandConditions } from './tests.ts'
import type { TiePattern, Variable, Writer } from './writer.ts'

/** The matched lines of a page, and the variables that they bind. */
export interface Matched {
  readonly lines: readonly string[]
  readonly variable: Variable
  readonly pattern: TiePattern | null
}

/** Writes where a page's items come from. `more` gives further conditions on the item's variable, such as the cursor's. */
export function matchPage(
  writer: Writer,
  { source, filters }: Pick<PagePlan, 'source' | 'filters'>,
  parent: Bound | null,
  more: More
): Matched {
  switch (source.step) {
    case 'expand':
      return expand(writer, source, filters, of(parent), more)
    case 'match':
      return source.of === 'Entity' ? entities(writer, filters, more) : all(writer, source.of, filters, more)
    case 'matchAbout': {
      const id = writer.name('i')
      const claim = writer.node('Claim', { property: 'about', value: id })
      const lines = [`WITH ${of(parent).variable}.id AS ${id}`, writer.match(claim, ...more(claim.node))]
      return { lines, variable: claim.node, pattern: null }
    }
    case 'matchClaims':
      return claims(writer, source, filters, more)
  }
}

const of = (parent: Bound | null): Bound => {
  if (parent === null) throw new Error('this page belongs to a thing')
  return parent
}

/**
 * Further conditions on an item, and of a tie on the entity at its far end. `all`: nothing narrows the items down before they are
 * put in order.
 */
type More = (variable: Variable, far?: Variable, all?: true) => readonly string[]

function expand(
  writer: Writer,
  source: Extract<SourcePlan, { step: 'expand' }>,
  filters: readonly FilterPlan[],
  { variable: start }: Bound,
  more: More
): Matched {
  const pattern = writer.expand(start, source.types, source.direction)
  const { tie, end } = pattern
  const conditions = [
    ...expandConditions(writer, source, pattern),
    ...tieConditions(writer, filters, { tie, start, end }),
    ...more(tie, end)
  ]
  return { lines: [writer.match(pattern, ...conditions)], variable: tie, pattern }
}

function all(writer: Writer, label: 'Source' | 'Dataset', filters: readonly FilterPlan[], more: More): Matched {
  const pattern = writer.node(label)
  const conditions = [...evidenceConditions(writer, filters, pattern.node), ...more(pattern.node)]
  return { lines: [writer.match(pattern, ...conditions)], variable: pattern.node, pattern: null }
}

/** Entities, from the narrowest anchor that the filter gives: an exact value that has an index, then the goods, then all of them. */
function entities(writer: Writer, filters: readonly FilterPlan[], more: More): Matched {
  const tests = filters.flatMap((filter) => (filter.step === 'filter' && filter.by === 'test' ? [filter.test] : []))
  const rest = (used: TestPlan): FilterPlan[] =>
    filters.filter((filter) => !(filter.step === 'filter' && filter.by === 'test' && filter.test === used))
  const exact = tests.find((test) => test.test === 'value' && test.operator === 'eq' && isIndexed(test.property))
  if (exact?.test === 'value') {
    const property = `${exact.property.name}${writer.rank === 0 ? '' : `_${writer.rank}`}`
    const pattern = writer.node('Entity', { property, value: writer.parameter(exact.value) })
    const conditions = [...entityConditions(writer, rest(exact), pattern.node), ...more(pattern.node)]
    return { lines: [writer.match(pattern, ...conditions)], variable: pattern.node, pattern: null }
  }
  const goods = tests.find((test) => test.test === 'goods')
  if (goods?.test === 'goods') {
    const good = writer.node('Good')
    const code = `coalesce(${read(good.node, 'code', 'whole', writer.rank)}, '')`
    const tie = writer.expand(good.node, ['TRADES_IN', 'CARRIES'], 'IN')
    const conditions = [...entityConditions(writer, rest(goods), tie.end), ...more(tie.end)]
    const lines = [
      writer.match(good, goodIn(code, writer.parameter(goods.value))),
      writer.match(tie, ...conditions),
      `WITH DISTINCT ${tie.end}`
    ]
    return { lines, variable: tie.end, pattern: null }
  }
  const pattern = writer.node('Entity')
  const conditions = [...entityConditions(writer, filters, pattern.node), ...more(pattern.node, undefined, true)]
  return { lines: [writer.match(pattern, ...conditions)], variable: pattern.node, pattern: null }
}

const isIndexed = ({ whole, list }: { whole: boolean; list: boolean }): boolean => whole && !list

function claims(
  writer: Writer,
  source: Extract<SourcePlan, { step: 'matchClaims' }>,
  filters: readonly FilterPlan[],
  more: More
): Matched {
  const lines: string[] = []
  const rest: [string, string][] = []
  let by: { property: string; value: string } | undefined
  const want = (property: string, value: string): void => {
    if (by === undefined) by = { property, value }
    else rest.push([property, value])
  }
  if (source.about !== null) {
    const id = writer.parameter(source.about.id)
    if (source.about.entity) {
      const record = writer.node('Record', { property: 'id', value: id })
      const entity = writer.name('i')
      lines.push(writer.match(record), `WITH ${record.node}.entity AS ${entity}`)
      want('about', entity)
    } else want('about', id)
  }
  if (source.source !== null) want('source', writer.parameter(source.source))
  if (source.dataset !== null) want('dataset', writer.parameter(source.dataset))
  const claim = writer.node('Claim', by)
  const equal = rest.map(([property, value]) => `${claim.node}.${property} = ${value}`)
  const isOrigin = (filter: FilterPlan): boolean =>
    filter.step === 'filter' && filter.by === 'evidence' && filter.compare === 'origin'
  const origins = filters.filter(isOrigin).map((filter) => {
    const of = writer.node('Source', { property: 'id', value: `${claim.node}.source` })
    return writer.exists(of, ...evidenceConditions(writer, [filter], of.node))
  })
  const own = evidenceConditions(writer, filters.filter((filter) => !isOrigin(filter)), claim.node) // prettier-ignore
  const further = by === undefined ? more(claim.node, undefined, true) : more(claim.node)
  lines.push(writer.match(claim, ...equal, ...own, ...origins, ...further))
  return { lines, variable: claim.node, pattern: null }
}
