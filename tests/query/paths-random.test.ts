import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OWNER } from '../../src/access/viewer.ts'
import { gradeOrder, parseGrade } from '../../src/claims/grade.ts'
import { FOREVER } from '../../src/graph/path-search.ts'
import { highDay, lowDay } from '../../src/ontology/dates.ts'
import { choose } from '../../src/query/paths/choose.ts'
import { explore, type Same, type Tie } from '../../src/query/paths/explore.ts'
import { LIMITS } from '../../src/query/limits.ts'
import type { Store } from '../../src/store/store.ts'
import { exhaustive, question } from '../graph/paths-exhaustive.ts'
import { asking, openWorld, Rows, type Asking } from './world.ts'

const SEED = 20261125
const ORDERS = { SHORTEST: 'shortest', STRONGEST: 'strongest', TIME_RESPECTING: 'time' } as const

/** Entities gathered into actors, each by its smallest id. */
function gathered(ids: readonly string[], same: readonly { a: string; b: string }[]): Map<string, string> {
  const actor = new Map(ids.map((id) => [id, id]))
  for (let changed = true; changed;) {
    changed = false
    for (const { a, b } of same) {
      const least = [actor.get(a) as string, actor.get(b) as string].sort()[0] as string
      for (const id of [a, b])
        if (actor.get(id) !== least) {
          actor.set(id, least)
          changed = true
        }
    }
  }
  return actor
}

interface Asked {
  from: readonly string[]
  to: readonly string[]
  maxHops: number
  order: 'shortest' | 'strongest' | 'time'
}

/** Trying all paths, as lists of actors. */
function expected(ids: readonly string[], ties: readonly Tie[], same: readonly Same[], asked: Asked): string[][] {
  const actor = gathered(ids, same)
  const actors = [...new Set(actor.values())].sort()
  const place = (id: string): number => actors.indexOf(actor.get(id) as string)
  const list = ties.map(({ a, b, weakness, from, to }) => ({ a: place(a), b: place(b), weakness, from, to }))
  const { maxHops, order } = asked
  const sides = { sources: asked.from.map(place), targets: asked.to.map(place) }
  return exhaustive(list, question(actors.length, list, { ...sides, maxHops, order })).map(({ nodes }) =>
    nodes.map((node) => actors[node] as string)
  )
}

interface Shown {
  length: number
  entities: readonly string[]
  hops: readonly { from: string; to: string; sameActor: boolean; weakest: boolean }[]
}

/** The actors of a path as it is shown, which must hang together. */
function actorsOf(path: Shown, actor: ReadonlyMap<string, string>): string[] {
  expect(path.entities.slice(0, -1)).toEqual(path.hops.map(({ from }) => from))
  expect(path.entities.slice(1)).toEqual(path.hops.map(({ to }) => to))
  for (const { from, to, sameActor } of path.hops) expect(actor.get(from) === actor.get(to)).toBe(sameActor)
  expect(path.hops.filter(({ sameActor }) => !sameActor)).toHaveLength(path.length)
  expect(path.hops.filter(({ weakest }) => weakest)).toHaveLength(Math.min(1, path.length))
  const actors = path.entities.map((id) => actor.get(id) as string)
  return actors.filter((id, i) => id !== actors[i - 1])
}

