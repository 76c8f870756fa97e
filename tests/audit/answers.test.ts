import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { datasetId, recordId } from '../../src/claims/ids.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { OWNER, PUBLIC } from '../../src/service/viewer.ts'
import { ADA, BEN, codesOf, writeFolder } from '../api/support.ts'
import { openAudited, told, type Audited } from './support.ts'

const hidden = recordId('alpha/closed:h1')
const mixed = (local: string): string => recordId(`alpha/mixed:${local}`)
const MANIFEST = {
  name: 'alpha/mixed',
  title: 'Some of each',
  publisher: 'A test',
  publisherRole: 'OTHER',
  licence: 'CC0-1.0',
  howCollected: 'CASEWORK'
}

let world: Audited
beforeAll(async () => {
  world = await openAudited()
  const folder = writeFolder(join(world.folder, 'mixed'), {
    'dataset.json': JSON.stringify(MANIFEST),
    'entities.csv':
      'id,kind,name,note,marking\nq,Person,Open,,CLEAR\nq,Person,Open,Told in confidence,AMBER\nr,Person,Other,,CLEAR\n',
    'ties.csv': 'kind,from,to,marking\nCONTACTS,q,r,GREEN\n'
  })
  expect(await importDataset(world.skein, OWNER, { paths: [folder] })).toMatchObject({ written: true })
  world.lines()
})
afterAll(() => world.close())

const FOUND = '{ search(text: "Hidden Harbourmaster") { nodes { name } } }'
const NOTE = 'query($id: ID!) { entity(id: $id) { name note } }'

it('tells which marked things were given to whom, although the question asks for no id', async () => {
  expect(codesOf(await world.ask(FOUND, ADA))).toEqual([])
  const line = { viewer: 'ada', operation: 'search', outcome: 'answered', shape: expect.any(String) as string }
  expect(told(world.lines())).toEqual([{ ...line, things: [[hidden, 2]] }])
})

it('tells of a drawing each time it is given, also when it is not read again', async () => {
  const drawing = 'query($ids: [ID!]) { graph(input: { ids: $ids }) { elements } }'
  for (let i = 0; i < 2; i++) {
    expect(codesOf(await world.ask(drawing, ADA, { ids: [hidden] }))).toEqual([])
    expect(told(world.lines())).toMatchObject([{ viewer: 'ada', operation: 'graph', things: [[hidden, 2]] }])
  }
})

it('tells nothing of what is CLEAR, of what was not found, and of the public', async () => {
  for (const viewer of [PUBLIC, BEN]) await world.ask(FOUND, viewer)
  await world.ask('{ entities { totalCount nodes { id name } } }', PUBLIC)
  await world.ask(NOTE, { ...ADA, rank: 1 }, { id: mixed('q') })
  expect(world.lines()).toEqual([])
})

it('tells of a marked value on a CLEAR thing, and of nothing when it is not asked for', async () => {
  await world.ask('query($id: ID!) { entity(id: $id) { name } }', ADA, { id: mixed('q') })
  expect(world.lines()).toEqual([])
  expect((await world.ask(NOTE, ADA, { id: mixed('q') })).data).toEqual({
    entity: { name: 'Open', note: 'Told in confidence' }
  })
  expect(told(world.lines())).toMatchObject([{ operation: 'entity', things: [[mixed('q'), 2]] }])
})

it('tells a tie with its ends, a claim with what it is about, and a count without ids', async () => {
  await world.ask('query($id: ID!) { entity(id: $id) { relations { nodes { kind } } } }', ADA, { id: mixed('q') })
  const [line] = world.lines()
  expect(line?.things).toEqual([[expect.stringMatching(/^r:/), 1, ...[mixed('q'), mixed('r')].sort()]])
  await world.ask('query($id: ID!) { entity(id: $id) { claims { nodes { grade } } } }', ADA, { id: mixed('q') })
  const [claims] = world.lines()
  expect(claims?.things).toEqual([[expect.stringMatching(/^c:/), 2, mixed('q')]])
  await world.ask('{ entities(filter: { kinds: [Person] }) { totalCount } }', ADA)
  expect(told(world.lines())).toEqual([
    {
      viewer: 'ada',
      operation: 'entities',
      outcome: 'answered',
      shape: expect.any(String) as string,
      counts: { counted: 1 }
    }
  ])
})

it('gives a line to each root field, and one shape to questions that differ in values and aliases alone', async () => {
  await world.ask(
    `{ a: search(text: "harbourmaster") { nodes { id } } b: search(text: "hidden") { nodes { id } } }`,
    ADA
  )
  await world.ask(`{ x: search(text: "Harbour") { nodes { id } } y: search(text: "Hidden H") { nodes { id } } }`, ADA)
  const lines = world.lines()
  expect(lines.length).toBe(4)
  expect(new Set(lines.map(({ shape }) => shape)).size).toBe(1)
})

it('is needed: where it cannot be written marked material is not given, and the rest is', async () => {
  const undo = world.block()
  try {
    const answer = await world.ask(FOUND, ADA)
    expect(codesOf(answer)).toEqual(['UNAVAILABLE'])
    expect(JSON.stringify(answer)).not.toContain('Harbourmaster')
    expect(codesOf(await world.ask('{ entities(filter: { kinds: [Person] }) { totalCount } }', ADA))).toEqual([
      'UNAVAILABLE'
    ])
    expect(codesOf(await world.ask(FOUND, PUBLIC))).toEqual([])
  } finally {
    undo()
  }
  expect(codesOf(await world.ask(FOUND, ADA))).toEqual([])
})

it('tells which marked things a saved view places, whoever opens it, and gives none where it cannot be written', async () => {
  const fellow = { ...ADA, id: 'fay' }
  const input = {
    name: 'A drawing',
    document: '{ revision }',
    positions: [hidden, mixed('q')].map((id) => ({ id, x: 0, y: 0 })),
    sharedWith: ['alpha']
  }
  await world.ask('mutation($input: SaveViewInput!) { saveView(input: $input) { view { id } } }', ADA, { input })
  world.lines()
  const PLACED = '{ views { name positions { id } } }'
  expect((await world.ask('{ views { name } }', fellow)).data).toEqual({ views: [{ name: 'A drawing' }] })
  await world.ask(PLACED, { ...fellow, rank: 1 })
  expect(world.lines()).toEqual([])
  expect((await world.ask(PLACED, fellow)).data).toEqual({
    views: [{ name: 'A drawing', positions: [{ id: hidden }, { id: mixed('q') }] }]
  })
  const line = { viewer: 'fay', operation: 'views', outcome: 'answered', shape: expect.any(String) as string }
  expect(told(world.lines())).toEqual([{ ...line, things: [[hidden, 2]] }])
  const mend = world.block()
  try {
    expect(codesOf(await world.ask(PLACED, fellow))).toEqual(['UNAVAILABLE'])
    expect(codesOf(await world.ask(PLACED, { ...fellow, rank: 1 }))).toEqual([])
  } finally {
    mend()
  }
})

it('holds no content', () => {
  const text = readFileSync(join(world.data, 'audit.jsonl'), 'utf8')
  expect(text).toContain(datasetId('alpha/mixed'))
  for (const word of ['Harbour', 'harbour', 'Hidden', 'hidden', 'confidence', 'alpha', 'Open', 'Person'])
    expect(text).not.toContain(word)
})
