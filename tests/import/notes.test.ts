import { beforeEach, describe, expect, it } from 'vitest'
import { PUBLIC, type Viewer } from '../../src/access/viewer.ts'
import type { ImportReport } from '../../src/service/import/report.ts'
import type { Store } from '../../src/store/store.ts'
import { datasetFolder, run, scratchStore } from './support.ts'

const NODES = 'id,kind\na,Person\nb,Person\nc,Person\n'
const GOODS = {
  'goods.csv':
    'id,kind,code,marking,audience\ndrugs,Good,drugs,,\ndrugs/hashish,Good,drugs/hashish,,\narms/rifles,Good,arms/rifles,GREEN,\nhidden/pearls,Good,hidden/pearls,AMBER_STRICT,other\n'
}

let store: Store
beforeEach(async () => {
  store = await scratchStore()
  await run(store, datasetFolder(GOODS, { name: 'world/goods' }))
})

const notes = ({ notes: all }: ImportReport): [string, string][] =>
  all.map(({ file, row, column, reason }) => [`${file}:${row ?? ''} ${column ?? ''}`.trim(), reason])

const ties = (...rows: string[]) => ({ 'nodes.csv': NODES, 'ties.csv': `kind,from,to,goods\n${rows.join('\n')}\n` })

const writer = (more: Partial<Viewer> = {}): Viewer => ({
  ...PUBLIC,
  id: 'clerk',
  organisations: ['local'],
  rank: 4,
  scopes: ['READ', 'WRITE'],
  ...more
})

describe('ties that sleep', () => {
  const files = ties(
    'TRADES_IN,a,world/goods:drugs/hash,',
    'TRADES_IN,a,world/goods:drugs/hashish,',
    'TRADES_IN,b,world/goods:rifles,',
    'TRADES_IN,b,wrold/goods:drugs,',
    'TRADES_IN,b,world/goods:zzzzzz,'
  )
  const told = [
    ['ties.csv:2 to', 'there is no record drugs/hash in world/goods; did you mean drugs/hashish?'],
    ['ties.csv:4 to', 'there is no record rifles in world/goods; did you mean arms/rifles?'],
    ['ties.csv:5 to', 'there is no dataset wrold/goods; did you mean world/goods?'],
    ['ties.csv:6 to', 'there is no record zzzzzz in world/goods']
  ]

  it('are told with what may have been meant, in a dry run as well, and stop nothing', async () => {
    const folder = datasetFolder(files)
    const dry = await run(store, folder, { dryRun: true })
    expect(notes(dry)).toEqual(told)
    const report = await run(store, folder)
    expect(notes(report)).toEqual(told)
    expect(report).toMatchObject({ written: true, problemCount: 0, noteCount: 4, added: 8 })
    expect(report.notes[0]?.hint).toContain('sleeps until that record is there')
    expect(await run(store, folder)).toMatchObject({ unchanged: 8, noteCount: 4 })
  })

  it('are told no more once the record is there, and not where the row is bad', async () => {
    const bad = ties('TRADES_IN,a,world/goods:later,', 'TRADESIN,a,world/goods:later,')
    expect(await run(store, datasetFolder(bad))).toMatchObject({ problemCount: 1, noteCount: 1 })
    const later = { 'goods.csv': 'id,kind,code\nlater,Good,later\n' }
    await run(store, datasetFolder(later, { name: 'world/goods' }), { append: true })
    expect(await run(store, datasetFolder(bad))).toMatchObject({ problemCount: 1, noteCount: 0 })
  })

  it('are told to a writer as if what he may not see were not there', async () => {
    const hidden = { 'a.csv': 'id,kind,marking,audience\nsecret-one,Person,AMBER_STRICT,other\nopen,Person,,\n' }
    await run(store, datasetFolder(hidden, { name: 'other/people' }))
    await run(
      store,
      datasetFolder({ 'a.csv': 'id,kind\nx,Person\n' }, { name: 'other/wholly', marking: 'AMBER', audience: ['other'] })
    )
    const asked = ties(
      'PAYS,a,other/people:secret-one,',
      'PAYS,a,other/people:secret-two,',
      'PAYS,a,other/wholly:x,',
      'PAYS,a,other/whollyy:x,'
    )
    const blind = [
      ['ties.csv:2 to', 'there is no record secret-one in other/people'],
      ['ties.csv:3 to', 'there is no record secret-two in other/people'],
      ['ties.csv:4 to', 'there is no dataset other/wholly'],
      ['ties.csv:5 to', 'there is no dataset other/whollyy']
    ]
    expect(notes(await run(store, datasetFolder(asked), { dryRun: true }, writer()))).toEqual(blind)
    const seeing = writer({ organisations: ['local', 'other'] })
    expect(notes(await run(store, datasetFolder(asked), { dryRun: true }, seeing))).toEqual([
      ['ties.csv:3 to', 'there is no record secret-two in other/people; did you mean secret-one?'],
      ['ties.csv:5 to', 'there is no dataset other/whollyy; did you mean other/wholly?']
    ])
  })
})

