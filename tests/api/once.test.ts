import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask, createApi, type Api } from '../../src/server/api.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import type { Viewer } from '../../src/service/viewer.ts'
import { ADA, BEN, codesOf, READER, type Answer } from './support.ts'

const MANIFEST = {
  title: 'Notes',
  publisher: 'A test',
  publisherRole: 'OTHER',
  licence: 'CC0-1.0',
  howCollected: 'CASEWORK'
}
const ROWS = {
  dataset: 'alpha/notes',
  manifest: MANIFEST,
  claims: [
    { kind: 'Person', id: '1', properties: { name: 'Nia Vold' } },
    { kind: 'Person', id: '2', properties: { name: 'Nia Vold' } }
  ]
}
const JUDGE = { left: 'alpha/notes:1', right: 'alpha/notes:2', verdict: 'SAME', why: 'one birth date' }

let folder: string
let skein: Skein
let api: Api
let clock: number
const open = async (): Promise<void> => {
  skein = await openSkein({ store: '', data: folder, secret: 'tests', now: () => new Date(clock).toISOString() })
  api = createApi(skein)
}
beforeEach(async () => {
  clock = Date.parse('2026-01-01T00:00:00Z')
  folder = mkdtempSync(join(tmpdir(), 'skein-once-'))
  await open()
})
afterEach(async () => {
  await skein.close()
  rmSync(folder, { recursive: true, force: true })
})

const FIELDS: Record<string, [string, string]> = {
  recordClaims: ['RecordClaimsInput', 'written added unchanged recorded { index claims } problemCount revision'],
  judge: ['JudgeInput', 'judgement { id known why } entities { id name }'],
  unjudge: ['UnjudgeInput', 'judgement { id known } entities { id }'],
  retractClaim: ['RetractClaimInput', 'id'],
  withdrawDataset: ['WithdrawDatasetInput', 'dataset claims']
}
const change = async (field: string, input: object, viewer: Viewer = ADA): Promise<Answer> => {
  const [type, selection] = FIELDS[field] ?? ['', '']
  const text = `mutation($input: ${type}!) { ${field}(input: $input) { ${selection} } }`
  return (await ask(api, text, { viewer }, { input })) as Answer
}
const writes = (): Promise<number> => skein.store.sequence()
const record = (more: object = {}, viewer: Viewer = ADA): Promise<Answer> =>
  change('recordClaims', { ...ROWS, ...more }, viewer)

