import { MARKINGS, rankOf, type Audience, type Marking, type Secrecy } from '../../claims/types.ts'
import { didYouMean } from '../../ontology/suggest.ts'

export interface SecrecyProblem {
  column: 'marking' | 'audience'
  reason: string
  hint: string
}

/** A marking with an audience; one object per pair, numbered from 1, so that millions of rows can be compared by number. */
export interface NumberedSecrecy extends Secrecy {
  number: number
  /** Number of the audience alone; 0 for none. */
  audienceNumber: number
}

const MOST_NAMES = 100

/**
 * Reads marking and audience of rows, with the dataset's defaults. AMBER may, AMBER_STRICT and RED must, CLEAR and GREEN must
 * not have an audience; a row that states none gets the dataset's, where its marking allows one.
 */
export class SecrecyReader {
  readonly #defaults: Secrecy
  readonly #read = new Map<string, NumberedSecrecy | SecrecyProblem>()
  readonly #known = new Map<string, NumberedSecrecy>()
  readonly #numbered: NumberedSecrecy[] = []
  readonly #audiences = new Map<string, number>()

  constructor(defaults: Secrecy) {
    this.#defaults = defaults
  }

  /** `audience` is a text with semicolons, or a list. */
  read(marking: unknown, audience: unknown): NumberedSecrecy | SecrecyProblem {
    const key = marking === undefined && audience === undefined ? '' : JSON.stringify([marking, audience])
    let result = this.#read.get(key)
    if (result === undefined) {
      const parsed = parseSecrecy(marking, audience, this.#defaults)
      result = 'reason' in parsed ? parsed : this.number(parsed)
      if (this.#read.size < 10_000) this.#read.set(key, result)
    }
    return result
  }

  number({ marking, audience }: Secrecy): NumberedSecrecy {
    const names = audience === null ? '' : JSON.stringify(audience)
    const key = `${marking}|${names}`
    let known = this.#known.get(key)
    if (known === undefined) {
      let audienceNumber = audience === null ? 0 : this.#audiences.get(names)
      if (audienceNumber === undefined) this.#audiences.set(names, (audienceNumber = this.#audiences.size + 1))
      known = { marking, audience, number: this.#known.size + 1, audienceNumber }
      this.#known.set(key, known)
      this.#numbered.push(known)
    }
    return known
  }

  /** The secrecy of a number that was given. */
  at(number: number): Secrecy {
    return this.#numbered[number - 1] ?? this.#defaults
  }
}

const isMarking = (text: unknown): text is Marking => (MARKINGS as readonly unknown[]).includes(text)

export function parseSecrecy(marking: unknown, audience: unknown, defaults: Secrecy): Secrecy | SecrecyProblem {
  const level = marking ?? defaults.marking
  if (!isMarking(level)) {
    const text = typeof level === 'string' ? level : JSON.stringify(level)
    return {
      column: 'marking',
      reason: `${text} is no marking${didYouMean(text, MARKINGS)}`,
      hint: `Use one of ${MARKINGS.join(', ')}.`
    }
  }
  const own = parseAudience(audience)
  if (own !== null && 'reason' in own) return own
  const rank = rankOf(level)
  if (rank < 2) {
    if (own === null) return { marking: level, audience: null }
    return {
      column: 'audience',
      reason: `${level} cannot have an audience`,
      hint: 'Leave the audience empty, or mark the row AMBER or above.'
    }
  }
  const names = own ?? defaults.audience
  if (names === null && rank > 2)
    return {
      column: 'audience',
      reason: `${level} needs an audience`,
      hint: 'Name the organisations (for RED: viewers) that alone may see it, separated by semicolons.'
    }
  return { marking: level, audience: names }
}

function parseAudience(raw: unknown): Audience | SecrecyProblem {
  if (raw === undefined || raw === null) return null
  const list: unknown[] = typeof raw === 'string' ? raw.split(';') : Array.isArray(raw) ? raw : [raw]
  const names = list.map((name) => (typeof name === 'string' ? name.trim() : name)).filter((name) => name !== '')
  const bad = names.find(
    (name) => typeof name !== 'string' || name.length > 100 || /[\u0000-\u001f\ud800-\udfff]/u.test(name)
  )
  if (bad !== undefined || names.length > MOST_NAMES)
    return {
      column: 'audience',
      reason: 'is no list of names',
      hint: `Up to ${MOST_NAMES} names of organisations or viewers, separated by semicolons.`
    }
  return names.length === 0 ? null : [...new Set(names as string[])].sort()
}
