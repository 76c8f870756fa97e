import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PUBLIC } from '../../src/access/viewer.ts'
import { ask, createApi, type Api } from '../../src/server/api.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { PAST_LIMITS, type PastLimits } from '../../src/service/past.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import { withdrawDataset } from '../../src/service/withdraw.ts'
import { about } from '../claims/make.ts'
import { ADA, DATASETS, OWNER, writeFolder, type Answer } from './support.ts'

interface World {
  skein: Skein
  api: Api
  day: (n: number) => void
  query: (query: string, viewer?: typeof PUBLIC) => Promise<Answer>
}

const folder = mkdtempSync(join(tmpdir(), 'skein-past-'))
const opened: Skein[] = []
afterAll(async () => {
  for (const skein of opened) await skein.close()
  rmSync(folder, { recursive: true, force: true })
})

/** On the first of March the open dataset is imported, on the second the closed one, on the third a new version of the first. */
async function openWorld(past: PastLimits = PAST_LIMITS): Promise<World> {
  let now = ''
  const day = (n: number): void => void (now = new Date(Date.UTC(2026, 2, n)).toISOString())
  const skein = await openSkein({ store: '', data: null, secret: 'tests', past, now: () => now })
  opened.push(skein)
  const load = (name: string, files: Record<string, string>): Promise<unknown> =>
    importDataset(skein, OWNER, {
      paths: [writeFolder(join(folder, `${opened.length}-${now.slice(0, 10)}-${name.replace('/', '-')}`), files)]
    })
  const open = DATASETS['alpha/open'] ?? {}
  day(1)
  await load('alpha/open', open)
  day(2)
  await load('alpha/closed', DATASETS['alpha/closed'] ?? {})
  day(3)
  await load('alpha/open', {
    ...open,
    'entities.csv': 'id,kind,name\ng,Group,Quay crew\np1,Person,Ida Marsh\np2,Person,Bo Lund\np4,Person,Di Holm\n',
    'ties.csv': 'kind,from,to\nMEMBER_OF,p1,g\n'
  })
  day(9)
  const api = createApi(skein, { log: () => undefined })
  const query: World['query'] = async (text, viewer = PUBLIC) => (await ask(api, text, { viewer })) as Answer
  return { skein, api, day, query }
}

const names = (answer: Answer, key = 'entities'): unknown =>
  ((answer.data?.[key] as { nodes: { name: string }[] } | undefined)?.nodes ?? []).map(({ name }) => name)
const persons = (moment: string): string =>
  `entities(filter: {kinds: [Person]}, asKnownAt: "${moment}") { totalCount nodes { name relations(first: 5) { totalCount } } }`

describe('asKnownAt', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })

  it('answers then, and now beside it', async () => {
    const answer = await world.query(
      `{ then: ${persons('2026-03-01T12:00:00Z')} now: entities(filter: {kinds: [Person]}) { nodes { name } } before: revision(asKnownAt: "2026-02-01T00:00:00Z") after: revision(asKnownAt: "2026-03-01T12:00:00Z") revision }`
    )
    expect(names(answer, 'then')).toEqual(['Bo Lund', 'Cy Vane', 'Ida Marsh'])
    expect(names(answer, 'now')).toEqual(['Bo Lund', 'Di Holm', 'Ida Marsh'])
    expect(answer.data).toMatchObject({ before: 0, after: 1 })
  })

  it('shows each viewer what he may see, then as now', async () => {
    const moment = '2026-03-02T12:00:00+01:00'
    expect(names(await world.query(`{ ${persons(moment)} }`))).not.toContain('Hidden Harbourmaster')
    expect(names(await world.query(`{ ${persons(moment)} }`, ADA))).toContain('Hidden Harbourmaster')
    expect(names(await world.query(`{ ${persons('2026-03-01T23:59:59.999Z')} }`, ADA))).not.toContain(
      'Hidden Harbourmaster'
    )
  })

  it('says `known` as it was then', async () => {
    const known = async (moment: string): Promise<unknown[]> => {
      const answer = await world.query(`{ claims(asKnownAt: "${moment}") { nodes { known } } }`)
      return (answer.data?.['claims'] as { nodes: { known: string[] }[] }).nodes.map(({ known: list }) => list.length)
    }
    expect(new Set(await known('2026-03-02T00:00:00Z'))).toEqual(new Set([1]))
  })

  for (const [given, why] of [
    ['"2026-03-01"', 'not of the form'],
    ['"yesterday"', 'not of the form'],
    ['"2026-02-30T00:00:00Z"', '2026-02'],
    ['"2026-03-01T25:00:00Z"', 'not of the form'],
    ['"2026-03-01T12:00:00"', 'not of the form'],
    ['"2999-01-01T00:00:00Z"', 'future'],
    ['7', 'not of the form']
  ] as const)
    it(`refuses ${given}`, async () => {
      const answer = await world.query(`{ revision(asKnownAt: ${given}) }`)
      expect(answer.errors?.[0]?.extensions.code).toBe('INVALID_INPUT')
      expect(JSON.stringify(answer.errors)).toContain(why)
    })

  it('answers about two moments at once, not about three', async () => {
    const at = (n: number): string => `m${n}: revision(asKnownAt: "2026-03-0${n}T12:00:00Z")`
    expect(
      (await world.query(`{ ${at(1)} ${at(2)} again: revision(asKnownAt: "2026-03-01T12:00:00Z") }`, ADA)).errors
    ).toBe(undefined)
    const refused = await world.query(`{ ${at(1)} ${at(2)} ${at(3)} }`, ADA)
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: { name: 'asKnownAt', value: 2, met: 3 }
    })
  })
})

