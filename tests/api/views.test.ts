import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recordId } from '../../src/claims/ids.ts'
import { counting } from '../../src/engine/counting.ts'
import { ask, createApi, type Api } from '../../src/server/api.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import { OWNER, type Viewer } from '../../src/service/viewer.ts'
import { ADA, BEN, codesOf, DATASETS, writeFolder, type Answer } from './support.ts'

const FELLOW: Viewer = { ...ADA, id: 'fay', rank: 1 }
const OPEN = recordId('alpha/open:p1')
const HIDDEN = recordId('alpha/closed:h1')
const VIEW = {
  name: 'The quay',
  note: 'for Monday',
  document: 'query($name: String!) { search(text: $name) { nodes { id name } } }',
  variables: { name: 'Ida' },
  positions: [
    { id: OPEN, x: 1.5, y: -2 },
    { id: HIDDEN, x: 3, y: 4 }
  ]
}
const FIELDS = 'id name note document variables positions { id x y } sharedWith mine by made changed revision'

let folder: string
let skein: Skein
let api: Api
const open = async (): Promise<void> => {
  skein = await openSkein({ store: '', data: join(folder, 'data'), secret: 'tests' })
  api = createApi(skein)
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skein-views-'))
  await open()
  for (const name of ['alpha/open', 'alpha/closed'])
    await importDataset(skein, OWNER, { paths: [writeFolder(join(folder, name), DATASETS[name] ?? {})] })
})
afterEach(async () => {
  await skein.close()
  rmSync(folder, { recursive: true, force: true })
})

const said = async (text: string, viewer?: Viewer, variables = {}): Promise<Answer> =>
  (await ask(api, text, viewer === undefined ? {} : { viewer }, variables)) as Answer
const save = (input: object, viewer?: Viewer): Promise<Answer> =>
  said(`mutation($input: SaveViewInput!) { saveView(input: $input) { view { ${FIELDS} } } }`, viewer, { input })
interface Saved {
  id: string
  positions: { id: string }[]
}
const saved = async (input: object, viewer = ADA): Promise<Saved> => {
  const answer = await save(input, viewer)
  expect(answer.errors).toBeUndefined()
  return (answer.data?.['saveView'] as { view: Saved }).view
}
const view = async (id: string, viewer?: Viewer): Promise<Saved | null> =>
  (await said(`query($id: ID!) { view(id: $id) { ${FIELDS} } }`, viewer, { id })).data?.['view'] as Saved | null
const drop = (id: string, viewer: Viewer): Promise<Answer> =>
  said('mutation($id: ID!) { deleteView(input: { id: $id }) { id } }', viewer, { id })
const names = async (viewer?: Viewer): Promise<unknown> =>
  (await said('{ views { name mine } }', viewer)).data?.['views']

describe('saved views', () => {
  it('keep a question for their maker, over a restart', async () => {
    const made = await saved(VIEW)
    expect(made).toMatchObject({ ...VIEW, mine: true, by: 'ada', sharedWith: [] })
    await skein.close()
    await open()
    expect(await view(made.id, ADA)).toEqual(made)
    expect(await names(ADA)).toEqual([{ name: 'The quay', mine: true }])
    const changed = await saved({ ...VIEW, id: made.id, name: 'The other quay', note: null })
    expect(changed).toMatchObject({ id: made.id, name: 'The other quay', note: null })
    expect(await names(ADA)).toHaveLength(1)
    expect((await drop(made.id, ADA)).data).toEqual({ deleteView: { id: made.id } })
    expect(await view(made.id, ADA)).toBeNull()
    expect(readFileSync(join(folder, 'data', 'views.jsonl'), 'utf8')).not.toContain('quay')
  })

  it('are nobody else’s: others, and the public, find as little as where there is none', async () => {
    const { id } = await saved(VIEW)
    for (const viewer of [BEN, FELLOW, undefined]) {
      expect(await view(id, viewer)).toBeNull()
      expect(await view('v:none', viewer)).toBeNull()
      expect(await names(viewer)).toEqual([])
    }
    for (const target of [id, 'v:none']) {
      expect(codesOf(await drop(target, BEN))).toEqual(['NOT_FOUND'])
      expect(codesOf(await save({ ...VIEW, id: target }, BEN))).toEqual(['NOT_FOUND'])
    }
    expect((await drop(id, BEN)).errors?.[0]?.message).toBe((await drop('v:none', BEN)).errors?.[0]?.message)
    expect(codesOf(await save(VIEW))).toEqual(['UNAUTHENTICATED'])
  })

  it('of the owner are not those of an organisation that is called as he is', async () => {
    const { id } = await saved(VIEW, OWNER)
    const namesake: Viewer = { ...BEN, organisations: ['owner'] }
    expect(await view(id, namesake)).toBeNull()
    expect(await names(namesake)).toEqual([])
    expect(await names(OWNER)).toEqual([{ name: 'The quay', mine: true }])
  })

  it('are read by organisations that they are shared with, changed by their maker, and show what each may see', async () => {
    const { id, positions } = await saved({ ...VIEW, sharedWith: ['alpha'] })
    expect(positions.map((each) => each.id)).toEqual([OPEN, HIDDEN])
    expect(await view(id, FELLOW)).toMatchObject({ mine: false, by: 'ada', positions: [{ id: OPEN }] })
    expect(await names(FELLOW)).toEqual([{ name: 'The quay', mine: false }])
    expect(codesOf(await drop(id, FELLOW))).toEqual(['NOT_FOUND'])
    expect(await view(id, BEN)).toBeNull()
    expect(codesOf(await save({ ...VIEW, sharedWith: ['beta'] }, ADA))).toEqual(['INVALID_INPUT'])
  })

  it('are listed with what they place by one statement', async () => {
    for (const name of ['a', 'b', 'c']) await saved({ ...VIEW, name })
    const engine = counting(skein.store.engine)
    Object.assign(skein.store, { engine })
    expect((await said('{ views { name } }', ADA)).data?.['views']).toHaveLength(3)
    expect(engine.counts.statements).toBe(0)
    await said('{ views { positions { id } } }', ADA)
    expect(engine.counts.statements).toBe(1)
  })

  it.each([
    [{ name: ' ' }, 'INVALID_INPUT', 'input.name'],
    [{ document: '{ nope }' }, 'INVALID_INPUT', 'input.document'],
    [{ document: '{' }, 'INVALID_INPUT', 'input.document'],
    [{ document: 'mutation { deleteView(input: { id: "v:1" }) { id } }' }, 'INVALID_INPUT', 'input.document'],
    [{ document: 'query A { revision } query B { revision }' }, 'INVALID_INPUT', 'input.document'],
    [{ variables: 'text' }, 'INVALID_INPUT', 'input.variables'],
    [{ note: 'x'.repeat(5_001) }, 'LIMIT_EXCEEDED', 'note'],
    [{ document: `{ revision } #${'x'.repeat(20_000)}` }, 'LIMIT_EXCEEDED', 'document'],
    [
      { positions: Array.from({ length: 1_501 }, (_, i) => ({ id: `e:${i}`, x: 0, y: 0 })) },
      'LIMIT_EXCEEDED',
      'positions'
    ]
  ])('are refused like %.60j', async (part, code, where) => {
    const answer = await save({ ...VIEW, ...part }, ADA)
    expect(codesOf(answer)).toEqual([code])
    expect(JSON.stringify(answer.errors)).toContain(where)
  })
})
