import { fold } from '../../claims/fold.ts'
import type { Value } from '../../engine/port.ts'
import { invalid } from '../../errors.ts'
import { dateProblem, lowDay } from '../../ontology/dates.ts'
import type { EntityProperty, Ontology } from '../../ontology/types.ts'
import { has, listOf, minGradeOf, wordsOf } from '../arguments.ts'
import { exceeded, LIMITS } from '../limits.ts'
import type { Arguments, Given, Run } from '../run.ts'
import { directed, periodFilter, tieFilters } from './ties.ts'
import type { Operator, TestPlan } from './types.ts'

type Read = (run: Run) => Arguments

/** What a filter on entities asks, and the goods that it names. */
export interface EntityTests {
  readonly tests: readonly TestPlan[]
  /** Every code of a good in it, in the order of the filter; null where it names none. */
  readonly goods: ((run: Run) => readonly string[]) | null
  /** Tests for which ties are followed. */
  readonly followed: number
}

/** Builds the tests of an `EntityFilter`, which `read` gives in each execution; all of them must hold. */
export function entityTests(ontology: Ontology, filter: Arguments, read: Read): EntityTests {
  const count = { tests: 0, followed: 0 }
  const goods: ((run: Run) => readonly string[] | null)[] = []

  // `at` is the way to what is given, for whoever is told that something in it is wrong: `filter.not.`, `filter.or.0.`.
  const all = (given: Arguments, from: Read, depth: number, at: string): TestPlan[] => {
    if (depth > LIMITS.filterDepth)
      throw exceeded('filter depth', LIMITS.filterDepth, depth, 'Nest `and`, `or`, `not` and `has` less deeply.')
    const tests: TestPlan[] = []
    const add = (test: TestPlan): void => {
      if (++count.tests > LIMITS.filterTests)
        throw exceeded('filter tests', LIMITS.filterTests, count.tests, 'Ask in several pieces.')
      tests.push(test)
    }
    const listed = (name: string): readonly TestPlan[] =>
      ((given[name] ?? []) as readonly Arguments[]).map((part, i): TestPlan => ({
        test: 'all',
        of: all(part, (run) => (from(run)[name] as readonly Arguments[])[i] ?? {}, depth + 1, `${at}${name}.${i}.`)
      }))
    const inner =
      (name: string): Read =>
      (run) =>
        (from(run)[name] ?? {}) as Arguments
    for (const name of Object.keys(given).filter((each) => has(given, each)))
      switch (name) {
        case 'kinds':
          add({ test: 'kinds', value: (run) => listOf(from(run), 'kinds') })
          break
        case 'ids':
          add({ test: 'ids', value: (run) => listOf(from(run), 'ids') })
          break
        case 'goods':
          add({ test: 'goods', value: (run) => listOf(from(run), 'goods') })
          goods.push((run) => listOf(from(run), 'goods'))
          count.followed++
          break
        case 'minGrade':
          add({ test: 'minGrade', value: (run) => minGradeOf(from(run), at) })
          break
        case 'invented':
          add({ test: 'value', property: INVENTED, operator: 'eq', value: (run) => from(run)['invented'] as boolean })
          break
        case 'period':
          add({
            test: 'period',
            period: periodFilter(from, at),
            begins: ontology.times.begins,
            ends: ontology.times.ends
          })
          count.followed++
          break
        case 'and':
          tests.push({ test: 'all', of: listed('and') })
          break
        case 'or':
          tests.push({ test: 'any', of: listed('or') })
          break
        case 'not':
          tests.push({
            test: 'not',
            of: { test: 'all', of: all(given['not'] as Arguments, inner('not'), depth + 1, `${at}not.`) }
          })
          break
        case 'has': {
          const tie = given['has'] as Arguments
          const ties = inner('has')
          const relation = has(tie, 'relation') ? [tie['relation'] as string] : null
          count.followed++
          add({
            test: 'has',
            expand: directed(ontology, relation, null, (tie['direction'] ?? 'BOTH') as 'OUT' | 'IN' | 'BOTH'),
            filters: tieFilters(tie, ties, `${at}has.`),
            to: has(tie, 'to')
              ? all(tie['to'] as Arguments, (run) => (ties(run)['to'] ?? {}) as Arguments, depth + 1, `${at}has.to.`)
              : []
          })
          if (has(tie, 'goods')) goods.push((run) => listOf(ties(run), 'goods'))
          break
        }
        default: {
          const property = ontology.entityProperties.get(name)
          if (property === undefined) throw new Error(`no property ${name}`)
          const test = given[name] as Arguments
          for (const operator of Object.keys(test).filter((each) => has(test, each)) as Operator[])
            add({
              test: 'value',
              property,
              operator,
              value: operand(property, operator, inner(name), `${at}${name}.${operator}`)
            })
        }
      }
    return tests
  }

  const tests = all(filter, read, 0, 'filter.')
  const named = (run: Run): readonly string[] => [...new Set(goods.flatMap((each) => each(run) ?? []))]
  return { tests, goods: goods.length === 0 ? null : named, followed: count.followed }
}

