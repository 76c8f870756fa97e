import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { cliContext } from '../../src/cli/context.ts'
import { markingLines, problemTable, registerImport } from '../../src/cli/import.ts'
import { runningFile } from '../../src/server/serve.ts'
import { HttpServer } from '../../src/server/http.ts'
import type { ImportReport } from '../../src/service/import/report.ts'
import { openSkein, type Skein } from '../../src/service/skein.ts'
import { datasetFolder, newFolder } from './support.ts'

const GOOD = { 'nodes.csv': 'id,kind\na,Person\nb,Person\n', 'ties.csv': 'kind,from,to\nKIN_OF,a,b\n' }
const BAD = { ...GOOD, 'ties.csv': 'kind,from,to,validFrom\nKIN_OF,a,b,2003-13\nKIN_OF,a,b,2003\n' }

async function skeinImport(...args: string[]) {
  const printed: string[] = []
  const noted: string[] = []
  const program = new Command()
  registerImport(program, {
    ...cliContext(),
    print: (text) => void printed.push(text),
    note: (line) => void noted.push(line)
  })
  process.exitCode = 0
  await program.parseAsync(['import', ...args], { from: 'user' })
  return { printed: printed.join('\n'), noted: noted.join('\n'), exit: process.exitCode }
}

afterEach(() => {
  process.exitCode = 0
})

const suite = (): void => {
  it('tells bad rows and counts, and says by its exit code whether all went in', async () => {
    const bad = datasetFolder(BAD)
    const refused = await skeinImport(bad)
    expect(refused.exit).toBe(2)
    expect(refused.printed).toBe('')
    expect(refused.noted).toContain('ties.csv:2 validFrom  month 13 does not exist\n                      → Write 2003')
    expect(refused.noted).toContain('local/case: 1 problem in 4 rows; nothing was written.')

    const dry = await skeinImport(datasetFolder(GOOD), '--dry-run')
    expect(dry).toMatchObject({ exit: 0, printed: expect.stringContaining('would bring 3 new') as string })

    const partial = await skeinImport(bad, '--accept-partial')
    expect(partial).toMatchObject({
      exit: 0,
      printed: expect.stringContaining('        2  Person\nlocal/case: 4 rows, 3 new') as string
    })

    const json = await skeinImport(datasetFolder(GOOD), '--append', '--json')
    expect(json.exit).toBe(0)
    expect(JSON.parse(json.printed) as ImportReport).toMatchObject({
      dataset: 'local/case',
      written: true,
      added: 1,
      unchanged: 2,
      retracted: 0,
      problems: []
    })

    const failed = await skeinImport(datasetFolder(GOOD, { assertions: [{ count: 'Person', is: 3 }] }))
    expect(failed.exit).toBe(2)
    expect(failed.noted).toContain('Person: 2 entities are there, 3 are asserted')
  })

  it('tells what was taken and wants a look, and who can see it; neither changes the exit code', async () => {
    const files = { ...GOOD, 'more.csv': 'kind,from,to,goods\nPAYS,a,b,cars\nTRADES_IN,a,skein/none:x,\n' }
    const told = await skeinImport(datasetFolder(files, { name: 'local/noted', marking: 'GREEN' }))
    expect(told.exit).toBe(0)
    expect(told.noted).toContain('taken, but look at these (2):\nmore.csv:2 goods  cars is the code of no good\n')
    expect(told.noted).toContain('more.csv:3 to     there is no dataset skein/none\n')
    expect(told.printed).toMatch(/^ {3}claims {2}of kind\n/)
    expect(told.printed).toContain('5 claims, marked GREEN: visible to everyone signed in')
    const json = await skeinImport(
      datasetFolder(files, { name: 'local/noted', marking: 'GREEN' }),
      '--json',
      '--dry-run'
    )
    expect(json.exit).toBe(0)
    expect(JSON.parse(json.printed) as ImportReport).toMatchObject({
      notes: [
        { file: 'more.csv', row: 2, column: 'goods', reason: 'cars is the code of no good' },
        { file: 'more.csv', row: 3, column: 'to' }
      ],
      noteCount: 2,
      markings: [{ marking: 'GREEN', limited: false, audience: null, count: 5 }]
    })
  })

  it('takes files with the manifest among them', async () => {
    const folder = datasetFolder(GOOD, { name: 'local/files' })
    const { printed, exit } = await skeinImport(
      ...['dataset.json', 'nodes.csv', 'ties.csv'].map((name) => join(folder, name))
    )
    expect(exit).toBe(0)
    expect(printed).toContain('local/files: 3 rows, 3 new')
  })

  it('throws what it cannot begin with', async () => {
    await expect(skeinImport(join(newFolder(), 'absent'))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(/absent is not there$/) as string,
      details: { hint: expect.not.stringContaining('ENOENT') as string }
    })
  })
}

describe('skein import, with the store opened here', () => {
  beforeAll(() => {
    process.env['SKEIN_DATA'] = newFolder()
  })
  suite()
})

describe('skein import, through a running server', () => {
  let server: HttpServer
  let skein: Skein
  beforeAll(async () => {
    const data = (process.env['SKEIN_DATA'] = newFolder())
    server = await HttpServer.listen({ host: '127.0.0.1', port: 0, log: () => undefined })
    skein = await openSkein({ store: '', data })
    server.ready(skein)
    writeFileSync(runningFile(data), JSON.stringify({ url: server.url, token: server.auth.bearer, pid: process.pid }))
  })
  afterAll(async () => {
    await server.close(100)
    await skein.close()
  })
  suite()
})

it('a table of problems is read by file, row and column', () => {
  expect(
    problemTable([
      { file: 'a.csv', row: 12, column: 'kind', reason: 'is wrong', hint: 'Do right.' },
      { file: 'b.csv', row: null, column: null, reason: 'is empty', hint: null }
    ])
  ).toEqual(['a.csv:12 kind  is wrong', '               → Do right.', 'b.csv          is empty'])
})

it('who can see the claims is said for each marking', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  expect(
    markingLines([
      { marking: 'CLEAR', limited: false, audience: null, count: 90 },
      { marking: 'AMBER', limited: false, audience: null, count: 1 },
      { marking: 'AMBER', limited: true, audience: ['desk'], count: 2 },
      { marking: 'AMBER_STRICT', limited: true, audience: null, count: 3 },
      { marking: 'RED', limited: true, audience: names, count: 4 }
    ])
  ).toEqual([
    '90 claims, marked CLEAR: visible to anyone',
    '1 claim, marked AMBER: visible to those cleared for it',
    '2 claims, marked AMBER for desk: visible to them alone',
    '3 claims, marked AMBER_STRICT for several audiences: each visible to its own alone',
    '4 claims, marked RED for a, b, c, d, e and 1 more: visible to them alone'
  ])
})
