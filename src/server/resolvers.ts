import type { IResolvers } from '@graphql-tools/utils'
import type { GraphQLResolveInfo } from 'graphql'
import { measureCatalogue } from '../service/catalogue.ts'
import { entitiesOf } from '../service/entities.ts'
import { judge, unjudge, type Decision, type Judged } from '../service/judge.ts'
import { answer, PLANNED } from '../service/query.ts'
import { recordClaims, type RecordInput } from '../service/record.ts'
import { retractClaim } from '../service/retract.ts'
import { importUpload, type UploadInput } from '../service/upload.ts'
import { deleteView, positionsOf, saveView, viewOf, viewsOf, type View, type ViewInput } from '../service/views.ts'
import { MARKINGS, type Viewer } from '../service/viewer.ts'
import { withdrawDataset } from '../service/withdraw.ts'
import type { Context } from './context.ts'

type Input<T extends object> = { input: T & { idempotencyKey?: string | null } }
type JudgeInput = Omit<Decision, 'audience'> & { audience?: string[] | null }

/** What was done under an idempotency key, and of which dataset the answer tells; null where nothing was. */
const wroteTo = ({ written, dataset }: { written: boolean; dataset: string | null }) => (written ? { dataset } : null)
const decided = ({ judgement: { dataset } }: Judged) => ({ dataset })
const always = () => ({ dataset: null })

const withoutKey = <T extends { idempotencyKey?: string | null }>({ idempotencyKey: _, ...rest }: T) => rest

const question = (
  _source: unknown,
  _args: unknown,
  { skein, viewer, asking }: Context,
  info: GraphQLResolveInfo
): Promise<unknown> => answer(skein, viewer, info, asking)

const viewerOf = ({ id, rank, organisations, owner, scopes }: Viewer): object => ({
  id,
  rank: MARKINGS[rank],
  organisations,
  owner,
  scopes
})

/** Thin: who asks, what he asks, which use case answers. */
export const resolvers = (): IResolvers<unknown, Context> => ({
  Query: {
    ...Object.fromEntries(PLANNED.map((name) => [name, question])),
    viewer: (_source, _args, { viewer }) => viewerOf(viewer),
    view: (_source, { id }: { id: string }, { skein, viewer }) => viewOf(skein, viewer, id),
    views: (_source, _args, { skein, viewer }) => viewsOf(skein, viewer),
    measureCatalogue
  },
  Mutation: {
    importDataset: (_source, { input }: Input<UploadInput>, { skein, viewer, asking }) =>
      skein.once.run({ viewer, scope: 'WHOLE', operation: 'importDataset', input, done: wroteTo }, () =>
        importUpload(skein, viewer, withoutKey(input), asking.signal)
      ),
    recordClaims: (_source, { input }: Input<RecordInput>, { skein, viewer, asking }) =>
      skein.once.run({ viewer, scope: 'WHOLE', operation: 'recordClaims', input, done: wroteTo }, () =>
        recordClaims(skein, viewer, input, asking.signal)
      ),
    cancelJob: async (_source, { input }: Input<{ id: string }>, { skein, viewer }) => ({
      job: await skein.jobs.cancel(viewer, input.id)
    }),
    retractClaim: (_source, { input }: Input<{ id: string }>, { skein, viewer }) =>
      skein.once.run({ viewer, scope: 'WRITE', operation: 'retractClaim', input, done: always }, () =>
        retractClaim(skein, viewer, input.id)
      ),
    withdrawDataset: (_source, { input }: Input<{ dataset: string }>, { skein, viewer }) =>
      skein.once.run({ viewer, scope: 'WHOLE', operation: 'withdrawDataset', input, done: always }, () =>
        withdrawDataset(skein, viewer, input.dataset)
      ),
    judge: (_source, { input }: Input<JudgeInput>, { skein, viewer }) =>
      skein.once.run({ viewer, scope: 'REVIEW', operation: 'judge', input, done: decided }, () =>
        judge(skein, viewer, { ...withoutKey(input), audience: input.audience ?? null })
      ),
    unjudge: (_source, { input }: Input<{ id: string }>, { skein, viewer }) =>
      skein.once.run({ viewer, scope: 'REVIEW', operation: 'unjudge', input, done: decided }, () =>
        unjudge(skein, viewer, input.id)
      ),
    saveView: async (_source, { input }: { input: ViewInput }, { skein, viewer }) => ({
      view: await saveView(skein, viewer, input)
    }),
    deleteView: (_source, { input }: { input: { id: string } }, { skein, viewer }) =>
      deleteView(skein, viewer, input.id)
  },
  View: {
    positions: (view: View, _args, { asking }, info) => positionsOf(view, asking, info)
  },
  Subscription: {
    changes: {
      subscribe: (_source, { since }: { since?: number | null }, { skein, viewer, asking }) =>
        skein.changes.follow(viewer, since ?? null, asking.signal),
      resolve: (event: unknown) => event
    },
    job: {
      subscribe: (_source, { id }: { id: string }, { skein, viewer, asking }) =>
        skein.jobs.follow(viewer, id, asking.signal),
      resolve: (event: unknown) => event
    }
  },
  JudgePayload: {
    entities: ({ entities }: Judged, _args, { skein, viewer, asking }, info) =>
      entitiesOf(skein, viewer, entities, info, asking)
  }
})
