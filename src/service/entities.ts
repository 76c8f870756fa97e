import {
  Kind,
  OperationTypeNode,
  type FieldNode,
  type GraphQLResolveInfo,
  type OperationDefinitionNode,
  type SelectionNode
} from 'graphql'
import type { Viewer } from '../access/viewer.ts'
import { answer, type Asking } from './query.ts'
import type { Skein } from './skein.ts'

const IDS = 'idsOfPayload'

/**
 * Entities in the payload of a mutation: what was selected of them is asked as `nodes(ids)`, so that payloads and questions
 * are answered in one way. Null for each that the viewer cannot see.
 */
export async function entitiesOf(
  skein: Skein,
  viewer: Viewer,
  ids: readonly (string | null)[],
  info: GraphQLResolveInfo,
  asking: Asking
): Promise<unknown> {
  const selections: SelectionNode[] = info.fieldNodes.map((node) => ({
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'Entity' } },
    selectionSet: node.selectionSet ?? { kind: Kind.SELECTION_SET, selections: [] }
  }))
  const variable = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: IDS } } as const
  const field: FieldNode = {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: 'nodes' },
    arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'ids' }, value: variable }],
    selectionSet: { kind: Kind.SELECTION_SET, selections }
  }
  const operation: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: OperationTypeNode.QUERY,
    variableDefinitions: [...(info.operation.variableDefinitions ?? [])],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [field] }
  }
  const variableValues = { ...info.variableValues, [IDS]: ids.map((id) => id ?? '') }
  const query = info.schema.getQueryType()
  return answer(
    skein,
    viewer,
    {
      ...info,
      operation,
      variableValues,
      fieldName: 'nodes',
      fieldNodes: [field],
      ...(query == null ? {} : { parentType: query, returnType: query.getFields()['nodes']?.type ?? info.returnType }),
      path: { prev: undefined, key: 'nodes', typename: 'Query' }
    },
    asking
  )
}