describe('the search from both sides', () => {
  const graphs = fc.integer({ min: 2, max: 10 }).chain((n) => {
    const id = fc.nat({ max: n - 1 }).map((i) => `e${i}`)
    const time = fc.nat({ max: 3 })
    const tie = fc.record({ a: id, b: id, weakness: fc.constantFrom(0, 3, 99), from: time, to: time })
    return fc.record({
      ids: fc.constant(Array.from({ length: n }, (_, i) => `e${i}`)),
      ties: fc.array(tie, { maxLength: 16 }).map((list) =>
        list.map(({ from, to, ...rest }, i): Tie => ({
          ...rest,
          id: `r${String(i).padStart(2, '0')}`,
          from: Math.min(from, to),
          to: Math.max(from, to)
        }))
      ),
      same: fc
        .array(fc.record({ a: id, b: id }), { maxLength: 4 })
        .map((list) => list.filter(({ a, b }) => a !== b).map((pair, i): Same => ({ ...pair, id: `s${i}` }))),
      from: fc.array(id, { minLength: 1, maxLength: 2 }),
      to: fc.array(id, { minLength: 1, maxLength: 2 }),
      maxHops: fc.integer({ min: 1, max: 8 }),
      order: fc.constantFrom(...Object.values(ORDERS)),
      first: fc.integer({ min: 1, max: 6 })
    })
  })

  it('of 1,200 random graphs gives the k best paths that trying all gives, in at most one step per hop', async () => {
    let chains = 0
    await fc.assert(
      fc.asyncProperty(graphs, async ({ ids, ties, same, from, to, maxHops, order, first }) => {
        const touching = <T extends { a: string; b: string }>(list: readonly T[], near: readonly string[]): T[] =>
          list.filter(({ a, b }) => near.includes(a) || near.includes(b))
        const others = (list: readonly { a: string; b: string }[], near: readonly string[]): string[] =>
          list.flatMap(({ a, b }) => [...(near.includes(a) ? [b] : []), ...(near.includes(b) ? [a] : [])])
        let steps = 1
        const met = (near: readonly string[], open: readonly string[]) => {
          const found = touching(ties, near)
          const far = others(found, near)
          const one = touching(same, [...far, ...open])
          const two = touching(same, others(one, [...far, ...open]))
          return { ties: found, far, same: [...one, ...two], excluded: [], cut: false, uncounted: false }
        }
        const ends = [...new Set([...from, ...to, ...others(touching(same, [...from, ...to]), [...from, ...to])])]
        const given = [...touching(same, ends)]
        const start = met(ends, [])
        const explored = await explore({
          maxHops,
          start: { ...start, same: [...given, ...start.same], from, to, ends },
          read: ({ frontier, open }) => {
            if (open.length > 0) chains++
            else steps++
            return Promise.resolve(met(frontier, open))
          },
          enough: async (seen) =>
            order === 'shortest' && (await choose(seen, order, maxHops, first)).paths.length === first
        })
        if (explored === null) throw new Error('nothing moved')
        const { paths } = await choose(explored, order, maxHops, first)
        const actor = gathered(ids, same)
        expect(paths.map((path) => actorsOf(path, actor))).toEqual(
          expected(ids, ties, same, { from, to, maxHops, order }).slice(0, first)
        )
        // One more where the ends stand at the end of a chain of those who are one actor.
        expect(steps).toBeLessThanOrEqual(Math.max(1, maxHops - 1) + 1)
      }),
      { seed: SEED, numRuns: 1_200 }
    )
    expect(chains).toBeGreaterThan(30)
  })
})

