import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Viewer } from '../../src/access/viewer.ts'
import { revisionOf } from '../../src/query/revision.ts'
import { ask, createApi } from '../../src/server/api.ts'
import { UNKEPT } from '../../src/service/audit/log.ts'
import { importDataset } from '../../src/service/import/import.ts'
import type { ImportReport } from '../../src/service/import/report.ts'
import { recordClaims, type RecordInput } from '../../src/service/record.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import { OWNER } from '../../src/service/viewer.ts'
import { withdrawDataset } from '../../src/service/withdraw.ts'
import { datasetFolder, MANIFEST } from '../import/support.ts'
import { refill } from './world.ts'

/** Who changes a dataset whole learns nothing of what it holds for others. */
const member = (more: Partial<Viewer> = {}): Viewer => ({
  id: 'key:ada',
  organisations: ['alpha'],
  rank: 4,
  owner: false,
  scopes: ['READ', 'WRITE'],
  ...more
})
const NAME = { name: 'alpha/case' }
const OPEN = { 'a.csv': 'id,kind,name\np,Person,Open\nq,Person,Other\n' }
const WITH_MORE = {
  'a.csv': 'id,kind,name,marking,audience\np,Person,Open,,\nq,Person,Other,,\nr,Person,Walled,RED,key:boss\n'
}

let skein: Skein
beforeAll(async () => {
  skein = await openSkein({ store: '', data: null, secret: 's' })
  Object.assign(skein, { audit: UNKEPT })
})
beforeEach(() => refill(skein.store, []))
afterAll(() => skein.close())

const put = (files: Record<string, string>, viewer: Viewer, more: object = {}): Promise<ImportReport> =>
  importDataset(skein, viewer, { paths: [datasetFolder(files, NAME)], ...more })
const counts = ({ added, changed, unchanged, retracted }: ImportReport): number[] => [
  added,
  changed,
  unchanged,
  retracted
]
const claims = async (): Promise<unknown> =>
  (await skein.store.read('MATCH (c:Claim) WHERE c.rank < 99 RETURN count(c) AS n', ['n'], {}))[0]?.[0]

describe('a dataset that holds what its writer may not see', () => {
  it('is imported with the counts of what he sees, and replaced whole', async () => {
    for (const files of [WITH_MORE, OPEN]) {
      await refill(skein.store, [])
      await put(files, OWNER)
      const dry = await put({ 'a.csv': 'id,kind,name\np,Person,Open\n' }, member(), { dryRun: true })
      expect(counts(dry)).toEqual([0, 0, 1, 1])
      const done = await put({ 'a.csv': 'id,kind,name\np,Person,Open\n' }, member())
      expect(counts(done)).toEqual([0, 0, 1, 1])
      expect(await claims()).toBe(1)
    }
  })

  it('counts a row that the store holds for others alone as new', async () => {
    const walled = { 'a.csv': 'id,kind,name,marking,audience\np,Person,Open,,\nr,Person,Walled,RED,alpha\n' }
    for (const files of [WITH_MORE, OPEN]) {
      await refill(skein.store, [])
      await put(files, OWNER)
      expect(counts(await put(walled, member()))).toEqual([1, 0, 1, 1])
    }
  })

  it('is followed in numbers of what he sees', async () => {
    const told: string[][] = []
    for (const files of [WITH_MORE, OPEN]) {
      await refill(skein.store, [])
      await put(files, OWNER)
      const steps: string[] = []
      const paths = [datasetFolder({ 'a.csv': 'id,kind,name\np,Person,Open\n' }, NAME)]
      await importDataset(skein, member(), { paths }, (progress) => void steps.push(JSON.stringify(progress)))
      told.push(steps)
    }
    expect(told[0]).toEqual(told[1])
  })

  it('is told so however many claims there are', async () => {
    const rows = (kind: string, n: number, end: string): string =>
      Array.from({ length: n }, (_, i) => `${kind}${i},Person,${end}\n`).join('')
    const few = { 'a.csv': 'id,kind,marking,audience\n' + rows('p', 40, ',') }
    const more = { 'a.csv': few['a.csv'] + rows('h', 20, 'RED,key:boss') }
    for (const files of [few, more]) {
      await refill(skein.store, [])
      await put(files, OWNER)
      expect(counts(await put({ 'a.csv': 'id,kind\np0,Person\n' }, member(), { dryRun: true }))).toEqual([0, 0, 1, 39])
    }
  })

  it('changes his revision as if nothing more were there, however the changes fall into batches', async () => {
    const rows = (n: number, end: string): string =>
      Array.from({ length: n }, (_, i) => `${end === ',' ? 'p' : 'h'}${i},Person,${end}\n`).join('')
    const few = { 'a.csv': 'id,kind,marking,audience\n' + rows(401, ',') }
    const more = { 'a.csv': few['a.csv'] + rows(60, 'RED,key:boss') }
    const revisions: unknown[] = []
    for (const files of [few, more]) {
      await refill(skein.store, [])
      await put(files, OWNER)
      for (const next of [{ 'a.csv': 'id,kind\np0,Person\n' }, few]) await put(next, member())
      revisions.push(await revisionOf(skein.store.engine, member()))
    }
    expect(revisions[1]).toBe(revisions[0])
  })

  it('is withdrawn whole, and what he sees is counted', async () => {
    for (const files of [WITH_MORE, OPEN]) {
      await refill(skein.store, [])
      await put(files, OWNER)
      expect(await withdrawDataset(skein, member(), 'alpha/case')).toEqual({ dataset: 'alpha/case', claims: 2 })
      expect(await claims()).toBe(0)
    }
    await put(WITH_MORE, OWNER)
    expect((await withdrawDataset(skein, OWNER, 'alpha/case')).claims).toBe(3)
  })
})

