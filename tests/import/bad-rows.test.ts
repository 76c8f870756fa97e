import { beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { count, datasetFolder, run, scratchStore, told } from './support.ts'
import { CASES, NODES } from './bad-rows-cases.ts'

let store: Store
beforeAll(async () => {
  store = await scratchStore()
})

describe('bad rows are told by file, row, column, reason and hint, and nothing is written', () => {
  it.each(CASES)('%s', async (_title, files, problems, manifest = {}) => {
    const report = await run(store, datasetFolder({ 'nodes.csv': NODES, ...files }, manifest))
    expect(told(report).sort()).toEqual(problems.sort())
    expect(report.problemCount).toBe(problems.length)
    expect(report).toMatchObject({ written: false, added: 0 })
    for (const { hint } of report.problems) expect(hint === null || hint.length > 3).toBe(true)
    expect(await store.sequence()).toBe(0)
    expect(await count(store, 'Claim')).toBe(0)
  })

  it('keeps the first thousand and counts all', async () => {
    const rows = Array.from({ length: 2_500 }, (_, i) => `x${i},Persn`).join('\n')
    const report = await run(store, datasetFolder({ 'nodes.csv': `id,kind\n${rows}\n` }))
    expect(report.problems).toHaveLength(1_000)
    expect(report.problemCount).toBe(2_500)
  })

  it('does not repeat one mistake: ties to a bad row, rows of a bad source', async () => {
    const report = await run(
      store,
      datasetFolder({
        'sources.csv': 'id,date\ns,2003-13\n',
        'nodes.csv': 'id,kind,source,founded\na,Person,s,\ng,Group,,soon\n',
        'ties.csv': 'kind,from,to\nMEMBER_OF,a,g\n'
      })
    )
    expect(told(report).map(([where]) => where)).toEqual(['nodes.csv:3 founded', 'sources.csv:2 date'])
  })

  it('does not repeat one mistake: records on rows that cannot be read are told with the cause', async () => {
    const files = {
      'nodes.csv': Buffer.from('id,kind,name\np1,Person,One\np2,Person,caf\xe9\n', 'latin1'),
      'ties.csv': `kind,from,to\nKIN_OF,p1,p2\n${'PAYS,p1,p2\n'.repeat(5)}`,
      'judgements.csv': 'left,right,verdict,why\np1,p2,SAME,looks so\n'
    }
    const report = await run(store, datasetFolder(files))
    expect(told(report)).toEqual([
      ['nodes.csv:3', 'the row is not valid UTF-8; records named elsewhere are missed 7 times']
    ])
    expect(report).toMatchObject({ problemCount: 1, written: false })
    const partial = await run(await scratchStore(), datasetFolder(files), { acceptPartial: true })
    expect(partial.counts).toEqual([{ kind: 'Person', count: 1 }])
    const quoted = { 'nodes.csv': 'id,kind,name,kind\np1,Person,One,\n', 'ties.csv': 'kind,from,to\nKIN_OF,p1,p2\n' }
    expect(told(await run(store, datasetFolder(quoted, { observedIn: 'c' })))).toEqual([
      ['nodes.csv:1 kind', 'the column kind stands twice in the header; records named elsewhere are missed 3 times']
    ])
    const noKind = { 'nodes.csv': 'id,name\np1,One\n', 'ties.csv': 'kind,from,to\nKIN_OF,p1,p2\n' }
    expect(told(await run(store, datasetFolder(noKind)))).toEqual([
      ['nodes.csv:1', 'the header lacks kind; records named elsewhere are missed 2 times']
    ])
  })

  it('still tells a missing end where only a file of ties cannot be read whole', async () => {
    const ties = Buffer.from('kind,from,to,weight\nPAYS,a,\xe9,1\nMEMBER_OF,a,cokee,1\n', 'latin1')
    const report = await run(store, datasetFolder({ 'nodes.csv': NODES, 'ties.csv': ties }))
    expect(told(report).map(([where]) => where)).toEqual(['ties.csv:2', 'ties.csv:3 to'])
  })

  it('says which numbers are allowed, without dots', async () => {
    const ties = 'kind,from,to,weight\nCONTACTS,a,b,-1\n'
    const more = 'id,kind,latitude\nx,Place,200\n'
    const { problems } = await run(store, datasetFolder({ 'nodes.csv': NODES, 'ties.csv': ties, 'more.csv': more }))
    expect(problems.map(({ hint }) => hint)).toEqual([
      'Write a number with a point for decimals, from -90 to 90; leave it empty where unknown.',
      'Write a number with a point for decimals, at least 0; leave it empty where unknown.'
    ])
  })

  it('says the line too where rows take several', async () => {
    const report = await run(store, datasetFolder({ 'nodes.csv': 'id,kind,note\na,Person,"two\nlines"\nb,Persn,\n' }))
    expect(report.problems).toMatchObject([{ row: 3, reason: expect.stringContaining('(line 4)') as string }])
  })

  it('says so when the manifest is missing or no JSON', async () => {
    const folder = datasetFolder({ 'nodes.csv': NODES, 'dataset.json': '{"name": ' })
    expect((await run(store, folder)).problems).toMatchObject([
      { file: 'dataset.json', reason: expect.stringContaining('cannot be read as JSON') as string }
    ])
    expect((await run(store, folder, { paths: [`${folder}/nodes.csv`] })).problems).toMatchObject([
      { file: 'dataset.json', reason: 'is missing' }
    ])
  })
})
