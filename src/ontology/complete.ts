import {
  Kind as Node,
  visit,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeDefinitionNode
} from 'graphql'
import { withFilters } from './filters.ts'

type Fielded = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode

const isFielded = (node: { kind: Node }): node is Fielded =>
  node.kind === Node.OBJECT_TYPE_DEFINITION || node.kind === Node.INTERFACE_TYPE_DEFINITION

export const hasDirective = (
  node: { directives?: readonly { name: { value: string } }[] | undefined },
  name: string
): boolean => node.directives?.some((directive) => directive.name.value === name) ?? false

/**
 * Fills in what the SDL declares once and GraphQL wants repeated: the fields of every implemented interface, the arguments of
 * pages (those of `Entity.relations` without kinds and direction), `enum EntityKind` with one value per `@entity` type, and what
 * `filters.ts` makes of the stored properties.
 */
export function complete(document: DocumentNode): DocumentNode {
  const types = new Map<string, Fielded>()
  for (const node of document.definitions) if (isFielded(node)) types.set(node.name.value, node)

  const done = new Map<string, readonly FieldDefinitionNode[]>()
  const fieldsOf = (name: string): readonly FieldDefinitionNode[] => {
    const known = done.get(name)
    if (known !== undefined) return known
    const type = types.get(name)
    if (type === undefined) return []
    const fields = new Map<string, FieldDefinitionNode>()
    for (const parent of type.interfaces ?? []) for (const f of fieldsOf(parent.name.value)) fields.set(f.name.value, f)
    for (const f of type.fields ?? []) fields.set(f.name.value, f)
    const list = [...fields.values()]
    done.set(name, list)
    return list
  }

  const pageArguments =
    fieldsOf('Entity')
      .find((field) => field.name.value === 'relations')
      ?.arguments?.filter((argument) => !['kinds', 'direction'].includes(argument.name.value)) ?? []
  const withArguments = (field: FieldDefinitionNode): FieldDefinitionNode =>
    hasDirective(field, 'relation') && (field.arguments ?? []).length === 0
      ? { ...field, arguments: pageArguments }
      : field

  const completed = visit(document, {
    enter(node) {
      if (!isFielded(node)) return undefined
      return { ...node, fields: fieldsOf(node.name.value).map(withArguments) }
    }
  })
  const whole = { ...completed, definitions: [...completed.definitions, entityKinds(document)] }
  const stored = kindsOf(document).map(({ name: { value: kind } }) => ({
    kind,
    fields: fieldsOf(kind).filter(
      (field) => field.name.value !== 'id' && (field.arguments ?? []).length === 0 && !hasDirective(field, 'derived')
    )
  }))
  return withFilters(whole, stored)
}

const kindsOf = (document: DocumentNode): ObjectTypeDefinitionNode[] =>
  document.definitions.filter(
    (node): node is ObjectTypeDefinitionNode =>
      node.kind === Node.OBJECT_TYPE_DEFINITION && hasDirective(node, 'entity')
  )

function entityKinds(document: DocumentNode): EnumTypeDefinitionNode {
  const kinds = kindsOf(document)
  return {
    kind: Node.ENUM_TYPE_DEFINITION,
    name: { kind: Node.NAME, value: 'EntityKind' },
    description: { kind: Node.STRING, value: 'The kinds of entities: one for each type that is stored as one.' },
    values: kinds.map((type: TypeDefinitionNode) => ({
      kind: Node.ENUM_VALUE_DEFINITION,
      name: type.name,
      ...(type.description ? { description: type.description } : {})
    }))
  }
}
