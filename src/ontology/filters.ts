import {
  Kind as Node,
  type DefinitionNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputObjectTypeDefinitionNode,
  type InputValueDefinitionNode,
  type NameNode,
  type StringValueNode,
  type TypeNode
} from 'graphql'
import { SkeinError } from '../errors.ts'

/** The stored properties of one kind, as the document declares them. */
export interface Stored {
  readonly kind: string
  readonly fields: readonly FieldDefinitionNode[]
}

/** The input that tests a property, by its scalar; lists of text have one of their own, and so has each enum. */
const FILTERS: Readonly<Record<string, string>> = {
  String: 'TextFilter',
  PartialDate: 'DateFilter',
  Int: 'NumberFilter',
  Float: 'NumberFilter',
  Boolean: 'FlagFilter'
}

/** `birthDate` as `BIRTH_DATE`: the order by a property, as a value of `enum EntityOrder`. */
export const orderName = (property: string): string => property.replace(/[A-Z]/g, '_$&').toUpperCase()

const isList = (type: TypeNode): boolean =>
  type.kind === Node.NON_NULL_TYPE ? isList(type.type) : type.kind === Node.LIST_TYPE
const namedType = (type: TypeNode): string => (type.kind === Node.NAMED_TYPE ? type.name.value : namedType(type.type))

const name = (value: string): NameNode => ({ kind: Node.NAME, value })
const words = (value: string): StringValueNode => ({ kind: Node.STRING, value })
const input = (field: string, description: string, type: string, list = false): InputValueDefinitionNode => {
  const named: TypeNode = { kind: Node.NAMED_TYPE, name: name(type) }
  return {
    kind: Node.INPUT_VALUE_DEFINITION,
    name: name(field),
    description: words(description),
    type: list ? { kind: Node.LIST_TYPE, type: { kind: Node.NON_NULL_TYPE, type: named } } : named
  }
}

/**
 * Fills in what follows from the stored properties of entities: `EntityFilter` tests each of them, `EntityOrder` sorts by each
 * that holds one value, and each enum among them has a filter. So a property that is added to a kind can be asked for at once.
 */
export function withFilters(document: DocumentNode, kinds: readonly Stored[]): DocumentNode {
  const enums = new Set(
    document.definitions.flatMap((each) => (each.kind === Node.ENUM_TYPE_DEFINITION ? [each.name.value] : []))
  )
  const found = new Map<string, { type: string; list: boolean; kinds: string[]; description: string }>()
  for (const { kind, fields } of kinds)
    for (const field of fields) {
      const [property, type, list] = [field.name.value, namedType(field.type), isList(field.type)]
      if (FILTERS[type] === undefined && !enums.has(type)) continue
      const known = found.get(property)
      if (known === undefined)
        found.set(property, { type, list, kinds: [kind], description: field.description?.value ?? '' })
      else if (known.type === type && known.list === list) known.kinds.push(kind)
      else
        throw new SkeinError(
          'MISCONFIGURED',
          `schema: ${kind}.${property} has another type than ${known.kinds[0] ?? ''}.${property}`,
          { hint: 'A filter tests a property by its name: give the two one type, or two names.' }
        )
    }
  const used = new Set<string>()
  const tests: InputValueDefinitionNode[] = []
  const orders: EnumValueDefinitionNode[] = []
  for (const [property, { type, list, kinds: of, description }] of found) {
    const whose = of.length === kinds.length ? '' : `${of.join(', ')}: `
    if (enums.has(type)) used.add(type)
    tests.push(input(property, whose + description, list ? 'TextListFilter' : (FILTERS[type] ?? `${type}Filter`)))
    if (!list)
      orders.push({
        kind: Node.ENUM_VALUE_DEFINITION,
        name: name(orderName(property)),
        description: words(`By this; those without it last. ${whose}${description}`)
      })
  }
  return {
    ...document,
    definitions: [...document.definitions.map((each) => filled(each, tests, orders)), ...[...used].map(enumFilter)]
  }
}

function filled(
  node: DefinitionNode,
  tests: readonly InputValueDefinitionNode[],
  orders: readonly EnumValueDefinitionNode[]
): DefinitionNode {
  if (node.kind === Node.INPUT_OBJECT_TYPE_DEFINITION && node.name.value === 'EntityFilter')
    return {
      ...node,
      fields: joined(node.name.value, node.fields ?? [], tests)
    } satisfies InputObjectTypeDefinitionNode
  if (node.kind === Node.ENUM_TYPE_DEFINITION && node.name.value === 'EntityOrder')
    return { ...node, values: joined(node.name.value, node.values ?? [], orders) } satisfies EnumTypeDefinitionNode
  return node
}

/** What is written by hand, then the rest; a name that is there already would be asked for in two ways. */
function joined<T extends { readonly name: NameNode }>(of: string, own: readonly T[], more: readonly T[]): T[] {
  const names = new Set(own.map((each) => each.name.value))
  const twice = more.find((each) => names.has(each.name.value))
  if (twice !== undefined)
    throw new SkeinError('MISCONFIGURED', `schema: a property of an entity cannot be called ${twice.name.value}`, {
      hint: `${of} has that name for something else: rename the property.`
    })
  return [...own, ...more]
}

const enumFilter = (type: string): InputObjectTypeDefinitionNode => ({
  kind: Node.INPUT_OBJECT_TYPE_DEFINITION,
  name: name(`${type}Filter`),
  description: words(
    `A test on a value of \`${type}\`. All parts given must hold; a value that is unknown meets none but \`isNull\`.`
  ),
  fields: [
    input('eq', 'Exactly this', type),
    input('in', 'One of these; none of an empty list', type, true),
    input('isNull', 'True for no value that the viewer sees, false for any', 'Boolean')
  ]
})
