import { SkeinError } from '../errors.ts'

/** What one question may ask for. Depth, aliases and tokens are the server's. */
export const LIMITS = {
  /** Items on a page, ids in a list. */
  page: 200,
  /** Items on a page where `first` is absent. */
  pageDefault: 25,
  /** Nodes of a drawing. */
  graph: 1_500,
  /** Nodes looked at before a drawing is cut to its best tied. */
  graphCandidates: 3_000,
  /** Ids on a side of a question for paths, paths of an answer, and hops of a path. */
  pathEnds: 50,
  paths: 50,
  hops: 8,
  /** Entities whose ties are read in one step of a search for paths, ties read in one step, and ties after which no more are read. */
  pathEntities: 5_000,
  pathTies: 30_000,
  pathTiesInAll: 60_000,
  /** Ties to goods over which links across them are computed: over a part of them nothing can be said. */
  trade: 20_000,
  /** Values in a list of a filter. */
  list: 100,
  /** Levels of `and`, `or`, `not` and `has` in a filter, and single tests in it. */
  filterDepth: 3,
  filterTests: 30,
  /** Characters of a text to look for, and words in it. */
  text: 500,
  words: 20,
  /** Expected rows of an operation. */
  cost: 20_000,
  costPublic: 2_000
} as const

/** The error of a limit: which, its value and what was asked. */
export const exceeded = (name: string, value: number, met: number, hint: string): SkeinError =>
  new SkeinError(
    'LIMIT_EXCEEDED',
    `${name}: at most ${value.toLocaleString('en')}, asked for ${met.toLocaleString('en')}`,
    {
      limit: { name, value, met },
      hint
    }
  )
