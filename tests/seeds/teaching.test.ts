import { describe, expect, test } from 'vitest'
import { MARKINGS } from '../../src/claims/types.ts'
import { seeded } from '../../src/graph/random.ts'
import { firstStart, fullName, groupBy, readSeed, topGood } from './reading.ts'
import { goodsOf, lookerOf, overlap, OWNER, PUBLIC, viewOf } from './teaching-world.ts'
import { truth } from './truth.ts'

const all = firstStart()
const seeds = all.filter((seed) => seed.folder.startsWith('teaching/'))
const later = readSeed(truth.later.folder)
const owner = viewOf(seeds, OWNER)
const named = (name: string) => {
  const seed = seeds.find(({ manifest }) => manifest.name === name)
  if (seed === undefined) throw new Error(`no dataset ${name}`)
  return seed
}

describe('size and make', () => {
  test('at least 200 entities and 800 claims, all marked as invented', () => {
    expect(new Set(owner.actorOf.values()).size).toBeGreaterThanOrEqual(200)
    expect(seeds.reduce((sum, seed) => sum + seed.entities.length + seed.ties.length, 0)).toBeGreaterThanOrEqual(800)
    expect(
      [...seeds, later].every(({ manifest }) => manifest.invented === true && manifest.howCollected !== 'INVENTED')
    ).toBe(true)
    expect(all.filter((seed) => !seed.folder.startsWith('teaching/')).some(({ manifest }) => manifest.invented)).toBe(
      false
    )
  })

  test('countries are invented: their codes have more than two letters', () => {
    const codes = seeds.flatMap((seed) => seed.entities.flatMap((row) => row['country'] ?? []))
    expect(codes.length).toBeGreaterThan(100)
    expect(codes.filter((code) => code.length <= 2)).toEqual([])
    expect(seeds.flatMap((seed) => seed.ties).filter((tie) => (tie['to'] ?? '').startsWith('skein/countries'))).toEqual(
      []
    )
  })

  test('six offices see one good at most, court and press several', () => {
    const sees = (name: string): string[] => {
      const ties = named(name).ties.flatMap((tie) => topGood(tie['to'] ?? '') ?? [])
      return [...new Set(ties)].sort()
    }
    expect(
      ['hotline', 'customs', 'arms-desk', 'hospital', 'excise', 'harbour'].map((name) => sees(`teaching/${name}`))
    ).toEqual([['people'], ['drugs'], ['arms'], ['organs'], ['tobacco'], []])
    expect(sees('teaching/court')).toEqual(['arms', 'drugs', 'people', 'tobacco'])
    expect(sees('teaching/press')).toEqual(['drugs', 'organs', 'people', 'tobacco'])
    for (const { manifest } of seeds)
      for (const good of sees(manifest.name)) expect(manifest.looksAt, manifest.name).toContain(good)
  })

  test('claims at every marking, some for an audience alone', () => {
    const rows = seeds.flatMap((seed) =>
      [...seed.entities, ...seed.ties].map((row) => ({
        row,
        marking: row['marking'] ?? seed.manifest.marking ?? 'CLEAR'
      }))
    )
    expect(MARKINGS.filter((marking) => rows.some((claim) => claim.marking === marking))).toEqual([...MARKINGS])
    for (const marking of ['AMBER', 'AMBER_STRICT', 'RED'])
      expect(
        rows.some((claim) => claim.marking === marking && claim.row['audience'] !== undefined),
        marking
      ).toBe(true)
  })

  test('routes have ordered legs that meet, and one leg carries two goods', () => {
    const legs = owner.entities.filter(({ row }) => row['kind'] === 'Leg')
    const end = (leg: string, kind: string): string | undefined =>
      owner.ties.find((tie) => tie.kind === kind && tie.from === leg)?.to
    const routes = groupBy(
      legs,
      ({ record }) => owner.ties.find((tie) => tie.kind === 'LEG_OF' && tie.from === record)?.to
    )
    expect(routes.size).toBe(3)
    for (const own of routes.values()) {
      const inOrder = own
        .toSorted((a, b) => Number(a.row['sequence']) - Number(b.row['sequence']))
        .map(({ record }) => record)
      for (let i = 1; i < inOrder.length; i++)
        expect(end(inOrder[i] ?? '', 'DEPARTS_FROM')).toBe(end(inOrder[i - 1] ?? '', 'ARRIVES_AT'))
    }
    expect([...goodsOf(owner, 'CARRIES').values()].filter((goods) => goods.size > 1)).toHaveLength(1)
  })

  test('every name in the truth is a record or source', () => {
    const known = new Set(
      [...seeds, later].flatMap((seed) =>
        [...seed.entities, ...seed.sources].map((row) => fullName(seed, row['id'] ?? ''))
      )
    )
    const named = [...JSON.stringify(truth).matchAll(/"(teaching[a-z-]*\/[a-z-]+:[^"]+)"/g)].map(
      ([, name]) => name ?? ''
    )
    expect(named.length).toBeGreaterThan(80)
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })
})

