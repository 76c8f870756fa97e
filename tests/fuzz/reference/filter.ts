/** What a filter on entities means, one thing after another. What it cannot mean is refused before anything is looked at. */
import { fold } from '../../../src/claims/fold.ts'
import { dateProblem, highDay, lowDay } from '../../../src/ontology/dates.ts'
import type { Direction } from '../../../src/ontology/types.ts'
import { given, leastGrade, list, periodOf, Refused, within, type Args, type Period } from './refuse.ts'
import type { Entity, Seen } from './seen.ts'
import { isOneOf, tiesOf, tieTest } from './ties.ts'

type Test<T> = (thing: T) => boolean

const DEEPEST = 3
const MOST_TESTS = 30

/** Whether an entity meets a filter. */
export function entityTest(seen: Seen, filter: Args): Test<Entity> {
  if (countTests(filter) > MOST_TESTS) throw new Refused('LIMIT_EXCEEDED', 'too many tests')
  return testAt(seen, filter, 0)
}

function testAt(seen: Seen, filter: Args, depth: number): Test<Entity> {
  if (depth > DEEPEST) throw new Refused('LIMIT_EXCEEDED', 'a filter that is nested too deeply')
  const parts = (name: string): Test<Entity>[] => (filter[name] as Args[]).map((part) => testAt(seen, part, depth + 1))
  const tests = asked(filter).map((name): Test<Entity> => {
    switch (name) {
      case 'kinds':
        return ({ kind }) => (filter[name] as string[]).includes(kind)
      case 'ids': {
        const ids = list(filter, name) ?? []
        return ({ id }) => seen.records.some((record) => record.entity === id && ids.includes(record.id))
      }
      case 'goods': {
        const goods = list(filter, name) ?? []
        return (entity) =>
          tiesOf(seen, itself(seen, entity), ['TRADES_IN', 'CARRIES'], 'OUT').some(({ other }) =>
            isOneOf(other.values['code'], goods)
          )
      }
      case 'minGrade': {
        const least = leastGrade(filter) ?? 0
        return ({ values }) => (values['gradeOrder'] as number) <= least
      }
      case 'invented':
        return ({ values }) => values['invented'] === filter[name]
      case 'period': {
        const period = periodOf(filter)
        return period === null ? () => true : (entity) => !isOutside(seen, itself(seen, entity), period, filter)
      }
      case 'and': {
        const all = parts(name)
        return (entity) => all.every((test) => test(entity))
      }
      case 'or': {
        const any = parts(name)
        return (entity) => any.some((test) => test(entity))
      }
      case 'not': {
        const not = testAt(seen, within(filter, name), depth + 1)
        return (entity) => !not(entity)
      }
      case 'has': {
        const tie = within(filter, name)
        const [test, to] = [tieTest(tie), testAt(seen, within(tie, 'to'), given(tie, 'to') ? depth + 1 : depth)]
        const kinds = given(tie, 'relation') ? [tie['relation'] as string] : null
        const direction = (tie['direction'] ?? 'BOTH') as Direction
        return (entity) =>
          tiesOf(seen, itself(seen, entity), kinds, direction).some((each) => test(each) && to(each.other))
      }
      default: {
        const value = valueTest(seen.ontology.entityProperties.get(name)?.type ?? '', within(filter, name))
        return ({ values }) => value(values[name])
      }
    }
  })
  return (entity) => tests.every((test) => test(entity))
}

const asked = (filter: Args): string[] => Object.keys(filter).filter((name) => given(filter, name))
const itself = (seen: Seen, { id }: Entity): Entity => seen.entities.get(id) as Entity

function countTests(filter: Args): number {
  return asked(filter).reduce((sum, name) => {
    const value = filter[name]
    if (name === 'and' || name === 'or') return (value as Args[]).reduce((all, part) => all + countTests(part), sum)
    if (name === 'not') return sum + countTests(value as Args)
    if (name === 'has') return sum + 1 + countTests(within(value as Args, 'to'))
    return sum + (typeof value === 'object' && !Array.isArray(value) && name !== 'period' ? asked(value as Args).length : 1) // prettier-ignore
  }, 0)
}

