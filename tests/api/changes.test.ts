import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { beforeEach, afterEach, describe, expect, it } from 'vitest'
import { pack } from '../../src/service/import/archive.ts'
import { importDataset } from '../../src/service/import/import.ts'
import type { Viewer } from '../../src/service/viewer.ts'
import { ADA, BEN, codesOf, OWNER, openWorld, READER, writeFolder, type Answer, type World } from './support.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const everything = async (): Promise<unknown> =>
  (
    await world.ask(
      '{ entities { totalCount nodes { id name records } } claims { totalCount } datasets { nodes { name } } }',
      OWNER
    )
  ).data
const change = (field: string, type: string, selection: string, input: object, viewer?: Viewer): Promise<Answer> =>
  world.ask(`mutation($input: ${type}!) { ${field}(input: $input) { ${selection} } }`, viewer, { input })

const retract = (id: string, viewer?: Viewer): Promise<Answer> =>
  change('retractClaim', 'RetractClaimInput', 'id', { id }, viewer)
const withdraw = (dataset: string, viewer?: Viewer): Promise<Answer> =>
  change('withdrawDataset', 'WithdrawDatasetInput', 'dataset claims', { dataset }, viewer)
const judge = (input: object, viewer?: Viewer): Promise<Answer> =>
  change(
    'judge',
    'JudgeInput',
    'j: judgement { id verdict by why marking known } on: entities { key: id name records } keptApartBy',
    input,
    viewer
  )
const SAME = { left: 'alpha/open:p1', right: 'beta/notes:x1', verdict: 'SAME', why: 'one birth date in both files' }

/** The id of a claim, found as the owner. */
async function claimOf(dataset: string): Promise<string> {
  const { data } = await world.ask(
    'query($d: String) { claims(filter: {dataset: $d}, first: 1) { nodes { id } } }',
    OWNER,
    { d: dataset }
  )
  return (data as { claims: { nodes: { id: string }[] } }).claims.nodes[0]?.id ?? ''
}

describe('who may change', () => {
  it('nobody without a credential, whatever the target', async () => {
    const answers = [
      await retract('c:x'),
      await retract(await claimOf('alpha/open')),
      await withdraw('alpha/open'),
      await judge(SAME)
    ]
    for (const answer of answers) expect(codesOf(answer)).toEqual(['UNAUTHENTICATED'])
  })

  it('nobody without the scope, whatever the target', async () => {
    const answers = [await retract('c:x', READER), await withdraw('alpha/open', READER), await judge(SAME, READER)]
    for (const answer of answers) expect(codesOf(answer)).toEqual(['FORBIDDEN'])
  })

  it('absent, hidden and foreign targets are one answer, by the same statements', async () => {
    const { engine } = world.skein.store
    const texts: string[][] = []
    const asked = async (target: string, viewer: Viewer): Promise<unknown> => {
      const seen: string[] = []
      const read = engine.read.bind(engine)
      engine.read = (statement, options) => {
        seen.push(statement.text)
        return read(statement, options)
      }
      const answer = await withdraw(target, viewer)
      engine.read = read
      texts.push(seen)
      expect(codesOf(answer)).toEqual(['NOT_FOUND'])
      return answer.errors?.[0]?.message
    }
    const messages = [await asked('alpha/none', BEN), await asked('alpha/closed', BEN), await asked('alpha/open', BEN)]
    expect(new Set(messages).size).toBe(1)
    expect(new Set(texts.map((list) => list.join('\n'))).size).toBe(1)
    expect(codesOf(await retract(await claimOf('alpha/closed'), BEN))).toEqual(['NOT_FOUND'])
    expect(codesOf(await judge({ ...SAME, left: 'alpha/closed:h1' }, BEN))).toEqual(['NOT_FOUND'])
    expect(codesOf(await change('unjudge', 'UnjudgeInput', 'keptApartBy', { id: 'j:none' }, BEN))).toEqual([
      'NOT_FOUND'
    ])
  })
})

