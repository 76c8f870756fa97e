import type { Figure } from './figures.ts'

/** A figure with the larger estimates of which it is said to be a part. */
export interface Summand extends Figure {
  /** Keys of the sources that state the figure. */
  readonly statedBy: readonly string[]
  readonly parts: readonly PartOf[]
}

/** That a figure is a part of a larger one, and which sources say so. */
export interface PartOf {
  readonly whole: string
  /** The part it plays, in the source's words. */
  readonly role: string | null
  readonly statedBy: readonly string[]
}

export interface Total {
  readonly value: number | null
  readonly why: string
}

/** The role by which a source says that the parts of a count share nothing. */
export const DISJOINT = 'disjoint part'

/**
 * The sum of some figures where one source counted them apart, and otherwise why there is none. Numbers that publishers give are
 * added only if all have one definition, unit, year and thing counted, and one source states each of them, as a point, and that
 * each is a disjoint part of the same larger estimate; all else counts somebody twice or counts different things. O(n · parts).
 */
export function totalOf(figures: readonly Summand[]): Total {
  const why = against(figures)
  if (why !== null) return { value: null, why }
  const value = figures.reduce((sum, { point }) => sum + (point ?? 0), 0)
  return { value, why: `Disjoint parts of one count, which one source states: ${figures.length} figures.` }
}

const SHARED = [
  ['definition', 'definition'],
  ['unit', 'unit'],
  ['year', 'year'],
  ['counts', 'statement of what is counted']
] as const

function against(figures: readonly Summand[]): string | null {
  if (figures.length < 2) return 'There is nothing to add: a total needs two estimates.'
  for (const [property, words] of SHARED) {
    const values = new Set(figures.map((figure) => figure[property]))
    if (values.has(null)) return `Not all of them state a ${words}: nothing says that they count the same.`
    if (values.size > 1) return `They have ${values.size} ${words}s: numbers of unlike things are not added.`
  }
  if (wholes(figures).length === 0)
    return 'No source states them all as disjoint parts of one count: the same persons or goods may be in several.'
  if (figures.some(({ point }) => point === null)) return 'Some give a range alone: read ranges side by side.'
  return null
}

/** Estimates of which one and the same source says that all figures are disjoint parts. */
function wholes(figures: readonly Summand[]): string[] {
  const claimed = figures.map(
    ({ parts, statedBy }) =>
      new Set(
        parts
          .filter(({ role }) => role === DISJOINT)
          .flatMap(({ whole, statedBy: by }) =>
            by.filter((source) => statedBy.includes(source)).map((source) => `${whole} ${source}`)
          )
      )
  )
  const [first, ...rest] = claimed
  return [...(first ?? [])].filter((whole) => rest.every((each) => each.has(whole)))
}
