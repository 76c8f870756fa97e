import type { Engine, ReadOptions } from '../engine/port.ts'
import { randomBytes } from 'node:crypto'
import {
  getOperationAST,
  OperationTypeNode,
  parse,
  validate,
  type GraphQLResolveInfo,
  type GraphQLSchema
} from 'graphql'
import { z } from 'zod'
import { maySee, viewerParams, visible, type Viewer } from '../access/viewer.ts'
import { invalid, messageOf, SkeinError } from '../errors.ts'
import { checkCost } from '../query/cost.ts'
import { exceeded } from '../query/limits.ts'
import { revisionOf } from '../query/revision.ts'
import { Seen } from '../query/seen.ts'
import { audited } from './audit/change.ts'
import { recordRead } from './audit/read.ts'
import { needScope, notFound } from './authority.ts'
import { keeping, Kept } from './kept.ts'
import type { Asking } from './query.ts'
import type { Skein } from './skein.ts'

const position = z.object({ id: z.string(), x: z.number(), y: z.number() })
const stored = z.object({
  name: z.string(),
  note: z.string().nullable(),
  document: z.string(),
  variables: z.record(z.string(), z.unknown()).nullable(),
  positions: z.array(position),
  /** Organisations that see it beside its maker. */
  sharedWith: z.array(z.string()),
  by: z.string(),
  made: z.string(),
  changed: z.string(),
  /** The maker's revision when it was saved. */
  revision: z.number()
})
type Stored = z.infer<typeof stored>
export type View = Stored & { id: string; mine: boolean; placed: Placed }
type Placed = (asking: Asking, info: GraphQLResolveInfo) => Promise<Map<string, number>>

export interface ViewInput {
  id?: string | null
  name: string
  note?: string | null
  document: string
  variables?: unknown
  positions?: readonly z.infer<typeof position>[] | null
  sharedWith?: readonly string[] | null
}

const MOST = {
  name: 200,
  note: 5_000,
  document: 20_000,
  variables: 20_000,
  positions: 1_500,
  sharedWith: 20,
  views: 200
}

/** Saved views: `views.jsonl` in the data folder. */
export class Views extends Kept<Stored> {
  constructor(folder: string | null) {
    super(folder, 'views.jsonl', stored)
  }
}

/** Who may see a view: its maker, and by the one rule those it is shared with. Whoever is called as its maker is not he. */
const sees = (viewer: Viewer, { by, sharedWith }: Stored): boolean =>
  by === viewer.id || maySee(viewer, { rank: 0, audience: sharedWith })

const shown = (id: string, view: Stored, viewer: Viewer, there: Placed): View => ({
  id,
  mine: view.by === viewer.id,
  placed: there,
  ...view
})

/** A view by its id; null where absent, and where it is not shared with the viewer. */
export function viewOf(skein: Skein, viewer: Viewer, id: string): View | null {
  needScope(viewer, 'READ')
  const view = skein.views.get(id)
  return view === undefined || !sees(viewer, view) ? null : shown(id, view, viewer, placed(skein, viewer, [view]))
}

/** The viewer's own views and those shared with him, by name. */
export function viewsOf(skein: Skein, viewer: Viewer): View[] {
  needScope(viewer, 'READ')
  const seen = skein.views.entries().filter(([, view]) => sees(viewer, view))
  const views = seen.map(([, view]) => view)
  const there = placed(skein, viewer, views)
  return seen
    .map(([id, view]) => shown(id, view, viewer, there))
    .sort((a, b) => (a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1))
}

const PLACES = `UNWIND $ids AS id MATCH (x:Entity {id: id}) WITH x WHERE ${visible('x')} RETURN x.id AS id, x.rank AS rank`

/** Those of these entities that the viewer sees, each with its rank. */
export async function placesSeen(
  engine: Engine,
  viewer: Viewer,
  ids: readonly string[],
  options?: ReadOptions
): Promise<Map<string, number>> {
  const params = { ...viewerParams(viewer), ids }
  const rows = await engine.read({ text: PLACES, params, columns: ['id', 'rank'] }, options)
  return new Map(rows.map(([id, rank]) => [id as string, rank as number]))
}

/**
 * The entities among those placed that the reader sees today: one statement for all views of an answer. An id tells that something
 * is there, so marked ones are told to the audit log as in any other answer.
 */
const placed = (skein: Skein, viewer: Viewer, views: readonly Stored[]): Placed => {
  let found: Promise<Map<string, number>> | null = null
  const read: Placed = async (asking, info) => {
    const ids = [...new Set(views.flatMap(({ positions }) => positions.map(({ id }) => id)))].sort()
    asking.cost += ids.length
    checkCost(asking.cost, viewer)
    if (ids.length === 0) return new Map()
    const there = await placesSeen(skein.store.engine, viewer, ids, { signal: asking.signal })
    const seen = new Seen()
    for (const [id, rank] of there) if (rank > 0) seen.add([id, rank])
    await recordRead(skein.audit, viewer, { ...info, fieldName: 'views' }, seen)
    return there
  }
  return (asking, info) => (found ??= read(asking, info))
}

