import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLTypeResolver } from 'graphql'

/** Marks an object of the answer whose keys are response keys; its value is the name of the concrete type. */
const TYPE = Symbol('type')

export type Keyed = Record<string | typeof TYPE, unknown>

/** An object without prototype: any alias, `__proto__` too, is a key like any other. */
export function keyed(type: string): Keyed {
  const object = Object.create(null) as Keyed
  object[TYPE] = type
  return object
}

const isKeyed = (value: unknown): value is Keyed => typeof value === 'object' && value !== null && TYPE in value

/** The executor's field resolver: objects that the planner built are read by response key, all others by field name. */
export const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) =>
  isKeyed(source) ? source[info.path.key] : defaultFieldResolver(source, args as Record<string, unknown>, context, info)

/** The executor's type resolver for interfaces. */
export const typeResolver: GraphQLTypeResolver<unknown, unknown> = (value) =>
  isKeyed(value) ? (value[TYPE] as string) : ((value as { __typename?: string } | null)?.__typename ?? undefined)
