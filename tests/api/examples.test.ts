import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kind, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, createApi, type Api } from '../../src/server/api.ts'
import { loadSeeds } from '../../src/service/seeds.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import { OWNER } from '../../src/service/viewer.ts'
import type { Answer } from './support.ts'

const FOLDER = join('schema', 'examples')
const examples = readdirSync(FOLDER).filter((name) => name.endsWith('.graphql'))

let skein: Skein
let api: Api
let problems: number
const said: string[] = []
beforeAll(async () => {
  skein = await openSkein({ store: '', data: null, secret: 'tests' })
  problems = await loadSeeds(skein, (line) => said.push(line))
  api = createApi(skein)
})
afterAll(() => skein.close())

describe('the shipped datasets', () => {
  it('load without a problem, once', async () => {
    expect(problems, said.join('\n')).toBe(0)
    expect(await loadSeeds(skein, () => expect.fail('loaded again'))).toBe(0)
  })

  it('loaded again change nothing', async () => {
    const sequence = async (): Promise<unknown> => ((await ask(api, '{ revision }', {})) as Answer).data
    const before = await sequence()
    const lines: string[] = []
    await loadSeeds(skein, (line) => lines.push(line), { again: true })
    expect(await sequence()).toEqual(before)
    expect(lines.filter((line) => /^ +\d+\/\d+ /.test(line) && !/: 0 claims/.test(line))).toEqual([])
  })
})

/** The list that a root field answers with: itself, a page's nodes or a drawing's; undefined where it is no list. */
function listOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[]
  if (typeof value !== 'object' || value === null) return undefined
  const { nodes, groups, elements } = value as Record<string, unknown>
  return [nodes, groups, (elements as { nodes?: unknown } | undefined)?.nodes].find((list): list is unknown[] =>
    Array.isArray(list)
  )
}

/** Nobody has saved a view in a fresh store, and nothing was known before it was filled. */
const EMPTY = ['saved-views.graphql view', 'saved-views.graphql views', 'what-was-known-then.graphql groupsThen']

describe('questions that users ask', () => {
  it('cover every root field', () => {
    const asked = new Set(
      examples.flatMap((name) =>
        parse(readFileSync(join(FOLDER, name), 'utf8')).definitions.flatMap((definition) =>
          definition.kind === Kind.OPERATION_DEFINITION
            ? definition.selectionSet.selections.map((each) => (each.kind === Kind.FIELD ? each.name.value : ''))
            : []
        )
      )
    )
    const fields = Object.keys(skein.schema.getQueryType()?.getFields() ?? {})
    expect(fields.filter((name) => !asked.has(name))).toEqual([])
  })

  it.each(examples)(
    '%s is answered to the public, within its limits and with something, and to the owner',
    async (name) => {
      const question = readFileSync(join(FOLDER, name), 'utf8')
      const open = (await ask(api, question, {})) as Answer
      const all = (await ask(api, question, { viewer: OWNER })) as Answer
      expect([open.errors, all.errors]).toEqual([undefined, undefined])
      expect(Object.keys(all.data ?? {})).toEqual(Object.keys(open.data ?? {}))
      for (const [root, value] of Object.entries(open.data ?? {})) {
        if (EMPTY.includes(`${name} ${root}`)) continue
        expect(value, root).not.toBeNull()
        expect(
          listOf(value)?.filter((each) => each !== null),
          root
        ).not.toEqual([])
      }
    }
  )
})
