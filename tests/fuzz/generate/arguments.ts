/** Arguments of a field: literals, variables at any depth, null, absent, in any order. */
import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType
} from 'graphql'
import { notYetFuzzed } from '../coverage.ts'
import type { Draft } from './question.ts'
import { measureIds, pieceOf, textFor } from './values.ts'

/** Where a page stands: its response keys, its own name, and how many items may be asked for. */
export interface Place {
  readonly path: readonly string[]
  readonly field: string
  readonly most: number
}

export interface Made {
  readonly text: string
  /** The size of the page, where one is given. */
  readonly first: number | null
}

const bareOf = (type: GraphQLInputType): GraphQLInputType => getNullableType<GraphQLInputType>(type)

interface Making extends Place {
  first: number | null
  /** The property that a test is on. */
  property: string | null
  /** Levels of filters in filters. */
  nested: number
}

/** What makes a question worth asking. */
const ASKED_OFTEN = new Set(['filter', 'orderBy', 'direction'])
const SELDOM = new Set(['after', 'measures', 'asKnownAt'])

export function makeArguments(draft: Draft, owner: string, args: readonly GraphQLArgument[], place: Place): Made {
  const making: Making = { ...place, first: null, property: null, nested: 0 }
  const parts: string[] = []
  for (const arg of args) {
    const coordinate = `${owner}.${arg.name}`
    if (notYetFuzzed(coordinate) || !wanted(draft, arg) || isTooNarrow(draft, arg.name, place)) continue
    const text = argument(draft, arg, making)
    if (text !== null) parts.push(`${arg.name}: ${text}`)
  }
  return { text: parts.length === 0 ? '' : `(${draft.random.shuffle(parts).join(', ')})`, first: making.first }
}

function wanted(draft: Draft, { name, type }: GraphQLArgument | GraphQLInputField): boolean {
  if (isNonNullType(type)) return true
  if (name === 'first') return draft.chance(85)
  if (ASKED_OFTEN.has(name)) return draft.chance(60)
  return draft.chance(SELDOM.has(name) ? 20 : draft.wanting)
}

/** Few ties make paths: most questions for them look at all. */
const isTooNarrow = (draft: Draft, name: string, { field }: Place): boolean =>
  field === 'paths' && ['kinds', 'goods', 'period', 'minGrade'].includes(name) && draft.chance(60)

/** One value as it stands in the document; null where it is left out after all. */
function argument(draft: Draft, { name, type }: GraphQLArgument | GraphQLInputField, making: Making): string | null {
  const optional = !isNonNullType(type)
  if (name === 'after') {
    const variable = draft.variable('String', draft.chance(50) ? undefined : null)
    if (draft.chance(5)) draft.variables[variable] = oddCursor(draft)
    else draft.afters.push({ at: [variable], page: making.path })
    return `$${variable}`
  }
  if (optional && draft.chance(5)) return 'null'
  if (!draft.chance(40)) return literal(draft, name, type, making)
  const firm = draft.chance(40) ? `${String(getNullableType(type))}!` : String(type)
  if (optional && !firm.endsWith('!') && draft.chance(25)) {
    const otherwise = draft.chance(40) ? literalOf(bareOf(type), value(draft, name, type, making)) : null
    return `$${draft.variable(firm, draft.chance(50) ? null : undefined, otherwise)}`
  }
  const variable = draft.variable(firm, undefined)
  const given = value(draft, name, type, making, [variable])
  draft.variables[variable] = given
  return `$${variable}`
}

const oddCursor = (draft: Draft): string => {
  draft.isOdd()
  return draft.pick(['', 'x', 'AAAAAAAAAAAAAAAAAAAAAAAA', 'reference:[]'])
}

/** A literal in which parts may be variables. */
function literal(draft: Draft, name: string, type: GraphQLInputType, making: Making): string {
  const bare = bareOf(type)
  if (isListType(bare)) {
    const item = bare.ofType
    const one = (): string => (draft.chance(15) ? `$${draft.variable(firmly(item), value(draft, name, item, making))}` : literal(draft, name, item, making)) // prettier-ignore
    if (draft.chance(10)) return literal(draft, name, item, making)
    return `[${Array.from({ length: sizeOfList(draft, name, making) }, one).join(', ')}]`
  }
  // It may end before it begins.
  if (String(bare) === 'PeriodInput') draft.isOdd()
  if (isInputObjectType(bare)) {
    const parts = inside(draft, bare, making, (field) => [field.name, argument(draft, field, making)] as const)
    return `{ ${draft.random.shuffle(parts.map(([key, text]) => `${key}: ${text ?? 'null'}`)).join(', ')} }`
  }
  return literalOf(bare, value(draft, name, type, making))
}

