import type { Value } from '../engine/port.ts'

/** A marked thing of an answer: the rank at which it was read, and the ids or record names of what it is about or ties together. */
export interface SeenThing {
  readonly rank: number
  readonly of: readonly string[]
}

/** What an answer held of marked material. It goes to the audit log and never into an answer. */
export class Seen {
  readonly things = new Map<string, SeenThing>()
  /** How many marked things were counted without being shown. */
  counted = 0

  /** Takes what a mark (`emit/mark.ts`) gave; nothing where the thing is CLEAR. */
  add(mark: Value | undefined): void {
    if (!Array.isArray(mark) || mark.length < 2) return
    const [id, rank, ...of] = mark as unknown as readonly [string, number, ...(string | null)[]]
    const known = this.things.get(id)
    if (known !== undefined && known.rank >= rank) return
    this.things.set(id, { rank, of: of.filter((each) => each !== null) })
  }

  addAll(marks: Value | undefined): void {
    for (const mark of (marks ?? []) as readonly Value[]) this.add(mark)
  }
}
