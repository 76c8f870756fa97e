import type { Given } from '../run.ts'
import type { FilterPlan, TestPlan } from '../plan/types.ts'
import { tieConditions } from './filters.ts'
import { goodIn, read } from './read.ts'
import type { Variable, Writer } from './writer.ts'

/** What a filter on entities asks of the variable. */
export function entityConditions(writer: Writer, filters: readonly FilterPlan[], entity: Variable): string[] {
  return filters.flatMap((filter): string[] => {
    if (filter.step === 'search') {
      const [name, aliases] = ['name_key', 'aliases_key'].map(
        (key) => `coalesce(${read(entity, key, 'whole', writer.rank)}, '')`
      )
      return [
        `coalesce(all(w IN ${writer.parameter(filter.words)} WHERE ${name} CONTAINS w OR ${aliases} CONTAINS w), false)`
      ]
    }
    switch (filter.by) {
      case 'kinds':
        return [`${entity}.kind IN ${writer.parameter(filter.value)}`]
      case 'test':
        return [testCondition(writer, filter.test, entity)]
      default:
        return []
    }
  })
}

/**
 * A test on an entity as a condition that is true or false and never null: comparing with what is unknown would be null, and
 * `NOT` of that null again. Unknown is null or, where the viewer's summary is open, `''`.
 */
export function testCondition(writer: Writer, test: TestPlan, entity: Variable): string {
  const { rank } = writer
  switch (test.test) {
    case 'all':
    case 'any': {
      const parts = test.of.map((each) => testCondition(writer, each, entity))
      const [one] = parts
      if (one === undefined) return test.test === 'all' ? 'true' : 'false'
      if (parts.length === 1) return one
      return `(${parts.join(test.test === 'all' ? ' AND ' : ' OR ')})`
    }
    case 'not':
      return `NOT (${testCondition(writer, test.of, entity)})`
    case 'kinds':
      return `${entity}.kind IN ${writer.parameter(test.value)}`
    case 'ids': {
      const record = writer.node('Record', { property: 'entity', value: `${entity}.id` })
      return writer.exists(record, `${record.node}.id IN ${writer.parameter(test.value)}`)
    }
    case 'minGrade':
      return `${read(entity, 'gradeOrder', 'summary', rank)} <= ${writer.parameter(test.value)}`
    case 'goods': {
      const tie = writer.expand(entity, ['TRADES_IN', 'CARRIES'], 'OUT')
      const code = `coalesce(${read(tie.end, 'code', 'whole', rank)}, '')`
      return writer.exists(tie, goodIn(code, writer.parameter(test.value)))
    }
    case 'value':
      return valueCondition(writer, test, entity)
    case 'period':
      return periodCondition(writer, test, entity)
    case 'has': {
      const { expand, filters, to } = test
      const pattern = writer.expand(entity, expand.types, expand.direction)
      return writer.exists(
        pattern,
        ...expandConditions(writer, expand, pattern),
        ...tieConditions(writer, filters, pattern),
        ...to.map((each) => testCondition(writer, each, pattern.end))
      )
    }
  }
}

type Test<T extends TestPlan['test']> = Extract<TestPlan, { readonly test: T }>

/** Which way ties are followed, and of which kinds, as far as the pattern itself does not say. */
export function expandConditions(
  writer: Writer,
  { kinds, oneWay }: Test<'has'>['expand'],
  { tie, start }: { readonly tie: Variable; readonly start: Variable }
): string[] {
  const conditions: string[] = []
  if (kinds !== null) conditions.push(`type(${tie}) IN ${writer.parameter(kinds)}`)
  if (oneWay !== null) {
    const near = oneWay.direction === 'OUT' ? 'startNode' : 'endNode'
    conditions.push(`(${near}(${tie}).id = ${start}.id OR type(${tie}) IN ${writer.parameter(oneWay.symmetric)})`)
  }
  return conditions
}

function valueCondition(writer: Writer, { property, operator, value }: Test<'value'>, entity: Variable): string {
  const reading = property.whole ? 'whole' : 'summary'
  const stored = read(entity, property.name, reading, writer.rank)
  const key = read(entity, `${property.name}_key`, reading, writer.rank)
  const given = writer.parameter(value)
  const folded = (test: string): string => `coalesce(${key} <> '' AND ${test}, false)`
  switch (operator) {
    case 'isNull':
      return `(coalesce(${stored}, '') = '') = ${given}`
    case 'eq':
      return `coalesce(${stored} = ${given}, false)`
    case 'in':
      return `coalesce(${stored} IN ${given}, false)`
    case 'includes':
      return `${given} IN CASE WHEN coalesce(${stored}, '') = '' THEN [] ELSE ${stored} END`
    case 'search':
      return `coalesce(all(w IN ${given} WHERE coalesce(${key}, '') CONTAINS w), false)`
    case 'startsWith':
      return property.type === 'PartialDate'
        ? `coalesce(${stored} STARTS WITH ${given}, false)`
        : folded(`${key} STARTS WITH ${given}`)
    case 'gte':
      if (property.type === 'PartialDate') return `coalesce(${firstDay(stored)} >= ${given}, false)`
      return property.type === 'String' ? folded(`${key} >= ${given}`) : number(stored, '>=', given)
    case 'lt':
      // All days of a year come before a day if the year comes before that day's year; of a month likewise.
      if (property.type === 'PartialDate') return `coalesce(${stored} < left(${given}, size(${stored})), false)`
      return property.type === 'String' ? folded(`${key} < ${given}`) : number(stored, '<', given)
  }
}

const number = (stored: string, operator: string, given: string): string =>
  `coalesce(${stored} <> '' AND ${stored} ${operator} ${given}, false)`

const firstDay = (date: string): string =>
  `CASE size(${date}) WHEN 4 THEN ${date} + '-01-01' WHEN 7 THEN ${date} + '-01' ELSE ${date} END`

/** Left out is what is known to lie outside: by its own dates or phase, or because all its ties do. */
function periodCondition(writer: Writer, { period, begins, ends }: Test<'period'>, entity: Variable): string {
  const { rank } = writer
  const [from, to, phase] = [period.from, period.to, period.phase].map((given: Given) => writer.parameter(given))
  const value = (name: string): string => read(entity, name, 'summary', rank)
  const own = [
    // A year has begun by a day if it is not after that day's year; a month likewise.
    ...begins.map((name) => `coalesce(${value(name)} <= left(${to}, size(${value(name)})), true)`),
    ...ends.map((names) => {
      const end = names
        .map(value)
        .reduceRight((later, first) => `CASE WHEN coalesce(${first}, '') = '' THEN ${later} ELSE ${first} END`)
      return `coalesce(${end} >= left(${from}, size(${end})), true)`
    }),
    `coalesce(${value('phase')} = '' OR ${value('phase')} = ${phase}, true)`
  ]
  const inIt = writer.expand(entity, null, 'BOTH')
  const any = writer.expand(entity, null, 'BOTH')
  const ties = `(${writer.exists(inIt, ...tieConditions(writer, [period], inIt))} OR NOT ${writer.exists(any)})`
  return `(${[...own, ties].join(' AND ')})`
}