describe('overlap of goods', () => {
  const pairs = truth.overlaps.filter((pair) => pair.noSourceCoversBoth !== true)
  const several = ['teaching/court', 'teaching/press']
  test.each([
    ['the public', PUBLIC, undefined],
    ['the owner', OWNER, undefined],
    ['the public, by the sources that look at several goods', PUBLIC, several]
  ] as const)('planted is significant and chance is not, for %s', (_, looker, only) => {
    const goods = goodsOf(viewOf(seeds, looker), 'TRADES_IN', only)
    for (const pair of pairs) {
      const { observed, expected, p } = overlap(goods, pair.goods, seeded(2000))
      expect(observed).toBeGreaterThanOrEqual(4)
      if (pair.planted) expect(p, `${observed} shared, ${expected} expected`).toBeLessThan(0.01)
      else expect(p, `${observed} shared, ${expected} expected`).toBeGreaterThan(0.2)
    }
  })

  test('counts are those of the truth', () => {
    for (const [name, looker] of [
      ['public', PUBLIC],
      ['owner', OWNER]
    ] as const)
      for (const pair of pairs) {
        const { observed, expected } = overlap(goodsOf(viewOf(seeds, looker)), pair.goods, seeded(2001))
        expect(observed).toBe(pair.counts?.[name].shared)
        expect(Math.abs(expected - (pair.counts?.[name].byChance ?? 0))).toBeLessThan(0.3)
      }
  })

  test('no source looks at both arms and organs', () => {
    for (const pair of truth.overlaps.filter((found) => found.noSourceCoversBoth === true))
      expect(seeds.filter(({ manifest }) => pair.goods.every((good) => manifest.looksAt?.includes(good)))).toEqual([])
  })
})

describe('links across goods that no single source holds', () => {
  /** Who is tied to two goods of which no dataset shows both: the smallest sets of datasets that do. */
  const joined = (marking: string): Map<string, string[]> => {
    const view = viewOf(seeds, lookerOf({ marking, audience: null }))
    const found = new Map<string, string[]>()
    for (const kind of ['TRADES_IN', 'CARRIES'])
      for (const [actor, goods] of goodsOf(view, kind)) {
        const datasets = [...new Set([...goods.values()].flatMap((set) => [...set]))].sort()
        const alone = datasets.some((name) => [...goods.values()].every((set) => set.has(name)))
        if (goods.size > 1 && !alone)
          found.set(
            [...view.actorOf]
              .filter(([, of]) => of === actor)
              .map(([record]) => record)
              .sort()
              .join(' '),
            datasets
          )
      }
    return found
  }

  test('they are the three of the truth and no others, each from its lowest viewer on', () => {
    const ranks = ['CLEAR', 'GREEN', 'AMBER']
    ranks.forEach((marking, rank) => {
      const planted = truth.links.filter((link) => ranks.indexOf(link.viewer.marking) <= rank)
      const expected = planted.map((link): [string, string[]] => [link.records.toSorted().join(' '), link.joins])
      expect([...joined(marking)].sort()).toEqual(expected.sort())
    })
  })

  test('one of them rests on a judgement alone', () => {
    const judged = truth.links.filter((link) => link.judgement !== null)
    expect(judged).toHaveLength(1)
    const without = seeds.filter((seed) => seed.folder !== 'teaching/judgements')
    const goods = goodsOf(viewOf(without, OWNER))
    for (const record of judged[0]?.records ?? []) expect(goods.get(record)?.size, record).toBe(1)
  })
})

test('the false friend was never judged, differs in what the truth names, and looks the same', () => {
  const [left, right] = truth.falseFriend.records
  const pairs = seeds.flatMap((seed) => seed.judgements.map((row) => `${row['left'] ?? ''} ${row['right'] ?? ''}`))
  expect(pairs.some((pair) => pair.includes(left) && pair.includes(right))).toBe(false)
  const letters = (record: string): string => {
    const name = owner.entities.find((found) => found.record === record)?.row['name'] ?? ''
    return [...new Set(name.toLowerCase().replace(/[^a-z]/g, ''))].sort().join('')
  }
  expect(letters(left)).toBe(letters(right))
  for (const property of truth.falseFriend.decidedBy.properties) {
    const values = (record: string): string[] =>
      owner.entities.filter((found) => found.record === record).flatMap(({ row }) => row[property] ?? [])
    expect(values(left).filter((value) => values(right).includes(value))).toEqual([])
    expect(values(left).length * values(right).length).toBeGreaterThan(0)
  }
})

test('each restricted record, and each identity across a wall, is seen by its lowest viewer and not below', () => {
  for (const { record, viewer } of truth.restricted) {
    const claims = (looker: Parameters<typeof viewOf>[1]): number =>
      viewOf(seeds, looker).entities.filter((found) => found.record === record).length
    expect(claims(lookerOf(viewer)), record).toBeGreaterThan(claims({ rank: lookerOf(viewer).rank, audiences: [] }))
    expect(claims({ rank: lookerOf(viewer).rank - 1, audiences: lookerOf(viewer).audiences }), record).toBeLessThan(
      claims(lookerOf(viewer))
    )
  }
  for (const { records, viewer } of [truth.secretIdentity, truth.acrossTheWall]) {
    const view = viewOf(seeds, lookerOf(viewer))
    expect(records.map((record) => view.actorOf.has(record))).toEqual([true, true])
    expect(view.actorOf.get(records[0])).not.toBe(view.actorOf.get(records[1]))
  }
})
