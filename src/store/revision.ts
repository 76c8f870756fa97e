import type { Reach } from '../claims/derive/secrecy.ts'
import { ASLEEP } from '../claims/derive/secrecy.ts'
import type { Statement, Transaction, Value } from '../engine/port.ts'

/**
 * Counts, per batch, of what it touched that somebody may see today: `n0`, `n1`, `n2` for things without audience, and a count
 * per `rank organisation` for the others. A viewer's revision is the number of batches that hold something for him.
 */
export class RevisionChanges {
  readonly #changes = new Map<number, Map<string, number>>()

  /** A thing that the batches touched is now seen by `after` instead of `before`; null where it is not there. */
  move(batches: readonly number[], before: Reach | null, after: Reach | null): void {
    for (const batch of batches) {
      for (const token of tokens(before)) this.#add(batch, token, -1)
      for (const token of tokens(after)) this.#add(batch, token, 1)
    }
  }

  #add(batch: number, token: string, by: number): void {
    let of = this.#changes.get(batch)
    if (of === undefined) this.#changes.set(batch, (of = new Map<string, number>()))
    of.set(token, (of.get(token) ?? 0) + by)
  }

  /** `at`: the moment at which the current batch was accepted. */
  async apply(transaction: Transaction, current: number, at: string): Promise<void> {
    const ids = [...this.#changes.keys()].filter((batch) => batch !== current).map(String)
    const stored = new Map<string, Map<string, number>>()
    if (ids.length > 0)
      for (const [id, names, counts] of await transaction.run(readBatches(ids)))
        stored.set(id as string, new Map((names as string[]).map((name, i) => [name, (counts as number[])[i] ?? 0])))
    const rows: Value[] = []
    const mine = this.#changes.get(current) ?? new Map<string, number>()
    for (const [batch, changes] of [
      ...this.#changes,
      ...(this.#changes.has(current) ? [] : [[current, mine] as const])
    ]) {
      const counts = stored.get(String(batch)) ?? new Map<string, number>()
      for (const [token, by] of changes) counts.set(token, (counts.get(token) ?? 0) + by)
      const left = [...counts].filter(([, n]) => n > 0).sort(([a], [b]) => (a < b ? -1 : 1))
      const free = (k: string): number => counts.get(k) ?? 0
      rows.push({
        id: String(batch),
        seq: batch,
        n0: free('0'),
        n1: free('1'),
        n2: free('2'),
        ...(batch === current ? { at } : {}),
        names: left.map(([name]) => name),
        counts: left.map(([, n]) => n),
        tokens: left.map(([name]) => name).filter((name) => name.includes(' '))
      })
    }
    await transaction.run({
      text: 'UNWIND $rows AS row MERGE (b:Batch {id: row.id}) SET b += row',
      params: { rows },
      columns: []
    })
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
  text: 'MATCH (b:Batch) WHERE b.id IN $ids RETURN b.id AS id, b.names AS names, b.counts AS counts',
  params: { ids },
  columns: ['id', 'names', 'counts']
})
