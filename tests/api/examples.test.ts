import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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

describe('questions that users ask', () => {
  it('are at least twelve', () => {
    expect(examples.length).toBeGreaterThanOrEqual(12)
  })

  it.each(examples)(
    '%s is answered over the API, to the public within its limits, to the owner with no less',
    async (name) => {
      const question = readFileSync(join(FOLDER, name), 'utf8')
      expect(question).toMatch(/^#.*\b(analyst|researcher|trainer)/i)
      const open = (await ask(api, question, {})) as Answer
      const all = (await ask(api, question, { viewer: OWNER })) as Answer
      expect([open.errors, all.errors]).toEqual([undefined, undefined])
      expect(Object.keys(all.data ?? {})).toEqual(Object.keys(open.data ?? {}))
    }
  )
})
