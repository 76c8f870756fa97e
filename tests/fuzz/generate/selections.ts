/** Selections of a type: its fields under aliases, fragments on what it can be, directives, the same field twice. */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  parse,
  print,
  visit,
  type ASTNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema
} from 'graphql'
import { notYetFuzzed } from '../coverage.ts'
import { makeArguments } from './arguments.ts'
import type { Draft } from './question.ts'

/** The keys of an object of the answer, with what stands under each. */
interface Scope {
  readonly fields: Map<string, Asked>
  readonly outer: Scope | null
}

interface Asked {
  readonly name: string
  readonly args: string
  readonly first: number | null
  readonly inner: Scope
}

const scope = (outer: Scope | null = null): Scope => ({ fields: new Map(), outer })

/** The same arguments in another order, down to the fields of objects. */
function reordered(draft: Draft, args: string): string {
  if (args === '') return ''
  const [shuffled] = visit(parse(`{ f${args} }`), {
    ObjectValue: { leave: (node) => ({ ...node, fields: draft.random.shuffle([...node.fields]) }) },
    Field: { leave: (node) => ({ ...node, arguments: draft.random.shuffle([...(node.arguments ?? [])]) }) }
  }).definitions
  return print(shuffled as ASTNode).replace(/^\{\s*f|\s*\}$/g, '')
}

const lookUp = (at: Scope | null, key: string): Asked | undefined =>
  at === null ? undefined : (at.fields.get(key) ?? lookUp(at.outer, key))

/** Where a selection stands. `rows`: how many such objects are expected; `depth`: how many levels may follow. */
interface Spot {
  readonly type: GraphQLCompositeType
  readonly depth: number
  readonly rows: number
  readonly path: readonly string[]
  /** Items of the page whose connection this is. */
  readonly items: number
  readonly scope: Scope
}

/** Asked for now and then: one value for a whole drawing. */
const SELDOM: Readonly<Record<string, number>> = { elements: 40 }
/** What an answer is about. */
const MAIN: Readonly<Record<string, string>> = { Paths: 'paths', Path: 'hops', Corridors: 'nodes', CrossGoods: 'nodes', GroupComparison: 'groups' } // prettier-ignore
const ROWS = 40

export class Walk {
  readonly #schema: GraphQLSchema
  readonly #draft: Draft
  /** One way down to the limit, instead of many. */
  readonly #deep: boolean

  constructor(schema: GraphQLSchema, draft: Draft, deep: boolean) {
    this.#schema = schema
    this.#draft = draft
    this.#deep = deep
  }

