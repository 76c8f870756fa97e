import { gathered, order, originsOf } from './figures.ts'

/** What was done, with what was found of it. */
export interface Tried {
  readonly id: string
  readonly groupKind: string | null
  /** Ids of the places at which it was aimed or in which it lies. */
  readonly places: readonly string[]
  readonly evaluations: readonly Finding[]
}

/** One evaluation. */
export interface Finding {
  readonly outcome: string | null
  readonly quality: string | null
  readonly origins: readonly string[]
}

export interface OutcomeCount {
  readonly outcome: string
  readonly evaluations: number
  readonly interventions: number
  readonly origins: number
  readonly evidence: readonly { readonly quality: string | null; readonly evaluations: number }[]
}

/** What came of some interventions. */
export interface Outcomes {
  readonly outcomes: readonly OutcomeCount[]
  readonly notEvaluated: number
  readonly noOutcome: number
}

export interface TriedGroup extends Outcomes {
  readonly groupKind: string | null
  readonly place: string | null
  readonly interventions: readonly string[]
}

/**
 * How often each outcome was found: every outcome of `outcomes`, in that order and never by size, so that failure and harm stand
 * where success does; a zero is shown. Counts of what evaluators wrote, not a rate: what is not evaluated is counted beside. O(n).
 */
export function countOutcomes(tried: readonly Tried[], outcomes: readonly string[]): Outcomes {
  const findings = tried.flatMap(({ evaluations }) => evaluations)
  return {
    outcomes: outcomes.map((outcome) => countOf(outcome, tried)),
    notEvaluated: tried.filter(({ evaluations }) => evaluations.length === 0).length,
    noOutcome: findings.filter(({ outcome }) => outcome === null).length
  }
}

function countOf(outcome: string, tried: readonly Tried[]): OutcomeCount {
  const found = tried.map(({ evaluations }) => evaluations.filter((each) => each.outcome === outcome))
  const all = found.flat()
  const words = [...gathered(all, ({ quality }) => quality ?? '')].sort(([a], [b]) => order(a, b))
  return {
    outcome,
    evaluations: all.length,
    interventions: found.filter(({ length }) => length > 0).length,
    origins: originsOf(all),
    evidence: words.map(([, same]) => ({ quality: same[0].quality, evaluations: same.length }))
  }
}

/**
 * The same for each kind of group in each place, the only frame in which outcomes may be compared; nothing is averaged across.
 * An intervention with several places stands in the group of each, one without a place or a kind in a group that says so. By kind
 * in the order of `kinds`, then by place; unstated last. O(n · places).
 */
export function groupOutcomes(
  tried: readonly Tried[],
  outcomes: readonly string[],
  kinds: readonly string[]
): TriedGroup[] {
  const each = tried.flatMap((one) => (one.places.length === 0 ? [null] : one.places).map((place) => ({ one, place })))
  const rank = (kind: string | null): number => (kind === null ? kinds.length : kinds.indexOf(kind))
  return [...gathered(each, ({ one, place }) => `${one.groupKind ?? ''} ${place ?? ''}`).values()]
    .map((own) => ({
      groupKind: own[0].one.groupKind,
      place: own[0].place,
      interventions: own.map(({ one }) => one.id).sort(order),
      ...countOutcomes(
        own.map(({ one }) => one),
        outcomes
      )
    }))
    .sort(
      (a, b) =>
        rank(a.groupKind) - rank(b.groupKind) ||
        Number(a.place === null) - Number(b.place === null) ||
        order(a.place ?? '', b.place ?? '')
    )
}