describe('a judgement that a dataset brought', () => {
  it("is the dataset's: other organisations see it and cannot take it back", async () => {
    const folder = writeFolder(join(world.folder, 'alpha-links'), {
      'dataset.json': JSON.stringify({
        name: 'alpha/links',
        title: 'Links',
        publisher: 'A test',
        publisherRole: 'OTHER',
        licence: 'CC0-1.0',
        howCollected: 'CASEWORK'
      }),
      'judgements.csv': 'left,right,verdict,why\nalpha/open:p1,beta/notes:x1,SAME,one birth date in both files\n'
    })
    expect(await importDataset(world.skein, OWNER, { paths: [folder] })).toMatchObject({ written: true })
    const rows = await world.skein.store.read('MATCH (j:Judgement) RETURN j.id AS id', ['id'])
    const id = rows[0]?.[0] as string
    const before = await everything()
    const undo = (viewer: Viewer): Promise<Answer> =>
      change('unjudge', 'UnjudgeInput', 'judgement { id }', { id }, viewer)
    expect(codesOf(await undo(BEN))).toEqual(['NOT_FOUND'])
    expect(await everything()).toEqual(before)
    expect((await undo(ADA)).data).toEqual({ unjudge: { judgement: { id } } })
  })
})

describe('retracting and withdrawing', () => {
  it('takes a claim back once; its dataset stays', async () => {
    const id = await claimOf('alpha/open')
    expect((await retract(id, ADA)).data).toEqual({ retractClaim: { id } })
    expect(codesOf(await retract(id, ADA))).toEqual(['NOT_FOUND'])
    expect(JSON.stringify(await everything())).toContain('alpha/open')
  })

  it('erases a dataset with all that only it says', async () => {
    const { data } = await withdraw('alpha/open', ADA)
    expect(data).toEqual({ withdrawDataset: { dataset: 'alpha/open', claims: 8 } })
    const left = JSON.stringify(await everything())
    expect(left).not.toContain('Quay crew')
    expect(left).toContain('Ida Marsh')
    expect(codesOf(await withdraw('alpha/open', ADA))).toEqual(['NOT_FOUND'])
  })
})

describe('judging', () => {
  it('merges and restores exactly; aliases and selections of payloads are answered as asked', async () => {
    const before = await everything()
    const { data } = await judge(SAME, ADA)
    const payload = data?.['judge'] as {
      j: { id: string; known: string[] }
      on: { key: string; name: string; records: string[] }[]
      keptApartBy: null
    }
    expect(payload.j).toMatchObject({ verdict: 'SAME', by: 'ada', why: SAME.why, marking: 'CLEAR' })
    expect(payload.on[0]?.key).toBe(payload.on[1]?.key)
    expect(payload.on[0]?.records).toEqual([SAME.left, SAME.right])
    expect(await everything()).not.toEqual(before)

    const undone = await change(
      'unjudge',
      'UnjudgeInput',
      'judgement { known } entities { id }',
      { id: payload.j.id },
      ADA
    )
    const { judgement, entities } = undone.data?.['unjudge'] as {
      judgement: { known: string[] }
      entities: { id: string }[]
    }
    expect(judgement.known).toHaveLength(2)
    expect(entities[0]?.id).not.toBe(entities[1]?.id)
    expect(await everything()).toEqual(before)
  })

  it('says which decision keeps two records apart', async () => {
    const apart = await judge({ ...SAME, verdict: 'DIFFERENT', why: 'another birth date' }, ADA)
    const { j } = apart.data?.['judge'] as { j: { id: string } }
    expect((await judge(SAME, ADA)).data).toMatchObject({ judge: { keptApartBy: j.id } })
  })

  it.each([
    [{ why: '  ' }, /reason/],
    [{ right: SAME.left }, /itself/],
    [{ marking: 'RED' }, /audience/],
    [{ marking: 'CLEAR', audience: ['alpha'] }, /everyone/],
    [{ marking: 'AMBER', audience: ['gamma'] }, /could not see/]
  ])('refuses %j', async (part, why) => {
    const answer = await judge({ ...SAME, ...part }, ADA)
    expect(codesOf(answer)).toEqual(['INVALID_INPUT'])
    expect(answer.errors?.[0]?.message).toMatch(why)
  })
})

