import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importDataset } from '../../src/service/import/import.ts'
import { sourceId } from '../../src/claims/ids.ts'
import {
  ADA,
  BEN,
  codesOf,
  DATASETS,
  OWNER,
  openWorld,
  READER,
  writeFolder,
  type Answer,
  type World
} from './support.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const TEXT = `mutation($input: RecordClaimsInput!) { recordClaims(input: $input) {
  dataset written added changed unchanged recorded { index claims } counts { kind count }
  problemCount problems { list index field reason hint } noteCount notes { list index field reason } revision } }`
const MANIFEST = {
  title: 'Field notes',
  publisher: 'A test',
  publisherRole: 'OTHER',
  licence: 'CC0-1.0',
  howCollected: 'CASEWORK'
}
interface Recorded {
  written: boolean
  added: number
  unchanged: number
  recorded: { index: number; claims: string[] }[]
  problems: { list: string; index: number | null; field: string | null; reason: string; hint: string | null }[]
  problemCount: number
  notes: { index: number; reason: string }[]
  revision: number
}
const ask = (input: object, viewer = ADA): Promise<Answer> => world.ask(TEXT, viewer, { input })
const record = async (input: object, viewer = ADA): Promise<Recorded> => {
  const answer = await ask(input, viewer)
  expect(answer.errors).toBeUndefined()
  return answer.data?.['recordClaims'] as Recorded
}
const claimsOf = async (dataset: string): Promise<unknown> =>
  (
    await world.ask(
      'query($d: String) { claims(filter: {dataset: $d}, first: 100) { totalCount nodes { id kind records grade standing audience marking validFrom source { key origins } properties { name value } } } }',
      OWNER,
      { d: dataset }
    )
  ).data?.['claims']

const NEW = { dataset: 'alpha/notes', manifest: MANIFEST, grade: 'B2' }
const ROWS = [
  { kind: 'Person', id: 'n1', properties: { name: 'Nia Vold', aliases: ['N.'] } },
  { kind: 'Group', id: 'n2', properties: { name: 'The Jetty' }, grade: 'C3' },
  { kind: 'MEMBER_OF', from: 'n1', to: 'n2', source: 's1', validFrom: '2003-05' },
  { kind: 'TRADES_IN', from: 'n1', to: 'd', standing: 'CHARGED', standingDate: '2004' },
  { kind: 'Good', id: 'd', properties: { name: 'Cigarettes', code: 'tobacco/x' } },
  { kind: 'CONTACTS', from: 'n1', to: 'beta/none:z' }
]

describe('recording claims', () => {
  it('makes a dataset, answers with the claims of each row, and says the same again', async () => {
    const input = {
      ...NEW,
      sources: [
        { id: 's1', title: 'A call', cites: ['s2'] },
        { id: 's2', title: 'The first' }
      ],
      claims: ROWS
    }
    const first = await record(input)
    expect(first).toMatchObject({ written: true, added: 6, problemCount: 0, revision: expect.any(Number) as number })
    expect(first.recorded.map(({ index, claims }) => [index, claims.length])).toEqual(
      [0, 1, 2, 3, 4, 5].map((i) => [i, 1])
    )
    // The end in another dataset is not there: taken, and said.
    expect(first.notes).toMatchObject([{ index: 5 }])
    const stored = await claimsOf('alpha/notes')
    expect(stored).toMatchObject({ totalCount: 5 })
    const text = JSON.stringify(stored)
    for (const said of [
      '"standing":"CHARGED"',
      '"grade":"B2"',
      '"grade":"C3"',
      `"origins":["${sourceId('alpha/notes:s2')}"]`,
      '"N."'
    ])
      expect(text).toContain(said)
    const { revision, ...same } = await record(input)
    expect(same).toEqual({ ...first, added: 0, unchanged: 6, revision: undefined })
    expect(revision).toBe(first.revision)
    expect(await claimsOf('alpha/notes')).toEqual(stored)
  })

  it('adds to what is there: earlier records and sources count, and nothing is taken back', async () => {
    await record({ ...NEW, sources: [{ id: 's1' }], claims: ROWS.slice(0, 3) })
    const more = await record({
      dataset: 'alpha/notes',
      claims: [
        { kind: 'CONTACTS', from: 'n1', to: 'n3', source: 's1' },
        { kind: 'Person', id: 'n3', properties: { name: 'Ola' } }
      ]
    })
    expect(more).toMatchObject({ written: true, added: 2 })
    expect(await claimsOf('alpha/notes')).toMatchObject({ totalCount: 5 })
    const wrong = await record({ dataset: 'alpha/notes', claims: [{ kind: 'Group', id: 'n1' }] })
    expect(wrong.problems).toMatchObject([{ index: 0, field: 'kind' }])
  })

  it('checks every row as an import does, tells each by its place, and writes nothing', async () => {
    const { written, problems, recorded } = await record({
      ...NEW,
      sources: [{ id: 's1', url: 'nowhere' }],
      claims: [
        { kind: 'Persn', id: 'a', properties: { name: 'A' } },
        { kind: 'Person', id: 'b', properties: { nmae: 'B' } },
        { kind: 'Person', id: 'c', properties: { nmae: 'C' } },
        { kind: 'Person', id: 'd', validFrom: '2003-02-30' },
        { kind: 'Person', id: 'e', properties: { protected: true, name: 'Named' } },
        { kind: 'MEMBER_OF', from: 'f', to: 'g' },
        { kind: 'Person', id: 'f' },
        { kind: 'Person', id: 'g' },
        { kind: 'Person', id: 'h', source: 's1' },
        { kind: 'Person', id: 'i', source: 's9' },
        { kind: 'Person', id: 'j', marking: 'RED' },
        { kind: 'Person', id: 'k', marking: 'AMBR' },
        { kind: 'Person', id: 'l', properties: { kind: 'Group' } },
        { kind: 'Person', id: 'm', properties: 'text' },
        { kind: 'Person', id: 'n', grade: 'Z9' },
        { kind: 'SAME_AS', from: 'f', to: 'h' },
        { kind: 'COLLUDES_WITH', from: 'f', to: 'f' },
        { kind: 'Person', id: 'q', standing: 'CHARGED' },
        { kind: 'Person' },
        { kind: 'CONTACTS', from: 'f', to: 'g', properties: { weight: 'heavy' } }
      ]
    })
    expect(written).toBe(false)
    expect(recorded).toEqual([])
    expect(await claimsOf('alpha/notes')).toMatchObject({ totalCount: 0 })
    const at = (index: number): string =>
      problems
        .filter((each) => each.list === 'CLAIMS' && each.index === index)
        .map(({ field, reason }) => `${field ?? ''}: ${reason}`)
        .join(' | ')
    expect(problems.find(({ list }) => list === 'SOURCES')).toMatchObject({ index: 0, field: 'url' })
    expect(at(0)).toMatch(/^kind: .*did you mean Person\?/)
    expect(at(1)).toMatch(/^properties\.nmae: .*did you mean name\?/)
    expect(at(2)).toBe(at(1))
    expect(at(3)).toMatch(/^validFrom: /)
    expect(at(4)).toMatch(/protected/)
    expect(at(5)).toMatch(/^to: MEMBER_OF cannot end at g/)
    expect([at(6), at(7)]).toEqual(['', ''])
    expect(at(8)).toMatch(/rests on something/)
    expect(at(9)).toMatch(/^source: /)
    expect(at(10)).toMatch(/^audience: RED needs an audience/)
    expect(at(11)).toMatch(/^marking: .*did you mean AMBER\?/)
    expect(at(12)).toMatch(/^properties\.kind: /)
    expect(at(13)).toMatch(/^properties: /)
    expect(at(14)).toMatch(/^grade: /)
    expect(at(15)).toMatch(/judgements/)
    expect(at(16)).toMatch(/itself/)
    expect(at(17)).toMatch(/^standing: /)
    expect(at(18)).toMatch(/^id: /)
    expect(at(19)).toMatch(/^properties\.weight: /)
  })

  it('writes the good rows alone where that is asked for, and says which', async () => {
    const claims = [
      ROWS[0],
      { kind: 'Person', id: 'x', properties: { nmae: 'X' } },
      ROWS[1],
      { kind: 'MEMBER_OF', from: 'n1', to: 'x' }
    ]
    const { written, added, recorded, problems } = await record({ ...NEW, claims, acceptPartial: true })
    expect({ written, added }).toEqual({ written: true, added: 2 })
    expect(recorded.map(({ index }) => index)).toEqual([0, 2])
    expect(problems.map(({ index }) => index).sort()).toEqual([1, 3])
  })

  it('makes no dataset where no row is good', async () => {
    const claims = [{ kind: 'Persn', id: 'x' }]
    expect(await record({ ...NEW, claims, acceptPartial: true })).toMatchObject({ written: false, problemCount: 1 })
    expect(JSON.stringify((await world.ask('{ datasets { nodes { name } } }', OWNER)).data)).not.toContain(
      'alpha/notes'
    )
  })

  it('shows in a dry run what would be, and writes nothing', async () => {
    const dry = await record({ ...NEW, claims: ROWS.slice(0, 2), dryRun: true })
    expect(dry).toMatchObject({ written: false, added: 2 })
    expect(await claimsOf('alpha/notes')).toMatchObject({ totalCount: 0 })
    expect((await record({ ...NEW, claims: ROWS.slice(0, 2) })).recorded).toEqual(dry.recorded)
  })

  it('tells what is wrong with a new dataset, and keeps to what is stored of one that is there', async () => {
    const { problems } = await record({
      ...NEW,
      manifest: { ...MANIFEST, howCollected: 'WIRETAPP', licence: null },
      claims: ROWS
    })
    expect(problems).toMatchObject([
      { list: 'MANIFEST', field: 'licence' },
      { list: 'MANIFEST', field: 'howCollected', reason: expect.stringContaining('did you mean WIRETAP?') as string }
    ])
    await record({ ...NEW, claims: ROWS.slice(0, 2) })
    expect(codesOf(await ask({ ...NEW, manifest: { ...MANIFEST, title: 'Others' }, claims: ROWS }))).toEqual([
      'CONFLICT'
    ])
    expect((await record({ ...NEW, claims: ROWS.slice(0, 2) })).unchanged).toBe(2)
  })

  it('lets two record into one dataset at once', async () => {
    const one = (i: number): object => ({
      ...NEW,
      claims: [{ kind: 'Person', id: `p${i}`, properties: { name: `P ${i}` } }]
    })
    const all = await Promise.all([1, 2, 3, 4].map((i) => record(one(i))))
    expect(all.map(({ added }) => added)).toEqual([1, 1, 1, 1])
    expect(await claimsOf('alpha/notes')).toMatchObject({ totalCount: 4 })
  })
})

describe('who may record', () => {
  it('needs a credential, the scope and the organisation', async () => {
    const input = { ...NEW, claims: ROWS }
    expect(codesOf(await world.ask(TEXT, undefined, { input }))).toEqual(['UNAUTHENTICATED'])
    expect(codesOf(await ask(input, READER))).toEqual(['FORBIDDEN'])
    expect(codesOf(await ask(input, BEN))).toEqual(['NOT_FOUND'])
  })

  it('takes a hidden dataset for an absent one', async () => {
    const folder = writeFolder(join(world.folder, 'walled'), {
      ...DATASETS['alpha/closed'],
      'dataset.json': JSON.stringify({ name: 'alpha/walled', ...MANIFEST, marking: 'AMBER', audience: ['beta'] })
    })
    expect(await importDataset(world.skein, OWNER, { paths: [folder] })).toMatchObject({ written: true })
    const claims = ROWS.slice(0, 1)
    const hidden = await ask({ dataset: 'alpha/walled', claims })
    const absent = await ask({ dataset: 'alpha/none', claims })
    expect(codesOf(await ask({ dataset: 'alpha/walled', claims }, { ...ADA, rank: 2 }))).toEqual(['FORBIDDEN'])
    expect(hidden.errors?.[0]?.message).toBe(absent.errors?.[0]?.message)
    expect([codesOf(hidden), codesOf(absent)]).toEqual([['NOT_FOUND'], ['NOT_FOUND']])
  })

  it('refuses more rows than 200, and none', async () => {
    const claims = (n: number): object[] => Array.from({ length: n }, (_, i) => ({ kind: 'Person', id: `p${i}` }))
    const many = await ask({ ...NEW, claims: claims(201) })
    expect(many.errors?.[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: { value: 200, met: 201 } })
    expect(codesOf(await ask({ ...NEW, claims: [] }))).toEqual(['INVALID_INPUT'])
    expect(await record({ ...NEW, claims: claims(200) })).toMatchObject({ added: 200 })
  })
})