/** Whether what is known of an entity, or all its ties, lies outside a period. */
function isOutside(seen: Seen, entity: Entity, { from, to, phase }: Period, filter: Args): boolean {
  const { begins, ends } = seen.ontology.times
  const date = (name: string): string | undefined => entity.values[name] as string | undefined
  const own = entity.values['phase']
  if (to !== null && begins.some((name) => lowDay(date(name) ?? '0000') > to)) return true
  const ended = ends.flatMap((names) => names.map(date).find((each) => each !== undefined) ?? [])
  if (from !== null && ended.some((each) => highDay(each) < from)) return true
  if (phase !== null && own !== undefined && own !== phase) return true
  const ties = tiesOf(seen, entity, null, 'BOTH')
  return ties.length > 0 && !ties.some(tieTest({ period: filter['period'] }))
}

/** A test on a value; undefined stands for what is unknown. */
function valueTest(type: string, test: Args): Test<unknown> {
  const tests = asked(test).map((operator) => operatorTest(type, operator, test[operator]))
  return (value) => tests.every((each) => each(value))
}

const words = (text: string): string[] => fold(text).split(' ').filter((word) => word !== '') // prettier-ignore

function operatorTest(type: string, operator: string, wanted: unknown): Test<unknown> {
  if (type === 'PartialDate' && operator !== 'isNull')
    for (const date of [wanted].flat() as string[])
      if (dateProblem(date) !== null) throw new Refused('INVALID_INPUT', 'no date')
  const known =
    (test: Test<never>): Test<unknown> =>
    (value) =>
      value !== undefined && test(value as never)
  switch (operator) {
    case 'isNull':
      return (value) => (value === undefined) === wanted
    case 'eq':
      return known((value) => value === wanted)
    case 'in':
      return known((value) => (wanted as unknown[]).includes(value))
    case 'includes':
      return known((value: string[]) => value.includes(wanted as string))
    case 'search': {
      const looked = words(wanted as string)
      const holds = (texts: string[]): boolean => looked.every((word) => texts.some((text) => fold(text).includes(word))) // prettier-ignore
      return known((value: string | string[]) => looked.length > 0 && holds([value].flat()))
    }
  }
  if (type === 'PartialDate') {
    const [low, high] = [lowDay(wanted as string), highDay(wanted as string)]
    if (operator === 'startsWith') return known((value: string) => lowDay(value) >= low && highDay(value) <= high)
    return known((value: string) => (operator === 'gte' ? lowDay(value) >= low : highDay(value) < low))
  }
  if (type !== 'String')
    return known((value: number) => (operator === 'gte' ? value >= (wanted as number) : value < (wanted as number)))
  // What has no letter or digit has no place in the order of names, and begins nothing.
  const bound = fold(wanted as string)
  if (bound === '' && wanted !== '') return () => false
  return known((value: string) => {
    const text = fold(value)
    if (text === '') return false
    return operator === 'startsWith' ? text.startsWith(bound) : operator === 'gte' ? text >= bound : text < bound
  })
}

/** Every code of a good that a filter names, in its order. */
export const goodsNamed = (filter: Args): string[] => [
  ...new Set(
    asked(filter).flatMap((name) => {
      if (name === 'goods') return list(filter, name) ?? []
      if (name === 'and' || name === 'or') return (filter[name] as Args[]).flatMap(goodsNamed)
      if (name === 'not') return goodsNamed(within(filter, name))
      if (name !== 'has') return []
      const tie = within(filter, name)
      return [...(list(tie, 'goods') ?? []), ...goodsNamed(within(tie, 'to'))]
    })
  )
]

/** Whether a filter names goods at all, be it an empty list. */
export const namesGoods = (filter: Args): boolean => JSON.stringify(filter).includes('"goods":[')

/** Those of the codes under which the viewer sees no good. */
export function unknownGoods(seen: Seen, codes: readonly string[]): string[] {
  const known = [...seen.entities.values()].filter(({ kind }) => kind === 'Good').map(({ values }) => values['code'])
  return codes.filter((good) => !known.some((code) => isOneOf(code, [good])))
}

/** The same of those that an argument `goods` names. */
export const unknownGiven = (seen: Seen, args: Args): string[] =>
  unknownGoods(seen, [...new Set(list(args, 'goods') ?? [])])
