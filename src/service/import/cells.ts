import { canonical } from '../../claims/ids.ts'
import { didYouMean } from '../../ontology/suggest.ts'
import type { Property } from '../../ontology/types.ts'
import { parseProperty, type PropertyValue } from '../../ontology/validate.ts'

/** A value with its canonical text, or why the cell holds none. */
export type Cell = { value: PropertyValue; text: string } | { reason: string; hint: string }

const MOST_CACHED = 20_000
const MOST_TEXT = 20_000
const NO_TEXT = /[\u0000\ud800-\udfff]/u
const NO_NAME = /[\u0000-\u001f\u007f\ud800-\udfff]/u
const MOST_NAME = 200

/** A cell without blanks around it; undefined where it says nothing. */
export function trimmed(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw ?? undefined
  const text = raw.trim()
  return text === '' ? undefined : text
}

/** Reads cells of one property. What few cells state, many rows repeat: such values are parsed once. */
export class PropertyReader {
  readonly property: Property
  readonly #plain: boolean
  readonly #cache = new Map<string, Cell>()

  constructor(property: Property) {
    this.property = property
    this.#plain = property.type === 'String' && !property.list
  }

  read(raw: unknown): Cell {
    if (typeof raw !== 'string') return this.#parse(raw)
    if (this.#plain && raw.length <= MOST_TEXT && !NO_TEXT.test(raw)) return { value: raw, text: JSON.stringify(raw) }
    let cell = this.#cache.get(raw)
    if (cell === undefined) {
      cell = this.#parse(raw)
      if (this.#cache.size >= MOST_CACHED) this.#cache.clear()
      this.#cache.set(raw, cell)
    }
    return cell
  }

  #parse(raw: unknown): Cell {
    const parsed = parseProperty(this.property, raw)
    return 'value' in parsed ? { value: parsed.value, text: canonical(parsed.value) } : parsed
  }
}

/** Why a text cannot be an id; null where it can. */
export function nameProblem(name: string): string | null {
  if (name.length > MOST_NAME) return `is longer than ${MOST_NAME} characters`
  return NO_NAME.test(name) ? 'holds a control character or half a character' : null
}

/** A name that looks like `organisation/dataset:local`, cut in two. */
export function splitName(name: string): { dataset: string; local: string } | null {
  const match = /^([a-z0-9-]+\/[a-z0-9-]+):(.+)$/s.exec(name)
  return match === null ? null : { dataset: match[1] ?? '', local: match[2] ?? '' }
}

const MOST_SUGGESTED_FROM = 5_000
const SHORTEST_MISTYPED = 3

/** `; did you mean X?` over what may be millions of ids: only the first few thousand are looked at, for ids long enough to be mistyped. */
export function didYouMeanOneOf(name: string, names: Iterable<string>): string {
  if (name.length < SHORTEST_MISTYPED) return ''
  const some: string[] = []
  for (const known of names) if (some.push(known) >= MOST_SUGGESTED_FROM) break
  return didYouMean(name, some)
}
