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
  type SelectionSetNode
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

interface Found {
  key: string
  name: string
  on: Set<string>
  field: GraphQLField<unknown, unknown>
  nodes: FieldNode[]
  args: string
}

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
  return finish(document, { key, name: field.name, on: new Set(['Query']), field, nodes: [...nodes], args: '' })
}

function finish(document: Document, found: Found): Selected {
  const type = getNamedType(found.field.type)
  const [node] = found.nodes
  if (node === undefined) throw new Error('a field without a node')
  const fields = isCompositeType(type) ? children(document, type, found.nodes) : []
  return { key: found.key, name: found.name, on: found.on, field: found.field, node, type, fields }
}

function children(document: Document, type: GraphQLCompositeType, nodes: readonly FieldNode[]): Selected[] {
  const found = new Map<string, Found[]>()
  const visited = new Set<string>()
  const on = concreteTypes(document.schema, type)
  for (const node of nodes)
    if (node.selectionSet !== undefined) walk(document, type, on, node.selectionSet, found, visited)
  return [...found.values()].flat().map((each) => finish(document, each))
}

function walk(
  document: Document,
  type: GraphQLCompositeType,
  on: ReadonlySet<string>,
  set: SelectionSetNode,
  found: Map<string, Found[]>,
  visited: Set<string>
): void {
  for (const selection of set.selections) {
    if (isLeftOut(document, selection)) continue
    if (selection.kind === Kind.FIELD) {
      add(type, on, selection, found)
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
    walk(document, narrower, rest, fragment.selectionSet, found, visited)
  }
}

function add(type: GraphQLCompositeType, on: ReadonlySet<string>, node: FieldNode, found: Map<string, Found[]>): void {
  const name = node.name.value
  const field = 'getFields' in type ? type.getFields()[name] : undefined
  if (field === undefined) return
  const key = node.alias?.value ?? name
  const args = (node.arguments ?? [])
    .map((argument) => print(argument))
    .sort()
    .join(' ')
  const same = found.get(key) ?? []
  const before = same.find((each) => each.name === name && each.args === args)
  if (before === undefined) found.set(key, [...same, { key, name, on: new Set(on), field, nodes: [node], args }])
  else {
    before.nodes.push(node)
    for (const each of on) before.on.add(each)
  }
}

function isLeftOut(document: Document, selection: SelectionNode): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, document.variables)
  if (skip?.['if'] === true) return true
  return getDirectiveValues(GraphQLIncludeDirective, selection, document.variables)?.['if'] === false
}