const HIDDEN = {
  'sources.csv': 'id,title,marking,audience\ns,Secret,RED,key:boss\n',
  'a.csv':
    'id,kind,name,source,marking,audience\np,Person,Open,,,\nwalled,Group,Walled,s,RED,key:boss\np,Person,Alias,s,RED,key:boss\n'
}
const record = (input: Partial<RecordInput>, viewer = member()): ReturnType<typeof recordClaims> =>
  recordClaims(skein, viewer, { dataset: 'alpha/case', claims: [], ...input }, new AbortController().signal)
const ids = async (): Promise<unknown> =>
  skein.store.read('MATCH (c:Claim) WHERE c.rank < 98 RETURN c.record AS r, c.ownAudience AS a ORDER BY r, a', [
    'r',
    'a'
  ])

describe('what is added to such a dataset', () => {
  it('is told nothing of the records, kinds, audiences and sources that it holds for others', async () => {
    const added: RecordInput['claims'][] = [
      [{ kind: 'CONTACTS', from: 'p', to: 'walled' }],
      [{ kind: 'CONTACTS', from: 'p', to: 'waled' }],
      [{ kind: 'Person', id: 'walled' }],
      [{ kind: 'Group', id: 'walled', marking: 'RED', audience: ['alpha'] }],
      [{ kind: 'Group', id: 'walled', marking: 'AMBER', audience: ['alpha'] }],
      [{ kind: 'Person', id: 'p', marking: 'RED', audience: ['alpha'] }],
      [{ kind: 'Person', id: 'n', source: 's' }]
    ]
    for (const dryRun of [true, false])
      for (const rows of added) {
        const told: unknown[] = []
        for (const files of [HIDDEN, { 'a.csv': 'id,kind,name\np,Person,Open\n' }]) {
          await refill(skein.store, [])
          await put(files, OWNER)
          told.push(await record({ claims: rows, dryRun }))
        }
        expect(told[0]).toEqual(told[1])
      }
  })

  it('takes back of that only what cannot stand beside it', async () => {
    await put(HIDDEN, OWNER)
    await record({ claims: [{ kind: 'Person', id: 'p', marking: 'RED', audience: ['alpha'] }] })
    await record({ claims: [{ kind: 'Group', id: 'walled', properties: { name: 'Open too' } }] })
    const left = [
      ['alpha/case:p', ['alpha']],
      ['alpha/case:p', ['key:boss']],
      ['alpha/case:p', null],
      ['alpha/case:walled', ['key:boss']],
      ['alpha/case:walled', null]
    ]
    expect(await ids()).toEqual(left)
    await put(HIDDEN, OWNER)
    await record({ claims: [{ kind: 'Person', id: 'walled' }] })
    expect(await ids()).toContainEqual(['alpha/case:walled', null])
    expect(await ids()).not.toContainEqual(['alpha/case:walled', ['key:boss']])
  })

  it('makes a dataset that is there for others alone as it makes a new one', async () => {
    const { name: dataset, ...manifest } = { ...MANIFEST, ...NAME }
    for (const there of [true, false])
      for (const dryRun of [true, false]) {
        await refill(skein.store, [])
        const paths = [datasetFolder(OPEN, { ...NAME, marking: 'RED', audience: ['key:boss'] })]
        if (there) await importDataset(skein, OWNER, { paths })
        await expect(record({ claims: [{ kind: 'Person', id: 'n' }] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
        const done = await record({ dataset, manifest, claims: [{ kind: 'Person', id: 'p' }], dryRun })
        expect(done).toMatchObject({ written: !dryRun, added: 1, changed: 0, problems: [], revision: dryRun ? 0 : 1 })
      }
  })
})

describe('the very thing that was hidden, stated by a member', () => {
  const judged = { 'judgements.csv': 'left,right,verdict,by,why\np,q,SAME,me,seen\n' }
  const stated = {
    ...judged,
    'sources.csv': 'id,title\ns,Secret\n',
    'a.csv': 'id,kind,name,source\np,Person,Open,\nq,Person,Other,\nwalled,Group,Walled,s\n'
  }
  /** The last row is for others alone. */
  const hide = (text: string): string =>
    text
      .trim()
      .split('\n')
      .map((row, i, { length }) => `${row},${i === 0 ? 'marking,audience' : i === length - 1 ? 'RED,key:boss' : ','}\n`)
      .join('')
  const hidden = {
    'judgements.csv': hide(judged['judgements.csv']),
    'sources.csv': hide(stated['sources.csv']),
    'a.csv': hide(stated['a.csv'])
  }
  const all = `claims(first: 9$1) { totalCount nodes { id known } } sources$2 { nodes { key } } datasets$2 { nodes { name } } revision$2`
  const asked = (moment?: string): string => {
    const at = moment === undefined ? '' : `asKnownAt: "${moment}"`
    return `{ ${all.replaceAll('$1', at === '' ? '' : `, ${at}`).replaceAll('$2', at === '' ? '' : `(${at})`)} }`
  }
  let year = 0
  const at = (next: number): void => void (year = next)

  it.each([
    ['there', [{ files: hidden, more: {} }], {}],
    [
      'taken back since',
      [
        { files: hidden, more: {} },
        { files: OPEN, more: {} }
      ],
      {}
    ],
    ['in a dataset that is hidden as well', [{ files: stated, more: { marking: 'RED', audience: ['key:boss'] } }], null]
  ])('is new for him: %s', async (_, before, open) => {
    Object.assign(skein, { now: () => `${year}-01-01T00:00:00.000Z` })
    const api = createApi(skein, { log: () => undefined })
    const answers: unknown[] = []
    for (const there of [true, false]) {
      await refill(skein.store, [])
      at(2001)
      const parts = there ? before : open === null ? [] : [{ files: OPEN, more: {} }]
      for (const { files, more } of parts) {
        const paths = [datasetFolder(files, { ...NAME, ...more })]
        expect(await importDataset(skein, OWNER, { paths })).toMatchObject({ written: true, problems: [] })
        at(2002)
      }
      at(2003)
      const done = await put(stated, member())
      at(2004)
      const told = [asked(), asked('2002-06-01T00:00:00Z'), asked('2003-06-01T00:00:00Z')]
      const judgement = (await skein.store.read('MATCH (j:Judgement) RETURN j.known AS known', ['known'])).flat()
      answers.push([
        counts(done),
        judgement,
        await Promise.all(told.map((each) => ask(api, each, { viewer: member() })))
      ])
    }
    expect(JSON.stringify(answers[0])).not.toContain('"errors"')
    expect(answers[0]).toEqual(answers[1])
  })
})

describe('a credential below the highest marking', () => {
  it('neither imports nor withdraws, whatever the dataset holds and whether it is there', async () => {
    for (const rank of [0, 1, 2, 3] as const)
      for (const files of [WITH_MORE, OPEN, null]) {
        await refill(skein.store, [])
        if (files !== null) await put(files, OWNER)
        const refusal = expect.objectContaining({
          code: 'FORBIDDEN',
          message: 'importing and withdrawing need a credential that reads up to RED'
        }) as Error
        for (const dryRun of [true, false])
          await expect(put(OPEN, member({ rank }), { dryRun })).rejects.toEqual(refusal)
        await expect(withdrawDataset(skein, member({ rank }), 'alpha/case')).rejects.toEqual(refusal)
      }
  })
})

describe('a member', () => {
  it.each([
    ['a row', { 'a.csv': 'id,kind,marking,audience\np,Person,RED,key:ada\n' }, {}],
    ['the dataset', { 'a.csv': 'id,kind\np,Person\n' }, { marking: 'AMBER', audience: ['beta'] }],
    [
      'a source',
      { 'a.csv': 'id,kind,source\np,Person,s\n', 'sources.csv': 'id,title,marking,audience\ns,S,AMBER,beta\n' },
      {}
    ]
  ])('does not wall %s off from the others of the organisation', async (_, files, more) => {
    const paths = [datasetFolder(files, { ...NAME, ...more })]
    for (const acceptPartial of [false, true]) {
      const report = await importDataset(skein, member(), { paths, acceptPartial })
      expect(report).toMatchObject({ written: false, problems: [{ file: 'dataset.json', column: 'audience' }] })
    }
    expect((await importDataset(skein, OWNER, { paths })).written).toBe(true)
  })
})
