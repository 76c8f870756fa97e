import { describe, expect, test } from 'vitest'
import { shape } from '../../src/analysis/shape/shape.ts'
import { betweenness } from '../../src/graph/betweenness.ts'
import { undirectedGraph } from '../../src/graph/graph.ts'
import { firstStart, groupBy, readSeed } from './reading.ts'
import { shapeInput } from './shape-input.ts'
import { goodsOf, lookerOf, OWNER, PUBLIC, viewOf, type View } from './teaching-world.ts'
import { truth } from './truth.ts'

const seeds = firstStart().filter((seed) => seed.folder.startsWith('teaching/'))
const withLedger = [...seeds, readSeed(truth.later.folder)]
const [house, circle, third] = truth.groups
const owner = viewOf(seeds, OWNER)
const LOOKERS = [
  ['the public', PUBLIC],
  ['a signed-in viewer', { rank: 1, audiences: [] }],
  ['a cleared viewer', { rank: 2, audiences: [] }],
  ['the owner', OWNER]
] as const

/** Largest share of the other members that anybody reaches along orders. */
function largestReach(
  view: View,
  seedsRead = seeds,
  records = house.records
): { share: number; orders: number; depth: number; members: number } {
  const { actors, commands } = shapeInput(view, seedsRead, records)
  const below = groupBy(commands, (tie) => tie.superior)
  let share = 0
  let depth = 0
  actors.forEach((_, start) => {
    const steps = new Map([[start, 0]])
    for (const [at, step] of steps)
      for (const tie of below.get(at) ?? []) if (!steps.has(tie.subordinate)) steps.set(tie.subordinate, step + 1)
    if ((steps.size - 1) / (actors.length - 1) < share) return
    share = (steps.size - 1) / (actors.length - 1)
    depth = Math.max(...steps.values())
  })
  return { share, orders: commands.length, depth, members: actors.length }
}

describe.each(LOOKERS)('groups, as %s sees them', (_, looker) => {
  const view = viewOf(seeds, looker)

  test('the house: twelve members or more, one root over 60 %, two steps deep, hierarchical', () => {
    const reach = largestReach(view)
    expect(reach.members).toBeGreaterThanOrEqual(12)
    expect(reach.share).toBeGreaterThanOrEqual(0.6)
    expect(reach.depth).toBeGreaterThanOrEqual(2)
    const verdict = shape(shapeInput(view, seeds, house.records))
    expect([verdict.family, verdict.type], verdict.words).toEqual(['HIERARCHICAL', 'standardHierarchy'])
    expect(verdict.standsAlone).toBe(false)
  })

  test('the circle: eight or more, five orders or more, nobody over 30 %, loose', () => {
    const reach = largestReach(view, seeds, circle.records)
    expect(reach.members).toBeGreaterThanOrEqual(8)
    expect(reach.orders).toBeGreaterThanOrEqual(5)
    expect(reach.share).toBeLessThan(0.3)
    const verdict = shape(shapeInput(view, seeds, circle.records))
    expect([verdict.family, verdict.type], verdict.words).toEqual(['LOOSE', 'criminalNetwork'])
  })

  test('the third group: cannot tell, until the ledger is imported', () => {
    expect(shape(shapeInput(view, seeds, third.records)).family).toBe('CANNOT_TELL')
    const later = shape(shapeInput(viewOf(withLedger, looker), withLedger, third.records))
    expect(later.family, later.words).toBe(third.then)
  })

  test('the lawyer is highest in betweenness, and by far', () => {
    const ties = view.ties.filter((tie) => tie.kind === 'CONTACTS' || tie.kind === 'COMMANDS')
    const actors = [...new Set(ties.flatMap((tie) => [tie.from, tie.to]))]
    const place = new Map(actors.map((actor, i) => [actor, i]))
    const ends = (end: 'from' | 'to'): number[] => ties.map((tie) => place.get(tie[end]) ?? -1)
    const score = betweenness(undirectedGraph(actors.length, { from: ends('from'), to: ends('to') }))
    const ranked = actors.toSorted((a, b) => (score[place.get(b) ?? 0] ?? 0) - (score[place.get(a) ?? 0] ?? 0))
    const lawyer = view.actorOf.get(truth.lawyer.records[0] ?? '')
    expect(ranked[0]).toBe(lawyer)
    expect(score[place.get(ranked[0] ?? '') ?? 0]).toBeGreaterThan(1.5 * (score[place.get(ranked[1] ?? '') ?? 0] ?? 0))
  })
})

test('members are the records of the truth, and the house shares its bond', () => {
  for (const group of truth.groups) {
    const { actors } = shapeInput(owner, seeds, group.records)
    expect(new Set(group.members.map((record) => owner.actorOf.get(record)))).toEqual(new Set(actors))
  }
  const bonds = owner.entities
    .filter(({ record }) => house.records.includes(record))
    .flatMap(({ row }) => row['bond'] ?? [])
  expect(new Set(bonds)).toEqual(new Set([house.bond]))
  expect(bonds.length).toBeGreaterThan(1)
})

test('the house trades in several goods, by its own tie and through its members', () => {
  const goods = goodsOf(owner)
  const group = owner.actorOf.get(house.records[0] ?? '') ?? ''
  expect([...(goods.get(group)?.keys() ?? [])].sort()).toEqual(house.goods.toSorted())
  const members = house.members.filter((record) => (goods.get(owner.actorOf.get(record) ?? '')?.size ?? 0) > 1)
  expect(members.length).toBeGreaterThanOrEqual(12)
})

