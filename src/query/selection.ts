import {
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isCompositeType,
  Kind,
  print,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode
} from 'graphql'

/** One field of the answer: what the executor will ask for under `key`, for the concrete types in `on`. */
export interface Selected {
  /** The response key: the alias, or the name. */
  readonly key: string
  readonly name: string
  readonly on: ReadonlySet<string>
  readonly field: GraphQLField<unknown, unknown>
  /** One of the nodes that ask for it; all have the same arguments. */
  readonly node: FieldNode
  readonly type: GraphQLNamedType
  readonly fields: readonly Selected[]
}

/** What walking needs of an operation. */
export interface Document {
  readonly schema: GraphQLSchema
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  readonly variables: Readonly<Record<string, unknown>>
}

/** What concrete types ask for under one key. */
interface Found {
  readonly key: string
  readonly on: Set<string>
  readonly field: GraphQLField<unknown, unknown>
  readonly nodes: FieldNode[]
  readonly args: string
}

/** Key → concrete type → what it asks for. */
type Asked = Map<string, Map<string, Found>>

/** The concrete types that a composite type can turn out to be. */
export const concreteTypes = (schema: GraphQLSchema, type: GraphQLCompositeType): Set<string> =>
  new Set(isAbstractType(type) ? schema.getPossibleTypes(type).map((t) => t.name) : [type.name])

/** The validated root field as a tree: fragments spread, skipped fields gone, same keys merged, `__typename` left to the executor. */
export function select(
  document: Document,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly [FieldNode, ...FieldNode[]]
): Selected {
  const [node] = nodes
  const key = node.alias?.value ?? node.name.value
  const selected = finish(document, { key, on: new Set(['Query']), field, nodes: [...nodes], args: '' })
  if (selected === null) throw new Error('a document that was not validated')
  return selected
}

/** Null where the nodes, which different types may have given, contradict one another. */
function finish(document: Document, { key, on, field, nodes }: Found): Selected | null {
  const type = getNamedType(field.type)
  const [node] = nodes
  if (node === undefined) throw new Error('a field without a node')
  const fields = isCompositeType(type) ? children(document, type, nodes) : []
  return fields === null ? null : { key, name: field.name, on, field, node, type, fields }
}

function children(document: Document, type: GraphQLCompositeType, nodes: readonly FieldNode[]): Selected[] | null {
  const asked: Asked = new Map()
  const visited = new Set<string>()
  const on = concreteTypes(document.schema, type)
  for (const node of nodes)
    if (node.selectionSet !== undefined && !walk(document, type, on, node.selectionSet, asked, visited)) return null
  const selected: Selected[] = []
  for (const types of asked.values()) {
    const some = merged(document, [...types.values()])
    if (some === null) return null
    selected.push(...some)
  }
  return selected
}

/**
 * Types that ask for the same field share it, so that it is read once; unless what they ask for below stands under the same keys
 * with another meaning, which is allowed where no thing is of both types.
 */
function merged(document: Document, types: readonly Found[]): Selected[] | null {
  const fields = new Map<string, Found[]>()
  for (const found of types) {
    const name = `${found.field.name} ${found.args}`
    const same = fields.get(name) ?? []
    const equal = same.find(({ nodes }) => nodes.length === found.nodes.length && nodes.every((node, i) => node === found.nodes[i])) // prettier-ignore
    if (equal === undefined) fields.set(name, [...same, { ...found, on: new Set(found.on) }])
    else for (const each of found.on) equal.on.add(each)
  }
  const selected: Selected[] = []
  for (const same of fields.values()) {
    const [first] = same
    if (first === undefined) continue
    const on = new Set(same.flatMap((each) => [...each.on]))
    const nodes = [...new Set(same.flatMap((each) => each.nodes))]
    const together = finish(document, { ...first, on, nodes })
    for (const each of together === null ? same : []) {
      const apart = same.length === 1 ? null : finish(document, each)
      if (apart === null) return null
      selected.push(apart)
    }
    if (together !== null) selected.push(together)
  }
  return selected
}

/** Collects what a selection asks for; false where it contradicts what was collected. */
function walk(
  document: Document,
  type: GraphQLCompositeType,
  on: ReadonlySet<string>,
  set: SelectionSetNode,
  asked: Asked,
  visited: Set<string>
): boolean {
  for (const selection of set.selections) {
    if (isLeftOut(document, selection)) continue
    if (selection.kind === Kind.FIELD) {
      if (!add(type, on, selection, asked)) return false
      continue
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? document.fragments[selection.name.value] : selection
    if (fragment === undefined) continue
    const condition = fragment.typeCondition?.name.value
    const narrower = condition === undefined ? type : document.schema.getType(condition)
    if (!isCompositeType(narrower)) continue
    const possible = concreteTypes(document.schema, narrower)
    const rest = new Set([...on].filter((name) => possible.has(name)))
    if (rest.size === 0) continue
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const visit = `${selection.name.value} ${[...rest].join(' ')}`
      if (visited.has(visit)) continue
      visited.add(visit)
    }
    if (!walk(document, narrower, rest, fragment.selectionSet, asked, visited)) return false
  }
  return true
}

function add(type: GraphQLCompositeType, on: ReadonlySet<string>, node: FieldNode, asked: Asked): boolean {
  const name = node.name.value
  const field = 'getFields' in type ? type.getFields()[name] : undefined
  if (field === undefined) return true
  const key = node.alias?.value ?? name
  const args = argumentsText(node)
  let types = asked.get(key)
  if (types === undefined) asked.set(key, (types = new Map<string, Found>()))
  for (const each of on) {
    const before = types.get(each)
    if (before === undefined) types.set(each, { key, on: new Set([each]), field, nodes: [node], args })
    else if (before.field.name !== name || before.args !== args) return false
    else if (!before.nodes.includes(node)) before.nodes.push(node)
  }
  return true
}

/** The arguments as text, whatever the order in which they and the fields of their objects stand. */
const argumentsText = (node: FieldNode): string =>
  (node.arguments ?? [])
    .map(({ name, value }) => `${name.value}: ${valueText(value)}`)
    .sort()
    .join(' ')

function valueText(value: ValueNode): string {
  if (value.kind === Kind.LIST) return `[${value.values.map(valueText).join(' ')}]`
  if (value.kind !== Kind.OBJECT) return print(value)
  const fields = value.fields.map((field) => `${field.name.value}: ${valueText(field.value)}`)
  return `{${fields.sort().join(' ')}}`
}

function isLeftOut(document: Document, selection: SelectionNode): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, document.variables)
  if (skip?.['if'] === true) return true
  return getDirectiveValues(GraphQLIncludeDirective, selection, document.variables)?.['if'] === false
}
