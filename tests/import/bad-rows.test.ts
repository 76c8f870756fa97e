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
