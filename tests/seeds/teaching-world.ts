import { MARKINGS } from '../../src/claims/types.ts'
import type { Random } from '../../src/graph/random.ts'
import { fullName, topGood, type Cells, type Seed } from './reading.ts'

/** Who looks: a rank, and the audiences that he belongs to; `all` for the owner. */
export interface Looker {
  rank: number
  audiences: readonly string[] | 'all'
}
export const PUBLIC: Looker = { rank: 0, audiences: [] }
export const OWNER: Looker = { rank: 4, audiences: 'all' }
export const lookerOf = (viewer: { marking: string; audience: string | null }): Looker => ({
  rank: rankOf(viewer.marking),
  audiences: viewer.audience === null ? [] : [viewer.audience]
})

export interface Tie {
  kind: string
  /** The actors at the ends, after judgements. */
  from: string
  to: string
  dataset: string
  source: string
  row: Cells
}

/** What one looker sees of the datasets, worked out by a few lines of this test alone. */
export interface View {
  /** The records seen, and the actor for which each stands. */
  actorOf: Map<string, string>
  kindOf: Map<string, string>
  ties: Tie[]
  entities: { record: string; dataset: string; row: Cells }[]
}

const rankOf = (marking: string): number => MARKINGS.indexOf(marking as (typeof MARKINGS)[number])
const sees = (looker: Looker, row: Cells, seed: Seed): boolean => {
  if (rankOf(row['marking'] ?? seed.manifest.marking ?? 'CLEAR') > looker.rank) return false
  const audience = row['audience']?.split(';') ?? []
  return audience.length === 0 || looker.audiences === 'all' || audience.some((name) => looker.audiences.includes(name))
}

export function viewOf(seeds: readonly Seed[], looker: Looker): View {
  const lowest = new Map<string, number>()
  const kindOf = new Map<string, string>()
  const entities: View['entities'] = []
  for (const seed of seeds)
    for (const row of seed.entities) {
      if (!sees(looker, row, seed)) continue
      const record = fullName(seed, row['id'] ?? '')
      const rank = rankOf(row['marking'] ?? seed.manifest.marking ?? 'CLEAR')
      lowest.set(record, Math.min(lowest.get(record) ?? 4, rank))
      kindOf.set(record, row['kind'] ?? '')
      entities.push({ record, dataset: seed.manifest.name, row })
    }
  const parent = new Map([...lowest.keys()].map((record) => [record, record]))
  const root = (record: string): string => {
    let at = record
    for (let next = parent.get(at); next !== undefined && next !== at; next = parent.get(at)) at = next
    return at
  }
  for (const seed of seeds)
    for (const row of seed.judgements) {
      const [left, right] = [row['left'] ?? '', row['right'] ?? '']
      const [a, b] = [lowest.get(left), lowest.get(right)]
      if (a === undefined || b === undefined || !sees(looker, row, seed) || row['audience'] !== undefined) continue
      // A judgement above both records makes a tie, not a merger.
      if (rankOf(row['marking'] ?? 'CLEAR') > Math.max(a, b)) continue
      parent.set(root(left), root(right))
    }
  const ties = seeds.flatMap((seed) =>
    seed.ties.flatMap((row): Tie[] => {
      const from = fullName(seed, row['from'] ?? '')
      const to = fullName(seed, row['to'] ?? '')
      const seen = (end: string): boolean => lowest.has(end) || end.startsWith('skein/')
      if (!sees(looker, row, seed) || !seen(from) || !seen(to)) return []
      const source = fullName(seed, row['source'] ?? '')
      const { name: dataset } = seed.manifest
      return [{ kind: row['kind'] ?? '', from: root(from), to: root(to), dataset, source, row }]
    })
  )
  return { actorOf: new Map([...lowest.keys()].map((record) => [record, root(record)])), kindOf, ties, entities }
}

/** Actor → good at the top → datasets that say so, by the ties of one kind. */
export function goodsOf(
  view: View,
  kind = 'TRADES_IN',
  only?: readonly string[]
): Map<string, Map<string, Set<string>>> {
  const goods = new Map<string, Map<string, Set<string>>>()
  for (const tie of view.ties) {
    const good = topGood(tie.to)
    if (tie.kind !== kind || good === null || (only !== undefined && !only.includes(tie.dataset))) continue
    const own = goods.get(tie.from) ?? new Map<string, Set<string>>()
    own.set(good, (own.get(good) ?? new Set()).add(tie.dataset))
    goods.set(tie.from, own)
  }
  return goods
}

/** How many share both goods, how many by chance, and p = (1 + #≥)/(T + 1) of the curveball null (degrees kept). */
export function overlap(
  goods: Map<string, Map<string, Set<string>>>,
  [a, b]: readonly [string, string],
  random: Random,
  draws = 1000
): { observed: number; expected: number; p: number } {
  const columns = new Map<string, Set<string>>()
  for (const [actor, own] of goods)
    for (const good of own.keys()) columns.set(good, (columns.get(good) ?? new Set()).add(actor))
  const names = [...columns.keys()]
  const shared = (): number => [...(columns.get(a) ?? [])].filter((actor) => columns.get(b)?.has(actor) === true).length
  const observed = shared()
  let atLeast = 0
  let sum = 0
  for (let draw = 0; draw < draws; draw++) {
    for (let step = 0; step < 10; step++) trade(columns, names, random)
    const now = shared()
    sum += now
    if (now >= observed) atLeast++
  }
  return { observed, expected: sum / draws, p: (1 + atLeast) / (draws + 1) }
}

/** One curveball trade: two goods pool the actors that only one of them has, and deal them out anew. */
function trade(columns: Map<string, Set<string>>, names: readonly string[], random: Random): void {
  const first = names[random.below(names.length)] ?? ''
  const second = names[random.below(names.length)] ?? ''
  const [x, y] = [columns.get(first), columns.get(second)]
  if (first === second || x === undefined || y === undefined) return
  const onlyX = [...x].filter((actor) => !y.has(actor))
  const onlyY = [...y].filter((actor) => !x.has(actor))
  const pool = random.shuffle([...onlyX, ...onlyY])
  for (const actor of pool) {
    x.delete(actor)
    y.delete(actor)
  }
  pool.forEach((actor, i) => (i < onlyX.length ? x : y).add(actor))
}
