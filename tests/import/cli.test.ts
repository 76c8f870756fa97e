import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { cliContext } from '../../src/cli/context.ts'
import { problemTable, registerImport } from '../../src/cli/import.ts'
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

  it('takes files with the manifest among them', async () => {
    const folder = datasetFolder(GOOD, { name: 'local/files' })
    const { printed, exit } = await skeinImport(
      ...['dataset.json', 'nodes.csv', 'ties.csv'].map((name) => join(folder, name))
    )
    expect(exit).toBe(0)
    expect(printed).toContain('local/files: 3 rows, 3 new')
  })

  it('throws what it cannot begin with', async () => {
    await expect(skeinImport(join(newFolder(), 'absent'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
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