describe('importing an upload', () => {
  const upload = async (viewer: Viewer, files: Record<string, string>): Promise<string> => {
    const id = randomUUID()
    const folder = writeFolder(join(world.folder, id), files)
    await world.skein.uploads.keep(viewer, id, Readable.from(pack([folder])), 1_000_000)
    return id
  }
  const run = (id: string, viewer: Viewer, more: object = {}): Promise<Answer> =>
    change(
      'importDataset',
      'ImportDatasetInput',
      'dataset written added problemCount p: problems { file row why: reason } counts { kind count }',
      { upload: id, ...more },
      viewer
    )
  const manifest = (name: string): string =>
    JSON.stringify({
      name,
      title: 'New',
      publisher: 'A test',
      publisherRole: 'OTHER',
      licence: 'CC0-1.0',
      howCollected: 'PRESS'
    })
  const rows = 'id,kind,name\nn1,Person,New Person\n'

  it('imports once; a dry run writes nothing and keeps the upload', async () => {
    const id = await upload(ADA, { 'dataset.json': manifest('alpha/new'), 'a.csv': rows })
    expect((await run(id, ADA, { dryRun: true })).data).toMatchObject({
      importDataset: { written: false, added: 1, problemCount: 0 }
    })
    expect((await run(id, ADA)).data).toMatchObject({
      importDataset: { dataset: 'alpha/new', written: true, added: 1, p: [], counts: [{ kind: 'Person', count: 1 }] }
    })
    expect(codesOf(await run(id, ADA))).toEqual(['NOT_FOUND'])
  })

  it('asserts of its own rows what the importer sees: hidden records are as good as absent', async () => {
    const probe = async (first: string, second: string): Promise<unknown> => {
      const id = await upload(BEN, {
        'dataset.json': JSON.stringify({
          ...(JSON.parse(manifest('beta/probe')) as object),
          assertions: [
            { count: 'KIN_OF', is: 0 },
            { count: 'KIN_OF', is: 9 }
          ]
        }),
        'a.csv': rows,
        'b.csv': `kind,from,to\nKIN_OF,n1,${first}\nKIN_OF,n1,${second}\n`
      })
      const { data } = await change(
        'importDataset',
        'ImportDatasetInput',
        'written problemCount problems { column reason hint }',
        { upload: id },
        BEN
      )
      expect(data).toMatchObject({ importDataset: { written: true } })
      return data
    }
    const hidden = await probe('alpha/closed:h1', 'alpha/closed:h1x')
    expect(hidden).toEqual(await probe('alpha/closed:h2', 'alpha/closed:h2x'))
    expect(hidden).toMatchObject({ importDataset: { problemCount: 1 } })
    expect(hidden).not.toEqual(await probe('alpha/open:p1', 'alpha/open:p2'))
  })

  it('tells bad rows as data', async () => {
    const id = await upload(ADA, {
      'dataset.json': manifest('alpha/new'),
      'a.csv': 'id,kind,name\nn1,Persn,New Person\n'
    })
    const { data } = await run(id, ADA)
    expect(data).toMatchObject({ importDataset: { written: false, problemCount: 1, p: [{ file: 'a.csv', row: 2 }] } })
  })

  it("belongs to the uploader, and writes into no other organisation's datasets", async () => {
    const id = await upload(ADA, { 'dataset.json': manifest('alpha/new'), 'a.csv': rows })
    expect(codesOf(await run(id, BEN))).toEqual(['NOT_FOUND'])
    const foreign = await upload(BEN, { 'dataset.json': manifest('alpha/new'), 'a.csv': rows })
    expect(codesOf(await run(foreign, BEN))).toEqual(['NOT_FOUND'])
    expect(codesOf(await run('no such', ADA))).toEqual(['INVALID_INPUT'])
  })
})
