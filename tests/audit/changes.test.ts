import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { idOf } from '../../src/claims/ids.ts'
import { datasetId, recordId } from '../../src/claims/ids.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { addKey, revokeKey } from '../../src/service/key-changes.ts'
import { verifyAudit } from '../../src/service/audit/verify.ts'
import { OWNER, PUBLIC } from '../../src/service/viewer.ts'
import { ADA, BEN, codesOf, DATASETS, READER, writeFolder } from '../api/support.ts'
import { openAudited, told, type Audited } from './support.ts'

let world: Audited
beforeAll(async () => {
  world = await openAudited()
})
afterAll(() => world.close())

const intent = 'the line'
const WITHDRAW = 'mutation($d: String!) { withdrawDataset(input: { dataset: $d }) { dataset } }'
const RETRACT = 'mutation($id: ID!) { retractClaim(input: { id: $id }) { id } }'
const JUDGE =
  'mutation($r: String!) { judge(input: { left: "alpha/open:p1", right: $r, verdict: SAME, why: "the same scar" }) { judgement { id } } }'
const UNJUDGE = 'mutation($id: ID!) { unjudge(input: { id: $id }) { judgement { id } } }'
const operations = ['importDataset', 'retractClaim', 'withdrawDataset', 'judge', 'unjudge']

it('has every import with its dataset, its highest rank and its counts', () => {
  const [first, second] = told(world.lines().slice(2))
  const base = { viewer: 'owner', operation: 'importDataset', things: [[datasetId('alpha/closed'), 2]] }
  expect(first).toEqual({ ...base, outcome: 'intended' })
  expect(second).toEqual({ ...base, outcome: 'done', counts: { added: 1, changed: 0, retracted: 0 }, intent })
})

it('has what a trial of an import speaks of, though nothing is written', async () => {
  const folder = (name: string, tie: string): string =>
    writeFolder(join(world.folder, name), {
      ...DATASETS[name],
      'ties.csv': `kind,from,to\nCONTACTS,${tie}\n`
    })
  world.lines()
  const paths = [folder('alpha/closed', 'h1,h2')]
  await importDataset(world.skein, OWNER, { paths, dryRun: true })
  await importDataset(world.skein, OWNER, { paths: [folder('beta/notes', 'x1,alpha/closd:h1')], dryRun: true })
  const base = { viewer: 'owner', operation: 'importDataset', outcome: 'nothing written' }
  expect(told(world.lines())).toEqual([
    { ...base, things: [[datasetId('alpha/closed'), 2]] },
    {
      ...base,
      things: [
        [datasetId('beta/notes'), 0],
        [datasetId('alpha/closed'), 2]
      ]
    }
  ])
})

it('has what was refused, with its code and without what was asked for', async () => {
  for (const [query, variables] of [
    [WITHDRAW, { d: 'nobody/nothing' }],
    [RETRACT, { id: 'Ida Marsh' }],
    [JUDGE, { r: 'nobody/nothing:1' }],
    [UNJUDGE, { id: 'j:00000000000000000000' }],
    ['mutation { importDataset(input: { upload: "upload-0001" }) { written } }', {}]
  ] as const)
    for (const viewer of [ADA, READER, PUBLIC]) await world.ask(query, viewer, variables)
  const lines = told(world.lines()) as { operation: string; outcome: string; viewer: string | null }[]
  expect(lines.map(({ outcome }) => outcome)).toEqual(
    operations.flatMap(() => ['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED'])
  )
  expect(new Set(lines.map(({ operation }) => operation))).toEqual(new Set(operations))
  expect(lines.every((line) => Object.keys(line).length === 3)).toBe(true)
})

