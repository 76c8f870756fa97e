import { type Range } from './draft.ts'

/**
 * How groups of the five types are made, each value drawn evenly per group. They are assumptions after descriptions in the literature
 * (UNODC 2002; Natarajan 2006; Morselli 2009), not estimates, and wide on purpose: families overlap.
 * Shares are probabilities per pair or person.
 */
export interface Ranges {
  /** Members, and contacts per member: the same for every type, so that neither tells anything. */
  readonly members: Range
  readonly contacts: Range
  readonly tree: {
    /** Subordinates of one superior, on average. */
    readonly span: Range
    /** Contact along an order; between two of one superior; past a superior. */
    readonly along: Range
    readonly siblings: Range
    readonly past: Range
    /** Orders past a superior; a second superior. */
    readonly skipped: Range
    readonly second: Range
    /** Contacts that follow no order and leave one's own part. */
    readonly across: Range
  }
  readonly regional: { readonly centre: Range; readonly regions: Range }
  readonly clustered: { readonly clusters: Range; readonly heads: Range }
  readonly core: {
    readonly size: Range
    readonly density: Range
    /** Share of the further contacts of those around that go to the core. */
    readonly further: Range
    /** Tasks given to those around, by a core member; among them; within the core. */
    readonly tasks: Range
    readonly passedOn: Range
    readonly within: Range
  }
  readonly network: {
    /** Members per job. */
    readonly team: Range
    readonly density: Range
    /** Working again with whom one knows. */
    readonly again: Range
    /** How unequally active members are: 0 all alike. */
    readonly unequal: Range
    /** Tasks that whoever leads a job gives to each of the others. */
    readonly tasks: Range
  }
}

export const training: Ranges = {
  members: [18, 110],
  contacts: [1.2, 4],
  tree: {
    span: [2, 7],
    along: [0.75, 1],
    siblings: [0.1, 0.6],
    past: [0, 0.25],
    skipped: [0, 0.15],
    second: [0, 0.15],
    across: [0, 0.4]
  },
  regional: { centre: [1, 5], regions: [3, 7] },
  clustered: { clusters: [3, 7], heads: [0.4, 1] },
  core: {
    size: [4, 12],
    density: [0.6, 1],
    further: [0.2, 0.8],
    tasks: [0.3, 0.9],
    passedOn: [0, 0.25],
    within: [0, 0.2]
  },
  network: { team: [2, 5], density: [0.4, 0.9], again: [0.2, 0.7], unequal: [0.1, 0.7], tasks: [0.2, 0.8] }
}

/** For judging only: other values than the model was fitted on, part of them outside of its ranges. */
export const shifted: Ranges = {
  members: [18, 110],
  contacts: [1.8, 3.6],
  tree: {
    span: [3, 9],
    along: [0.6, 0.9],
    siblings: [0.2, 0.75],
    past: [0.1, 0.35],
    skipped: [0.05, 0.25],
    second: [0.05, 0.25],
    across: [0.1, 0.6]
  },
  regional: { centre: [2, 7], regions: [3, 9] },
  clustered: { clusters: [3, 9], heads: [0.3, 0.8] },
  core: {
    size: [5, 15],
    density: [0.5, 0.85],
    further: [0.1, 0.6],
    tasks: [0.2, 0.7],
    passedOn: [0.1, 0.4],
    within: [0, 0.3]
  },
  network: { team: [2, 7], density: [0.3, 0.8], again: [0.1, 0.6], unequal: [0.2, 0.9], tasks: [0.1, 0.6] }
}