describe('what is withdrawn', () => {
  it('was never there: also where the moment was asked about before', async () => {
    const world = await openWorld()
    const text = `{ ${persons('2026-03-02T12:00:00Z')} datasets(asKnownAt: "2026-03-02T12:00:00Z") { nodes { name } } }`
    expect(names(await world.query(text, ADA))).toContain('Hidden Harbourmaster')
    await withdrawDataset(world.skein, OWNER, 'alpha/closed')
    const answer = await world.query(text, ADA)
    expect(names(answer)).not.toContain('Hidden Harbourmaster')
    expect(names(answer, 'datasets')).toEqual(['alpha/open'])
  })
})

describe('limits', () => {
  const asked = `{ ${persons('2026-03-01T12:00:00Z')} }`

  it('as many claims as may be replayed are, one more is refused', async () => {
    const count = 8
    expect((await (await openWorld({ ...PAST_LIMITS, claims: count })).query(asked)).errors).toBe(undefined)
    const refused = await (await openWorld({ ...PAST_LIMITS, claims: count - 1 })).query(asked)
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: { name: 'asKnownAt', value: count - 1, met: count }
    })
  })

  it('who is too impatient hears how far it is, and gets the answer later', async () => {
    const world = await openWorld({ ...PAST_LIMITS, patience: 0 })
    const first = await world.query(asked)
    expect(first.errors?.[0]?.extensions.code).toBe('UNAVAILABLE')
    expect(first.errors?.[0]?.message).toMatch(/being put together: (the claims are being read|\d+ of \d+ things)/)
    let answer = first
    while (answer.errors !== undefined) {
      expect(answer.errors[0]?.extensions.code).toBe('UNAVAILABLE')
      await new Promise((resolve) => setTimeout(resolve, 10))
      answer = await world.query(asked)
    }
    expect(names(answer)).toHaveLength(3)
  })

  it('only so many moments are replayed at once; the last ones are kept', async () => {
    const world = await openWorld({ ...PAST_LIMITS, replays: 1, kept: 1 })
    const at = (n: number): Promise<Answer> => world.query(`{ ${persons(`2026-03-0${n}T12:00:00Z`)} }`)
    const codes = (await Promise.all([at(1), at(2)])).map(({ errors }) => errors?.[0]?.extensions.code)
    expect(codes.sort()).toEqual(['LIMIT_EXCEEDED', undefined])
    for (const n of [1, 2, 3, 1]) expect((await at(n)).errors, `the ${n}th`).toBe(undefined)
  })
})

it('answers while the store is written to without a pause: writers wait for it', { timeout: 120_000 }, async () => {
  const { skein, query } = await openWorld()
  let [asking, written] = [true, 0]
  const writers = ['one', 'two'].map(async (name) => {
    for (let i = 0; asking; i++) {
      const claim = about(`alpha/${name}:${String(i % 5)}`, 'Person', { name: `Somebody ${String(i)}` })
      await skein.store.write({ at: '2026-03-09T00:00:00.000Z', dataset: `alpha/${name}`, claims: [claim] })
      written++
    }
  })
  try {
    await expect.poll(() => written).toBeGreaterThan(3)
    const before = written
    for (let minute = 10; minute < 40; minute++) {
      const answer = await query(`{ ${persons(`2026-03-01T12:${String(minute)}:00Z`)} }`)
      expect(answer.errors).toBeUndefined()
      expect(names(answer)).toEqual(['Bo Lund', 'Cy Vane', 'Ida Marsh'])
    }
    expect(written).toBeGreaterThan(before + 3)
  } finally {
    asking = false
    await Promise.all(writers)
  }
})
