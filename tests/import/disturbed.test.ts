import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { OWNER } from '../../src/access/viewer.ts'
import { UNKEPT } from '../../src/service/audit/log.ts'
import { importDataset } from '../../src/service/import/import.ts'
import type { Store } from '../../src/store/store.ts'
import { count, datasetFolder, now, run, scratchStore } from './support.ts'

let store: Store
beforeEach(async () => {
  store = await scratchStore()
})

describe('an import that is disturbed', () => {
  it('goes on where a stopped import stopped; the dataset is incomplete until then', async () => {
    const nodes = Array.from({ length: 5_000 }, (_, i) => `p${i},Person`).join('\n')
    const folder = datasetFolder({ 'nodes.csv': `id,kind\n${nodes}\n` })
    const stop = new AbortController()
    const input = { paths: [folder] }
    const steps = new Set<string>()
    const stopped = importDataset(
      { store, now, audit: UNKEPT },
      OWNER,
      input,
      ({ step, done }) => {
        steps.add(step)
        if (step === 'write' && done > 0) stop.abort()
      },
      stop.signal
    )
    await expect(stopped).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      details: { hint: expect.stringContaining('goes on') as string }
    })
    const written = await count(store, 'Claim')
    expect(written).toBeGreaterThan(0)
    expect(written).toBeLessThan(5_000)
    expect(await store.dataset('local/case')).toEqual({ complete: false })
    expect(await run(store, folder)).toMatchObject({ added: 5_000 - written, unchanged: written })
    expect(await store.dataset('local/case')).toEqual({ complete: true })
    expect([...steps]).toEqual(['check', 'write'])
  })

  it('refuses a second import of the same dataset meanwhile, and not after', async () => {
    const folder = datasetFolder({ 'nodes.csv': 'id,kind\na,Person\nb,Person\n' })
    const both = await Promise.allSettled([run(store, folder), run(store, folder)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT' } })
    expect(await run(store, folder)).toMatchObject({ unchanged: 2 })
  })

  it('notices files that change while they are imported', async () => {
    const folder = datasetFolder({ 'nodes.csv': 'id,kind\na,Person\nb,Person\n' })
    const file = join(folder, 'nodes.csv')
    const before = readFileSync(file)
    let changed = false
    const import_ = importDataset(
      {
        store,
        audit: UNKEPT,
        now: () => (changed || writeFileSync(file, 'id,kind\na,Group\n'), (changed = true), now())
      },
      OWNER,
      { paths: [folder] }
    )
    await expect(import_).rejects.toMatchObject({ code: 'CONFLICT' })
    writeFileSync(file, before)
    expect(await run(store, folder)).toMatchObject({ written: true })
    rmSync(file)
    expect(await run(store, folder)).toMatchObject({ written: true, retracted: 2 })
  })
})
