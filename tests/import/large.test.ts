import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { expect, it } from 'vitest'
import { datasetFolder, run, scratchStore } from './support.ts'
import { UNKEPT } from '../../src/service/audit/log.ts'
import { importDataset } from '../../src/service/import/import.ts'
import { OWNER } from '../../src/access/viewer.ts'
import { now } from './support.ts'

const MEGABYTES = Number(process.env['SKEIN_IMPORT_MB'] ?? 20)
const PERSONS = 20_000

function* ties(bytes: number): Generator<string> {
  yield 'kind,from,to,role,weight,validFrom,rowId\n'
  for (let size = 0, i = 0; size < bytes; i++) {
    const row = `CONTACTS,p${i % PERSONS},p${(i * 7 + 1 + (i % PERSONS === (i * 7 + 1) % PERSONS ? 1 : 0)) % PERSONS},"called, at night",${i % 50},2003-0${1 + (i % 9)},${i}\n`
    size += row.length
    yield row
  }
}

it(
  `a file of ${MEGABYTES} MB is checked as a stream: memory stays far below its size as rows`,
  { timeout: 3_000_000 },
  async () => {
    const store = await scratchStore()
    const folder = datasetFolder({
      'nodes.csv': `id,kind\n${Array.from({ length: PERSONS }, (_, i) => `p${i},Person`).join('\n')}\n`
    })
    await pipeline(Readable.from(ties(MEGABYTES * 1024 * 1024)), createWriteStream(join(folder, 'ties.csv')))
    await run(store, datasetFolder({ 'nodes.csv': 'id,kind\na,Person\n' }), { dryRun: true })
    globalThis.gc?.()
    const before = process.memoryUsage()
    let most = 0
    const report = await importDataset({ store, now, audit: UNKEPT }, OWNER, { paths: [folder], dryRun: true }, () => {
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      most = Math.max(most, heapUsed + arrayBuffers - before.heapUsed - before.arrayBuffers)
    })
    expect(report).toMatchObject({ written: false, problemCount: 0, added: report.rows })
    expect(report.rows).toBeGreaterThan(MEGABYTES * 15_000)
    // Rows as objects would take about 20 times the size of the file.
    expect(most / 1024 / 1024).toBeLessThan(120 + 3 * MEGABYTES)
  }
)
