import { initGraphQLTada } from 'gql.tada'
import type { introspection } from './introspection.d.ts'

/** Documents checked against the SDL: `introspection.d.ts` is written by `ui/schema-types.mjs`. */
export const graphql = initGraphQLTada<{
  introspection: introspection
  scalars: { PartialDate: string; Moment: string; JSON: unknown; CytoscapeElements: unknown }
}>()

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada'
export { readFragment } from 'gql.tada'
