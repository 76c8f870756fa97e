import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cliContext } from '../../src/cli/context.ts'
import { registerQuery } from '../../src/cli/query.ts'
import { OWNER } from '../../src/service/viewer.ts'
import { openWorld, type World } from './support.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Runs `skein query` on a document, against the world of the tests. */
async function skeinQuery(document: string, ...args: string[]): Promise<{ printed: string; noted: string }> {
  const file = join(world.folder, 'question.graphql')
  writeFileSync(file, document)
  const printed: string[] = []
  const noted: string[] = []
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined })
  registerQuery(program, {
    ...cliContext(),
    config: () => ({ port: 0, host: '', data: world.folder, store: '' }),
    ask: async (query, variables) => await world.ask(query, OWNER, variables),
    print: (text) => void printed.push(text),
    note: (line) => void noted.push(line)
  })
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => undefined })
  await program.parseAsync(['query', file, ...args], { from: 'user' })
  return { printed: printed.join('\n'), noted: noted.join('\n') }
}

const PERSONS = `query($first: Int) {
  revision
  entities(filter: { kinds: [Person] }, orderBy: NAME, first: $first) {
    nodes { name kind claims(first: 1) { nodes { source { key } } } }
    pageInfo { hasNextPage endCursor }
  }
}`

it('prints a page as CSV, and says where the next one begins', async () => {
  const { printed, noted } = await skeinQuery(PERSONS, '--format', 'csv', '--vars', '{"first": 2}')
  expect(printed.split('\r\n')).toEqual([
    'name,kind,claims',
    'Bo Lund,Person,"{""nodes"":[{""source"":{""key"":""alpha/open""}}]}"',
    'Cy Vane,Person,"{""nodes"":[{""source"":{""key"":""alpha/open""}}]}"'
  ])
  expect(noted).toMatch(/^entities: 2 rows, and there are more: ask with after: "\S+"$/)
  expect((await skeinQuery(PERSONS, '--format', 'csv')).noted).toBe('')
})

it('prints a page as JSON lines, and says when nobody can know whether it is whole', async () => {
  const { printed, noted } = await skeinQuery('{ datasets { nodes { name } } }', '--format', 'jsonl')
  expect(printed.split('\n').map((line): unknown => JSON.parse(line))).toEqual([
    { name: 'alpha/closed' },
    { name: 'alpha/open' },
    { name: 'beta/notes' }
  ])
  expect(noted).toContain('Select pageInfo { hasNextPage endCursor }')
})

it('asks which page where there are several, or none', async () => {
  const two = '{ a: datasets { nodes { name } } b: sources { nodes { key } } }'
  await expect(skeinQuery(two, '--format', 'csv')).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    details: { issues: [{ path: '--page', message: 'is missing', hint: 'One of a, b.' }] }
  })
  expect((await skeinQuery(two, '--format', 'csv', '--page', 'b')).printed).toMatch(/^key\r\nalpha/)
  await expect(skeinQuery('{ revision }', '--format', 'csv')).rejects.toMatchObject({
    message: 'the answer holds no page or list'
  })
  await expect(skeinQuery('{ nothing }', '--format', 'csv')).rejects.toMatchObject({
    code: 'GRAPHQL_VALIDATION_FAILED'
  })
  await expect(skeinQuery(two, '--format', 'xml')).rejects.toMatchObject({ code: 'commander.invalidArgument' })
})
