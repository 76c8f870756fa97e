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

type Fielded = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode

const isFielded = (node: { kind: Node }): node is Fielded =>
  node.kind === Node.OBJECT_TYPE_DEFINITION || node.kind === Node.INTERFACE_TYPE_DEFINITION

export const hasDirective = (
  node: { directives?: readonly { name: { value: string } }[] | undefined },
  name: string
): boolean => node.directives?.some((directive) => directive.name.value === name) ?? false

/**
 * Fills in what the SDL declares once and GraphQL wants repeated: the fields of every implemented interface, the arguments of
 * pages (those of `Entity.relations` without kinds and direction), and `enum EntityKind` with one value per `@entity` type.
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
  return { ...completed, definitions: [...completed.definitions, entityKinds(document)] }
}

function entityKinds(document: DocumentNode): EnumTypeDefinitionNode {
  const kinds = document.definitions.filter(
    (node): node is ObjectTypeDefinitionNode =>
      node.kind === Node.OBJECT_TYPE_DEFINITION && hasDirective(node, 'entity')
  )
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