/** Reads every value of a filter that no statement is going to read, so that one that means nothing is refused all the same. */
export function refuseUnread(tests: readonly TestPlan[], run: Run): void {
  for (const test of tests)
    switch (test.test) {
      case 'all':
      case 'any':
        refuseUnread(test.of, run)
        break
      case 'not':
        refuseUnread([test.of], run)
        break
      case 'period':
        test.period.from(run)
        break
      case 'has':
        for (const filter of test.filters)
          if (filter.step === 'filter' && filter.by === 'period') filter.from(run)
          else if (filter.step === 'filter' && filter.by === 'minGrade') filter.value(run)
        refuseUnread(test.to, run)
        break
      default:
        test.value(run)
    }
}

const INVENTED: EntityProperty = { name: 'invented', type: 'Boolean', list: false, whole: false }

/** What a value is compared with: texts for folded comparison folded, dates as the first day that they can mean. */
function operand(property: EntityProperty, operator: Operator, read: Read, path: string): Given {
  const text = (run: Run): string => {
    const given = read(run)[operator] as string
    if (given.length > LIMITS.text) throw exceeded(path, LIMITS.text, given.length, 'Look for fewer words.')
    return given
  }
  if (operator === 'isNull') return (run) => read(run)[operator] as boolean
  if (operator === 'in')
    return (run) => {
      const list = listOf(read(run), 'in') ?? []
      if (property.type === 'PartialDate') for (const each of list) dateOf(each, path)
      return known(list)
    }
  if (property.type === 'PartialDate')
    return (run) => {
      const date = dateOf(text(run), path)
      return operator === 'gte' || operator === 'lt' ? lowDay(date) : date
    }
  if (property.type !== 'String') return (run) => read(run)[operator] as Value
  switch (operator) {
    case 'search':
      return (run) => {
        const words = wordsOf(text(run), path)
        return words.length === 0 ? null : words
      }
    case 'startsWith':
    case 'gte':
    case 'lt':
      return (run) => {
        const [given, folded] = [text(run), fold(text(run))]
        return folded === '' && given !== '' ? null : folded
      }
    default:
      return (run) => (read(run)[operator] === '' ? null : (read(run)[operator] as string))
  }
}

/** Nothing stored is empty: '' stands for a value that is open, and is nothing to look for. */
const known = (list: readonly Value[]): readonly Value[] => list.filter((each) => each !== '')

function dateOf(date: string, path: string): string {
  const problem = typeof date === 'string' ? dateProblem(date) : `${JSON.stringify(date)} is not a date`
  if (problem !== null)
    throw invalid('The filter holds what is no date', {
      path,
      message: problem,
      hint: 'Write 2003, 2003-05 or 2003-05-17.'
    })
  return date
}