describe('the same key again', () => {
  it('gets the first answer of each change, and nothing is done twice, over a restart too', async () => {
    const first: [string, object, Answer][] = []
    const once = async (field: string, input: object): Promise<Answer> => {
      const keyed = { ...input, idempotencyKey: `${field} 1` }
      const answer = await change(field, keyed)
      expect(answer.errors, field).toBeUndefined()
      first.push([field, keyed, answer])
      return answer
    }
    const recorded = (await once('recordClaims', ROWS)).data as {
      recordClaims: { recorded: { claims: string[] }[] }
    }
    const { judge } = (await once('judge', JUDGE)).data as { judge: { judgement: { id: string } } }
    await once('unjudge', { id: judge.judgement.id })
    await once('retractClaim', { id: recorded.recordClaims.recorded[1]?.claims[0] })
    const before = await writes()
    // What an answer holds of entities is what stands today.
    const plain = ({ data }: Answer): unknown =>
      JSON.parse(JSON.stringify(data, (key, value: unknown) => (key === 'entities' ? 0 : value)))
    for (const [field, input, answer] of first) expect(plain(await change(field, input)), field).toEqual(plain(answer))
    await skein.close()
    await open()
    for (const [field, input, answer] of first) expect(plain(await change(field, input)), field).toEqual(plain(answer))
    expect(await writes()).toBe(before)
    const gone = { dataset: 'alpha/notes', idempotencyKey: 'gone' }
    const withdrawn = await change('withdrawDataset', gone)
    expect(withdrawn.data).toMatchObject({ withdrawDataset: { claims: 2 } })
    expect(await change('withdrawDataset', gone)).toEqual(withdrawn)
    expect(codesOf(await change('withdrawDataset', { dataset: 'alpha/notes' }))).toEqual(['NOT_FOUND'])
  })

  it('with another input, or for another change, is refused; without a key both are done', async () => {
    await record({ idempotencyKey: 'k' })
    expect(codesOf(await record({ idempotencyKey: 'k', grade: 'A1' }))).toEqual(['CONFLICT'])
    expect(codesOf(await change('judge', { ...JUDGE, idempotencyKey: 'k' }))).toEqual(['CONFLICT'])
    expect(codesOf(await record({ grade: 'A1' }))).toEqual([])
  })

  it("is the viewer's own: another's key says nothing", async () => {
    await record({ idempotencyKey: 'k' })
    const mine = { ...ROWS, dataset: 'beta/notes', idempotencyKey: 'k' }
    expect((await change('recordClaims', mine, BEN)).data).toMatchObject({ recordClaims: { added: 2 } })
    expect(codesOf(await record({ idempotencyKey: 'k' }, BEN))).toEqual(['CONFLICT'])
    expect(codesOf(await record({ idempotencyKey: 'other' }, BEN))).toEqual(['NOT_FOUND'])
    expect(codesOf(await record({ idempotencyKey: 'k' }, READER))).toEqual(['FORBIDDEN'])
    expect(codesOf(await record({ idempotencyKey: 'k' }, { ...ADA, scopes: ['READ'] }))).toEqual(['FORBIDDEN'])
  })

  it('at once: one does it, the others get its answer', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => record({ idempotencyKey: 'k' })))
    expect(answers[0]?.data).toMatchObject({ recordClaims: { added: 2 } })
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(codesOf(await record({ idempotencyKey: 'k', grade: 'B2' }))).toEqual(['CONFLICT'])
  })

  it('is free again after a failure, a refusal of rows and a dry run, and after a day', async () => {
    expect(codesOf(await change('judge', { ...JUDGE, idempotencyKey: 'j' }))).toEqual(['NOT_FOUND'])
    const bad = { claims: [{ kind: 'Persn', id: '1' }], idempotencyKey: 'k' }
    expect((await record(bad)).data).toMatchObject({ recordClaims: { written: false, problemCount: 1 } })
    expect((await record({ dryRun: true, idempotencyKey: 'k' })).data).toMatchObject({
      recordClaims: { written: false }
    })
    expect((await record({ idempotencyKey: 'k' })).data).toMatchObject({ recordClaims: { written: true, added: 2 } })
    expect(codesOf(await change('judge', { ...JUDGE, idempotencyKey: 'j' }))).toEqual([])
    clock += 24 * 60 * 60 * 1000 + 1
    expect((await record({ grade: 'A1', idempotencyKey: 'k' })).data).toMatchObject({ recordClaims: { written: true } })
  })

  it('of a withdrawn dataset brings nothing back, and nothing of it stays on disk', async () => {
    const rows = { claims: [{ kind: 'Person', id: '1', properties: { nmae: 'Secret Name' } }, ...ROWS.claims] }
    const keyed = { ...rows, acceptPartial: true, idempotencyKey: 'k' }
    const file = join(folder, 'answers.jsonl')
    const full = `mutation($input: RecordClaimsInput!) { recordClaims(input: $input) { written problems { reason } } }`
    await ask(api, full, { viewer: ADA }, { input: { ...ROWS, ...keyed } })
    expect(readFileSync(file, 'utf8')).toContain('nmae')
    await change('withdrawDataset', { dataset: 'alpha/notes' })
    expect(readFileSync(file, 'utf8')).not.toContain('nmae')
    expect(codesOf(await record(keyed))).toEqual(['CONFLICT'])
    expect((await record(ROWS)).data).toMatchObject({ recordClaims: { added: 2 } })
  })

  it('is kept for the server alone, and a line torn by a crash costs only itself', async () => {
    const first = await record({ idempotencyKey: 'k' })
    const file = join(folder, 'answers.jsonl')
    expect(statSync(file).mode & 0o077).toBe(0)
    await skein.close()
    appendFileSync(file, '{"key":"torn","val')
    await open()
    expect(await record({ idempotencyKey: 'k' })).toEqual(first)
    await record({ grade: 'C3', idempotencyKey: 'l' })
    await skein.close()
    await open()
    expect(codesOf(await record({ idempotencyKey: 'l' }))).toEqual(['CONFLICT'])
  })

  it('must have 1 to 200 characters', async () => {
    for (const idempotencyKey of ['', 'x'.repeat(201)])
      expect(codesOf(await record({ idempotencyKey }))).toEqual(['INVALID_INPUT'])
    expect(codesOf(await record({ idempotencyKey: 'x'.repeat(200) }))).toEqual([])
  })
})