describe('the whole, on the embedded engine', () => {
  let store: Store
  let asked: Asking
  beforeAll(async () => {
    store = await openWorld({ store: '', folder: null })
    asked = asking(store.engine)
  })
  afterAll(() => store.close())

  it(
    'where more lies ahead than is read, says how far it got, and is exact up to there',
    { timeout: 600_000 },
    async () => {
      const rows = new Rows('random/crowd')
      for (const name of ['a', 'b', 'c']) rows.entity(name, 'Person', {})
      for (let i = 0; i <= LIMITS.pathEntities; i++)
        for (const end of ['a', 'b']) rows.entity(`${end}${i}`, 'Person', {}).tie('CONTACTS', end, `${end}${i}`)
      rows.tie('CONTACTS', 'a', 'c').tie('CONTACTS', 'c', 'b')
      await rows.write(store)
      const text =
        'query ($from: [ID!]!, $to: [ID!]!, $first: Int, $maxHops: Int) { paths(from: $from, to: $to, first: $first, maxHops: $maxHops) { paths { length } more truncated { shown of because } } }'
      const ask = (first: number, maxHops: number) =>
        asked.at('paths', text, OWNER, { from: [rows.id('a')], to: [rows.id('b')], first, maxHops })
      const paths = [{ length: 2 }]
      expect(await ask(1, 8)).toEqual({ paths, more: null, truncated: null })
      expect(await ask(2, 2)).toEqual({ paths, more: false, truncated: null })
      expect(await ask(2, 3)).toEqual({
        paths,
        more: null,
        truncated: {
          shown: 2 * (LIMITS.pathEntities + 2),
          of: null,
          because: expect.stringMatching(
            /^Paths of up to 2 hops were looked through\. Beyond lie more than 5,000 entities/
          ) as string
        }
      })
    }
  )

  const GRADES = ['A1', 'B2', 'C3', '']
  const KINDS = ['CONTACTS', 'SUPPLIES', 'PAYS']
  const YEARS = [undefined, '2001', '2002-05', '2003-02-07']
  const worlds = fc.record({
    ties: fc.array(
      fc.record({
        a: fc.nat({ max: 8 }),
        b: fc.nat({ max: 8 }),
        kind: fc.constantFrom(...KINDS),
        grade: fc.constantFrom(...GRADES),
        from: fc.constantFrom(...YEARS),
        to: fc.constantFrom(undefined, '2002', '2003-02'),
        goods: fc.constantFrom<string[]>(['drugs'], ['drugs/cocaine'], ['arms'], [])
      }),
      { minLength: 4, maxLength: 18 }
    ),
    same: fc.array(fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 })), { maxLength: 3 })
  })
  const questions = fc.array(
    fc.record({
      from: fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 2 }),
      to: fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 2 }),
      maxHops: fc.integer({ min: 1, max: 8 }),
      orderBy: fc.constantFrom('SHORTEST' as const, 'STRONGEST' as const, 'TIME_RESPECTING' as const),
      first: fc.integer({ min: 1, max: 8 }),
      minGrade: fc.constantFrom(null, null, 'B2'),
      kinds: fc.constantFrom<string[] | null>(null, null, ['CONTACTS', 'PAYS']),
      goods: fc.constantFrom(null, null, null, ['drugs']),
      period: fc.constantFrom(null, null, { from: '2002', to: '2002-12' })
    }),
    { minLength: 40, maxLength: 40 }
  )
  const TEXT = `query ($from: [ID!]!, $to: [ID!]!, $maxHops: Int, $orderBy: PathOrder, $first: Int, $minGrade: String, $kinds: [RelationKind!], $goods: [String!], $period: PeriodInput) {
    paths(from: $from, to: $to, maxHops: $maxHops, orderBy: $orderBy, first: $first, minGrade: $minGrade, kinds: $kinds, goods: $goods, period: $period) {
      paths { length entities weakestGrade hops { from { id } to { id } relation { grade claims { totalCount } } sameActor weakest } } more truncated { because } } }`

  it('1,000 random questions are answered as trying all paths answers them', { timeout: 600_000 }, async () => {
    let found = 0
    let world = 0
    await fc.assert(
      fc.asyncProperty(worlds, questions, async (given, list) => {
        const rows = new Rows(`random/w${world++}`)
        for (let i = 0; i < 9; i++) rows.entity(`p${i}`, 'Person', {})
        const ends = given.ties.filter(({ a, b }) => a !== b)
        for (const { a, b, kind, grade, from, to, goods } of ends)
          rows.tie(kind, `p${a}`, `p${b}`, goods.length === 0 ? {} : { goods }, {
            grade,
            ...(from === undefined ? {} : { validFrom: from }),
            ...(to === undefined || (from !== undefined && from > to) ? {} : { validTo: to })
          })
        const pairs = given.same.filter(([a, b]) => a !== b)
        const unique = new Map(pairs.map(([a, b]) => [[a, b].sort().join(), [a, b] as const]))
        for (const [a, b] of unique.values())
          rows.judge(rows.record(`p${a}`), rows.record(`p${b}`), 'SAME', 'AMBER', ['beta'])
        await rows.write(store)
        const ids = Array.from({ length: 9 }, (_, i) => rows.id(`p${i}`))
        const id = (i: number): string => ids[i] as string
        const same = [...unique.values()].map(([a, b], i): Same => ({ id: `s${i}`, a: id(a), b: id(b) }))
        const actor = gathered(ids, same)
        for (const { from, to, orderBy, maxHops, first, ...filters } of list) {
          const passing = ends.filter((tie) => {
            const last = tie.to === undefined || (tie.from !== undefined && tie.from > tie.to) ? null : tie.to
            return (
              (filters.kinds === null || filters.kinds.includes(tie.kind)) &&
              (filters.minGrade === null || ['A1', 'B2'].includes(tie.grade)) &&
              (filters.goods === null || tie.goods.some((good) => good.startsWith('drugs'))) &&
              (filters.period === null ||
                ((tie.from === undefined || lowDay(tie.from) <= '2002-12-31') &&
                  (last === null || highDay(last) >= '2002-01-01')))
            )
          })
          const day = (date: string): number => Number(date.replaceAll('-', ''))
          const ties = passing.map(({ a, b, grade, from: begun, to: end }, i): Tie => {
            const ended = end === undefined || (begun !== undefined && begun > end) ? null : end
            return {
              id: `r${i}`,
              a: id(a),
              b: id(b),
              weakness: gradeOrder(parseGrade(grade) ?? { reliability: null, credibility: null }),
              from: begun === undefined ? 0 : day(lowDay(begun)),
              to: ended === null ? FOREVER : day(highDay(ended))
            }
          })
          const sides = { from: from.map(id), to: to.map(id) }
          const answer = (await asked.at('paths', TEXT, OWNER, { ...sides, orderBy, maxHops, first, ...filters })) as {
            paths: (Omit<Shown, 'hops'> & { hops: { from: { id: string }; to: { id: string } }[] })[]
            more: boolean | null
            truncated: unknown
          }
          expect(answer.truncated).toBeNull()
          const shown = answer.paths.map((path): Shown => ({
            ...path,
            hops: path.hops.map((hop) => ({ ...hop, from: hop.from.id, to: hop.to.id })) as unknown as Shown['hops']
          }))
          const all = expected(ids, ties, same, { ...sides, maxHops, order: ORDERS[orderBy] })
          expect(shown.map((path) => actorsOf(path, actor))).toEqual(all.slice(0, first))
          // The search for the shortest may stop before it can know.
          if (answer.more !== null) expect(answer.more).toBe(all.length > first)
          else expect([orderBy, shown.length]).toEqual(['SHORTEST', first])
          found += shown.length
        }
      }),
      { seed: SEED, numRuns: 25 }
    )
    expect(found).toBeGreaterThan(500)
  })
})
