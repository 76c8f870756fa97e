import { didYouMean } from '../../ontology/suggest.ts'
import { RESERVED, RESERVED_ENDINGS, type Property } from '../../ontology/types.ts'
import type { PropertyReader } from './cells.ts'
import type { Context } from './context.ts'

/** Columns that every row of claims may have. */
export const COMMON = ['source', 'grade', 'marking', 'audience', 'validFrom', 'validTo', 'phase', 'rowId'] as const
export const ENTITY_COLUMNS = ['id', 'kind'] as const
export const TIE_COLUMNS = ['kind', 'from', 'to'] as const

/** One property of a kind and the column that states it. */
export interface PlanColumn {
  column: number
  name: string
  /** `"name":`, the start of its canonical text. */
  prefix: string
  reader: PropertyReader
}

/** How rows of one kind are read from the columns of one file. */
export interface Plan {
  /** In the order of canonical text. */
  properties: readonly PlanColumn[]
  /** Columns that this kind cannot fill, though others can. */
  foreign: readonly { column: number; name: string }[]
  /** Whether a record of this kind can be protected, so that what identifies it is refused. */
  naming: boolean
  /** Whether the kind has a property `phase` beside the claim's own. */
  hasPhase: boolean
}

/** The columns of one file: where the structural ones are, which are properties, which are unknown. */
export class Columns {
  readonly names: readonly string[]
  readonly places = new Map<string, number>()
  /** Unknown columns with the reason and hint. A row that fills one is not written. */
  readonly unknown: { column: number; name: string; reason: string; hint: string }[] = []
  readonly #context: Context
  readonly #structural: ReadonlySet<string>
  readonly #plans = new Map<string, Plan>()

  constructor(context: Context, names: readonly string[], isTie: boolean | null) {
    this.#context = context
    this.names = [...names]
    const own = isTie === null ? [...ENTITY_COLUMNS, ...TIE_COLUMNS] : isTie ? TIE_COLUMNS : ENTITY_COLUMNS
    this.#structural = new Set<string>([...COMMON, ...own])
    const known = knownProperties(context, isTie)
    this.names.forEach((name, column) => {
      this.places.set(name, column)
      if (this.#structural.has(name) || known.has(name)) return
      this.unknown.push({ column, name, ...whyUnknown(name, column, isTie, [...this.#structural, ...known]) })
    })
  }

  plan(kind: string, properties: ReadonlyMap<string, Property>): Plan {
    let plan = this.#plans.get(kind)
    if (plan === undefined) this.#plans.set(kind, (plan = this.#make(properties)))
    return plan
  }

  #make(properties: ReadonlyMap<string, Property>): Plan {
    const own: PlanColumn[] = []
    const foreign: { column: number; name: string }[] = []
    const unknown = new Set(this.unknown.map(({ column }) => column))
    this.names.forEach((name, column) => {
      if (this.#structural.has(name) || unknown.has(column)) return
      const property = properties.get(name)
      if (property === undefined) foreign.push({ column, name })
      else own.push({ column, name, prefix: `${JSON.stringify(name)}:`, reader: this.#context.reader(property) })
    })
    own.sort((a, b) => (a.name < b.name ? -1 : 1))
    return { properties: own, foreign, naming: properties.has('protected'), hasPhase: properties.has('phase') }
  }
}

function knownProperties(context: Context, isTie: boolean | null): Set<string> {
  const names = new Set<string>()
  if (isTie !== true) for (const kind of context.kinds) for (const name of kind.properties.keys()) names.add(name)
  if (isTie !== false) for (const name of context.ontology.relationProperties.keys()) names.add(name)
  return names
}

function whyUnknown(
  name: string,
  column: number,
  isTie: boolean | null,
  known: readonly string[]
): { reason: string; hint: string } {
  const left = 'Rows that fill it are not written.'
  if (name === '') return { reason: `column ${column + 1} has no name`, hint: `Name it, or remove it. ${left}` }
  if (name === 'id' && isTie === true)
    return {
      reason: 'a relation has no id',
      hint: 'Call the column rowId where rows have ids of their own; remove it otherwise.'
    }
  if ((RESERVED as readonly string[]).includes(name) || RESERVED_ENDINGS.some((end) => name.endsWith(end)))
    return { reason: `${name} is a reserved name: the graph writes it itself`, hint: `Remove the column. ${left}` }
  return {
    reason: `the ontology knows no field ${name}${didYouMean(name, known)}`,
    hint: `Use a property of ${isTie === true ? 'relations' : 'the kind'} (see schema/), or remove the column. ${left}`
  }
}
