import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Kind, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readExamples } from '../../src/server/examples.ts'
import { pack } from '../../src/service/import/archive.ts'
import { OWNER } from '../../src/service/viewer.ts'
import { DATASETS, openWorld, writeFolder, type World } from './support.ts'

const FOLDER = join('schema', 'examples', 'changes')
const names = readdirSync(FOLDER).map((name) => name.replace('.graphql', ''))
const textOf = (name: string): string => readFileSync(join(FOLDER, `${name}.graphql`), 'utf8')

let world: World
const run = new Set<string>()
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function answerOf(name: string, variables?: object): Promise<Record<string, unknown>> {
  run.add(name)
  const answer = await world.ask(textOf(name), OWNER, variables)
  expect(answer.errors, name).toBeUndefined()
  const [value] = Object.values(answer.data ?? {})
  return value as Record<string, unknown>
}

/** Each answers as its opening comment says; the ids that one names are those that the one before it answered. */
describe('the examples of changes', () => {
  it('say at their top who asks and why, and are among the examples that the server shows', () => {
    const shown = readExamples()
    for (const name of names) {
      expect(textOf(name), name).toMatch(/^# (An analyst|A researcher|A trainer)\b.{30,}\n/)
      expect(
        shown.filter((each) => each.name === name),
        name
      ).toMatchObject([{ text: textOf(name) }])
    }
  })

  it('are at least one for every change, one each', () => {
    const fields = names.map((name) => {
      const [operation, ...more] = parse(textOf(name)).definitions
      expect(more, name).toEqual([])
      if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(name)
      expect(operation.operation, name).toBe('mutation')
      return operation.selectionSet.selections.map((each) => (each.kind === Kind.FIELD ? each.name.value : ''))
    })
    expect(fields.every((each) => each.length === 1)).toBe(true)
    expect(fields.flat().sort()).toEqual(Object.keys(world.skein.schema.getMutationType()?.getFields() ?? {}).sort())
  })

  it('record claims, and the same again is not done twice', async () => {
    const first = await answerOf('record-claims')
    expect(first).toMatchObject({ written: true, problems: [], recorded: [{}, {}, {}, { index: 3 }] })
    expect(await answerOf('record-claims')).toEqual(first)
    expect(textOf('retract-a-claim')).toContain((first['recorded'] as { claims: string[] }[])[3]?.claims[0])
  })

  it('take back a claim', async () => {
    const known = async (): Promise<unknown> => {
      const text = '{ claims(filter: { dataset: "harbour-ngo/field-notes", kinds: ["MEMBER_OF"] }) { totalCount } }'
      return (await world.ask(text, OWNER)).data?.['claims']
    }
    expect(await known()).toEqual({ totalCount: 1 })
    await answerOf('retract-a-claim')
    expect(await known()).toEqual({ totalCount: 0 })
  })

  it('judge two records, and take that back', async () => {
    const judged = await answerOf('judge-two-records')
    const [left, right] = judged['entities'] as { id: string; records: string[] }[]
    expect(left).toEqual(right)
    expect(left?.records).toHaveLength(2)
    const { id } = judged['judgement'] as { id: string }
    expect(textOf('take-back-a-judgement')).toContain(id)
    const back = await answerOf('take-back-a-judgement')
    expect(new Set((back['entities'] as { id: string }[]).map((each) => each.id)).size).toBe(2)
    expect((back['judgement'] as { known: string[] }).known).toHaveLength(2)
  })

  it('try an import, and stop it', async () => {
    const folder = writeFolder(join(world.folder, 'uploaded'), DATASETS['alpha/open'] ?? {})
    await world.skein.uploads.keep(OWNER, 'harbour-case-1', Readable.from(pack([folder])), 1_000_000)
    expect(await answerOf('import-a-dataset')).toMatchObject({
      dataset: 'alpha/open',
      written: false,
      unchanged: 8,
      problems: []
    })
    expect(await answerOf('stop-an-import')).toMatchObject({ job: { id: 'harbour-case-1', state: 'DONE' } })
  })

  it('save a view, and delete it', async () => {
    const { view } = await answerOf('save-a-view')
    const { id, document, variables } = view as { id: string; document: string; variables: object }
    expect((await world.ask(document, OWNER, variables)).data).toMatchObject({
      entities: { nodes: [{ name: 'Quay crew' }, { name: 'The Jetty' }] }
    })
    expect(await answerOf('delete-a-view', { id })).toEqual({ id })
  })

  it('erase a dataset', async () => {
    expect(await answerOf('withdraw-a-dataset')).toMatchObject({ dataset: 'harbour-ngo/field-notes' })
    const left = await world.ask('{ datasets { nodes { name } } }', OWNER)
    expect(JSON.stringify(left.data)).not.toContain('harbour-ngo')
  })

  it('are all run here', () => expect([...run].sort()).toEqual([...names].sort()))
})
