import { beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { datasetFolder, run, scratchStore } from './support.ts'

let store: Store
beforeEach(async () => {
  store = await scratchStore()
})

const claims = async (): Promise<unknown[]> =>
  store.read(
    'MATCH (c:Claim) RETURN c.id AS id, c.rank AS rank, c.kind AS kind, c.data AS data ORDER BY c.rank, c.kind',
    ['id', 'rank', 'kind', 'data']
  )

describe('sensitive values of a row', () => {
  const withBirth = (date: string): string =>
    datasetFolder(
      { 'nodes.csv': `id,kind,name,birthDate\na,Person,Ana,${date}\ncase,Case,The case,\n` },
      { observedIn: 'case' }
    )

  it('become a claim of their own at their level, so that no id that others see depends on them', async () => {
    expect(await run(store, withBirth('1980-05-17'))).toMatchObject({ written: true, problemCount: 0, added: 4 })
    const first = await claims()
    expect(first).toMatchObject([
      [expect.any(String), 0, 'Case', '{"name":"The case"}'],
      [expect.any(String), 0, 'OBSERVED_IN', '{}'],
      [expect.any(String), 0, 'Person', '{"name":"Ana"}'],
      [expect.any(String), 2, 'Person', '{"birthDate":"1980-05-17"}']
    ])
    expect(await run(store, withBirth('1980-05-17'))).toMatchObject({ added: 0, unchanged: 4 })
    expect(await run(store, withBirth('1981-06-18'))).toMatchObject({ added: 1, retracted: 1, unchanged: 3 })
    const open = (await claims()).filter((row) => ((row as unknown[])[1] as number) < 90)
    expect(open.slice(0, 3)).toEqual(first.slice(0, 3))
  })

  it('stay in one claim where the row is marked that high already', async () => {
    const folder = datasetFolder({ 'nodes.csv': 'id,kind,name,birthDate,marking\na,Person,Ana,1980,AMBER\n' })
    expect(await run(store, folder)).toMatchObject({ added: 1 })
    expect(await claims()).toMatchObject([[expect.any(String), 2, 'Person', '{"birthDate":"1980","name":"Ana"}']])
  })
})