const firmly = (type: GraphQLInputType): string => (isNonNullType(type) ? String(type) : `${String(type)}!`)

/** Inputs that mean nothing without one of these. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  GraphInput: ['collectives', 'around', 'ids'],
  PeriodInput: ['from', 'to', 'phase']
}

/** Orders by what the worlds hold, beside those that stand for everything. */
const ORDERS = ['NAME', 'ID', 'KIND', 'GRADE', 'NAME', 'ID', 'KIND', 'GRADE', 'COUNTRY', 'AGE', 'BIRTH_DATE', 'NOTE', 'STRUCTURE_LABEL', 'HAS_RANKS', 'DATE', 'COUNT', 'QUANTITY', 'LEGAL_NAME', 'CODE'] // prettier-ignore
const PARTS = [
  'kinds',
  'ids',
  'goods',
  'minGrade',
  'invented',
  'period',
  'has',
  'has',
  'and',
  'or',
  'not',
  'not',
  'name',
  'name',
  'aliases'
]
const HELD = ['country', 'age', 'birthDate', 'note', 'structureLabel', 'hasRanks', 'date', 'dateTo', 'count', 'quantity', 'legalName', 'code', 'identifiers', 'eventType', 'mode', 'protected', 'holdsTerritory', 'registration'] // prettier-ignore
const NESTING = ['and', 'or', 'not', 'has']

/** The fields of an input object, each made at its place: those of a filter on entities are on their properties. */
function inside<T>(
  draft: Draft,
  type: GraphQLInputObjectType,
  making: Making,
  make: (field: GraphQLInputField) => T
): T[] {
  const filter = type.name === 'EntityFilter'
  const fields = draft.random.shuffle(filter ? filterParts(draft, type, making) : askedOf(draft, type))
  const before = { ...making }
  if (filter) making.nested++
  const made = fields.map((field) => {
    if (filter) making.property = isInputObjectType(bareOf(field.type)) && !['has', 'period', ...NESTING].includes(field.name) ? field.name : null // prettier-ignore
    return make(field)
  })
  Object.assign(making, { property: before.property, nested: before.nested })
  return made
}

function filterParts(draft: Draft, type: GraphQLInputObjectType, { nested }: Making): GraphQLInputField[] {
  const fields = type.getFields()
  // Four levels are one too many.
  const deepest = nested >= 4 || (nested >= 3 && !draft.chance(4))
  const most = nested === 0 ? 3 : 2
  const names = Array.from({ length: draft.chance(3) ? 0 : 1 + draft.random.below(most) }, () =>
    draft.pick(draft.chance(60) ? PARTS : draft.chance(80) ? HELD : Object.keys(fields))
  )
  return [...new Set(names)].flatMap((name) => (deepest && NESTING.includes(name) ? [] : (fields[name] ?? [])))
}

/** Seven in ten times what a claim says of the property at hand. */
function stated(draft: Draft, { property }: Making): unknown {
  const said = property === null ? undefined : draft.pool.said.get(property)
  return said !== undefined && draft.chance(70) ? draft.pick(said) : undefined
}

const dateFor = (draft: Draft, making: Making): unknown => stated(draft, making) ?? textFor(draft.random, draft.pool, 'from', draft.isOdd) // prettier-ignore
const textOf = (draft: Draft, making: Making): string => {
  const text = stated(draft, making)
  return typeof text === 'string' ? pieceOf(draft.random, text) : textFor(draft.random, draft.pool, 'text', draft.isOdd)
}

function askedOf(draft: Draft, type: GraphQLInputObjectType): GraphQLInputField[] {
  const operators = Object.values(type.getFields())
  if (type.name.endsWith('Filter') && type.getFields()['isNull'] !== undefined) return draft.some(operators, 2)
  const needed = draft.chance(95) ? draft.some(NEEDED[type.name] ?? [''], 2) : []
  return Object.values(type.getFields()).filter(
    (field) => !notYetFuzzed(`${type.name}.${field.name}`) && (needed.includes(field.name) || wanted(draft, field))
  )
}

