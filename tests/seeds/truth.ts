import { readJson } from './reading.ts'

export interface Viewer {
  marking: string
  audience: string | null
}
interface Seen {
  viewer: Viewer
}
interface Group extends Seen {
  records: string[]
  shape: string
  then?: string
  until?: string
  type?: string
  bond?: string
  root?: string
  members: string[]
  goods: string[]
}

/** `seeds/teaching/truth.json`: what is planted. */
export interface Truth {
  overlaps: (Seen & {
    goods: [string, string]
    planted: boolean
    noSourceCoversBoth?: true
    counts?: Record<'public' | 'owner', { shared: number; byChance: number }>
  })[]
  links: (Seen & { what: string; records: string[]; goods: string[]; joins: string[]; judgement: string[] | null })[]
  groups: [Group, Group, Group]
  lawyer: Seen & { records: string[] }
  association: Seen & { records: string[]; members: string[]; sharesBondWith: string }
  caller: Seen & {
    records: string[]
    sources: string[]
    origin: string
    public: { sources: number; origins: number; origin: string }
  }
  official: Seen & { records: string[]; with: string; standings: string[] }
  prosecutor: Seen & { record: string; source: string; label: string }
  falseFriend: Seen & { records: [string, string]; decidedBy: { properties: string[]; viewer: Viewer } }
  secretIdentity: Seen & { records: [string, string] }
  acrossTheWall: Seen & { records: [string, string] }
  restricted: (Seen & { record: string })[]
  protected: Seen & { records: string[] }
  journey: Seen & { record: string; stage: string; statuses: string[] }
  equalPayments: Seen & { from: string; to: string; dataset: string }
  estimates: Seen & {
    records: string[]
    repeated: { records: string[]; sources: string[]; origin: string; point: number; definitions: string[] }
    byRole: { records: string[]; definition: string; ranges: Record<string, [number, number]> }
    addable: { records: string[]; whole: string; total: number }
  }
  interventions: Seen & {
    records: string[]
    outcomes: Record<string, { evaluations: number; interventions: number }>
    notEvaluated: string[]
    disagree: { record: string; outcomes: string[] }
  }
  later: { dataset: string; folder: string }
}

export const truth = readJson('teaching/truth.json') as Truth
