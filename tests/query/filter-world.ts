/** A crowd with values of every sort, at several markings, and random filters over it. All of it hangs on the seed. */
import { seeded, type Random } from '../../src/graph/random.ts'
import type { Marking } from '../../src/claims/types.ts'
import { ontology, Rows } from './world.ts'

export const pick = <T>(random: Random, from: readonly T[]): T => {
  const found = from[random.below(from.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

const TEXTS = ['Ana', 'ana', 'Ánà B', 'Бо', 'Bo', '—', 'Zed 2', 'x', 'ANA'] as const
const DATES = ['2003', '2003-05', '2003-05-17', '2003-12-31', '2004', '2004-01', '1999', '2004-02-29'] as const
const NUMBERS = [0, 1, 2, 2.5, 10, -1] as const
const CODES = ['drugs', 'drugs/cocaine', 'arms', 'people'] as const
const KINDS = ['Person', 'Group', 'Event', 'Leg', 'Place', 'Intervention', 'Company'] as const
const MARKINGS: readonly Marking[] = ['CLEAR', 'CLEAR', 'CLEAR', 'GREEN', 'AMBER']
const TIES: Readonly<Record<string, readonly [string, string][]>> = {
  Person: [['CONTACTS', 'Person'], ['MEMBER_OF', 'Group'], ['KIN_OF', 'Person'], ['TRADES_IN', 'Good'], ['COMMANDS', 'Person']],
  Group: [['RIVAL_OF', 'Group'], ['TRADES_IN', 'Good'], ['LOCATED_IN', 'Place']],
  Event: [['CARRIES', 'Good'], ['LOCATED_IN', 'Place']],
  Leg: [['DEPARTS_FROM', 'Place'], ['ARRIVES_AT', 'Place'], ['CARRIES', 'Good']]
} // prettier-ignore

/** Everything that a kind can say, drawn at random; a number keeps within the bounds of its property. */
function values(random: Random, kind: string, share: number): Record<string, string | number | boolean | string[]> {
  const found: Record<string, string | number | boolean | string[]> = {}
  for (const property of ontology.kinds.get(kind)?.properties.values() ?? []) {
    if (random.next() > share || property.name === 'protected' || property.name === 'code') continue
    const number = Math.max(property.min ?? -9, Math.min(property.max ?? 99, pick(random, NUMBERS)))
    const one =
      property.type === 'String'
        ? pick(random, TEXTS)
        : property.type === 'PartialDate'
          ? pick(random, DATES)
          : property.type === 'Enum'
            ? pick(random, property.values.slice(0, 3))
            : property.type === 'Boolean'
              ? random.next() < 0.5
              : property.type === 'Int'
                ? Math.round(number)
                : number
    found[property.name] = property.list ? [String(one), pick(random, TEXTS)] : one
  }
  return found
}

/** `size` things in two datasets, each said by one to three claims of any marking, and as many ties. */
export function crowd(seed: number, size: number): Rows {
  const random = seeded(seed)
  const rows = new Rows('crowd/all')
  rows.source('s').source('t')
  const of = new Map<string, string[]>()
  for (const [i, code] of CODES.entries()) {
    rows.entity(`good${i}`, 'Good', { code, name: code }, { marking: i === 3 ? 'AMBER' : 'CLEAR' })
    of.set('Good', [...(of.get('Good') ?? []), `good${i}`])
  }
  const options = () => ({
    marking: pick(random, MARKINGS),
    source: pick(random, ['s', 't']),
    grade: pick(random, ['', 'A1', 'B2', 'C3', 'F6', 'D4'])
  })
  for (let i = 0; i < size; i++) {
    const kind = pick(random, KINDS)
    of.set(kind, [...(of.get(kind) ?? []), `e${i}`])
    for (let claims = 1 + random.below(3); claims > 0; claims--)
      rows.entity(`e${i}`, kind, values(random, kind, 0.4), options())
  }
  for (let i = 0; i < size * 2; i++) {
    const kind = pick(random, Object.keys(TIES))
    const [tie, end] = pick(random, TIES[kind] ?? [])
    const [from, to] = [of.get(kind) ?? [], of.get(end) ?? []]
    if (from.length === 0 || to.length === 0) continue
    const goods = random.next() < 0.3 ? { goods: [pick(random, CODES)] } : {}
    const first = pick(random, DATES)
    const when =
      random.next() < 0.6 ? {} : random.next() < 0.3 ? { phase: pick(random, ['1', '2']) } : { validFrom: first }
    rows.tie(tie, pick(random, from), pick(random, to), goods, { ...options(), ...when })
  }
  return rows
}

export type Filter = Record<string, unknown>

/** A filter such as a client could write: at most three levels of `and`, `or`, `not` and `has`. */
export function randomFilter(random: Random, depth = 0): Filter {
  const filter: Filter = {}
  for (let parts = 1 + random.below(2); parts > 0; parts--) {
    const nest = depth < 3 && random.next() < 0.55
    if (nest) {
      const inner = (): Filter => randomFilter(random, depth + 1)
      switch (random.below(5)) {
        case 0:
          filter['and'] = [inner(), inner()]
          break
        case 1:
          filter['or'] = random.next() < 0.1 ? [] : [inner(), inner()]
          break
        case 2:
          filter['not'] = inner()
          break
        default:
          filter['has'] = tieFilter(random, inner)
      }
    } else Object.assign(filter, leaf(random))
  }
  return filter
}

function tieFilter(random: Random, inner: () => Filter): Filter {
  const maybe = (name: string, value: () => unknown): Filter => (random.next() < 0.3 ? { [name]: value() } : {})
  return {
    ...(random.next() < 0.6 ? { relation: pick(random, ['CONTACTS', 'MEMBER_OF', 'KIN_OF', 'TRADES_IN', 'CARRIES', 'RIVAL_OF']) } : {}),
    ...maybe('direction', () => pick(random, ['OUT', 'IN', 'BOTH'])),
    ...maybe('goods', () => [pick(random, CODES)]),
    ...maybe('minGrade', () => pick(random, ['B2', 'C3'])),
    ...maybe('period', () => period(random)),
    ...(random.next() < 0.6 ? { to: inner() } : {})
  } // prettier-ignore
}

const period = (random: Random): Filter =>
  pick(random, [
    { from: '2003-05', to: '2003' },
    { from: '2004' },
    { to: '2003-04' },
    { phase: '1' },
    { to: '1999', phase: '2' }
  ])

function leaf(random: Random): Filter {
  switch (random.below(9)) {
    case 0:
      return { kinds: [pick(random, KINDS), pick(random, KINDS)] }
    case 1:
      return { goods: [pick(random, [...CODES, 'drugz'])] }
    case 2:
      return random.next() < 0.5 ? { minGrade: pick(random, ['B2', 'D4']) } : { period: period(random) }
    default: {
      const kind = pick(random, KINDS)
      const property = pick(random, [...(ontology.kinds.get(kind)?.properties.values() ?? [])])
      const tests = (names: readonly string[]): string => pick(random, names)
      const of = (operator: string, value: unknown): Filter => ({ [property.name]: { [operator]: value } })
      if (random.next() < 0.15) return of('isNull', random.next() < 0.5)
      if (property.list) {
        const operator = tests(['includes', 'search'])
        return of(operator, pick(random, TEXTS))
      }
      switch (property.type) {
        case 'String': {
          const operator = tests(['eq', 'in', 'gte', 'lt', 'startsWith', 'search'])
          const text = pick(random, [...TEXTS, '', 'a', 'no such'])
          return of(operator, operator === 'in' ? [text, pick(random, TEXTS)] : text)
        }
        case 'PartialDate': {
          const operator = tests(['eq', 'in', 'gte', 'lt', 'startsWith'])
          return of(operator, operator === 'in' ? [pick(random, DATES)] : pick(random, DATES))
        }
        case 'Boolean':
          return of('eq', random.next() < 0.5)
        case 'Enum':
          return random.next() < 0.5
            ? of('eq', pick(random, property.values.slice(0, 3)))
            : of('in', property.values.slice(0, random.below(3)))
        default: {
          const operator = tests(['eq', 'in', 'gte', 'lt'])
          return of(operator, operator === 'in' ? [pick(random, NUMBERS), 77] : pick(random, NUMBERS))
        }
      }
    }
  }
}