/** Where things were put, of those that the reader sees today. */
export async function positionsOf(
  { positions, placed }: View,
  asking: Asking,
  info: GraphQLResolveInfo
): Promise<Stored['positions']> {
  const there = await placed(asking, info)
  return positions.filter(({ id }) => there.has(id))
}

/** Saves a view, or changes one's own. It holds a question, never an answer. */
export function saveView(skein: Skein, viewer: Viewer, input: ViewInput): Promise<View> {
  return audited(skein.audit, viewer, 'saveView', async (changing) => {
    const by = signedIn(viewer)
    const before = input.id == null ? undefined : own(skein, viewer, input.id)
    check(skein.schema, viewer, input)
    const count = skein.views.entries().filter(([, view]) => view.by === by).length
    if (before === undefined && count >= MOST.views)
      throw exceeded('views', MOST.views, count + 1, 'Delete some that are no longer needed.')
    const id = input.id ?? `v:${randomBytes(10).toString('hex')}`
    const at = skein.now()
    const view: Stored = {
      name: input.name.trim(),
      note: input.note ?? null,
      document: input.document,
      variables: (input.variables ?? null) as Stored['variables'],
      positions: (input.positions ?? []).map(({ id: of, x, y }) => ({ id: of, x, y })),
      sharedWith: [...new Set(input.sharedWith ?? [])].sort(),
      by: before?.by ?? by,
      made: before?.made ?? at,
      changed: at,
      revision: await revisionOf(skein.store.engine, viewer)
    }
    await changing.intend([id, 0])
    keeping('the view could not be saved', () => {
      skein.views.set(id, view)
    })
    return shown(id, view, viewer, placed(skein, viewer, [view]))
  })
}

/** Takes back a view of one's own. */
export function deleteView(skein: Skein, viewer: Viewer, id: string): Promise<{ id: string }> {
  return audited(skein.audit, viewer, 'deleteView', async (changing) => {
    signedIn(viewer)
    own(skein, viewer, id)
    await changing.intend([id, 0])
    keeping('the view could not be deleted', () => {
      skein.views.delete(id)
      skein.views.rewrite()
    })
    return { id }
  })
}

function signedIn(viewer: Viewer): string {
  needScope(viewer, 'READ')
  if (viewer.id !== null) return viewer.id
  throw new SkeinError('UNAUTHENTICATED', 'saving views needs a credential', {
    hint: 'Use the owner link that the server printed, or an API key (`skein keys add`).'
  })
}

/** One's own view. Absent, hidden and another's are one answer. */
function own({ views }: Skein, viewer: Viewer, id: string): Stored {
  const view = views.get(id)
  if (view === undefined || !(viewer.owner || view.by === viewer.id)) throw notFound('view')
  return view
}

function check(schema: GraphQLSchema, viewer: Viewer, input: ViewInput): void {
  const refuse = (field: string, message: string, hint?: string): never => {
    throw invalid('the view cannot be saved like this', {
      path: `input.${field}`,
      message,
      ...(hint === undefined ? {} : { hint })
    })
  }
  if (input.name.trim() === '') refuse('name', 'is empty')
  const sizes = {
    name: input.name.length,
    note: input.note?.length ?? 0,
    document: input.document.length,
    variables: JSON.stringify(input.variables ?? null).length,
    positions: input.positions?.length ?? 0,
    sharedWith: input.sharedWith?.length ?? 0
  }
  for (const [field, size] of Object.entries(sizes)) {
    const most = MOST[field as keyof typeof sizes]
    if (size > most) throw exceeded(field, most, size, 'Save less in one view.')
  }
  const { variables } = input
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables)))
    refuse('variables', 'must be an object', 'Write the variables of the document by name.')
  const stray = (input.sharedWith ?? []).find((name) => !viewer.owner && !viewer.organisations.includes(name))
  if (stray !== undefined)
    refuse(
      'sharedWith',
      `${JSON.stringify(stray.slice(0, 64))} is no organisation of yours`,
      'Share with organisations to which you belong.'
    )
  checkDocument(schema, input.document, refuse)
}

function checkDocument(schema: GraphQLSchema, text: string, refuse: (field: string, message: string) => never): void {
  let document
  try {
    document = parse(text, { maxTokens: 2_000 })
  } catch (error) {
    return refuse('document', messageOf(error))
  }
  if (getOperationAST(document)?.operation !== OperationTypeNode.QUERY) refuse('document', 'must be one query')
  const [error] = validate(schema, document, undefined, { maxErrors: 1 })
  if (error !== undefined) refuse('document', error.message)
}
