import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode
} from 'graphql'

type ShapeOf = (value: unknown) => string

/**
 * The presence-shape of an operation's variables: what of their values a statement's text may depend on. Enums and booleans
 * count with their value; texts, numbers and their lists only as there or not, and lists of input objects (the parts of a filter)
 * with the shape of each. Everything else travels as a parameter.
 */
export function shapeReader(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode
): (variables: Readonly<Record<string, unknown>>) => string {
  const parts = (operation.variableDefinitions ?? []).map(({ variable, type: node }): [string, ShapeOf] => {
    const type = typeFromAST(schema, node) as GraphQLInputType | undefined
    return [variable.name.value, type === undefined ? presence : shapeOf(type)]
  })
  return (variables) => parts.map(([name, shape]) => shape(variables[name])).join(',')
}

const presence: ShapeOf = (value) => (value === undefined || value === null ? '-' : '+')

function shapeOf(type: GraphQLInputType): ShapeOf {
  if (isNonNullType(type)) return shapeOf(type.ofType)
  if (isListType(type)) {
    if (!isInputObjectType(getNamedType(type))) return presence
    let shape: ShapeOf | undefined
    return (value) => {
      if (!Array.isArray(value)) return presence(value)
      shape ??= shapeOf(type.ofType)
      return `[${value.map(shape).join('')}]`
    }
  }
  if (isEnumType(type) || (isScalarType(type) && type.name === 'Boolean'))
    return (value) => (value === undefined || value === null ? '-' : JSON.stringify(value))
  if (!isInputObjectType(type)) return presence
  const fields = Object.values(type.getFields())
  const shapes = new Map<string, ShapeOf>()
  return (value) => {
    if (value === undefined || value === null) return '-'
    const object = value as Record<string, unknown>
    return `{${fields
      .map((field) => {
        let shape = shapes.get(field.name)
        if (shape === undefined) shapes.set(field.name, (shape = shapeOf(field.type)))
        return shape(object[field.name])
      })
      .join('')}}`
  }
}
