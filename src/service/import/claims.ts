import type { ClaimRow } from './claim-rows.ts'
import { aboutTie, claimId, claimKey, contentText } from './claim-id.ts'
import type { Context } from './context.ts'
import { IdTable } from './id-table.ts'
import type { NewClaim } from '../../store/batch.ts'
import { parseGrade } from '../../claims/grade.ts'
import { rankOf } from '../../claims/types.ts'
import type { MarkingCount } from './report.ts'

/** A claim that a row makes: its id, its place in the table of ids. */
export interface Made {
  id: string
  place: number
}

const UNGRADED = { reliability: null, credibility: null }
const SEEN_IN = 'OBSERVED_IN'

/** Gives claims their ids and keeps what is known of each id: how often rows state it, how secret rows and store hold it. */
export class Claims {
  readonly table: IdTable
  readonly counts = new Map<string, number>()
  /** How many claims have each secrecy, by its number. */
  readonly #secrecies: number[] = []
  readonly #context: Context
  readonly #dataset: string
  readonly #case: string | null
  readonly #actors: ReadonlySet<string>

  constructor(context: Context, expected: number) {
    this.#context = context
    this.#dataset = context.manifest.record.name
    this.table = new IdTable(expected)
    const { observedIn } = context.manifest
    this.#case = observedIn === null ? null : `${this.#dataset}:${observedIn}`
    this.#actors = context.ontology.relationKinds.get(SEEN_IN)?.from ?? new Set()
  }

  /** Forgets what rows state, not what the store holds: another reading begins. */
  restart(): void {
    this.table.count.fill(0)
    this.counts.clear()
    this.#secrecies.length = 0
  }

  /** The claim of a row, or why it cannot be told from an equal one. */
  make(row: ClaimRow): Made | { column: string; reason: string; hint: string } {
    const { table } = this
    const key = claimKey(this.#dataset, row.about, row.source, row.content)
    let id = claimId(key, row.rowId === undefined ? '0' : `row:${row.rowId}`)
    let place = table.place(id)
    const before = table.count[place] ?? 0
    if (before > 0) {
      if (row.rowId !== undefined)
        return {
          column: 'rowId',
          reason: `the rowId ${row.rowId} stands on two equal rows`,
          hint: 'Give each an id of its own, or remove one row.'
        }
      if (table.secrecy[place] !== row.secrecy.number)
        return {
          column: 'marking',
          reason: 'an equal row has another marking or audience',
          hint: 'Give each of them a rowId, or mark them alike.'
        }
      table.count[place] = before + 1
      id = claimId(key, String(before))
      place = table.place(id)
    }
    this.#note(place, row.kind, row.secrecy.number)
    return { id, place }
  }

  /** `observedIn`: every row about an actor also says that they were observed in the case. */
  observed(row: ClaimRow, claim: string): { row: ClaimRow; made: Made } | null {
    if (this.#case === null || row.record === undefined || row.beside === true || !this.#actors.has(row.kind))
      return null
    const about = aboutTie(SEEN_IN, row.record, this.#case)
    const content = contentText('{}', row.grade, row.phase, row.validFrom, row.validTo)
    const id = claimId(claimKey(this.#dataset, about, row.source, content), `observedIn:${claim}`)
    const place = this.table.place(id)
    this.#note(place, SEEN_IN, row.secrecy.number)
    return {
      row: {
        ...row,
        kind: SEEN_IN,
        record: undefined,
        from: row.record,
        to: this.#case,
        about,
        content,
        properties: {}
      },
      made: { id, place }
    }
  }

  #note(place: number, kind: string, secrecy: number): void {
    const { table, counts } = this
    if (table.count[place] === 0) table.count[place] = 1
    table.secrecy[place] = secrecy
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    this.#secrecies[secrecy] = (this.#secrecies[secrecy] ?? 0) + 1
  }

  /** The audiences that the rows name. */
  audiences(): (readonly string[])[] {
    return this.#secrecies.flatMap((_, number) => {
      const { audience } = this.#context.secrecy.at(number)
      return audience === null ? [] : [audience]
    })
  }

  /** How many claims are marked how; those of one marking with several audiences together. */
  markings(): MarkingCount[] {
    const counts = new Map<string, MarkingCount>()
    this.#secrecies.forEach((count, number) => {
      const { marking, audience } = this.#context.secrecy.at(number)
      const limited = audience !== null
      const known = counts.get(`${marking} ${limited}`)
      if (known === undefined) counts.set(`${marking} ${limited}`, { marking, limited, audience, count })
      else {
        known.count += count
        known.audience = null
      }
    })
    return [...counts.values()].sort(
      (a, b) => rankOf(a.marking) - rankOf(b.marking) || Number(a.limited) - Number(b.limited)
    )
  }

  toClaim(row: ClaimRow, id: string): NewClaim {
    return {
      id,
      dataset: this.#dataset,
      source: row.source,
      about:
        row.record === undefined
          ? { kind: row.kind, from: row.from, to: row.to }
          : { record: row.record, kind: row.kind },
      properties: row.properties,
      validFrom: row.validFrom,
      validTo: row.validTo,
      phase: row.phase,
      grade: row.grade === null ? UNGRADED : (parseGrade(row.grade) ?? UNGRADED),
      invented: this.#context.manifest.record.invented,
      marking: row.secrecy.marking,
      audience: row.secrecy.audience
    }
  }

  /** What the rows change. Stored claims that are left out count as not there. */
  difference(leftOut: ReadonlySet<string> = new Set()): {
    added: number
    changed: number
    unchanged: number
    absent: number
  } {
    const places = this.table.placesOf(leftOut)
    const { count, secrecy, stored } = this.table
    const result = { added: 0, changed: 0, unchanged: 0, absent: 0 }
    for (const place of this.table.places()) {
      const isNew = stored[place] === 0 || places.has(place)
      if (count[place] === 0) result.absent += isNew ? 0 : 1
      else if (isNew) result.added++
      else if (stored[place] === secrecy[place]) result.unchanged++
      else result.changed++
    }
    return result
  }
}