  root(names: readonly string[], depth: number): string {
    const type = this.#schema.getQueryType()
    if (type === null || type === undefined) throw new Error('no Query')
    const spot: Spot = { type, depth, rows: 1, path: [], items: 1, scope: scope() }
    const asked = names.flatMap((name) => this.#field(spot, type.getFields()[name] as GraphQLField<unknown, unknown>))
    if (this.#draft.chance(8)) asked.push(this.#fragment(spot, type, asked.splice(0, 1).join(' ')))
    return `{ ${asked.filter((each) => each !== '').join(' ')} }`
  }

  #selection(spot: Spot): string {
    const draft = this.#draft
    const { type } = spot
    const fields = 'getFields' in type ? Object.values(type.getFields()) : []
    const usable = fields.filter((field) => this.#usable(type, field))
    const leaves = usable.filter((field) => !isCompositeType(getNamedType(field.type)))
    const branches = spot.depth > 1 && draft.left > 0 ? usable.filter((field) => isCompositeType(getNamedType(field.type))) : [] // prettier-ignore
    const asked: string[] = []
    const fanOut = this.#deep
      ? 1
      : draft.random.below(3) + (type.name.endsWith('Connection') || leaves.length === 0 ? 1 : 0)
    if (leaves.length > 0)
      for (const field of draft.some(leaves, this.#deep ? 2 : 5)) asked.push(...this.#field(spot, field))
    if (branches.length > 0 && fanOut > 0)
      for (const field of draft.some(this.#favoured(branches), fanOut)) asked.push(...this.#field(spot, field))
    const computed = branches.filter(({ name }) => name === 'shape' || name === 'labelledAs' || (name === 'measures' && type.name !== 'Shape')) // prettier-ignore
    if (computed.length > 0 && draft.chance(60)) asked.push(...this.#field(spot, draft.pick(computed)))
    const main = branches.find(({ name }) => (MAIN[type.name] ?? '') === name)
    if (main !== undefined && draft.chance(60)) asked.push(...this.#field(spot, main))
    if (draft.chance(8)) asked.push('__typename')
    if (draft.left > 0) asked.push(...this.#fragments(spot))
    if (!asked.some((each) => each !== '')) asked.push('__typename')
    return `{ ${draft.random.shuffle(asked).join(' ')} }`
  }

  #usable(type: GraphQLCompositeType, field: GraphQLField<unknown, unknown>): boolean {
    const seldom = SELDOM[field.name]
    return !notYetFuzzed(`${type.name}.${field.name}`) && (seldom === undefined || this.#draft.chance(seldom))
  }

  /** On the way down, those that lead further. */
  #favoured(fields: readonly GraphQLField<unknown, unknown>[]): readonly GraphQLField<unknown, unknown>[] {
    if (!this.#deep) return fields
    const leading = fields.filter(({ name }) => ['nodes', 'edges', 'node', 'relations', 'other', 'from', 'to', 'claims', 'entity', 'relation'].includes(name)) // prettier-ignore
    return leading.length > 0 ? leading : fields
  }

  /** A field, and seldom the same once more: under the same key with another selection, or under another with other arguments. */
  #field(spot: Spot, field: GraphQLField<unknown, unknown>): string[] {
    const draft = this.#draft
    draft.left--
    const first = this.#once(spot, field, null)
    if (first === null) return []
    if (!draft.chance(field.args.length > 0 ? 22 : 5)) return [first.text]
    draft.left--
    const again = this.#once(spot, field, draft.chance(60) ? first.key : null)
    return again === null ? [first.text] : [first.text, again.text]
  }

  #once(
    spot: Spot,
    field: GraphQLField<unknown, unknown>,
    sameAs: string | null
  ): { key: string; text: string } | null {
    const draft = this.#draft
    const { type, path } = spot
    const known = sameAs === null ? undefined : lookUp(spot.scope, sameAs)
    let key = sameAs ?? field.name
    if (known === undefined) {
      const held = lookUp(spot.scope, key)
      const free = held === undefined || (held.name === field.name && field.args.length === 0)
      if (!free || draft.chance(draft.aliasing)) {
        const alias = draft.alias((each) => lookUp(spot.scope, each) !== undefined)
        if (alias === null && !free) return null
        key = alias ?? key
      }
    }
    const owner = `${this.#declarer(type, field.name)}.${field.name}`
    const made =
      known === undefined
        ? makeArguments(draft, owner, field.args, { path: [...path, key], field: field.name, most: Math.floor(ROWS / Math.max(1, spot.rows)) }) // prettier-ignore
        : { text: reordered(draft, known.args), first: known.first }
    const inner = known?.inner ?? lookUp(spot.scope, key)?.inner ?? scope()
    spot.scope.fields.set(key, { name: field.name, args: made.text, first: made.first, inner })
    const named = getNamedType(field.type)
    const size = made.first ?? (field.args.some(({ name }) => name === 'first') ? 25 : 1)
    const lists = ['nodes', 'edges'].includes(field.name)
    const below = isCompositeType(named)
      ? ` ${this.#selection({ type: named, depth: spot.depth - 1, rows: spot.rows * (lists ? spot.items : 1), path: [...path, key], items: size, scope: inner })}` // prettier-ignore
      : ''
    return { key, text: `${key === field.name ? '' : `${key}: `}${field.name}${made.text}${this.#directive()}${below}` }
  }

  /** The interface that declares a field, as coordinates name it. */
  #declarer(type: GraphQLCompositeType, field: string): string {
    if (!isObjectType(type) && !isInterfaceType(type)) return type.name
    return type.getInterfaces().find((each) => each.getFields()[field] !== undefined)?.name ?? type.name
  }

  #directive(): string {
    const draft = this.#draft
    if (!draft.chance(9)) return ''
    const name = draft.pick(['include', 'skip'])
    const value = draft.chance(75) ? name === 'include' : name === 'skip'
    if (draft.chance(30)) return ` @${name}(if: ${value})`
    const variable = draft.chance(30)
      ? draft.variable('Boolean', draft.chance(50) ? undefined : value, String(value))
      : draft.variable('Boolean!', value)
    return ` @${name}(if: $${variable})`
  }

  #fragments(spot: Spot): string[] {
    const draft = this.#draft
    const { type } = spot
    const known = draft.fragments.filter((each) => each.type === type.name)
    const spread = known.length > 0 && draft.chance(30) ? [`...${draft.pick(known).name}${this.#directive()}`] : []
    if (spot.depth <= 1 || !draft.chance(isAbstractType(type) ? 60 : 8)) return spread
    const conditions = draft.some(this.#conditions(type), isAbstractType(type) ? 3 : 1)
    const made = conditions.map((condition) => {
      // What two kinds are asked for under one key need not be the same.
      const apart = condition !== type && draft.chance(60)
      const at = { ...spot, type: condition, scope: apart ? scope(spot.scope) : spot.scope }
      return this.#fragment(spot, condition, this.#selection(at).slice(1, -1))
    })
    return [...spread, ...made, ...(isAbstractType(type) && draft.chance(20) ? this.#twins(spot) : [])]
  }

  /** Two kinds that ask for other things under the same keys, one level down. */
  #twins(spot: Spot): string[] {
    const draft = this.#draft
    const kinds = this.#conditions(spot.type).filter((each) => isObjectType(each))
    const [one, other] = draft.random.shuffle([...new Set(kinds)])
    if (one === undefined || other === undefined) return []
    const theirs = Object.values(other.getFields()).map(({ name }) => name)
    const shared = Object.values(one.getFields()).filter(({ name, type }) => theirs.includes(name) && isCompositeType(getNamedType(type))) // prettier-ignore
    if (shared.length === 0) return []
    const field = draft.pick(shared)
    const key = draft.alias((each) => lookUp(spot.scope, each) !== undefined)
    if (key === null) return []
    const before = draft.aliasing
    draft.aliasing = 70
    const path = [...spot.path, key]
    const texts = [one, other].map(({ name }) => {
      const type = getNamedType(field.type) as GraphQLCompositeType
      const items = field.args.some((arg) => arg.name === 'first') ? 25 : 1
      const inside = this.#selection({ type, depth: spot.depth - 1, rows: spot.rows, path, items, scope: scope() })
      return `... on ${name} { ${key}: ${field.name} ${inside} }`
    })
    draft.aliasing = before
    return texts
  }

  #conditions(type: GraphQLCompositeType): GraphQLCompositeType[] {
    if (isObjectType(type)) return [type, ...type.getInterfaces()]
    const possible = this.#schema.getPossibleTypes(type)
    const there = possible.filter(({ name }) => !this.#draft.pool.absent.has(name))
    const interfaces = isUnionType(type) ? [] : [...this.#schema.getImplementations(type).interfaces, ...type.getInterfaces()] // prettier-ignore
    return [type, ...interfaces, ...interfaces, ...there, ...there, this.#draft.pick(possible)]
  }

  #fragment(spot: Spot, type: GraphQLCompositeType, inside: string): string {
    const draft = this.#draft
    if (inside.trim() === '') return ''
    if (type === spot.type && draft.chance(30)) return `...${this.#directive()} { ${inside} }`
    if (!draft.chance(35)) return `... on ${type.name}${this.#directive()} { ${inside} }`
    const name = `F${draft.fragments.length}`
    draft.fragments.push({ name, type: type.name, text: `{ ${inside} }` })
    return `...${name}${this.#directive()}`
  }
}
