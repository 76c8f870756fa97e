/** A few saved views of random makers, and the service's own resolvers for them over the engine that is being counted. */
import type { GraphQLFieldResolver } from 'graphql'
import type { Viewer } from '../../src/access/viewer.ts'
import type { Engine } from '../../src/engine/port.ts'
import type { Random } from '../../src/graph/random.ts'
import { resolvers } from '../../src/server/resolvers.ts'
import { UNKEPT } from '../../src/service/audit/log.ts'
import { Views } from '../../src/service/views.ts'
import { schema } from '../query/world.ts'
import type { SavedView } from './ledger.ts'

type Resolve = GraphQLFieldResolver<unknown, { viewer: Viewer; engine: Engine; asking?: object; skein?: object }>

export function savedViews(random: Random, ids: readonly string[], makers: readonly (string | null)[]): SavedView[] {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)] as T
  const some = <T>(list: readonly T[], most: number): T[] => Array.from({ length: random.below(most + 1) }, () => pick(list)) // prettier-ignore
  const at = (): string => `2026-0${1 + random.below(5)}-01T00:00:00.000Z`
  return Array.from({ length: 6 }, (_, i) => ({
    id: `v:${i}`,
    name: pick(['Alpha', 'beta', 'Beta', 'zwei', '']),
    note: pick([null, '', 'A note']),
    document: '{ revision }',
    variables: pick([null, {}, { first: 3, filter: { kinds: ['Person'] } }]),
    positions: some([...ids, 'e:00000000000000000000', 'x'], 5).map((id) => ({ id, x: random.below(9) / 4, y: -1 })),
    sharedWith: some(['a', 'b', 'beta', 'a2', 'owner'], 2),
    by: pick(makers) ?? 'u1',
    made: at(),
    changed: at(),
    revision: random.below(9)
  }))
}

/** Gives `view` and `views` their resolvers, and says how to put other views in the place of those there are. */
export function heedViews(): (views: readonly SavedView[]) => void {
  let kept = new Views(null)
  const { Query, View } = resolvers() as Record<string, Record<string, Resolve>>
  const within =
    (resolve: Resolve | undefined): Resolve =>
    (source, args, context, info) => {
      const skein = { views: kept, audit: UNKEPT, store: { engine: context.engine } }
      return resolve?.(source, args, { ...context, skein, asking: { cost: 0 } }, info)
    }
  const query = schema.getQueryType()?.getFields() ?? {}
  for (const name of ['view', 'views']) Object.assign(query[name] ?? {}, { resolve: within(Query?.[name]) })
  const type = schema.getType('View')
  if (type === undefined || !('getFields' in type)) throw new Error('no View')
  Object.assign(type.getFields()['positions'] ?? {}, { resolve: within(View?.['positions']) })
  return (views) => {
    kept = new Views(null)
    for (const { id, ...view } of views) kept.set(id, view)
  }
}
