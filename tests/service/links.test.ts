/** Links across goods as GraphQL answers them, on the teaching case: what is planted stands in seeds/teaching/truth.json. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordId } from '../../src/claims/ids.ts'
import { ask, createApi, type Api } from '../../src/server/api.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import { OWNER, PUBLIC, type Viewer } from '../../src/service/viewer.ts'
import { withdrawDataset } from '../../src/service/withdraw.ts'
import { truth } from '../seeds/truth.ts'

interface Figure {
  value: number | null
  why: string | null
}
interface Chance {
  observed: number
  mean: number
  more: Figure
  moreQ: Figure
}
interface Overlap {
  first: string
  second: string
  words: string
  shared: number
  tiedToFirst: number
  jaccard: Figure
  chance: Chance
  withinSources: Chance
  lookedAtBy: string[]
}
interface Joined {
  entity: string
  first: string
  second: string
  joins: string[]
  standings: string[]
}
interface CrossGoods {
  overlaps: Overlap[]
  blindSpots: {
    links: number
    onlyJoined: Joined[]
    truncated: null
    datasets: { dataset: string; looksAt: string[]; shows: number; missed: number; outOfSight: number; adds: number }[]
  }
}

const CHANCE = '{ observed mean more { value why } moreQ { value why } }'
const QUESTION = `query ($input: CrossGoodsInput!) { crossGoods(input: $input) {
  overlaps { first second words shared tiedToFirst jaccard { value why } chance ${CHANCE} withinSources ${CHANCE} lookedAtBy }
  blindSpots { links onlyJoined { entity first second joins standings } truncated { of }
    datasets { dataset looksAt shows missed outOfSight adds } } } }`

const NAMES = (JSON.parse(readFileSync('seeds/index.json', 'utf8')) as string[]).filter(
  (name) => name === 'goods' || name.startsWith('teaching/')
)
let skein: Skein
let api: Api

beforeAll(async () => {
  skein = await openSkein({ store: '', data: null })
  api = createApi(skein, { log: () => undefined })
  for (const name of NAMES) await importDataset(skein, OWNER, { paths: [join('seeds', name)] })
})
afterAll(() => skein.close())

async function across(viewer: Viewer, input: object = {}): Promise<CrossGoods> {
  const answer = (await ask(api, QUESTION, { viewer }, { input })) as {
    data: { crossGoods: CrossGoods }
    errors?: unknown
  }
  expect(answer.errors).toBeUndefined()
  return answer.data.crossGoods
}
const pair = (all: CrossGoods, goods: readonly string[]): Overlap => {
  const found = all.overlaps.find(({ first, second }) => goods.includes(first) && goods.includes(second))
  if (found === undefined) throw new Error(`no pair ${goods.join()}`)
  return found
}
const significant = ({ chance, withinSources }: Overlap): boolean =>
  [chance, withinSources].some(({ moreQ }) => moreQ.value !== null && moreQ.value <= 0.05)

const VIEWERS = { public: PUBLIC, owner: OWNER }

describe.each(['public', 'owner'] as const)('for the %s', (who) => {
  const planted = truth.overlaps.filter(({ counts }) => counts !== undefined)

  it.each(planted)('the overlap of $goods is told as planted ($planted)', async ({ goods, planted: real, counts }) => {
    const found = pair(await across(VIEWERS[who]), goods)
    expect(found.shared).toBe(counts?.[who].shared)
    expect(significant(found)).toBe(real)
    expect(/: more than \d/.test(found.words)).toBe(real)
    expect(found.words).toContain(`${String(found.shared)} known in both`)
  })

  it('chance is the same in every answer, whatever is asked beside it', async () => {
    expect(await across(VIEWERS[who], { first: 1 })).toEqual(
      await across(VIEWERS[who], { kinds: ['Person'], first: 9 })
    )
  })
})

it('where no source looks at both goods it says so, and no ratio is given', async () => {
  const untold = truth.overlaps.filter(({ noSourceCoversBoth }) => noSourceCoversBoth === true)
  expect(untold.length).toBeGreaterThan(0)
  for (const { goods } of untold) {
    const found = pair(await across(OWNER), goods)
    expect(found.lookedAtBy).toEqual([])
    expect(found.words).toContain('no source covers both, so there may be more')
    for (const figure of [found.jaccard, found.chance.more, found.chance.moreQ])
      expect(figure).toEqual({ value: null, why: expect.stringContaining('no source covers both') as string })
  }
})

it('the links that exist only joined are the planted ones, with their sources; withdrawing one makes its own disappear', async () => {
  const entityOf = async (record: string): Promise<string> => {
    const query = 'query ($id: ID!) { entity(id: $id) { id } }'
    const answer = await ask(api, query, { viewer: OWNER }, { id: recordId(record) })
    return (answer as { data: { entity: { id: string } } }).data.entity.id
  }
  const planted = await Promise.all(
    truth.links.map(async ({ records, goods, joins }) => ({
      entity: await entityOf(records[0] ?? ''),
      goods: goods.toSorted(),
      joins: joins.toSorted()
    }))
  )
  const told = async (): Promise<unknown[]> =>
    (await across(OWNER)).blindSpots.onlyJoined.map(({ entity, first, second, joins }) => ({ entity, goods: [first, second], joins })) // prettier-ignore
  const some = (list: unknown[]): unknown => expect.arrayContaining(list)
  const before = await told()
  expect(before).toEqual(some(planted))
  expect(before).toHaveLength(planted.length)

  await withdrawDataset(skein, OWNER, 'teaching/excise')
  const left = planted.filter(({ joins }) => !joins.includes('teaching/excise'))
  expect(left.length).toBeLessThan(planted.length)
  const after = await told()
  expect(after).toEqual(some(left))
  expect(after).toHaveLength(left.length)
  await importDataset(skein, OWNER, { paths: [join('seeds', 'teaching/excise')] })
  expect(await told()).toEqual(before)
})

it('says per dataset what it shows, misses and adds, and what it looks at', async () => {
  const { blindSpots } = await across(OWNER)
  for (const { dataset, looksAt, shows, missed, outOfSight, adds } of blindSpots.datasets) {
    expect(shows + missed + outOfSight, dataset).toBe(blindSpots.links)
    if (looksAt.length === 1) expect([shows, missed], dataset).toEqual([0, 0])
    expect(adds).toBeLessThanOrEqual(blindSpots.links)
  }
  // Those whose half every planted link needs.
  for (const { joins } of blindSpots.onlyJoined)
    for (const name of joins)
      expect(blindSpots.datasets.find(({ dataset }) => dataset === name)?.adds, name).toBeGreaterThan(0)
})

it('two goods are told as they stand among all, and a narrower one apart from the rest of its good', async () => {
  const all = pair(await across(OWNER), ['people', 'drugs'])
  const two = await across(OWNER, { goods: ['people', 'drugs'] })
  expect(two.overlaps).toEqual([all])
  const narrow = await across(OWNER, { goods: ['people', 'drugs/cocaine'] })
  expect(narrow.overlaps).toHaveLength(1)
  const [cocaine] = narrow.overlaps
  expect(cocaine?.shared).toBeGreaterThan(0)
  expect(cocaine?.shared).toBeLessThan(all.shared)
  expect(cocaine?.tiedToFirst).toBeLessThan(all.tiedToFirst)
  expect(narrow.blindSpots.links).toBe(cocaine?.shared)
})
