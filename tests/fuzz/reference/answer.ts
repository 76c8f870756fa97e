/** Plain execution of a document over what a viewer sees: slow, and as obvious as it can be. */
import { buildSchema, execute, isListType, isNonNullType, parse, type ExecutionResult, type GraphQLFieldResolver,
  type GraphQLResolveInfo, type GraphQLSchema } from 'graphql' // prettier-ignore
import { ontology } from '../../query/world.ts'
import type { Path } from 'graphql/jsutils/Path.js'
import type { Comparison } from './comparison.ts'
import { RESOLVERS, statedBy, tiePage } from './fields.ts'
import { SORTS } from './lookup.ts'
import { namesGoods } from './filter.ts'
import { knownAt } from './past.ts'
import type { Paths } from './paths.ts'
import { given, within, type Args } from './refuse.ts'
import { fold } from '../../../src/claims/fold.ts'
import type { SavedView } from '../ledger.ts'
import type { Entity, Seen } from './seen.ts'

const schema: GraphQLSchema = buildSchema(ontology.sdl)

export interface Reference {
  readonly result: ExecutionResult
  /** Root fields that read the graph, and those of them under which something is computed. */
  readonly reading: ReadonlySet<string>
  readonly computing: ReadonlySet<string>
  /** Places in the answer where the planner may say less, as it need not look farther. */
  readonly loose: ReadonlySet<string>
  /** Whether paths are looked for. */
  readonly searching: boolean
  /** Earlier moments asked about. */
  readonly moments: number
}

interface Context {
  readonly seen: Seen
  readonly reading: Set<string>
  readonly computing: Set<string>
  /** What each root field that asks about an earlier moment is answered from. */
  readonly past: Map<string | number, Seen>
  readonly loose: Set<string>
  readonly roots: Map<string | number, { readonly name: string; readonly args: Args }>
}

const fieldResolver: GraphQLFieldResolver<unknown, Context> = (thing, args: Args, context, info) => {
  const { parentType, fieldName, returnType, path } = info
  let root = path
  while (root.prev !== undefined) root = root.prev
  if (path.prev === undefined && given(args, 'asKnownAt'))
    context.past.set(root.key, context.seen.then(knownAt(args['asKnownAt'] as string)))
  const seen = context.past.get(root.key) ?? context.seen
  if (reads(context, info, args, thing)) context.reading.add(String(root.key))
  if (computes(info, thing)) context.computing.add(String(root.key))

  if (parentType.name === 'Paths') {
    const { mayNotKnow, lookedAtAll } = thing as Paths
    if ((fieldName === 'more' && mayNotKnow) || (fieldName === 'excluded' && !lookedAtAll)) context.loose.add(placeOf(path)) // prettier-ignore
  }

  const kind = ontology.kinds.get(parentType.name)
  const special = RESOLVERS[parentType.name]?.[fieldName] ?? (kind === undefined ? undefined : RESOLVERS['Entity']?.[fieldName]) // prettier-ignore
  if (special !== undefined) {
    const resolve = (): unknown => special(seen, thing as never, args, fieldName)
    const page = parentType.name !== 'Query' && String(returnType).endsWith('Connection!')
    return page ? whenAsked(resolve as () => object) : resolve()
  }
  const shortcut = kind?.pages.get(fieldName)
  if (shortcut !== undefined)
    return whenAsked(() =>
      tiePage(seen, thing as Entity, shortcut.kinds, shortcut.direction, args, fieldName, shortcut.orderBy)
    )
  const values = kind !== undefined || parentType.name === 'Relation' ? (thing as Entity).values : statedBy(thing as object) // prettier-ignore
  const held = values[fieldName] ?? null
  const value: unknown = typeof held === 'function' ? (held as (args: Args) => unknown)(args) : held
  return value === null && isNonNullType(returnType) && isListType(returnType.ofType) ? [] : value
}

/** A page is looked at when something is asked of it: one of which nothing is asked is not read, whatever its arguments. */
const whenAsked = (make: () => object): object =>
  Object.fromEntries(['edges', 'nodes', 'pageInfo', 'totalCount'].map((name) => [name, () => (make() as Args)[name]]))

const placeOf = ({ prev, key }: Path): string =>
  `${prev === undefined ? '' : placeOf(prev)}${typeof key === 'number' ? `[${key}]` : `.${key}`}`

/** Whether a field is computed: of a group itself, or of groups side by side where there is any. */
function computes({ parentType: { name }, fieldName }: GraphQLResolveInfo, thing: unknown): boolean {
  if (name === 'GroupComparison') return (thing as Comparison).found && ['measures', 'pairs'].includes(fieldName)
  if (name === 'ComparedGroup') return !['group', 'goods', 'goodsOfActors'].includes(fieldName)
  return ['Group', 'Case'].includes(name) && ['shape', 'measures'].includes(fieldName)
}

/** Whether the store must be asked for this field, where it is a root field or stands below one. */
function reads(
  context: Context,
  { parentType, fieldName, path }: GraphQLResolveInfo,
  args: Args,
  thing: unknown
): boolean {
  const known = (id: unknown): boolean => SORTS.includes(String(id).slice(0, 2))
  // All positions of the views that a root field answers with are read as one.
  if (parentType.name === 'View') return fieldName === 'positions' && (thing as SavedView).positions.length > 0
  if (path.prev === undefined) {
    const root = { name: fieldName, args }
    context.roots.set(path.key, root)
    if (fieldName === 'node') return known(args['id'])
    if (fieldName === 'nodes') return (args['ids'] as unknown[]).some(known)
    return ['entity', 'graph', 'compareGroups', 'paths', 'revision'].includes(fieldName)
  }
  const root = path.prev.prev === undefined ? context.roots.get(path.prev.key) : undefined
  if (root === undefined) return false
  // A page is read for what is asked of it.
  if (fieldName === 'unknown' && parentType.name === 'EntityConnection') return namesGoods(within(root.args, 'filter'))
  if (root.name === 'datasets' && fieldName === 'unknown') return given(within(root.args, 'filter'), 'goods')
  if (root.name === 'routes' && fieldName === 'unknown') return given(root.args, 'goods')
  if (root.name === 'search') return fold(root.args['text'] as string) !== ''
  if (parentType.name === 'Corridors') return fieldName === 'unknown' ? given(within(root.args, 'input'), 'goods') : fieldName !== 'note' // prettier-ignore
  if (parentType.name !== 'CrossGoods') return parentType.name.endsWith('Connection')
  const goods = given(root.args['input'] as Args, 'goods')
  return fieldName === 'goods' ? !goods : fieldName === 'unknown' ? goods : fieldName !== 'note'
}

export async function referenceAnswer(
  seen: Seen,
  text: string,
  variables: Record<string, unknown>
): Promise<Reference> {
  const context: Context = {
    seen,
    reading: new Set(),
    computing: new Set(),
    past: new Map(),
    loose: new Set(),
    roots: new Map()
  }
  const typeResolver = (value: unknown): string => (value as { __typename: string }).__typename
  const result = await execute({ schema, document: parse(text), variableValues: variables, contextValue: context, fieldResolver, typeResolver }) // prettier-ignore
  return {
    result,
    reading: context.reading,
    computing: context.computing,
    loose: context.loose,
    searching: [...context.roots.values()].some(({ name }) => name === 'paths'),
    moments: new Set(context.past.values()).size
  }
}
