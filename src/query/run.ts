import { getArgumentValues } from 'graphql'
import { summaryRank, type Viewer } from '../access/viewer.ts'
import type { Value } from '../engine/port.ts'
import type { Ontology } from '../ontology/types.ts'
import { SkeinError } from '../errors.ts'
import type { Compare, ComputeLinks } from './computed.ts'
import type { Numbers } from './numbers.ts'
import type { Cursors } from './cursor.ts'
import { Seen } from './seen.ts'
import type { Selected } from './selection.ts'

export type Arguments = Readonly<Record<string, unknown>>

/** One execution of a plan: what differs between two of them. */
export interface Run {
  readonly variables: Readonly<Record<string, unknown>>
  readonly viewer: Viewer
  /** Which of the three summaries the viewer reads. */
  readonly rank: 0 | 1 | 2
  readonly cursors: Cursors
  readonly ontology: Ontology
  readonly args: Map<Selected, Arguments>
  /** What the answer holds of marked material, gathered while it is decoded. */
  readonly seen: Seen
  /** Computed fields that the answer waits for: one more statement gives them all. */
  readonly awaited: Awaited[]
  /** Registers a computed field of a collective; the value is what the second statement brings. */
  structure(field: Selected, id: string): Promise<unknown>
  /** Sets groups side by side. */
  readonly compare: Compare
  /** Works out what ties goods together. */
  readonly links: ComputeLinks
  /** Sets numbers and outcomes side by side, and follows citations. */
  readonly numbers: Numbers
}

/** A computed field of one collective, asked for by the answer. */
export interface Awaited {
  readonly id: string
  readonly field: Selected
  readonly resolve: (value: unknown) => void
}

/** What a planner may be given to compute with. */
export interface Computing {
  /** Sets groups side by side, from what `structure` made of each and from the goods that the first statement brought. */
  readonly compare?: Compare
  readonly links?: ComputeLinks
  /** Sets numbers and outcomes side by side, and follows citations. */
  readonly numbers?: Numbers
}

const cannot = (what: string) => (): never => {
  throw new SkeinError('UNSUPPORTED', `This planner was given no way to ${what}`)
}
const none = cannot('set numbers side by side')
const NO_NUMBERS: Numbers = { groups: none, total: none, outcomes: none, outcomeGroups: none, chain: none }

export function newRun(
  ontology: Ontology,
  variables: Run['variables'],
  viewer: Viewer,
  cursors: Cursors,
  {
    compare = cannot('compare groups'),
    links = cannot('look at links across goods'),
    numbers = NO_NUMBERS
  }: Computing = {}
): Run {
  const awaited: Awaited[] = []
  return {
    ontology,
    variables,
    viewer,
    rank: summaryRank(viewer),
    cursors,
    compare,
    links,
    numbers,
    args: new Map(),
    seen: new Seen(),
    awaited,
    structure: (field, id) =>
      new Promise((resolve) => {
        awaited.push({ id, field, resolve })
      })
  }
}

/** A value that an execution gives: plans hold these where the text holds a parameter. */
export type Given = (run: Run) => Value

/** The coerced arguments of a field in this execution. */
export function argumentsOf(run: Run, field: Selected): Arguments {
  let args = run.args.get(field)
  if (args === undefined) run.args.set(field, (args = getArgumentValues(field.field, field.node, run.variables)))
  return args
}

/** An input object among the arguments of a field; empty when absent. */
export const inputOf = (run: Run, field: Selected, name: string): Arguments =>
  (argumentsOf(run, field)[name] ?? {}) as Arguments