test('the lawyer represents actors of every good and trades in none', () => {
  const lawyer = owner.actorOf.get(truth.lawyer.records[0] ?? '') ?? ''
  const goods = goodsOf(owner)
  expect(goods.has(lawyer)).toBe(false)
  const clients = owner.ties
    .filter((tie) => tie.from === lawyer && tie.row['role'] === 'represents')
    .map((tie) => tie.to)
  expect([...new Set(clients.flatMap((client) => [...(goods.get(client)?.keys() ?? [])]))].sort()).toEqual([
    'arms',
    'drugs',
    'organs',
    'people',
    'tobacco'
  ])
  expect(owner.ties.filter((tie) => tie.from === lawyer && tie.kind !== 'CONTACTS')).toEqual([])
})

test('the association shares the bond by kin, and is in no trade', () => {
  const members = truth.association.members.map((record) => owner.actorOf.get(record) ?? '')
  const house_ = new Set(house.members.map((record) => owner.actorOf.get(record)))
  const kin = owner.ties.filter((tie) => tie.kind === 'KIN_OF' && members.includes(tie.from) && house_.has(tie.to))
  expect(new Set(kin.map((tie) => tie.from)).size).toBe(members.length)
  const own = new Set([...members, ...truth.association.records])
  expect(
    [...new Set(owner.ties.filter((tie) => own.has(tie.from) || own.has(tie.to)).map((tie) => tie.kind))].sort()
  ).toEqual(['KIN_OF', 'LOCATED_IN', 'MEMBER_OF'])
  expect(owner.entities.find(({ record }) => record === truth.association.records[0])?.row['bond']).toBe(house.bond)
})

test('four sources repeat one caller; the public sees three, of one origin', () => {
  const cites = new Map(
    seeds.flatMap((seed) =>
      seed.sources.map(
        (row) => [`${seed.manifest.name}:${row['id'] ?? ''}`, row['cites']] as [string, string | undefined]
      )
    )
  )
  const rootIn = (known: readonly string[], source: string): string => {
    const next = cites.get(source)
    const full = next === undefined || next.includes(':') ? next : `teaching/press:${next}`
    return full === undefined || !known.includes(full) ? source : rootIn(known, full)
  }
  for (const [viewer, count, origin] of [
    [truth.caller.viewer, 4, truth.caller.origin],
    [{ marking: 'CLEAR', audience: null }, truth.caller.public.sources, truth.caller.public.origin]
  ] as const) {
    const view = viewOf(seeds, lookerOf(viewer))
    const actor = view.actorOf.get(truth.caller.records.find((record) => view.actorOf.has(record)) ?? '')
    const sources = [
      ...new Set(
        view.ties
          .filter((tie) => tie.kind === 'TRADES_IN' && tie.from === actor && tie.row['role'] !== undefined)
          .map((tie) => tie.source)
      )
    ]
    expect(sources).toHaveLength(count)
    expect(
      new Set(
        sources.map((source) =>
          rootIn(
            truth.caller.sources.filter((known) => sources.includes(known)),
            source
          )
        )
      )
    ).toEqual(new Set([origin]))
  }
})

test('the official was accused, charged and acquitted, in the open', () => {
  const view = viewOf(seeds, lookerOf(truth.official.viewer))
  const official = view.actorOf.get(truth.official.records[0] ?? '')
  const ties = view.ties.filter(
    (tie) => tie.kind === 'COLLUDES_WITH' && tie.from === official && tie.to === view.actorOf.get(truth.official.with)
  )
  expect(ties.map((tie) => tie.row['standing']).sort()).toEqual(truth.official.standings.toSorted())
  const dates = truth.official.standings.map(
    (standing) => ties.find((tie) => tie.row['standing'] === standing)?.row['standingDate'] ?? ''
  )
  expect(dates).toEqual(dates.toSorted())
  expect(new Set(ties.map((tie) => tie.source)).size).toBe(3)
})

test('the prosecutor calls the loose network a hierarchy', () => {
  const { record, label, source } = truth.prosecutor
  expect(circle.records).toContain(record)
  const claim = owner.entities.find((found) => found.record === record && found.row['structureLabel'] === label)
  expect(`${claim?.dataset ?? ''}:${claim?.row['source'] ?? ''}`).toBe(source)
})

test('protected persons are named nowhere and judged the same as nobody', () => {
  const rows = owner.entities.filter(({ row }) => row['protected'] === 'true')
  expect(rows.map(({ record }) => record).sort()).toEqual(truth.protected.records.toSorted())
  const naming = ['name', 'aliases', 'legalName', 'birthDate', 'identifiers']
  expect(rows.flatMap(({ row }) => naming.filter((property) => row[property] !== undefined))).toEqual([])
  const judged = new Set(seeds.flatMap((seed) => seed.judgements.flatMap((row) => [row['left'], row['right']])))
  expect(truth.protected.records.filter((record) => judged.has(record))).toEqual([])
  expect(viewOf(seeds, { rank: 1, audiences: [] }).entities.some(({ row }) => row['protected'] === 'true')).toBe(false)
})

test('the status of a stage differs by classifier, each its own source', () => {
  const claims = owner.entities.filter(
    ({ record, row }) => record === truth.journey.stage && row['status'] !== undefined
  )
  expect(claims.map(({ row }) => row['status']).sort()).toEqual(truth.journey.statuses.toSorted())
  expect(new Set(claims.map(({ row }) => row['source'])).size).toBe(truth.journey.statuses.length)
})

test('equal payments in the ledger are two', () => {
  const { from, to, dataset } = truth.equalPayments
  const equal = withLedger
    .find(({ manifest }) => manifest.name === dataset)
    ?.ties.filter((tie) => tie['kind'] === 'PAYS' && tie['from'] === from && tie['to'] === to)
  expect(equal).toHaveLength(2)
  expect(equal?.[0]).toEqual(equal?.[1])
})
