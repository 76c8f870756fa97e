import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadOntology } from '../../src/service/ontology.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { about } from '../claims/make.ts'
import { manifest } from './histories.ts'

const ontology = loadOntology()
const AT = '2024-01-01T00:00:00.000Z'

it('leaves no batch behind of which nothing is left; what was taken back is still known', async () => {
  const store = await openStore({ engine: { store: '', folder: null }, ontology, notice: () => undefined })
  const [one, two, other] = ['a/x:1', 'a/x:2', 'b/y:1'].map((record) => about(record, 'Person', { name: record }))
  if (one === undefined || two === undefined || other === undefined) throw new Error('no claims')
  await store.write({ at: AT, dataset: 'a/x', manifest: manifest('a/x'), claims: [one] })
  await store.write({ at: AT, dataset: 'b/y', manifest: manifest('b/y'), claims: [other] })
  await store.write({ at: AT, dataset: 'a/x', claims: [two] })
  await store.write({ at: AT, dataset: 'b/y', retract: [other.id] })
  const batches = (): Promise<unknown> =>
    store.read('MATCH (b:Batch) RETURN b.seq AS seq, b.held AS held ORDER BY seq', ['seq', 'held'])
  expect(await batches()).toEqual([[1, 1], [2, 1], [3, 1], [4, 1]]) // prettier-ignore
  await store.withdraw('a/x', AT)
  expect(await batches()).toEqual([[2, 1], [4, 1]]) // prettier-ignore
  await store.withdraw('b/y', AT)
  expect(await batches()).toEqual([])
  // Numbers are never given twice.
  await store.write({ at: AT, dataset: 'a/x', manifest: manifest('a/x'), claims: [one] })
  expect(await batches()).toEqual([[9, 1]])
  await store.close()
})

describe('a withdrawal that is stopped before the journal is erased', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'skein-withdrawal-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  const open = (): Promise<Store> => openStore({ engine: { store: '', folder }, ontology, notice: () => undefined })
  const stored = (word: string): boolean =>
    readdirSync(folder).some((name) => name.startsWith('journal') && readFileSync(join(folder, name)).includes(word))

  it('is finished at the next opening, and nothing of the dataset is left', async () => {
    const store = await open()
    await store.write({
      at: AT,
      dataset: 'a/x',
      manifest: manifest('a/x'),
      claims: [about('a/x:1', 'Person', { name: 'Quillmarten' })]
    })
    await store.write({
      at: AT,
      dataset: 'b/y',
      manifest: manifest('b/y'),
      claims: [about('b/y:1', 'Person', { name: 'Orrelsby' })]
    })
    const erase = store.engine.erase.bind(store.engine)
    store.engine.erase = () => Promise.reject(new Error('stopped here'))
    await expect(store.withdraw('a/x', AT)).rejects.toThrow('stopped here')
    store.engine.erase = erase
    expect(stored('Quillmarten')).toBe(true)
    await store.close()

    const again = await open()
    expect(stored('Quillmarten')).toBe(false)
    expect(stored('Orrelsby')).toBe(true)
    expect(await again.dataset('a/x')).toBeNull()
    expect(await again.dataset('b/y')).not.toBeNull()
    await again.close()
  })
})
