import type { Reach } from '../claims/derive/secrecy.ts'
import { ASLEEP } from '../claims/derive/secrecy.ts'
import type { Statement, Transaction, Value } from '../engine/port.ts'

/**
 * Counts, per batch, of what it touched that somebody may see today: `n0`, `n1`, `n2` for things without audience, and a count
 * per `rank organisation` for the others. A viewer's revision is the number of batches that hold something for him. Beside them
 * `held` counts all that it touched and that is still there, seen or not: a batch of which nothing is left, since its dataset was
 * withdrawn, goes too, so that the store does not grow with what left it.
 */
export class RevisionChanges {
  readonly #changes = new Map<number, Map<string, number>>()
  readonly #held = new Map<number, number>()

  /** A thing that the batches touched is now seen by `after` instead of `before`; null where it is not there. */
  move(batches: readonly number[], before: Reach | null, after: Reach | null): void {
    const by = Number(after !== null) - Number(before !== null)
    for (const batch of batches) {
      this.#held.set(batch, (this.#held.get(batch) ?? 0) + by)
      for (const token of tokens(before)) this.#add(batch, token, -1)
      for (const token of tokens(after)) this.#add(batch, token, 1)
    }
  }

  #add(batch: number, token: string, by: number): void {
    let of = this.#changes.get(batch)
    if (of === undefined) this.#changes.set(batch, (of = new Map<string, number>()))
    of.set(token, (of.get(token) ?? 0) + by)
  }

  /** `at`: the moment at which the current batch was accepted. `erases`: it only takes away, and leaves nothing of its own. */
  async apply(transaction: Transaction, current: number, at: string, erases = false): Promise<void> {
    const ids = [...this.#held.keys()].filter((batch) => batch !== current).map(String)
    const held = new Map<string, number | null>()
    const stored = new Map<string, Map<string, number>>()
    if (ids.length > 0)
      for (const [id, names, counts, left] of await transaction.run(readBatches(ids))) {
        stored.set(id as string, new Map((names as string[]).map((name, i) => [name, (counts as number[])[i] ?? 0])))
        held.set(id as string, left as number | null)
      }
    const rows: Value[] = []
    const gone: string[] = []
    for (const batch of new Set([...this.#held.keys(), current])) {
      const changes = this.#changes.get(batch) ?? new Map<string, number>()
      const counts = stored.get(String(batch)) ?? new Map<string, number>()
      // A batch of an earlier version was not counted: it stays.
      const before = batch === current ? 0 : (held.get(String(batch)) ?? null)
      const left = before === null ? null : before + (this.#held.get(batch) ?? 0)
      if (left === 0 && (batch !== current || erases)) {
        if (batch !== current) gone.push(String(batch))
        continue
      }
      for (const [token, by] of changes) counts.set(token, (counts.get(token) ?? 0) + by)
      const seen = [...counts].filter(([, n]) => n > 0).sort(([a], [b]) => (a < b ? -1 : 1))
      const free = (k: string): number => counts.get(k) ?? 0
      rows.push({
        id: String(batch),
        seq: batch,
        n0: free('0'),
        n1: free('1'),
        n2: free('2'),
        ...(batch === current ? { at } : {}),
        ...(left === null ? {} : { held: left }),
        names: seen.map(([name]) => name),
        counts: seen.map(([, n]) => n),
        tokens: seen.map(([name]) => name).filter((name) => name.includes(' '))
      })
    }
    const text = 'UNWIND $rows AS row MERGE (b:Batch {id: row.id}) SET b += row'
    if (rows.length > 0) await transaction.run({ text, params: { rows }, columns: [] })
    const remove = 'MATCH (b:Batch) WHERE b.id IN $gone DETACH DELETE b'
    if (gone.length > 0) await transaction.run({ text: remove, params: { gone }, columns: [] })
  }
}

function tokens(reach: Reach | null): string[] {
  if (reach === null || reach.rank >= ASLEEP) return []
  if (reach.audience === null) return [String(reach.rank)]
  // Where two audiences share nobody, the owner alone sees the thing.
  const names = reach.audience.length === 0 ? [''] : reach.audience
  return names.map((name) => `${reach.rank} ${name}`)
}

const readBatches = (ids: string[]): Statement => ({
  text: 'MATCH (b:Batch) WHERE b.id IN $ids RETURN b.id AS id, b.names AS names, b.counts AS counts, b.held AS held',
  params: { ids },
  columns: ['id', 'names', 'counts', 'held']
})
