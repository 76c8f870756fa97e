import { MARKINGS, type Audience, type Rank } from '../claims/types.ts'

export type Scope = 'READ' | 'WRITE' | 'REVIEW' | 'ADMIN'

/** Who asks. `audiences` are his organisations and his own id; the owner belongs to every audience. */
export interface Viewer {
  id: string | null
  organisations: readonly string[]
  rank: Rank
  owner: boolean
  scopes: readonly Scope[]
}

/** Nobody signed in: rank CLEAR, reading only. */
export const PUBLIC: Viewer = { id: null, organisations: [], rank: 0, owner: false, scopes: ['READ'] }
/** The owner of the store sees everything and may do everything. */
export const OWNER: Viewer = {
  id: 'owner',
  organisations: [],
  rank: 4,
  owner: true,
  scopes: ['READ', 'WRITE', 'REVIEW', 'ADMIN']
}

/** The parameters that every reading statement carries. */
export interface ViewerParams {
  rank: number
  owner: boolean
  audiences: readonly string[]
  [key: string]: number | boolean | readonly string[]
}

export const viewerParams = (viewer: Viewer): ViewerParams => ({
  rank: viewer.rank,
  owner: viewer.owner,
  audiences: viewer.id === null ? [...viewer.organisations] : [...viewer.organisations, viewer.id]
})

/**
 * The visibility rule, the only place that knows it, as Cypher over one variable. Every variable of a reading pattern
 * (node, relationship, claim, record) must be under it.
 */
export const visible = (variable: string): string =>
  `${variable}.rank <= $rank AND (${variable}.audience IS NULL OR $owner OR any(o IN ${variable}.audience WHERE o IN $audiences))`

/**
 * The rule over a claim's or judgement's own marking and audience, as they were given, whatever it follows from the records it is
 * about. What passes may still prove hidden once it is derived; what fails is hidden for certain.
 */
export const ownVisible = (variable: string): string =>
  `${variable}.marking IN $markings AND (${variable}.ownAudience IS NULL OR $owner OR any(o IN ${variable}.ownAudience WHERE o IN $audiences))`

export const ownVisibleParams = (viewer: Viewer): ViewerParams & { markings: readonly string[] } => ({
  ...viewerParams(viewer),
  markings: MARKINGS.slice(0, viewer.rank + 1)
})

/** The same rule over a thing in memory. */
export function maySee(viewer: Viewer, thing: { rank: number; audience: Audience }): boolean {
  if (thing.rank > viewer.rank) return false
  if (thing.audience === null || viewer.owner) return true
  return thing.audience.some((name) => name === viewer.id || viewer.organisations.includes(name))
}

/** Which of the three summaries the viewer reads. */
export const summaryRank = (viewer: Viewer): 0 | 1 | 2 => Math.min(viewer.rank, 2) as 0 | 1 | 2