it('has the intent and the outcome of what was done, with the ids concerned', async () => {
  const answer = await world.ask(JUDGE, ADA, { r: 'alpha/open:p2' })
  expect(codesOf(answer)).toEqual([])
  const { id } = (answer.data?.['judge'] as { judgement: { id: string } }).judgement
  const things = [[id, 0, recordId('alpha/open:p1'), recordId('alpha/open:p2')]]
  const by = (operation: string, viewer: string, of: unknown): object[] => [
    { viewer, operation, outcome: 'intended', things: of },
    { viewer, operation, outcome: 'done', things: of, intent }
  ]
  expect(told(world.lines())).toEqual(by('judge', 'ada', things))
  await world.ask(UNJUDGE, ADA, { id })
  expect(told(world.lines())).toEqual(by('unjudge', 'ada', things))
  const [claim] = await world.skein.store.read(
    `MATCH (c:Claim {dataset: 'alpha/closed'}) RETURN c.id AS id, c.about AS about`,
    ['id', 'about'],
    {}
  )
  expect(codesOf(await world.ask(RETRACT, ADA, { id: claim?.[0] }))).toEqual([])
  expect(told(world.lines())).toEqual(by('retractClaim', 'ada', [[claim?.[0], 2, claim?.[1]]]))
  expect(codesOf(await world.ask(WITHDRAW, BEN, { d: 'beta/notes' }))).toEqual([])
  expect(told(world.lines())).toMatchObject([
    { operation: 'withdrawDataset', outcome: 'intended', things: [[datasetId('beta/notes'), 0]] },
    { operation: 'withdrawDataset', outcome: 'done', counts: { claims: 1 }, intent }
  ])
})

it('has keys that are made and ended, and none of their secret', async () => {
  const wanted = { name: 'one', rank: 'AMBER', organisations: [], scopes: ['READ'], until: null } as const
  const { token } = await addKey(world.data, { ...wanted, organisations: [], scopes: ['READ'] })
  await expect(
    addKey(world.data, { ...wanted, name: 'Ida Marsh', organisations: [], scopes: ['READ'] })
  ).rejects.toThrow()
  await revokeKey(world.data, 'one')
  const lines = world.lines()
  const things = [['key:one', 2]]
  expect(told(lines)).toEqual([
    { viewer: 'owner', operation: 'keys add', outcome: 'intended', things },
    { viewer: 'owner', operation: 'keys add', outcome: 'done', things, intent },
    { viewer: 'owner', operation: 'keys add', outcome: 'INVALID_INPUT' },
    { viewer: 'owner', operation: 'keys revoke', outcome: 'intended', things },
    { viewer: 'owner', operation: 'keys revoke', outcome: 'done', things, intent }
  ])
  expect(JSON.stringify(lines)).not.toContain(token.slice(-43))
})

it('is needed: where it cannot be written nothing is changed', async () => {
  const folder = writeFolder(join(world.folder, 'again'), {
    ...DATASETS['beta/notes'],
    'entities.csv': 'id,kind,name\nnew,Person,Nobody Yet\n'
  })
  const before = await world.ask('{ revision }', OWNER)
  const undo = world.block()
  try {
    const id = idOf('c', 'x')
    for (const [query, variables] of [
      [WITHDRAW, { d: 'alpha/open' }],
      [RETRACT, { id }],
      [JUDGE, { r: 'alpha/open:p3' }],
      [UNJUDGE, { id: 'j:00000000000000000000' }]
    ] as const)
      expect(codesOf(await world.ask(query, ADA, variables))).toEqual(['UNAVAILABLE'])
    await expect(importDataset(world.skein, OWNER, { paths: [folder] })).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    await expect(revokeKey(world.data, 'one')).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  } finally {
    undo()
  }
  expect((await world.ask('{ revision }', OWNER)).data).toEqual(before.data)
  expect((await importDataset(world.skein, OWNER, { paths: [folder] })).added).toBe(1)
})

it('holds as a chain, and holds no content', async () => {
  expect((await verifyAudit(world.data)).fault).toBeNull()
  const text = readFileSync(join(world.data, 'audit.jsonl'), 'utf8')
  for (const word of ['Ida', 'Marsh', 'Harbourmaster', 'scar', 'nobody', 'alpha', 'beta', 'upload'])
    expect(text).not.toContain(word)
})