const sizeOfList = (draft: Draft, name: string, { field }: Making): number => {
  if (name === 'goods' && field === 'crossGoods') return (draft.chance(95) ? 2 : 0) + draft.random.below(2)
  if (field === 'compareGroups') return (draft.chance(95) ? 4 : 0) + draft.random.below(4)
  if (field === 'paths' && (name === 'from' || name === 'to')) return (draft.chance(98) ? 1 : 0) + draft.random.below(3)
  if (name === 'including') return draft.random.below(2)
  return name === 'ids' && !draft.chance(10) ? 1 + draft.random.below(10) : draft.random.below(4)
}

/** A value as variables carry it. `at` is where it stands in the variables. */
function value(
  draft: Draft,
  name: string,
  type: GraphQLInputType,
  making: Making,
  at: readonly string[] = []
): unknown {
  const bare = bareOf(type)
  if (isListType(bare)) {
    const item = bare.ofType
    if (draft.chance(10)) return value(draft, name, item, making)
    return Array.from({ length: sizeOfList(draft, name, making) }, () => value(draft, name, item, making))
  }
  if (String(bare) === 'PeriodInput') draft.isOdd()
  if (isInputObjectType(bare)) {
    const object: Record<string, unknown> = {}
    inside(draft, bare, making, (field) => {
      if (field.name === 'after') {
        if (at.length > 0) draft.afters.push({ at: [...at, 'after'], page: making.path })
      } else if (!isNonNullType(field.type) && draft.chance(8)) object[field.name] = null
      else object[field.name] = value(draft, field.name, field.type, making, at.length > 0 ? [...at, field.name] : [])
    })
    return object
  }
  if (String(bare) === 'EntityOrder' && draft.chance(85)) return draft.pick(ORDERS)
  if (isEnumType(bare)) return stated(draft, making) ?? draft.pick(bare.getValues()).name
  switch (String(bare)) {
    case 'Boolean':
      return draft.chance(50)
    case 'Int':
    case 'Float':
      return stated(draft, making) ?? number(draft, name, making)
    case 'PartialDate':
      return making.property === null ? textFor(draft.random, draft.pool, name, draft.isOdd) : dateFor(draft, making)
    case 'ID':
      return textFor(draft.random, draft.pool, idsFor(name, making.field), draft.isOdd)
    default:
      if (making.property !== null) return textOf(draft, making)
      if (making.field === 'measures' && name === 'ids')
        return draft.chance(4) ? (draft.isOdd(), 'density') : draft.pick(measureIds)
      return textFor(draft.random, draft.pool, name, draft.isOdd)
  }
}

/** Which ids an argument asks for. */
function idsFor(name: string, field: string): string {
  if (name === 'around' || name === 'collectives' || name === 'places') return name
  if (field === 'compareGroups') return 'groups'
  if (field === 'paths') return 'actors'
  if (field === 'view') return 'views'
  return field === 'corridors' && (name === 'from' || name === 'to') ? 'places' : 'ids'
}

function number(draft: Draft, name: string, making: Making): number {
  if (name === 'maxHops') return draft.chance(3) ? draft.pick([0, 9]) : 1 + draft.random.below(4)
  if (name !== 'first') return draft.random.below(5)
  if (draft.chance(1)) return (draft.isOdd(), draft.pick([-1, 201, 2_000_000]))
  making.first = draft.chance(5) ? 0 : 1 + draft.random.below(Math.max(1, making.most))
  return making.first
}

function literalOf(type: GraphQLInputType, given: unknown): string {
  if (given === null || given === undefined) return 'null'
  const bare = bareOf(type)
  if (Array.isArray(given)) return `[${given.map((each) => literalOf(isListType(bare) ? bare.ofType : bare, each)).join(', ')}]` // prettier-ignore
  if (isListType(bare)) return literalOf(bare.ofType, given)
  if (isInputObjectType(bare)) {
    const fields = bare.getFields()
    const parts = Object.entries(given).map(([key, each]) => `${key}: ${literalOf(fields[key]?.type ?? bare, each)}`) // prettier-ignore
    return `{ ${parts.join(', ')} }`
  }
  return isEnumType(bare) && typeof given === 'string' ? given : JSON.stringify(given)
}