describe('codes of goods', () => {
  it('that no good has are told, each row, with what may have been meant', async () => {
    const files = ties(
      'PAYS,a,b,cars',
      'PAYS,a,b,drugs;drug/hashish',
      'PAYS,a,b,hashish;drugs/hashisch',
      'PAYS,a,b,own/ivory',
      'PAYS,a,c,cars'
    )
    const own = { 'own.csv': 'id,kind,code\nivory,Good,own/ivory\n' }
    const report = await run(store, datasetFolder({ ...files, ...own }, { looksAt: ['drugs', 'hashish'] }))
    expect(notes(report)).toEqual([
      ['dataset.json: looksAt', 'hashish is the code of no good; did you mean drugs/hashish?'],
      ['ties.csv:2 goods', 'cars is the code of no good'],
      ['ties.csv:3 goods', 'drug/hashish is the code of no good; did you mean drugs/hashish?'],
      ['ties.csv:4 goods', 'hashish is the code of no good; did you mean drugs/hashish?'],
      ['ties.csv:4 goods', 'drugs/hashisch is the code of no good; did you mean drugs/hashish?'],
      ['ties.csv:6 goods', 'cars is the code of no good']
    ])
    expect(report).toMatchObject({ written: true, problemCount: 0, noteCount: 6 })
  })

  it('are those that the writer may see', async () => {
    const folder = datasetFolder(ties('PAYS,a,b,hidden/pearls', 'PAYS,a,b,hidden/pearl', 'PAYS,a,b,arms/rifles'))
    const dry = (viewer: Viewer) => run(store, folder, { dryRun: true }, viewer)
    expect(notes(await dry(writer()))).toEqual([
      ['ties.csv:2 goods', 'hidden/pearls is the code of no good'],
      ['ties.csv:3 goods', 'hidden/pearl is the code of no good']
    ])
    expect(notes(await dry(writer({ organisations: ['local', 'other'] })))).toEqual([
      ['ties.csv:3 goods', 'hidden/pearl is the code of no good; did you mean hidden/pearls?']
    ])
  })

  it('are bounded: the first thousand notes, all counted', async () => {
    const rows = Array.from({ length: 1_500 }, (_, i) => `PAYS,a,b,car${i}`)
    const report = await run(store, datasetFolder(ties(...rows)), { dryRun: true })
    expect(report.notes).toHaveLength(1_000)
    expect(report.noteCount).toBe(1_500)
  })

  it('where there are no goods at all, the hint says where they come from', async () => {
    const report = await run(await scratchStore(), datasetFolder(ties('PAYS,a,b,drugs')))
    expect(report.notes[0]?.hint).toContain('skein seed')
  })
})

describe('orders in a circle', () => {
  it('are told where the schema says acyclic, and taken', async () => {
    const report = await run(
      store,
      datasetFolder(ties('COMMANDS,a,b,', 'COMMANDS,b,a,', 'PAYS,a,b,', 'PAYS,b,a,', 'COMMANDS,a,c,'))
    )
    expect(notes(report)).toEqual([
      ['ties.csv:2', 'contradicts: acyclic. a COMMANDS b, and b COMMANDS a too (ties.csv:3)'],
      ['ties.csv:3', 'contradicts: acyclic. b COMMANDS a, and a COMMANDS b too (ties.csv:2)']
    ])
    expect(report).toMatchObject({ written: true, noteCount: 2, problemCount: 0 })
  })

  it('of three are found too', async () => {
    const report = await run(store, datasetFolder(ties('COMMANDS,a,b,', 'COMMANDS,b,c,', 'COMMANDS,c,a,')))
    expect(notes(report).map(([, reason]) => reason)).toEqual([
      'contradicts: acyclic. a COMMANDS b, and it closes a circle among 3 records',
      'contradicts: acyclic. b COMMANDS c, and it closes a circle among 3 records',
      'contradicts: acyclic. c COMMANDS a, and it closes a circle among 3 records'
    ])
  })
})

it('the report says how many claims are marked how', async () => {
  const rows =
    'id,kind,marking,audience\na,Person,,\nb,Person,GREEN,\nc,Person,AMBER,\nd,Person,AMBER,desk\ne,Person,RED,x\nf,Person,RED,y\n'
  const files = { 'nodes.csv': rows }
  const { markings } = await run(store, datasetFolder(files), { dryRun: true })
  expect(markings).toEqual([
    { marking: 'CLEAR', limited: false, audience: null, count: 1 },
    { marking: 'GREEN', limited: false, audience: null, count: 1 },
    { marking: 'AMBER', limited: false, audience: null, count: 1 },
    { marking: 'AMBER', limited: true, audience: ['desk'], count: 1 },
    { marking: 'RED', limited: true, audience: null, count: 2 }
  ])
  const partial = datasetFolder({ 'nodes.csv': `${rows}g,Persn,,\n` })
  expect((await run(store, partial, { acceptPartial: true })).markings).toEqual(markings)
})
