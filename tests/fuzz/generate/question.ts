/** A question under construction: its variables, its fragments, and how much it may still ask. */
import type { Random } from '../../../src/graph/random.ts'
import type { Pool } from './values.ts'

/** A page that goes on after a cursor of an earlier answer. */
export interface After {
  /** Where the cursor goes in the variables. */
  readonly at: readonly string[]
  /** Response keys of the page whose cursors fit. */
  readonly page: readonly string[]
}

export interface Question {
  readonly text: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly afters: readonly After[]
  /** Whether it holds a value that may be refused. */
  readonly odd: boolean
}

export interface Fragment {
  readonly name: string
  readonly type: string
  text: string
}

export class Draft {
  readonly random: Random
  readonly pool: Pool
  readonly variables: Record<string, unknown> = {}
  readonly declared: { name: string; type: string; otherwise: string | null }[] = []
  readonly fragments: Fragment[] = []
  readonly afters: After[] = []
  odd = false
  /** Fields that may still be asked for, and items that the page at hand is expected to have. */
  left: number
  /** How often, in a hundred, a field gets an alias. */
  aliasing = 18
  /** How often, in a hundred, an argument that may be left out is given. */
  wanting = 24
  #aliases = 0

  constructor(random: Random, pool: Pool, left: number) {
    this.random = random
    this.pool = pool
    this.left = left
    this.wanting = random.below(3) === 0 ? 40 : 12
  }

  chance(percent: number): boolean {
    return this.random.below(100) < percent
  }

  pick<T>(list: readonly T[]): T {
    return list[this.random.below(list.length)] as T
  }

  some<T>(list: readonly T[], most: number): T[] {
    return this.random.shuffle([...list]).slice(0, 1 + this.random.below(most))
  }

  /** Declares a variable and gives its name. `undefined` leaves it out. */
  variable(type: string, value: unknown, otherwise: string | null = null): string {
    const name = `v${this.declared.length}`
    this.declared.push({ name, type, otherwise })
    if (value !== undefined) this.variables[name] = value
    return name
  }

  /** A fresh alias; seldom one that a careless object would trip over. */
  alias(taken: (key: string) => boolean): string | null {
    if (this.#aliases++ >= 25) return null
    const rare = ['constructor', '__proto__', 'toString', 'kind', 'id', 'name']
    const short = [this.pick(['a', 'b', 'c']), ...(this.chance(4) ? [this.pick(rare)] : [])].at(-1) ?? 'a'
    return taken(short) ? `a${this.#aliases}` : short
  }

  /** Keeps a value that may be refused in mind. */
  readonly isOdd = (): void => {
    this.odd = true
  }

  question(body: string): Question {
    const { declared, fragments } = this
    const head = declared.map(({ name, type, otherwise }) => `$${name}: ${type}${otherwise === null ? '' : ` = ${otherwise}`}`) // prettier-ignore
    const rest = fragments.map(({ name, type, text }) => `fragment ${name} on ${type} ${text}`)
    const text = [`query${head.length === 0 ? '' : `(${head.join(', ')})`} ${body}`, ...rest].join('\n')
    return { text, variables: this.variables, afters: this.afters, odd: this.odd }
  }
}
